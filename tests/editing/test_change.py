"""Changes go back and forth exactly, and are small."""

from __future__ import annotations

import numpy as np
import pytest

from isegcore.data.box import whole
from isegcore.editing.change import change_between
from tests.helpers.phantoms import ellipsoid_labels


def test_a_change_goes_back_and_forth() -> None:
    rng = np.random.default_rng(1)
    before = ellipsoid_labels()
    after = before.copy()
    box = (slice(5, 20), slice(8, 30), slice(3, 25))
    after[box] = np.where(
        rng.random(after[box].shape) < 0.3, rng.integers(0, 4, after[box].shape), after[box]
    )
    change = change_between(before, after, whole(before.shape))
    assert change is not None
    labels = before.copy()
    change.apply(labels)
    assert np.array_equal(labels, after)
    change.apply(labels)
    assert np.array_equal(labels, before)
    gained = np.bincount(after.ravel(), minlength=4) - np.bincount(before.ravel(), minlength=4)
    assert change.counts == tuple(gained)


@pytest.mark.parametrize("box", [None, (slice(None), slice(2, None), slice(0, 28))])
def test_only_the_box_that_changed_is_kept(box: tuple[slice, slice, slice] | None) -> None:
    before = ellipsoid_labels()
    after = before.copy()
    after[10, 12:14, 9] = 3 - after[10, 12:14, 9]
    change = change_between(before, after, whole(before.shape) if box is None else box)
    assert change is not None
    assert change.box == (slice(10, 11), slice(12, 14), slice(9, 10))
    assert change.size < 400


def test_nothing_changed_is_no_change() -> None:
    labels = ellipsoid_labels()
    assert change_between(labels, labels.copy(), whole(labels.shape)) is None


def test_a_fill_of_a_million_voxels_takes_few_bytes() -> None:
    before = np.zeros((100, 100, 100), np.uint8)
    change = change_between(before, before + np.uint8(2), whole(before.shape))
    assert change is not None
    assert change.size < 2_000
