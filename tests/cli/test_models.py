"""`iseg models import` and `--model models:/...`."""

import json
import secrets
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from isegcore.cli.main import app
from isegcore.shipped import shipped_path
from isegcore.tracking.mlflow_tracker import MlflowTracker
from isegcore.tracking.tracker import Experiment, RunStatus

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:mlflow")
SHIPPED = shipped_path("models") / "iseg-infant.keras"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_data_path", lambda _: tmp_path / "home")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: tmp_path / "cache")
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    return tmp_path / "home"


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_a_file_goes_into_the_library(tmp_path: Path, home: Path) -> None:
    mine = tmp_path / "mine.keras"
    mine.write_bytes(SHIPPED.read_bytes())
    assert json.loads(call("models", "import", mine, "--json").stdout)["name"] == "mine"
    assert (home / "models" / "mine.keras").read_bytes() == SHIPPED.read_bytes()
    assert "mine" in [row["name"] for row in json.loads(call("models", "list", "--json").stdout)]
    again = call("models", "import", mine)
    assert (again.exit_code, "exists" in again.stderr) == (1, True)
    assert call("models", "import", mine, "--overwrite").exit_code == 0
    assert call("models", "import", mine, "--name", "other").exit_code == 0
    assert call("models", "show", "other").exit_code == 0


@pytest.mark.parametrize(
    ("name", "words"),
    [("iseg-infant", "comes with the program"), ("../out", "plain word"), (".hidden", "plain word")],
)
def test_names_that_are_refused(home: Path, name: str, words: str) -> None:
    result = call("models", "import", SHIPPED, "--name", name)
    assert (result.exit_code, words in result.stderr) == (1, True)
    assert not home.exists()


def test_what_is_no_model_is_not_imported(tmp_path: Path, home: Path) -> None:
    (tmp_path / "bad.keras").write_bytes(b"nonsense")
    result = call("models", "import", tmp_path / "bad.keras")
    assert (result.exit_code, "not a Keras model" in result.stderr) == (1, True)
    assert not home.exists()


def test_the_champion_in_the_store_at_home(home: Path) -> None:
    run = MlflowTracker().start(Experiment.SEGMENTATION, "m", secrets.token_hex(8))
    run.register(SHIPPED)
    run.finish(RunStatus.FINISHED)
    assert (home / "mlflow.db").is_file()
    shown = json.loads(call("models", "show", "models:/iSeg4ClassUNet@champion", "--json").stdout)
    assert shown["name"] == "iseg-infant"
    imported = json.loads(call("models", "import", "models:/iSeg4ClassUNet/1", "--json").stdout)
    assert imported["name"] == "iSeg4ClassUNet-1"
    missing = call("models", "show", "models:/iSeg4ClassUNet@nobody")
    assert (missing.exit_code, "no registered model" in missing.stderr) == (1, True)
