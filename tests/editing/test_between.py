"""Shapes between drawn slices: what is known of the shape is found again."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from isegcore.editing.between import between_slices

SHAPE = (40, 44, 36)


def ball(radius: float = 14.0) -> np.ndarray:
    axes = np.ogrid[tuple(slice(0, n) for n in SHAPE)]
    return sum((a - c) ** 2 for a, c in zip(axes, (19.0, 21.0, 17.0), strict=True)) <= radius**2


@pytest.mark.parametrize("normal", [0, 1, 2])
def test_a_ball_drawn_on_every_fourth_slice_is_found_between(normal: int) -> None:
    truth = np.moveaxis(ball(), normal, 0)
    numbers = [n for n in range(0, len(truth), 4) if truth[n].any()]
    region = between_slices(SHAPE, {n: truth[n] for n in numbers}, normal)
    found = np.zeros(SHAPE, bool)
    found[region.box] = region.mask
    found = np.moveaxis(found, normal, 0)
    assert not found[numbers].any()
    between = [n for n in range(numbers[0], numbers[-1]) if n not in numbers]
    overlap = 2 * (found[between] & truth[between]).sum() / (found[between].sum() + truth[between].sum())
    assert overlap > 0.95


def test_shapes_that_do_not_overlap_move_across() -> None:
    first, last = np.zeros((40, 44), bool), np.zeros((40, 44), bool)
    first[4:10, 4:10] = last[28:34, 30:36] = True
    region = between_slices(SHAPE, {10: first, 20: last}, 2)
    middle = np.zeros(SHAPE, bool)
    middle[region.box] = region.mask
    assert ndimage.center_of_mass(middle[:, :, 15]) == pytest.approx((18.5, 19.5), abs=0.6)
    assert middle[:, :, 15].sum() == pytest.approx(36, abs=8)


def test_neighbours_and_a_lone_slice_have_nothing_between() -> None:
    square = np.ones((40, 44), bool)
    assert between_slices(SHAPE, {3: square, 4: square}, 2).is_empty
    assert between_slices(SHAPE, {3: square, 9: np.zeros_like(square)}, 2).is_empty
