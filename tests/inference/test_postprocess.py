"""Islands go, anatomy stays."""

from __future__ import annotations

import numpy as np

from isegcore.inference.postprocess import remove_islands
from tests.helpers.phantoms import ellipsoid_labels


def test_anatomy_stays() -> None:
    labels = ellipsoid_labels((40, 40, 40))
    np.testing.assert_array_equal(remove_islands(labels, 0.001, 0.003), labels)


def test_islands_take_what_surrounds_them() -> None:
    labels = ellipsoid_labels((40, 40, 40))
    dirty = labels.copy()
    middle = tuple(np.argwhere(labels == 3)[len(np.argwhere(labels == 3)) // 2])
    dirty[middle] = 1
    dirty[middle[0] + 1, middle[1], middle[2]] = 1
    dirty[0, 0, 0] = 2  # a speck in the air
    cleaned = remove_islands(dirty, 0.001, 0.01)
    assert cleaned[0, 0, 0] == 0
    assert cleaned[middle] == 3
    np.testing.assert_array_equal(cleaned, remove_islands(labels, 0.001, 0.01))


def test_zero_keeps_everything() -> None:
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 4, (20, 20, 20), dtype=np.uint8)
    np.testing.assert_array_equal(remove_islands(labels, 0.001, 0), labels)


def test_the_input_is_left_alone() -> None:
    labels = np.zeros((12, 12, 12), np.uint8)
    labels[2:9, 2:9, 2:9] = 2
    labels[9, 2:9, 2:9] = 1  # the largest piece of a tissue is never an island
    labels[4, 4, 4] = 1
    before = labels.copy()
    assert remove_islands(labels, 0.001, 0.01)[4, 4, 4] == 2
    np.testing.assert_array_equal(labels, before)


def test_nothing_but_background() -> None:
    empty = np.zeros((5, 5, 5), np.uint8)
    np.testing.assert_array_equal(remove_islands(empty, 0.001, 0.01), empty)
