"""Runs in Airflow's environment: reads the DAGs and writes what Airflow makes of them to a JSON file."""

import json
import os
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "resources" / "deploy" / "airflow" / "dags"
sys.path.insert(0, str(FOLDER))

from airflow.dag_processing.dagbag import DagBag  # noqa: E402

PARAMS = {
    "data": "/srv/iseg/my data; rm -rf /",
    "models": "/srv/iseg/models",
    "outputs": "/srv/iseg/outputs",
    "subjects": None,
    "train": "auto",
    "epochs": 3,
    "batch_size": 2,
    "track": False,
    "new_data": "/srv/iseg/new",
    "model": "iseg-infant",
}


def of_task(task: Any) -> dict[str, Any]:
    """Return what is set of a task, and what it would run."""
    mapped = type(task).__name__ == "MappedOperator"
    told = {
        "rule": str(getattr(task.trigger_rule, "value", task.trigger_rule)),
        "pool": task.pool,
        "retries": task.retries,
        "timeout_s": task.execution_timeout.total_seconds() if task.execution_timeout else None,
        "downstream": sorted(task.downstream_task_ids),
        "mapped": mapped,
    }
    call = (task.partial_kwargs if mapped else vars(task)).get("arguments_of")
    if call is not None:
        told["arguments"] = call(PARAMS, "subject-3" if mapped else None)
    return told


def of_runner(task: Any) -> dict[str, Any]:
    """Return how a task would be run by Docker or Kubernetes."""
    if os.environ["ISEG_RUNNER"] == "docker":
        mounts = [dict(mount) for mount in task.mounts]
        devices = [dict(device) for device in task.device_requests or ()]
        names = ("image", "user", "privileged", "auto_remove", "environment", "xcom_all")
        return {name: getattr(task, name) for name in names} | {"mounts": mounts, "devices": devices}
    from kubernetes.client import ApiClient

    task.arguments = task.arguments_of(PARAMS, None)
    pod: dict[str, Any] = ApiClient().sanitize_for_serialization(task.build_pod_request_obj())
    return pod


bag = DagBag(str(FOLDER))
described: dict[str, Any] = {"errors": bag.import_errors}
for name, dag in bag.dags.items():
    described[name] = {"tasks": {task.task_id: of_task(task) for task in dag.tasks}}
    described[name]["max_active_runs"] = dag.max_active_runs
    described[name]["form"] = {key: dag.params.get_param(key).schema for key in dag.params}
if bag.dags and os.environ.get("ISEG_RUNNER", "local") != "local":
    tasks = bag.dags["iseg_brain_segmentation_pipeline"].task_dict
    described["run"] = {key: of_runner(tasks[key]) for key in ("validate_data", "train_model")}
Path(sys.argv[1]).write_text(json.dumps(described, default=str))  # Airflow logs to stdout
