"""All that the tracking promises, by its exact names, on a real `mlflow server`, driven as a user would."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from typer.testing import CliRunner

from isegcore.cli.main import app
from isegcore.data.subject import Modality
from isegcore.io.nifti import write_analyze
from isegcore.labels import ISEG
from isegcore.network.config import UNetConfig
from isegcore.tracking.history import find_runs, read_run
from isegcore.tracking.store import connect
from isegcore.training.config import TrainingConfig
from tests.helpers.mlflow_server import Server
from tests.helpers.phantoms import phantom_subject

if TYPE_CHECKING:
    from mlflow import MlflowClient

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:mlflow"),
    pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning"),
]
TINY = TrainingConfig(
    network=UNetConfig(widths=(4, 8)), steps=2, steps_per_epoch=1, warmup_steps=1, patch=16, batch=1, pool=2
)
SECRETS = ("zwetschgenfritz", "hölderlin", "quitten")  # a subject, a folder and a file


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    folder = tmp_path / "server"
    folder.mkdir()
    server = Server(folder)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a folder of two labelled subjects; its name and theirs must not get out."""
    folder = tmp_path / SECRETS[1]
    folder.mkdir()
    for number in (1, 2):
        subject = phantom_subject(seed=number, noise=10)
        assert subject.reference is not None
        name = f"{SECRETS[0]}{number}"
        for modality in Modality:
            write_analyze(folder / f"{name}-{modality}.hdr", subject.images[modality].data.astype(np.int16))
        write_analyze(folder / f"{name}-label.hdr", ISEG.to_values(subject.reference.data))
    return folder


def recipe_file(folder: Path, recipe: TrainingConfig) -> Path:
    path = folder / "recipe.json"
    path.write_text(recipe.model_dump_json(), encoding="utf-8")
    return path


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def everything_stored(server: Server) -> bytes:
    """Return every byte of the database and of the artifacts, unpacked, lower case."""
    content = []
    for path in server.folder.rglob("*"):
        if not path.is_file() or path.name == "log":
            continue
        body = path.read_bytes()
        content += [path.relative_to(server.folder).as_posix().encode(), body]
        if path.suffix == ".keras":
            with zipfile.ZipFile(io.BytesIO(body)) as archive:
                content += [archive.read(name) for name in archive.namelist()]
        if path.suffix == ".gz":
            content.append(gzip.decompress(body))
    return b"\n".join(content).lower()


def test_everything_is_there_by_its_name(
    server: Server, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", server.address)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: tmp_path / "cache")
    options = (
        "-o",
        tmp_path / "first-model.keras",
        "--config",
        recipe_file(tmp_path, TINY),
        "--from",
        "none",
    )
    run("train", data, *options, "--validation", "0.5")
    client = connect(server.address)
    run_id = assert_training_is_there(client, server.address, tmp_path)

    (version,) = client.search_model_versions("name = 'iSeg4ClassUNet'")
    assert (str(version.version), version.run_id) == ("1", run_id)
    assert str(client.get_model_version_by_alias("iSeg4ClassUNet", "champion").version) == "1"
    import mlflow

    network = mlflow.keras.load_model("models:/iSeg4ClassUNet/1")  # as anyone would who has MLflow and Keras
    assert network.output_shape[-1] == 4
    run("train", "--simulate", data / f"{SECRETS[0]}1-label.hdr", *options, "--overwrite")
    run("models", "promote", "2")
    assert str(client.get_model_version_by_alias("iSeg4ClassUNet", "champion").version) == "2"

    champion, subject = "models:/iSeg4ClassUNet@champion", f"{SECRETS[0]}1"
    output = ("-o", tmp_path / SECRETS[2])
    run("segment", "--data", data, "--subjects", subject, *output, "--track", "--model", champion)
    assert_inference_is_there(client, server.address)

    stored = everything_stored(server)
    assert b"first-model" in stored  # the search would find what is there
    assert not [word for word in (*SECRETS, tmp_path.name) if word.encode() in stored]


def assert_training_is_there(client: MlflowClient, address: str, folder: Path) -> str:
    """Check the run of the one training that there is, and return its id."""
    training = client.get_experiment_by_name("iSeg-4Class-Segmentation")
    (found,) = client.search_runs([training.experiment_id])
    run_id, params, metrics = found.info.run_id, found.data.params, found.data.metrics
    assert found.info.status == "FINISHED"
    assert (params["batch"], params["steps"], params["network.widths"]) == ("1", "2", "[4, 8]")
    per_epoch = {"loss", "accuracy", "val_loss", "val_accuracy"}
    per_epoch |= {"val_dice_CSF", "val_dice_GM", "val_dice_WM", "val_dice", "learning_rate"}
    assert per_epoch | {"training_time_sec"} <= set(metrics)
    assert metrics["training_time_sec"] > 0
    for name in ("loss", "accuracy"):
        assert [m.step for m in client.get_metric_history(run_id, name)] == [1, 2]
    assert client.get_metric_history(run_id, "val_dice_WM")[-1].step == 2
    assert len(params["data_sha256"]) == 64
    assert found.inputs.dataset_inputs[0].dataset.digest == params["data_sha256"][:36]
    artifacts = set(read_run(run_id, uri=address).artifacts)
    pictures = {"curves.png", "previews/epoch-0002.png"}
    assert pictures | {"config.json", "model/MLmodel", "model/data/model.keras"} <= artifacts
    config = client.download_artifacts(run_id, "config.json", str(folder))
    assert TrainingConfig.model_validate_json(Path(config).read_text()) == TINY
    shown = run("runs", "show", run_id)
    assert all(name in shown for name in ("accuracy", "val_loss", "val_accuracy", "training_time_sec"))
    return str(run_id)


def assert_inference_is_there(client: MlflowClient, address: str) -> None:
    """Check the run of the one segmentation that there is."""
    inference = client.get_experiment_by_name("iSeg-4Class-Inference")
    (found,) = client.search_runs([inference.experiment_id])
    assert found.info.status == "FINISHED"
    assert found.data.metrics["inference_time_sec"] > 0
    assert {"dice_CSF", "dice_GM", "dice_WM", "volume_ml_GM"} <= set(found.data.metrics)
    artifacts = set(read_run(found.info.run_id, uri=address).artifacts)
    assert artifacts == {"prediction.nii.gz", "slices.png"}
    assert found.data.params["model"] == "first-model 1"
    assert found.info.user_id == "unknown"
    assert {name for name in found.data.tags if name.startswith("mlflow.")} == {"mlflow.runName"}


def _train_while_the_server_is_killed(
    training: subprocess.Popen[str], server: Server
) -> list[dict[str, object]]:
    """Kill the server after the first epochs, start it again 20 epochs later; return what came at the end."""
    assert training.stdout is not None
    events = (json.loads(line) for line in training.stdout)
    epochs = (event["epoch"] for event in events if event["event"] == "epoch")
    assert next(epochs) == 1
    end = time.monotonic() + 60
    while not (found := find_runs(uri=server.address)) or not found[0].metrics:
        assert time.monotonic() < end
        time.sleep(0.1)
    server.kill()
    killed_at = next(epochs)
    while next(epochs) < killed_at + 20:
        assert training.poll() is None  # it goes on without the server
    server.start()
    assert next(epochs) < 200
    last = [event for event in events if event["event"] in ("log", "result")]
    assert training.wait(120) == 0
    return last


@pytest.mark.heavy
def test_a_server_that_is_killed_while_training_gets_everything_when_it_is_back(
    server: Server, data: Path, tmp_path: Path
) -> None:
    recipe = TINY.model_copy(update={"steps": 400, "steps_per_epoch": 2, "validate_every": 1000})
    arguments = ["train", data, "-o", tmp_path / "m.keras", "--config", recipe_file(tmp_path, recipe)]
    arguments += ["--from", "none", "--validation", "0.5", "--events", "jsonl"]
    command = [sys.executable, "-m", "isegcore.cli.main", *map(str, arguments)]
    environment = {**os.environ, "MLFLOW_TRACKING_URI": server.address}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as training:
        try:
            last = _train_while_the_server_is_killed(training, server)
        finally:
            training.kill()
    assert not any("Not sent" in event.get("message", "") for event in last)
    summary = find_runs(uri=server.address)[0]
    assert summary.status.value == "FINISHED"
    curves = read_run(summary.id, uri=server.address).curves
    assert [step for step, _ in curves["loss"]] == list(range(1, 201))
    assert [step for step, _ in curves["accuracy"]] == list(range(1, 201))
    assert connect(server.address).get_model_version("iSeg4ClassUNet", "1").run_id == summary.id
