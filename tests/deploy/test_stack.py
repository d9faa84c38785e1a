"""PostgreSQL, MLflow and Airflow started for real: the pipeline runs, and survives what befalls them."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psutil
import pytest

from resources.deploy.stack.airflow_api import AirflowApi
from resources.deploy.stack.check import DAG, DRIFT_DAG, check_stack, run_pipeline, temporary_place
from resources.deploy.stack.place import Place
from resources.deploy.stack.stack import Stack, running_stack
from tests.cli.conftest import write_subject

SETUP = Path(__file__).parents[2] / "resources" / "setup" / "environment.sh"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.deploy,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(
        shutil.which("dpkg-query") is None, reason="PostgreSQL is taken from Debian's packages"
    ),
]


@pytest.fixture
def stack() -> Iterator[Stack]:
    subprocess.run(["bash", "-c", '. "$0"; install_system_packages postgresql', str(SETUP)], check=True)
    with temporary_place() as place, running_stack(place) as started:
        yield started


def data_in(place: Place, name: str, subjects: int = 2) -> dict[str, Any]:
    """Return the parameters of a pipeline on small subjects of its own that trains nothing."""
    folder = place.folder(name)
    (folder / "data").mkdir()
    for number in range(1, subjects + 1):
        write_subject(folder / "data", number)
    folders = {part: str(folder / part) for part in ("data", "models", "outputs")}
    return {**folders, "train": "never"}


def test_both_branches_run_and_all_is_there(stack: Stack) -> None:
    assert_nothing_listens_beyond_this_machine(stack)
    data = Path(data_in(stack.place, "check")["data"])
    for tasks in check_stack(stack.place, data):
        mapped = [task.subject for task in tasks if task.name == "inference"]
        assert sorted(mapped) == ["subject-1", "subject-2"]
    drift_trains_again(stack.place)


def drift_trains_again(place: Place) -> None:
    """Phantoms are no infants: the model's profile tells, and the pipeline is triggered to train."""
    api = AirflowApi(place)
    api.wait_for_dag(DRIFT_DAG)
    folders = data_in(place, "drifted", subjects=5)
    before = set(api.runs(DAG))
    asked = {
        "new_data": folders["data"],
        "training_data": folders["data"],
        "models": folders["models"],
        "outputs": folders["outputs"],
        "epochs": 1,
        "batch_size": 1,
    }
    run = api.trigger(DRIFT_DAG, asked)
    assert api.wait(DRIFT_DAG, run) == "success"
    states = {task.name: task.state for task in api.tasks(DRIFT_DAG, run)}
    assert states == {"measure_drift": "success", "retrain": "success", "no_drift": "skipped"}
    (triggered,) = set(api.runs(DAG)) - before
    wait_until(
        lambda: any(t.name == "train_model" and t.state == "running" for t in api.tasks(DAG, triggered))
    )


@pytest.mark.faults  # minutes of waiting: run by `pytest -m faults`
def test_what_befalls_the_services_ends_no_pipeline(stack: Stack) -> None:
    api = AirflowApi(stack.place)
    api.wait_for_dag(DAG)
    for fault in (restart_postgres, kill_the_scheduler, stop_mlflow):
        run_with_fault(api, data_in(stack.place, fault.__name__), lambda fault=fault: fault(stack))
    assert one_bad_subject_fails_the_run_and_no_other(api, data_in(stack.place, "bad"))


def run_with_fault(api: AirflowApi, parameters: Mapping[str, Any], fault: Callable[[], None]) -> None:
    """Let something happen while subjects are segmented; the run succeeds, and all is there."""
    run = api.trigger(DAG, {**parameters, "track": True})
    wait_until(lambda: any(t.name == "inference" and t.state == "running" for t in api.tasks(DAG, run)))
    fault()
    tasks = api.tasks(DAG, run)
    assert api.wait(DAG, run, 400) == "success", [(t.name, t.subject, t.state) for t in tasks]
    outputs = Path(parameters["outputs"])
    assert len(list(outputs.glob("*-pred.nii.gz"))) == 2
    assert len(list(outputs.glob("pipeline_report_*.html"))) == 1
    assert not [file for file in outputs.rglob("*") if file.suffix in (".part", ".tmp")]


def restart_postgres(stack: Stack) -> None:
    stack["postgres"].stop()
    time.sleep(3)
    stack["postgres"].start()
    stack["postgres"].wait()


def kill_the_scheduler(stack: Stack) -> None:
    killed = stack["scheduler"].process
    stack["scheduler"].kill()
    wait_until(lambda: stack["scheduler"].process is not killed)
    stack["scheduler"].wait()


def stop_mlflow(stack: Stack) -> None:
    stack["mlflow"].stop()


def one_bad_subject_fails_the_run_and_no_other(api: AirflowApi, parameters: dict[str, Any]) -> bool:
    """Break a subject after it was found good; the run fails, the others are segmented and reported."""
    run = api.trigger(DAG, parameters)
    wait_until(lambda: any(t.name == "validate_data" and t.state == "success" for t in api.tasks(DAG, run)))
    image = Path(parameters["data"]) / "subject-2-T1.img"
    good = image.read_bytes()
    image.write_bytes(good[:100])
    assert api.wait(DAG, run, 400) == "failed"
    states = {(t.name, t.subject): t.state for t in api.tasks(DAG, run)}
    assert states["inference", "subject-1"] == states["generate_report", ""] == "success"
    assert states["inference", "subject-2"] == "failed"
    assert [f.name for f in Path(parameters["outputs"]).glob("*-pred.nii.gz")] == ["subject-1-pred.nii.gz"]
    image.write_bytes(good)
    run_pipeline(api, parameters, branch="skip_train")
    return len(list(Path(parameters["outputs"]).glob("*-pred.nii.gz"))) == 2


def assert_nothing_listens_beyond_this_machine(stack: Stack) -> None:
    ours = set()
    for service in stack.services:
        assert service.process is not None
        parent = psutil.Process(service.process.pid)
        ours |= {parent.pid, *(child.pid for child in parent.children(recursive=True))}
    listening = [
        c for c in psutil.net_connections("inet") if c.status == psutil.CONN_LISTEN and c.pid in ours
    ]
    assert len(listening) >= 4
    assert {c.laddr.ip for c in listening} == {"127.0.0.1"}


def wait_until(holds: Callable[[], bool], seconds: float = 180.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.5)
