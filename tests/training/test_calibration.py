"""Probabilities that say too much are found out, and what remains to be expected is learnt."""

from __future__ import annotations

import numpy as np
import pytest

from isegcore.bundles.calibration import DiceLine
from isegcore.bundles.card import Card, reliability_in_words
from isegcore.data.subject import Subject
from isegcore.inference.segmenter import Segmenter
from isegcore.monitor import Cancelled, Monitor
from isegcore.training.calibration import (
    Point,
    Voxels,
    assess,
    calibration_error,
    fit_line,
    fit_temperature,
)
from isegcore.training.validation import Case
from tests.helpers.fakes import RecordingMonitor, ThresholdPredictor
from tests.helpers.phantoms import phantom_subject
from tests.inference.test_segmenter import CARD


def voxels(temperature: float, persons: int = 2, each: int = 20_000) -> Voxels:
    """Return logits that claim more than the truth, drawn from them divided by `temperature`, bears out."""
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 4, (persons * each, 4)).astype(np.float32)
    shares = np.exp(logits / temperature)
    shares /= shares.sum(axis=1, keepdims=True)
    truth = (rng.random((len(logits), 1)) > shares.cumsum(axis=1)).sum(axis=1).astype(np.uint8)
    logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return Voxels(logits, np.minimum(truth, 3), np.repeat([f"p{n}" for n in range(persons)], each))


@pytest.mark.parametrize("temperature", [0.6, 1.0, 2.5])
def test_the_temperature_comes_back(temperature: float) -> None:
    found = voxels(temperature)
    assert fit_temperature(found) == pytest.approx(temperature, rel=0.03)
    after = calibration_error(found, dict.fromkeys(("p0", "p1"), fit_temperature(found)))
    assert after < 0.01
    if temperature != 1:
        assert calibration_error(found, {}) > 5 * after


def test_the_calibration_error_is_the_gap_between_confidence_and_truth() -> None:
    shares = np.array([[0.97, 0.01, 0.01, 0.01]] * 100 + [[0.4, 0.2, 0.2, 0.2]] * 100, np.float32)
    truth = np.array([0] * 90 + [1] * 10 + [0] * 60 + [2] * 40, np.uint8)
    found = Voxels(np.log(shares), truth, np.full(200, "p"))
    assert calibration_error(found, {}) == pytest.approx((0.07 + 0.20) / 2, abs=1e-5)


def test_the_line_and_its_error_on_persons_left_out() -> None:
    rng = np.random.default_rng(0)
    soft = rng.uniform(0.5, 0.95, 60)
    true = 1 / (1 + ((1 - soft) / soft) ** 0.7 * np.exp(0.3))
    found = true + rng.normal(0, 0.01, 60)
    points = [Point(s, d, f"p{n % 6}") for n, (s, d) in enumerate(zip(soft, found, strict=True))]
    line = fit_line(points)
    assert line.slope == pytest.approx(0.7, abs=0.03)
    assert line.intercept == pytest.approx(-0.3, abs=0.05)
    assert line.error == pytest.approx(0.008, abs=0.004)
    assert line.expected(soft[0]).value == pytest.approx(true[0], abs=0.01)


def test_one_subject_moves_the_level_and_says_nothing_of_the_error() -> None:
    line = fit_line([Point(0.9, 0.8, "p")])
    assert (line.slope, line.error) == (1, None)
    assert line.expected(0.9).value == pytest.approx(0.8, abs=1e-3)
    assert line.expected(0.7).value < 0.6
    assert str(line.expected(0.9)) == "0.80"
    assert DiceLine().expected(0.87).value == pytest.approx(0.87)


class Boaster(ThresholdPredictor):
    """Is wrong where the noise is, and always nearly certain."""

    def predict(self, patches: np.ndarray, monitor: Monitor) -> np.ndarray:
        return super().predict(patches, monitor) * 0.99 + np.float32(0.0025)


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    cases = []
    for seed, noise in enumerate((20, 35, 50, 65)):
        phantom = phantom_subject((24, 28, 20), noise=noise, seed=seed)
        cases.append(Case("phantoms", Subject(f"p{seed}", phantom.images, phantom.reference)))
    return cases


@pytest.fixture(scope="module")
def card(cases: list[Case]) -> Card:
    return assess(Boaster(), CARD, cases)


def test_a_boasting_network_is_calibrated(card: Card) -> None:
    calibration = card.calibration
    assert calibration is not None
    assert calibration.data == "4 subjects (phantoms)"
    assert card.temperature > 1.5
    assert calibration.error_after < 0.5 * calibration.error_before
    assert {s.modalities for s in card.scores} == {"T1+T2", "T1", "T2"}
    assert Card.model_validate_json(card.model_dump_json()) == card
    assert "temperature" in reliability_in_words(card)
    assert "off by CSF" in reliability_in_words(card)


def test_the_dice_it_expects_is_near_the_true_one(card: Card, cases: list[Case]) -> None:
    new = phantom_subject((24, 28, 20), noise=42, seed=9)
    assert new.reference is not None
    segmentation = Segmenter(Boaster(), card).segment(new)
    truth, guess = new.reference.data, segmentation.labels.data
    for name, expected in segmentation.provenance.expected_dice.items():
        tissue = {"CSF": 1, "GM": 2, "WM": 3}[name]
        true = (
            2
            * ((truth == tissue) & (guess == tissue)).sum()
            / ((truth == tissue).sum() + (guess == tissue).sum())
        )
        assert expected.error is not None
        assert expected.value == pytest.approx(true, abs=max(0.03, 3 * expected.error))


def test_confidence_and_entropy_tell_of_the_temperature(card: Card) -> None:
    new = phantom_subject((24, 28, 20), noise=42, seed=9)
    before = Segmenter(Boaster(), CARD).segment(new)
    after = Segmenter(Boaster(), card).segment(new)
    inside = after.labels.data > 0
    assert after.confidence[inside].mean() < before.confidence[inside].mean()
    assert after.entropy[inside].mean() > before.entropy[inside].mean()
    np.testing.assert_array_equal(after.labels.data, before.labels.data)


def test_it_can_be_cancelled(cases: list[Case]) -> None:
    with pytest.raises(Cancelled):
        assess(Boaster(), CARD, cases, RecordingMonitor(cancel_at="Calibrating"))
