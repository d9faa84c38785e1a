"""`iseg simulate` and `iseg train`, from label map to a model that segments."""

import json
from pathlib import Path

import numpy as np
import pytest

from isegcore.bundles.bundle import ModelBundle
from isegcore.cli.main import main
from isegcore.io.nifti import write_analyze
from isegcore.io.subject import ReadOptions
from isegcore.network.config import UNetConfig
from isegcore.training.config import TrainingConfig
from isegcore.training.split import read_split
from tests.helpers.phantoms import ellipsoid_labels
from tests.training.test_labelled import write_subjects

# Keras' TensorFlow backend predates numpy 2's `copy` argument.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

TINY = TrainingConfig(
    network=UNetConfig(widths=(4, 8)), steps=2, steps_per_epoch=1, warmup_steps=1, patch=16, batch=1, pool=2
)


@pytest.fixture(scope="module")
def label_map(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("maps") / "ellipsoid.hdr"
    write_analyze(path, ellipsoid_labels())
    return path


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("recipe") / "tiny.json"
    path.write_text(TINY.model_dump_json(), encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    with pytest.raises(SystemExit) as end:
        unrecorded = ["--no-track"] if arguments[0] == "train" else []
        main([*map(str, arguments), *unrecorded])
    return int(end.value.code or 0), capsys.readouterr().out


def test_from_label_map_to_data_set_to_model(
    tmp_path: Path,
    label_map: Path,
    recipe: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("isegcore.simulation.subject._BRAIN_ML", (9.0,) * 5)  # as large as the phantom
    data, model = tmp_path / "data", tmp_path / "tiny.keras"
    code, out = run(capsys, "simulate", label_map, "-o", data, "--subjects", "2", "--seed", "1", "--json")
    assert code == 0
    assert [s["id"] for s in json.loads(out)["subjects"]] == ["subject-1", "subject-2"]
    options = ("--config", recipe, "--validation", "subject-2", "--events", "jsonl")
    code, out = run(capsys, "train", data, "-o", model, *options)
    events = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    epochs = [e for e in events if e["event"] == "epoch"]
    assert [(e["epoch"], e["epochs"], e["step"], e["steps"]) for e in epochs] == [(1, 2, 1, 2), (2, 2, 2, 2)]
    assert all(0 <= e["accuracy"] <= 1 and e["loss"] > 0 and e["seconds_left"] >= 0 for e in epochs)
    assert "scores" not in epochs[0]
    assert "val_loss" not in epochs[0]
    assert len(epochs[1]["scores"]) == 3
    assert epochs[1]["val_loss"] > 0
    assert 0 <= epochs[1]["val_accuracy"] <= 1
    assert epochs[1]["best"]
    (preview,) = (Path(e["path"]) for e in events if e["event"] == "preview")
    assert preview.parent == tmp_path / "tiny-run"
    assert preview.read_bytes().startswith(b"\x89PNG")
    assert {s["tissue"] for s in events[-1]["result"]["scores"]} == {"CSF", "GM", "WM"}
    code, _ = run(
        capsys,
        "segment",
        data / "subject-1-T1.hdr",
        "-o",
        tmp_path / "out.nii.gz",
        "--model",
        model,
        "--json",
    )
    assert code == 0
    assert (tmp_path / "out.nii.gz").is_file()
    card = ModelBundle.open(model).card
    assert card.calibration is not None
    assert card.profile is not None
    assert (card.calibration.subjects, card.profile.subjects) == (1, 1)


def test_training_on_simulated_subjects_alone_can_be_resumed(
    tmp_path: Path, label_map: Path, recipe: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "simulated.keras"
    source = ("train", "--simulate", label_map, "-o", model, "--json")
    code, out = run(capsys, *source, "--config", recipe)
    assert code == 0
    folder = Path(json.loads(out)["run"])
    longer = TINY.model_copy(update={"steps": 3})
    (folder / "config.json").write_text(longer.model_dump_json(), encoding="utf-8")
    code, _ = run(capsys, *source, "--resume", folder, "--overwrite")
    assert code == 0
    with np.load(folder / "state.npz") as state:
        assert int(state["step"]) == 3


def test_a_run_goes_on_as_it_began_and_never_as_the_one_that_it_replaced(
    tmp_path: Path, recipe: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, model = tmp_path / "data", tmp_path / "m.keras"
    write_subjects(data, 2)
    call = ("train", data, "-o", model, "--json")
    assert run(capsys, *call, "--config", recipe, "--assume-orientation", "PIR", "--register-t2")[0] == 0
    split = read_split(tmp_path / "m-run")
    assert split.reading == ReadOptions("PIR", register=True, require_reference=True)
    resume = ("--resume", tmp_path / "m-run", "--overwrite")
    code, out = run(capsys, *call, *resume, "--assume-orientation", "RAS")
    assert (code, "as it began" in out) == (1, True)
    assert run(capsys, *call, *resume)[0] == 0
    assert read_split(tmp_path / "m-run") == split
    scan = data / "subject-1-T1.img"
    whole = scan.read_bytes()
    scan.write_bytes(b"")
    assert run(capsys, *call, "--config", recipe, "--overwrite")[0] == 1
    scan.write_bytes(whole)
    code, out = run(capsys, *call, *resume)
    assert code == 1
    assert "which subjects it was trained on" in json.loads(out)["error"]["message"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-o", "a.keras"), "Give either"),
        (("data", "--simulate", "map.nii", "-o", "a.keras"), "Give either"),
        (("data", "-o", "model.h5"), "end in .keras"),
        (("--simulate", "map.nii", "-o", "a.keras", "--register-t2"), "go with a folder"),
        (("data", "-o", "a.keras", "--config", "missing.json"), "recipe cannot be used"),
        (("nowhere", "-o", "a.keras"), "no such file or folder"),
        (("data", "-o", "a.keras", "--resume", "a-run", "--epochs", "3"), "own recipe"),
        (("data", "-o", "a.keras", "--config", "typo.json"), "learning_rat: Extra inputs"),
        (("data", "-o", "a.keras", "--config", "patch.json"), "patch must be 3 multiples of 16, got 40"),
        (("data", "-o", "a.keras", "--config", "cube.json", "--network", "unet2d"), "must be 2 multiples"),
        (("data", "-o", "a.keras", "--network", "resnet"), "no network 'resnet'"),
        (("data", "-o", "a.keras", "--from", "nobody"), "no model 'nobody'"),
        (("data", "-o", "a.keras", "--validation", "2"), "between 0 and 1"),
        (("data", "-o", "a.keras", "--validation", "subject-9"), "no labelled subject 'subject-9'"),
        (("unlabelled", "-o", "a.keras"), "at least two labelled subjects, got 0"),
        (("single", "-o", "a.keras"), "at least two labelled subjects, got 1"),
        (("data", "-o", "typo.json/a.keras"), "cannot be written to"),
        (("data", "-o", "taken.keras"), "The file exists"),
        (("data", "-o", "a.keras", "--resume", "nowhere"), "which subjects it was trained on"),
        (("data", "-o", "ran.keras"), "a run in this folder already"),
    ],
)
def test_wrong_calls_are_told_before_anything_is_made(
    arguments: tuple[str, ...],
    message: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    write_subjects(tmp_path / "data", 3)
    write_subjects(tmp_path / "single", 1)
    write_subjects(tmp_path / "unlabelled", 2)
    for label in (tmp_path / "unlabelled").glob("*-label.*"):
        label.unlink()
    for name, recipe in (
        ("typo", '{"learning_rat": 0.1}'),
        ("patch", '{"patch": 40}'),
        ("cube", '{"patch": [64, 64, 64]}'),
    ):
        (tmp_path / f"{name}.json").write_text(recipe, encoding="utf-8")
    (tmp_path / "taken.keras").touch()
    (tmp_path / "ran-run").mkdir()
    (tmp_path / "ran-run" / "state.npz").touch()
    before = set(tmp_path.rglob("*"))
    code, out = run(capsys, "train", *arguments, "--json")
    assert code == 1
    assert message in json.loads(out)["error"]["message"]
    assert {path for path in tmp_path.rglob("*") if path.name != "lock"} == before
