"""Smoothing and islands: what was planted goes, what was not touched stays."""

from __future__ import annotations

import numpy as np
import pytest
from skimage.morphology import remove_small_objects

from isegcore.data.grid import Grid
from isegcore.editing.tidy import smoothed, without_islands
from tests.helpers.phantoms import ellipsoid_labels, ras_grid


def dice(one: np.ndarray, other: np.ndarray) -> float:
    return float(2 * (one & other).sum() / (one.sum() + other.sum()))


def test_smoothing_undoes_a_ragged_border() -> None:
    shape = (40, 40, 40)
    truth = ellipsoid_labels(shape)
    rng = np.random.default_rng(3)
    ragged = truth.copy()
    for own, other in ((2, 3), (3, 2)):
        ragged.reshape(-1)[rng.choice(np.flatnonzero(truth == own), 300, replace=False)] = other
    clean = smoothed(ragged, ras_grid(shape), 3, 1.0)
    assert dice(clean == 3, truth == 3) > 0.97 > dice(ragged == 3, truth == 3)


def test_smoothing_leaves_the_borders_of_others() -> None:
    labels = ellipsoid_labels()
    clean = smoothed(labels, ras_grid(labels.shape), 3, 1.5)
    changed = clean != labels
    assert changed.any()
    assert ((labels[changed] == 3) | (clean[changed] == 3)).all()


def test_smoothing_counts_in_mm() -> None:
    labels = thin_sheets()
    fine, coarse = (Grid(labels.shape, np.diag([mm, mm, 2 * mm, 1.0])) for mm in (0.5, 1.0))
    clean = smoothed(labels, fine, 3, 0.6)
    assert np.array_equal(clean, smoothed(labels, coarse, 3, 1.2))
    assert not np.array_equal(clean, smoothed(labels, coarse, 3, 0.6))


def thin_sheets() -> np.ndarray:
    """Return a brain of wavy grey matter that is cut by sulci one voxel wide, over white matter."""
    i, j, _ = np.indices((48, 48, 24))
    height = 30 + np.round(3 * np.sin(j / 3)).astype(int)
    labels = np.where(i < 12, 3, np.where(i < height, 2, 1)).astype(np.uint8)
    labels[(j % 8 == 0) & (i > 16) & (i < height)] = 1
    ragged = (labels == 2) & (np.random.default_rng(5).random(labels.shape) < 0.05)
    labels[ragged] = 3
    return labels


@pytest.mark.parametrize("label", [1, 2, 3])
@pytest.mark.parametrize("sigma_mm", [0.8, 1.5])
def test_smoothing_keeps_the_volume_of_every_tissue(label: int, sigma_mm: float) -> None:
    labels = thin_sheets()
    clean = smoothed(labels, ras_grid(labels.shape), label, sigma_mm)
    before, after = (np.bincount(each.reshape(-1), minlength=4) for each in (labels, clean))
    assert not np.array_equal(clean, labels)
    assert np.all(abs(after - before) <= 0.01 * before)


def test_smoothing_grey_matter_leaves_sulci_open() -> None:
    labels = thin_sheets()
    sulci = (np.indices(labels.shape)[1] % 8 == 0) & (labels == 1)
    sulci[26:] = False  # above are the crowns
    clean = smoothed(labels, ras_grid(labels.shape), 2, 0.8)
    assert (clean[sulci] == 1).mean() > 0.9


def test_smoothing_stays_within_its_reach_and_keeps_the_volumes_there() -> None:
    labels = thin_sheets()
    reach = (slice(0, 48), slice(0, 48), slice(11, 12))
    clean = smoothed(labels, ras_grid(labels.shape), 2, 0.8, reach=reach)
    changed = clean != labels
    assert changed[reach].any()
    assert changed.sum() == changed[reach].sum()
    flat = smoothed(
        labels[reach], ras_grid((48, 48, 1)), 2, 0.8, reach=(slice(0, 48), slice(0, 48), slice(0, 1))
    )
    assert np.array_equal(clean[reach], flat)


def test_smoothing_leaves_locked_classes_alone() -> None:
    labels = thin_sheets()
    clean = smoothed(labels, ras_grid(labels.shape), 2, 0.8, locked={1})
    assert np.array_equal(clean == 1, labels == 1)
    assert not np.array_equal(clean, labels)


def test_smoothing_a_label_that_is_not_there_changes_nothing() -> None:
    labels = ellipsoid_labels() % 3
    assert np.array_equal(smoothed(labels, ras_grid(labels.shape), 3, 1.0), labels)


def test_islands_go_as_scikit_image_says_and_take_the_class_around_them() -> None:
    labels = ellipsoid_labels((40, 40, 40))
    labels[labels == 3] = 2
    labels[14:22, 14:22, 14:22] = 3  # the largest piece
    labels[26:28, 18, 18] = 3  # two voxels in grey matter
    labels[2:5, 2:5, 2:5] = 3  # 27 voxels in the background
    clean = without_islands(labels, 3, 27)
    kept = remove_small_objects(labels == 3, max_size=26)
    assert np.array_equal(clean == 3, kept)
    assert set(clean[26:28, 18, 18]) == {2}
    assert (without_islands(labels, 3, 28)[2:5, 2:5, 2:5] == 0).all()


def test_the_largest_piece_always_stays() -> None:
    labels = np.zeros((8, 8, 8), np.uint8)
    labels[1, 1, 1] = labels[5:7, 5, 5] = 1
    clean = without_islands(labels, 1, 1000)
    assert (clean == 1).sum() == 2
