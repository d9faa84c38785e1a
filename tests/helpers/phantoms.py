"""Tiny brains: nested ellipsoids of known volume, in any orientation and spacing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from isegcore.data.grid import Grid, Shape3
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import LabelMap, Volume
from isegcore.labels import ISEG

# Intensity of background, CSF, GM, WM: wide apart, so that a threshold can play the network.
T1_LEVELS = np.array([0, 100, 200, 300], np.float32)
T2_LEVELS = np.array([0, 300, 200, 100], np.float32)


def ellipsoid_labels(shape: Shape3 = (32, 36, 28)) -> NDArray[np.uint8]:
    """Return class indices of three nested ellipsoids, off centre so that every flip shows."""
    axes = np.ogrid[tuple(slice(0, n) for n in shape)]
    centre = [share * n - 0.5 for share, n in zip((0.54, 0.46, 0.52), shape, strict=True)]
    radii = [0.40 * n for n in shape]
    distance = sum(((a - c) / r) ** 2 for a, c, r in zip(axes, centre, radii, strict=True))
    labels = (
        (distance < 1).astype(np.uint8)
        + (distance < 0.64).astype(np.uint8)
        + (distance < 0.30).astype(np.uint8)
    )
    # A bump on one side only, of WM, makes left, front and top tell apart.
    i, j, k = (int(0.65 * n) for n in shape)
    labels[i : i + 3, j : j + 3, k : k + 2] = 3
    return labels


def ras_grid(shape: Shape3, spacing: float = 1.0) -> Grid:
    """Return a RAS grid centred on the scanner's origin."""
    affine = np.diag([spacing, spacing, spacing, 1.0])
    affine[:3, 3] = [-spacing * n / 2 for n in shape]
    return Grid(shape, affine)


def phantom_subject(shape: Shape3 = (32, 36, 28), *, noise: float = 0.0, seed: int = 0) -> Subject:
    """Return a subject with T1, T2 and the true labels as reference."""
    labels = ellipsoid_labels(shape)
    grid = ras_grid(shape)
    rng = np.random.default_rng(seed)

    def image(levels: NDArray[np.float32]) -> Volume:
        data = levels[labels] + noise * rng.standard_normal(shape).astype(np.float32) * (labels > 0)
        return Volume(data.astype(np.float32), grid)

    return Subject(
        "phantom",
        {Modality.T1: image(T1_LEVELS), Modality.T2: image(T2_LEVELS)},
        LabelMap(labels, grid, ISEG),
    )
