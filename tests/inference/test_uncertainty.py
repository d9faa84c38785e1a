"""Calibrated probabilities, entropy, and the Dice that they promise."""

from __future__ import annotations

import numpy as np
import pytest

from isegcore.inference.uncertainty import calibrated, entropy, soft_dice, to_percent
from isegcore.labels import Tissue
from isegcore.metrics.overlap import dice


def softmax(values: np.ndarray) -> np.ndarray:
    return np.exp(values) / np.exp(values).sum(axis=-1, keepdims=True)


def test_temperature_divides_the_logits() -> None:
    logits = np.random.default_rng(0).normal(0, 2, (5, 5, 5, 4)).astype(np.float32)
    np.testing.assert_allclose(calibrated(softmax(logits), 1.7), softmax(logits / 1.7), rtol=1e-4)
    assert calibrated(logits, 1.0) is logits


def test_a_certain_voxel_stays_certain() -> None:
    sure = np.array([[0, 1, 0, 0]], np.float32)
    assert calibrated(sure, 1.5)[0, 1] == pytest.approx(1, abs=1e-4)


def test_calibrating_never_changes_a_label() -> None:
    shares = softmax(np.random.default_rng(1).normal(0, 3, (1000, 4)).astype(np.float32))
    np.testing.assert_array_equal(calibrated(shares, 2.3).argmax(-1), shares.argmax(-1))


def test_entropy_runs_from_certain_to_undecided() -> None:
    shares = np.array([[1, 0, 0, 0], [0.5, 0.5, 0, 0], [0.25] * 4, [0.97, 0.01, 0.01, 0.01]], np.float32)
    expected = [0, 0.5, 1, -(0.97 * np.log(0.97) + 0.03 * np.log(0.01)) / np.log(4)]
    np.testing.assert_allclose(entropy(shares), expected, atol=1e-5)
    assert to_percent(entropy(shares)).tolist()[:3] == [0, 50, 100]


def test_soft_dice_is_the_mean_dice_of_truths_drawn_from_the_probabilities() -> None:
    rng = np.random.default_rng(0)
    shares = softmax(rng.normal(0, 1.5, (20, 20, 20, 4)))
    labels = shares.argmax(-1).astype(np.uint8)
    promised = soft_dice(labels, to_percent(shares.max(-1)), shares.sum((0, 1, 2)))
    edges = shares.cumsum(-1)
    found = []
    for _ in range(30):
        truth = (rng.random((20, 20, 20, 1)) > edges).sum(-1)
        found.append([dice(labels == tissue, truth == tissue) for tissue in promised])
    assert list(promised) == [Tissue.CSF, Tissue.GM, Tissue.WM]
    np.testing.assert_allclose(list(promised.values()), np.mean(found, axis=0), atol=0.005)


def test_nothing_is_promised_of_a_tissue_that_is_not_there() -> None:
    labels = np.full((4, 4, 4), Tissue.GM, np.uint8)
    assert soft_dice(labels, np.full((4, 4, 4), 100, np.uint8), np.array([0, 0, 64.0, 0])) == {Tissue.GM: 1.0}
