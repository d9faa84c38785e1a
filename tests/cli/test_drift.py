"""`iseg drift`: subjects like those of the profile pass, others are told, in words, JSON and exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from isegcore.bundles.profile import Profile
from isegcore.data.subject import Modality, Subject
from isegcore.inference import signs as sign
from isegcore.inference.drift import measure_subject
from isegcore.inference.segmenter import Segmenter
from isegcore.inference.signs import Signs
from isegcore.io.nifti import write_analyze
from isegcore.labels import Tissue
from isegcore.training.profile import make_profile
from tests.cli.conftest import Run
from tests.helpers.fakes import ThresholdPredictor
from tests.helpers.phantoms import phantom_subject
from tests.inference.test_segmenter import CARD

NOISE = 6.0
PLAIN = Segmenter(ThresholdPredictor(), CARD)


def brain(seed: int) -> Subject:
    """Return a brain thick enough for its tissues to be seen away from its edge."""
    return phantom_subject((52, 56, 48), noise=NOISE, seed=seed)


@pytest.fixture(scope="module")
def profile() -> Profile:
    measured = [measure_subject(brain(seed), PLAIN) for seed in range(100, 124)]
    layout = np.random.default_rng(0).random((8, 8, 8, 3)).astype(np.float32)
    return make_profile([Signs(values, layout) for values in measured], len(measured))


@pytest.fixture(autouse=True)
def _segmenter_with_profile(monkeypatch: pytest.MonkeyPatch, run: Run, profile: Profile) -> None:
    card = CARD.model_copy(update={"profile": profile})
    monkeypatch.setattr(
        "isegcore.inference.segmenter.make_segmenter",
        lambda *given, **named: Segmenter(ThresholdPredictor(), card, "0" * 64),
    )


def folder_of(path: Path, change: Callable[[Subject], dict[Modality, np.ndarray]], count: int = 5) -> Path:
    path.mkdir()
    for number in range(1, count + 1):
        for modality, data in change(brain(number)).items():
            write_analyze(path / f"subject-{number}-{modality}.hdr", np.rint(data).astype(np.int16))
    return path


def as_they_are(subject: Subject) -> dict[Modality, np.ndarray]:
    return {modality: volume.data for modality, volume in subject.images.items()}


def with_dark_white_matter_in_t2(subject: Subject) -> dict[Modality, np.ndarray]:
    images = as_they_are(subject)
    t2 = images[Modality.T2]
    images[Modality.T2] = np.where((t2 > 0) & (t2 < 150), t2 - 60, t2)
    return images


def test_subjects_like_the_profile_s_do_not_drift(run: Run, tmp_path: Path) -> None:
    result = run("drift", folder_of(tmp_path / "d", as_they_are), "--json", "--exit-code")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["drift"], found["could_tell"], found["subjects"]) == (False, True, 5)
    assert found["profile_subjects"] == 24


def test_another_contrast_is_drift_and_named(run: Run, tmp_path: Path) -> None:
    data = folder_of(tmp_path / "d", with_dark_white_matter_in_t2)
    assert run("drift", data, "--json").exit_code == 0
    result = run("drift", data, "--events", "jsonl", "--exit-code")
    assert result.exit_code == 3, result.output
    found = json.loads(result.stdout.splitlines()[-1])["result"]
    assert found["drift"] is True
    drifted = {one["sign"] for one in found["signs"] if one["drifted"]}
    assert sign.contrast_of(Modality.T2, Tissue.WM) in drifted
    assert not any(name.startswith("T1") for name in drifted)
    assert "Drift:" in run("drift", data).output


def test_a_subject_that_cannot_be_read_is_told_and_not_counted(run: Run, tmp_path: Path) -> None:
    data = folder_of(tmp_path / "d", as_they_are)
    image = data / "subject-3-T1.img"
    image.write_bytes(image.read_bytes()[:100])
    found = json.loads(run("drift", data, "--json").stdout)
    assert found["subjects"] == 4
    assert [one["subject"] for one in found["unreadable"]] == ["subject-3"]
    for broken in data.glob("*.img"):
        broken.write_bytes(b"")
    assert run("drift", data).exit_code == 1


def test_few_subjects_are_said_to_be_few(run: Run, tmp_path: Path) -> None:
    result = run("drift", folder_of(tmp_path / "d", with_dark_white_matter_in_t2, 2), "--exit-code")
    assert result.exit_code == 0
    assert "Too few subjects" in result.output


def test_a_model_without_a_profile_is_told(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isegcore.inference.segmenter.make_segmenter", lambda *given, **named: PLAIN)
    result = run("drift", data)
    assert result.exit_code == 1
    assert "iseg models calibrate" in result.output
