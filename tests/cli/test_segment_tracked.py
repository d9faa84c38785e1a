"""`iseg segment --track`: results in MLflow, only when asked for."""

import json
from pathlib import Path

import pytest

from isegcore.tracking import outbox
from isegcore.tracking.history import find_runs, read_run
from tests.cli.conftest import Run

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:mlflow")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    database = tmp_path / "mlflow.db"
    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{database.as_posix()}")
    return database


def test_nothing_is_recorded_unless_asked_for(run: Run, data: Path, tmp_path: Path, store: Path) -> None:
    assert run("segment", "--data", data, "-o", tmp_path / "out").exit_code == 0
    assert not store.exists()


def test_each_result_is_a_run_with_its_scores(run: Run, data: Path, tmp_path: Path, store: Path) -> None:
    assert run("segment", "--data", data, "-o", tmp_path / "out", "--track", "--json").exit_code == 0
    found = find_runs()
    assert [summary.experiment.value for summary in found] == ["iSeg-4Class-Inference"] * 2
    assert min(summary.metrics["dice"] for summary in found) > 0.95
    assert set(read_run(found[0].id).artifacts) == {"prediction.nii.gz", "slices.png"}
    assert "1.000" in run("runs", "list").stdout
    assert "inference_time_sec" in run("runs", "show", found[0].id).stdout


def test_a_store_that_is_away_is_told_once_and_the_results_are_there(
    run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
    monkeypatch.setattr(outbox.Outbox.__init__, "__kwdefaults__", {"limit": 100, "patience_s": 0.5})
    result = run("segment", "--data", data, "-o", tmp_path / "out", "--track", "--events", "jsonl")
    assert result.exit_code == 0, result.output
    events = [json.loads(line) for line in result.stdout.splitlines()]
    told = [event["message"] for event in events if event["event"] == "log"]
    assert len([sentence for sentence in told if "Not sent to MLflow: parameters" in sentence]) == 1
    assert "The store is away: no more is recorded." in told
    assert len(list((tmp_path / "out").glob("*.nii.gz"))) == 2
