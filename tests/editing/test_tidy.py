"""Smoothing and islands: what was planted goes, what was not touched stays."""

from __future__ import annotations

import numpy as np
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
    near = (truth == 2) & (rng.random(shape) < 0.15)
    ragged[near] = 3
    clean = smoothed(ragged, ras_grid(shape), 3, 1.0)
    assert dice(clean == 3, truth == 3) > 0.97 > dice(ragged == 3, truth == 3)


def test_smoothing_leaves_the_borders_of_others() -> None:
    labels = ellipsoid_labels()
    clean = smoothed(labels, ras_grid(labels.shape), 3, 1.5)
    changed = clean != labels
    assert changed.any()
    assert ((labels[changed] == 3) | (clean[changed] == 3)).all()


def test_smoothing_counts_in_mm() -> None:
    labels = ellipsoid_labels()
    thick = Grid(labels.shape, np.diag([1.0, 1.0, 50.0, 1.0]))
    labels[16, 16, :] = 3
    clean = smoothed(labels, thick, 3, 1.0)
    for k in range(labels.shape[2]):  # slices 50 mm apart know nothing of each other
        one = smoothed(labels[:, :, k : k + 1], Grid((32, 36, 1), thick.affine), 3, 1.0)
        assert np.array_equal(clean[:, :, k : k + 1], one)


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
