"""What goes wrong in the middle: killed workers and runs, a full disk, two at once, a store that goes away.

Each is a real `iseg pipeline`, as users run it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from isegcore.io.images import read_label_map
from isegcore.labels import ISEG
from isegcore.pipeline.report import PipelineReport
from isegcore.tracking.history import find_runs
from tests.helpers.mlflow_server import Server
from tests.helpers.pipelines import write_data

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL, and no limit on files"),
]
Event = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Returns a folder whose `data` holds three subjects."""
    write_data(tmp_path / "data", 3)
    return tmp_path


@contextmanager
def pipeline(folder: Path, *options: str, file_kb: int | None = None) -> Iterator[subprocess.Popen[str]]:
    """Start `iseg pipeline`; a limit on the size of files, if one is given, stands for a full disk."""
    command = [sys.executable, "-m", "isegcore.cli.main", "pipeline", str(folder / "data")]
    command += ["-o", str(folder / "outputs"), "--train", "never", "--jobs", "1", "--events", "jsonl"]
    limit = f"ulimit -f {file_kb}; " if file_kb is not None else ""
    shell = ["bash", "-c", f'{limit}exec "$@"', "bash", *command, *options]
    with subprocess.Popen(shell, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def events(process: subprocess.Popen[str]) -> Iterator[Event]:
    assert process.stdout is not None
    return (json.loads(line) for line in process.stdout)


def is_begun(event: Event, subject: str) -> bool:
    """Return whether a worker has taken a subject up to segment it."""
    begun = event["event"] == "subject" and event["stage"] == "inference" and event["state"] == "running"
    return begun and event["subject"] == subject and event["note"] == "Reading T1"


def kill_workers(process: subprocess.Popen[str]) -> None:
    for child in psutil.Process(process.pid).children(recursive=True):
        if "spawn_main" in " ".join(child.cmdline()):
            child.kill()


def run(folder: Path, *options: str) -> list[Event]:
    with pipeline(folder, *options) as process:
        return list(events(process))


def states(told: list[Event]) -> dict[str, str]:
    assert told[-1]["event"] == "result", told[-1]
    return {row["id"]: row["state"] for row in told[-1]["result"]["subjects"]}


def report(folder: Path) -> PipelineReport:
    (path,) = (folder / "outputs").glob("pipeline_report_*.json")
    return PipelineReport.model_validate_json(path.read_bytes())


def assert_whole(folder: Path) -> None:
    """Check that whatever is there is whole, and that nothing is left half written."""
    for path in (folder / "outputs").rglob("*"):
        if path.name.endswith("-pred.nii.gz"):
            assert read_label_map(path, ISEG).data.max() == 3
        elif path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        assert not path.name.endswith(".part"), path


ALL_DONE = {"subject-1": "done", "subject-2": "done", "subject-3": "done"}


def test_a_worker_killed_in_the_middle_of_a_subject_is_replaced(folder: Path) -> None:
    killed = 0
    with pipeline(folder) as process:
        told = []
        for event in events(process):
            told.append(event)
            if is_begun(event, "subject-2") and killed < 1:
                killed += 1
                kill_workers(process)
        assert process.wait() == 0
    assert killed == 1
    assert states(told) == ALL_DONE
    assert_whole(folder)


def test_a_subject_whose_workers_are_killed_again_and_again_is_given_up_and_done_the_next_time(
    folder: Path,
) -> None:
    with pipeline(folder) as process:
        told = []
        for event in events(process):
            told.append(event)
            if is_begun(event, "subject-2"):
                kill_workers(process)
        assert process.wait() == 1
    assert states(told) == {**ALL_DONE, "subject-2": "failed"}
    assert "ended from outside" in report(folder).subjects[1].problem
    assert_whole(folder)
    assert states(run(folder)) == ALL_DONE


def test_a_run_that_is_killed_leaves_nobody_behind_and_the_next_one_goes_on(folder: Path) -> None:
    with pipeline(folder) as process:
        for event in events(process):
            if is_begun(event, "subject-2"):
                break
        children = psutil.Process(process.pid).children(recursive=True)
        process.kill()
    assert children
    assert not psutil.wait_procs(children, timeout=20)[1]
    (folder / "outputs" / ".0123456789ab.part").write_bytes(b"what a killed process leaves")
    told = run(folder)
    assert states(told) == ALL_DONE
    kept = [e["subject"] for e in told if e["event"] == "subject" and e["state"] == "kept"]
    assert "subject-1" in kept
    assert_whole(folder)


def test_a_full_disk_is_told_and_the_next_run_finishes(folder: Path) -> None:
    with pipeline(folder, file_kb=0) as process:
        told = list(events(process))
        assert process.wait() == 1
    assert told[-1]["message"] == "The disk is full."
    assert_whole(folder)
    with pipeline(folder, file_kb=24) as process:  # enough for all but the pictures
        told = list(events(process))
        process.wait()
    assert states(told) == ALL_DONE
    drawn = [e for e in told if e["event"] == "stage" and e["stage"] == "visualize_predictions"][-1]
    assert drawn["state"] == "failed"
    problems = [e["note"] for e in told if e["event"] == "subject" and e["state"] == "failed"]
    assert any("The disk is full." in problem for problem in problems)
    assert_whole(folder)
    assert not list((folder / "outputs").glob("*.png"))
    run(folder)
    assert len(list((folder / "outputs").glob("*.png"))) == 3


def test_the_same_pipeline_started_twice_is_refused_and_the_first_completes(folder: Path) -> None:
    with pipeline(folder) as first:
        for event in events(first):
            if event["event"] == "stage":
                break
        refused = run(folder)[-1]
        assert refused["event"] == "error"
        assert f"at work on this folder (process {first.pid} on " in refused["message"]
        told = list(events(first))
        assert first.wait() == 0
    assert states(told) == ALL_DONE


def test_ctrl_c_ends_it_politely(folder: Path) -> None:
    with pipeline(folder) as process:
        for event in events(process):
            if is_begun(event, "subject-2"):
                process.send_signal(signal.SIGINT)
                break
        told = list(events(process))
        assert process.wait() == 130
    assert "cancelled" in [event["event"] for event in told[-2:]]
    assert_whole(folder)


@pytest.mark.timeout(600)
@pytest.mark.filterwarnings("ignore::DeprecationWarning:mlflow")
@pytest.mark.heavy
def test_an_mlflow_server_that_goes_away_costs_no_result_and_the_next_run_records_the_rest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "server").mkdir()
    server = Server(folder / "server")
    monkeypatch.setitem(os.environ, "MLFLOW_TRACKING_URI", server.address)
    server.start()
    try:
        with pipeline(folder, "--track") as process:
            told = []
            for event in events(process):
                told.append(event)
                if event.get("stage") == "Recording in MLflow" and event["done"] == 1:
                    server.kill()
            assert process.wait() == 0
        assert states(told) == ALL_DONE
        assert any("The store is away" in e["message"] for e in told if e["event"] == "log")
        server.start()
        recorded = len(find_runs())
        assert 1 <= recorded < 3
        told = run(folder, "--track")
        drawn = [e for e in told if e["event"] == "stage" and e["stage"] == "visualize_predictions"][-1]
        assert "were recorded in MLflow." in drawn["note"]
        assert len([r for r in find_runs() if "dice" in r.metrics]) == 3
    finally:
        server.kill()
