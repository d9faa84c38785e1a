"""Registered models become files that open like any other."""

import json
import os
import secrets
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from isegcore.bundles.bundle import ModelBundle
from isegcore.errors import IsegError, ModelError, OptionError
from isegcore.shipped import shipped_path
from isegcore.tracking.mlflow_tracker import MlflowTracker
from isegcore.tracking.registered import fetch_model
from isegcore.tracking.tracker import Experiment, RunStatus, Unsent

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:mlflow")
SHIPPED = shipped_path("models") / "iseg-infant.keras"


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a store whose version 1, the champion, is the shipped model, and version 2 no model at all."""
    folder = tmp_path_factory.mktemp("registry")
    uri = f"sqlite:///{(folder / 'mlflow.db').as_posix()}"
    nonsense = folder / "nonsense.keras"
    nonsense.write_bytes(b"weights")
    for model in (SHIPPED, nonsense):
        run = MlflowTracker(uri).start(Experiment.SEGMENTATION, "m", secrets.token_hex(8))
        run.register(model)
        assert run.finish(RunStatus.FINISHED) == Unsent()
    return uri


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: tmp_path / "cache")
    return tmp_path / "cache"


def test_by_alias_and_by_version(registry: str) -> None:
    champion = fetch_model("models:/iSeg4ClassUNet@champion", uri=registry)
    assert champion.name == "iSeg4ClassUNet-1.keras"
    assert champion.read_bytes() == SHIPPED.read_bytes()
    assert ModelBundle.open(champion).card.name == "iseg-infant"
    before = champion.stat().st_mtime_ns
    assert fetch_model("models:/iSeg4ClassUNet/1", uri=registry) == champion
    assert champion.stat().st_mtime_ns == before  # not fetched twice


def test_what_is_no_model_is_not_kept(registry: str, cache: Path) -> None:
    with pytest.raises(ModelError, match="not a Keras model"):
        fetch_model("models:/iSeg4ClassUNet/2", uri=registry)
    assert not list(cache.rglob("*.keras"))


@pytest.mark.parametrize("code", ["Lambda", "CustomThing"])
def test_code_is_refused(code: str, tmp_path: Path, registry: str, cache: Path) -> None:
    model = tmp_path / "evil.keras"
    with zipfile.ZipFile(SHIPPED) as source, zipfile.ZipFile(model, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "config.json":
                config = json.loads(content)
                config["config"]["layers"][1]["class_name"] = code
                content = json.dumps(config).encode()
            target.writestr(name, content)
    run = MlflowTracker(registry).start(Experiment.SEGMENTATION, "evil", secrets.token_hex(8))
    run.register(model)
    run.finish(RunStatus.FINISHED)
    from isegcore.tracking.history import find_versions

    newest = find_versions(uri=registry)[0].number
    with pytest.raises(ModelError, match="carries code"):
        fetch_model(f"models:/iSeg4ClassUNet/{newest}", uri=registry)
    assert not list(cache.rglob("*.keras"))


@pytest.mark.parametrize(
    "address", ["models:/iSeg4ClassUNet@nobody", "models:/iSeg4ClassUNet/99", "models:/x/1"]
)
def test_what_is_not_there(registry: str, address: str) -> None:
    with pytest.raises(ModelError, match="no registered model"):
        fetch_model(address, uri=registry)


@pytest.mark.parametrize("address", ["models:/iSeg4ClassUNet", "models:/", "models:/a/b", "models:/a@b/c"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(OptionError, match="models:/NAME@ALIAS"):
        fetch_model(address, uri="sqlite:///absent.db")


def test_asking_makes_no_database_and_a_server_that_is_away_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no registered model"):
        fetch_model("models:/a@b", uri=f"sqlite:///{(tmp_path / 'absent.db').as_posix()}")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(IsegError, match="cannot be reached"):
        fetch_model("models:/a@b", uri="http://127.0.0.1:9")


def test_mlflow_sends_nothing_of_its_own_and_says_nothing(tmp_path: Path) -> None:
    """Its switches count only if they are set before it is imported, and not in what it takes for a test."""
    script = (
        "from isegcore.tracking.mlflow_tracker import MlflowTracker\n"
        "from isegcore.tracking.tracker import Experiment, RunStatus\n"
        "run = MlflowTracker().start(Experiment.SEGMENTATION, 'm', 'k')\n"
        "run.log_params({'batch': 2})\n"
        "assert not run.finish(RunStatus.FINISHED).what\n"
        "from mlflow.telemetry import get_telemetry_client\n"
        "assert get_telemetry_client() is None\n"
    )
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**kept, "MLFLOW_TRACKING_URI": f"sqlite:///{(tmp_path / 'mlflow.db').as_posix()}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
