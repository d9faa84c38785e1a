"""`iseg models calibrate`: the card changes, the network does not."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from isegcore.bundles.bundle import CARD_MEMBER, ModelBundle
from isegcore.bundles.card import Score
from tests.bundles.test_bundle import CONV, fake_keras_file, layers
from tests.cli.conftest import Run
from tests.helpers.fakes import ThresholdPredictor
from tests.inference.test_segmenter import CARD

SCORE = Score(data="d", modalities="T1", tissue="GM", mean=0.9, sd=0.1, subjects=3)


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("isegcore.inference.device.make_predictor", lambda *given: ThresholdPredictor())
    card = CARD.model_copy(update={"scores": (SCORE,)})
    return fake_keras_file(tmp_path / "plain.keras", layers(CONV), card.model_dump_json())


def test_the_card_tells_what_was_found(model: Path, data: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "new.keras"
    result = run("models", "calibrate", model, "--data", data, "-o", out, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    bundle = ModelBundle.open(out)
    assert bundle.card.calibration is not None
    assert found["temperature"] == bundle.card.temperature
    assert found["calibration"] == bundle.card.calibration.model_dump()
    assert found["calibration"]["data"] == "2 subjects (labelled subjects)"
    assert {line["error"] is not None for line in found["calibration"]["dice"].values()} == {True}
    assert bundle.card.profile is not None
    assert (bundle.card.name, bundle.card.scores) == ("new", (SCORE,))
    shown = run("models", "show", out).stdout
    assert f"temperature {bundle.card.temperature:.3f}" in shown
    assert "expected calibration error" in shown
    assert "Not calibrated" in run("models", "show", model).stdout


def test_the_network_stays_bit_for_bit(model: Path, data: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "new.keras"
    run("models", "calibrate", model, "--data", data, "-o", out)
    with zipfile.ZipFile(model) as before, zipfile.ZipFile(out) as after:
        assert sorted(after.namelist()) == sorted(before.namelist())
        for member in set(before.namelist()) - {CARD_MEMBER}:
            assert after.read(member) == before.read(member)


@pytest.mark.parametrize("sources", [[], ["--data", "d", "--simulate", "m.nii.gz"]])
def test_subjects_come_from_one_place(model: Path, run: Run, tmp_path: Path, sources: list[str]) -> None:
    result = run("models", "calibrate", model, "-o", tmp_path / "new.keras", *sources)
    assert result.exit_code == 1
    assert "either --data" in result.output


def test_nothing_is_written_over_unasked(model: Path, data: Path, run: Run) -> None:
    before = model.read_bytes()
    result = run("models", "calibrate", model, "--data", data, "-o", model)
    assert result.exit_code == 1
    assert model.read_bytes() == before
    assert run("models", "calibrate", model, "--data", data, "-o", model, "--overwrite").exit_code == 0
    assert ModelBundle.open(model).card.calibration is not None


def test_a_folder_without_labels_is_told(model: Path, data: Path, run: Run, tmp_path: Path) -> None:
    for label in data.glob("*label*"):
        label.unlink()
    result = run("models", "calibrate", model, "--data", data, "-o", tmp_path / "new.keras")
    assert result.exit_code == 1
    assert "label image" in result.output
