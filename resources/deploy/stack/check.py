"""Does what a user would do with a stack, and checks what comes of it.

    python -m resources.deploy.stack.check [--workers 2]

In an empty folder it starts PostgreSQL, MLflow and Airflow, runs the pipeline once where there is no model
(it trains) and once where there is one (it does not), and sees that every subject, the report and the runs in
MLflow are there.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from isegcore.shipped import shipped_path
from resources.deploy.stack.airflow_api import AirflowApi, Task
from resources.deploy.stack.place import Place, open_place
from resources.deploy.stack.service import StackError, run
from resources.deploy.stack.stack import running_stack

DAG = "iseg_brain_segmentation_pipeline"
DRIFT_DAG = "iseg_retrain_on_drift"
_SUBJECTS = 3


def check_stack(place: Place, data: Path) -> Sequence[Sequence[Task]]:
    """Run the pipeline twice on a folder of labelled subjects; return the tasks of either run.

    Raises:
        StackError: If anything is not as it should be.
    """
    api = AirflowApi(place)
    api.wait_for_dag(DAG)
    folders = {name: str(place.root / name) for name in ("models", "outputs")}
    parameters = {**folders, "data": str(data), "train": "auto", "epochs": 1, "batch_size": 1}
    first = run_pipeline(api, {**parameters, "track": True}, branch="train_model")
    subjects = sorted(task.subject for task in first if task.name == "inference")
    _require(len(subjects) >= 2, f"subjects were mapped: {subjects}")
    outputs = place.root / "outputs"
    predictions = [outputs / f"{subject}-pred.nii.gz" for subject in subjects]
    predictions[0].unlink()  # so that the second run has something to do
    second = run_pipeline(api, parameters, branch="skip_train")
    _require(all(file.is_file() for file in predictions), "every subject has its label image")
    _require((place.root / "models" / "unet_stage1_4class.keras").is_file(), "the model is there")
    _require(len(list(outputs.glob("pipeline_report_*.json"))) == 1, "the report is there")
    runs = _mlflow_runs(place)
    _require(runs.get("iSeg-4Class-Segmentation", 0) == 1, f"MLflow has the training: {runs}")
    _require(runs.get("iSeg-4Class-Inference", 0) >= len(subjects), f"MLflow has the results: {runs}")
    _segment_with_the_champion(place, data, subjects[0])
    return first, second


def _segment_with_the_champion(place: Place, data: Path, subject: str) -> None:
    """Let a user's own `iseg` fetch the model that the first run has registered."""
    out = place.folder("champion") / "pred.nii.gz"
    who = {"XDG_CACHE_HOME": str(place.folder("cache")), "MLFLOW_TRACKING_URI": place.url("mlflow")}
    model = ["--model", "models:/iSeg4ClassUNet@champion", "-o", str(out)]
    images = [str(data / f"{subject}-{image}.hdr") for image in ("T1", "T2")]
    command = [sys.executable, "-m", "isegcore.cli.main", "segment", *images, *model]
    run(command, {**os.environ, **who}, place.logs / "champion.log")
    _require(out.is_file(), "the champion in the server's registry segments")


def run_pipeline(api: AirflowApi, parameters: Mapping[str, Any], branch: str) -> Sequence[Task]:
    """Run the pipeline, see that it took a branch and that every task of that branch succeeded.

    Raises:
        StackError: If not.
    """
    started = api.trigger(DAG, parameters)
    state = api.wait(DAG, started)
    tasks = api.tasks(DAG, started)
    states = {(task.name, task.subject): task.state for task in tasks}
    other = {"train_model": "skip_train", "skip_train": "train_model"}[branch]
    _require(state == "success", f"the run succeeds: {states}")
    _require(states.pop((other, "")) == "skipped", f"{other} is skipped")
    _require(set(states.values()) == {"success"}, f"every other task succeeds: {states}")
    return tasks


def _mlflow_runs(place: Place) -> Mapping[str, int]:
    """Return how many finished runs there are in each of the server's experiments."""
    experiments = _mlflow(place, "experiments/search", {"max_results": 100}).get("experiments", [])
    counts = {}
    for experiment in experiments:
        asked = {"experiment_ids": [experiment["experiment_id"]], "filter": "attributes.status = 'FINISHED'"}
        counts[experiment["name"]] = len(_mlflow(place, "runs/search", asked).get("runs", []))
    return counts


def _mlflow(place: Place, what: str, content: Mapping[str, Any]) -> Any:
    request = urllib.request.Request(  # noqa: S310 - http, 127.0.0.1
        f"{place.url('mlflow')}/api/2.0/mlflow/{what}",
        data=json.dumps(content).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as reply:  # noqa: S310
        return json.load(reply)


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise StackError(f"Not so: {what}")


@contextmanager
def temporary_place() -> Iterator[Place]:
    """Give an empty place with free ports that PostgreSQL's user can reach too; remove it at the end."""
    root = Path(tempfile.mkdtemp(prefix="iseg-stack-"))
    root.chmod(0o711)
    try:
        yield open_place(root, fixed_ports=False)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _copies_of_the_sample(folder: Path) -> Path:
    for file in shipped_path("sample").glob("subject-1-*"):
        for number in range(1, _SUBJECTS + 1):
            shutil.copyfile(file, folder / file.name.replace("subject-1", f"subject-{number}"))
    return folder


def main() -> None:
    """Check the form that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m resources.deploy.stack.check", description=__doc__)
    parser.add_argument("--workers", type=int, default=0, help="Celery's workers; 0: Airflow's LocalExecutor")
    workers = parser.parse_args().workers
    try:
        with temporary_place() as place, running_stack(place, workers=workers):
            for tasks in check_stack(place, _copies_of_the_sample(place.folder("data"))):
                sys.stdout.write(_in_words(tasks))
    except StackError as error:
        sys.exit(str(error))


def _in_words(tasks: Sequence[Task]) -> str:
    lines = []
    for task in sorted(tasks, key=lambda task: (task.ended is None, task.ended)):
        seconds = (task.ended - task.started).total_seconds() if task.started and task.ended else 0.0
        lines.append(f"{task.name:24}{task.subject:12}{task.state:10}{seconds:7.1f} s\n")
    return "".join([*lines, "\n"])


if __name__ == "__main__":
    main()
