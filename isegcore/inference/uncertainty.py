"""How sure a network is, and what that says of its result."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from isegcore.labels import BRAIN_TISSUES, Tissue

SMALLEST_PROBABILITY = 1e-7
"""What a probability of 0 counts as where its logarithm is taken."""


def calibrated(probabilities: NDArray[np.float32], temperature: float) -> NDArray[np.float32]:
    """Return probabilities `(..., L)` as if their logits had been divided by `temperature`.

    Guo et al., On Calibration of Modern Neural Networks (2017), arXiv:1706.04599.
    """
    if temperature == 1:
        return probabilities
    scaled = _logarithms(probabilities)
    scaled /= np.float32(temperature)
    np.exp(scaled, out=scaled)
    scaled /= _over_classes(scaled)[..., np.newaxis]
    return scaled


def entropy(probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the entropy of probabilities `(..., L)`: 0 where one is 1, 1 where all are alike, `(...)`."""
    terms = _logarithms(probabilities)
    terms *= probabilities
    return _over_classes(terms) / np.float32(-np.log(probabilities.shape[-1]))


def soft_dice(
    labels: NDArray[np.uint8], confidence: NDArray[np.uint8], masses: NDArray[np.float64]
) -> Mapping[Tissue, float]:
    """Return, for every tissue that is there, the Dice that the probabilities promise.

    The expectation of 2 |A and B| / (|A| + |B|), B being the unknown truth, is nearly the ratio of the
    expectations: twice the probability inside the prediction over the prediction's size and the probability
    everywhere. Borges, Pacheco and Silva, Soft Dice Confidence (2024), arXiv:2402.10665.

    Args:
        labels: `(I, J, K)` class indices.
        confidence: `(I, J, K)`: probability of that class, percent.
        masses: `(L,)`: the sum of the probability of each class over all voxels.
    """
    sizes = np.bincount(labels.reshape(-1), minlength=len(Tissue))
    inside = np.bincount(labels.reshape(-1), confidence.reshape(-1), len(Tissue)) / 100
    return {t: float(2 * inside[t] / (sizes[t] + masses[t])) for t in BRAIN_TISSUES if sizes[t]}


def to_percent(shares: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return shares of 1 as whole percent."""
    return np.rint(shares * 100).astype(np.uint8)


def _logarithms(probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
    logarithms = np.maximum(probabilities, np.float32(SMALLEST_PROBABILITY))
    return np.log(logarithms, out=logarithms)


def _over_classes(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the sum over the last axis, one class after the other: they lie apart in memory."""
    total = values[..., 0].copy()
    for label in range(1, values.shape[-1]):
        total += values[..., label]
    return total
