"""`iseg runs` and `iseg models promote`, on a real store."""

import json
import secrets
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from isegcore.cli.main import app
from isegcore.tracking.mlflow_tracker import MlflowTracker
from isegcore.tracking.tracker import Experiment, RunStatus

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:mlflow")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("store")
    uri = f"sqlite:///{(folder / 'mlflow.db').as_posix()}"
    model = folder / "model.keras"
    model.write_bytes(b"weights")
    for name, dice in (("older", 0.8), ("newer [x]", 0.9)):
        run = MlflowTracker(uri).start(Experiment.SEGMENTATION, name, secrets.token_hex(8))
        run.log_params({"batch": 2})
        for step in (1, 2):
            run.log_metrics({"val_dice": dice, "loss": 1 / step}, step=step)
        run.register(model)
        run.finish(RunStatus.FINISHED)
    return uri


def call(monkeypatch: pytest.MonkeyPatch, uri: str, *arguments: str) -> Result:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", uri)
    return CliRunner().invoke(app, arguments)


def test_runs_are_listed_newest_first(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = json.loads(call(monkeypatch, store, "runs", "list", "--json").stdout)
    assert [(row["name"], row["version"], row["champion"]) for row in rows] == [
        ("newer [x]", "2", False),
        ("older", "1", True),
    ]
    assert rows[0]["metrics"]["val_dice"] == 0.9
    monkeypatch.setenv("COLUMNS", "200")
    text = call(monkeypatch, store, "runs", "list").stdout
    assert "newer [x]" in text
    assert "0.900" in text
    assert len(json.loads(call(monkeypatch, store, "runs", "list", "--limit", "1", "--json").stdout)) == 1


def test_runs_come_with_their_curves_if_wanted(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = json.loads(call(monkeypatch, store, "runs", "list", "--curves", "--json").stdout)
    assert [row["curves"]["loss"] for row in rows] == [[[1, 1.0], [2, 0.5]]] * 2
    assert "curves" not in json.loads(call(monkeypatch, store, "runs", "list", "--json").stdout)[0]


def test_a_run_is_shown_by_the_start_of_its_id(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = json.loads(call(monkeypatch, store, "runs", "list", "--json").stdout)[0]["id"]
    value = json.loads(call(monkeypatch, store, "runs", "show", first[:8], "--json").stdout)
    assert value["curves"]["loss"] == [[1, 1.0], [2, 0.5]]
    assert "model/data/model.keras" in value["artifacts"]
    assert "newer [x]" in call(monkeypatch, store, "runs", "show", first).stdout
    missing = call(monkeypatch, store, "runs", "show", "nothing")
    assert (missing.exit_code, "no run" in missing.stderr) == (1, True)


def test_a_version_is_promoted(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call(monkeypatch, store, "models", "promote", "2").exit_code == 0
    rows = json.loads(call(monkeypatch, store, "runs", "list", "--json").stdout)
    assert [row["champion"] for row in rows] == [True, False]
    assert call(monkeypatch, store, "models", "promote", "7").exit_code == 1
    assert call(monkeypatch, store, "models", "promote", "1").exit_code == 0


def test_registered_models_are_listed(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = json.loads(call(monkeypatch, store, "models", "list", "--registered", "--json").stdout)
    assert [(row["name"], row["champion"]) for row in rows] == [
        ("models:/iSeg4ClassUNet/2", False),
        ("models:/iSeg4ClassUNet/1", True),
    ]
    assert "1  of run" in call(monkeypatch, store, "models", "list", "--registered").stdout


def test_without_a_store_there_are_no_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = call(monkeypatch, f"sqlite:///{(tmp_path / 'absent.db').as_posix()}", "runs", "list")
    assert (result.exit_code, result.stdout) == (0, "There are no runs.\n")
    assert list(tmp_path.iterdir()) == []
