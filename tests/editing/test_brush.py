"""The brush against its definition: all voxels within the radius of the way, and no others."""

from __future__ import annotations

import numpy as np
import pytest

from isegcore.data.box import joined
from isegcore.data.grid import Grid
from isegcore.editing.brush import SIZES, Brush, Tip, Unit, centre_of, outline, stroke
from isegcore.editing.region import Region, painted, within

GRID = Grid((30, 26, 22), np.diag([1.0, 1.0, 1.0, 1.0]))
THICK = Grid((30, 26, 22), np.diag([0.8, 1.6, 4.0, 1.0]))


def covered(region: Region, grid: Grid = GRID) -> np.ndarray:
    whole = np.zeros(grid.shape, bool)
    whole[region.box] = region.mask
    return whole


def distance(grid: Grid, centre: tuple[int, int, int]) -> np.ndarray:
    axes = np.ogrid[tuple(slice(0, n) for n in grid.shape)]
    parts = [(a - c) * s for a, c, s in zip(axes, centre, grid.spacing, strict=True)]
    return np.sqrt(sum(part**2 for part in parts))


@pytest.mark.parametrize("size", [1, 3, 5, 9])
def test_a_ball_of_voxels_is_all_voxels_within_its_radius(size: int) -> None:
    at = (14, 12, 10)
    region = stroke(GRID, at, at, Brush(size, solid=True), 2)
    assert np.array_equal(covered(region), distance(GRID, at) <= size / 2)


def test_a_ball_in_mm_is_round_in_mm() -> None:
    at = (14, 12, 10)
    region = stroke(THICK, at, at, Brush(9.0, Unit.MM, solid=True), 2)
    assert np.array_equal(covered(region, THICK), distance(THICK, at) <= 4.5)


@pytest.mark.parametrize("normal", [0, 1, 2])
def test_a_flat_brush_stays_on_its_slice(normal: int) -> None:
    at = (14, 12, 10)
    region = stroke(THICK, at, at, Brush(7, Unit.MM), normal)
    expected = distance(THICK, at) <= 3.5
    axes = np.ogrid[tuple(slice(0, n) for n in THICK.shape)]
    assert np.array_equal(covered(region, THICK), expected & (axes[normal] == at[normal]))


@pytest.mark.parametrize("size", [1, 2, 4, 7])
def test_a_square_covers_size_by_size(size: int) -> None:
    region = stroke(GRID, (14, 12, 10), (14, 12, 10), Brush(size, tip=Tip.SQUARE), 2)
    assert region.mask.all()
    assert region.mask.shape == (size, size, 1)


def test_a_fast_mouse_leaves_no_gap() -> None:
    start, end = (3, 4, 10), (26, 21, 10)
    region = stroke(GRID, start, end, Brush(3), 2)
    one_by_one = np.zeros(GRID.shape, bool)
    for i, j, k in np.rint(np.linspace(start, end, 24)).astype(int):
        one_by_one |= covered(stroke(GRID, (i, j, k), (i, j, k), Brush(3), 2))
    assert np.array_equal(covered(region), one_by_one)


def test_outside_the_grid_nothing_is_covered() -> None:
    assert covered(stroke(GRID, (0, 0, 0), (0, 0, 0), Brush(9, solid=True), 2)).sum() > 0
    assert stroke(GRID, (-40, 5, 5), (-40, 5, 5), Brush(9), 2).is_empty


def test_the_outline_is_what_is_covered() -> None:
    brush = Brush(6, tip=Tip.ROUND)
    flat = outline(brush, GRID, 1)
    region = stroke(GRID, (14, 12, 10), (14, 12, 10), brush, 1)
    assert np.array_equal(flat, region.mask[:, 0, :])
    assert region.box[0].start == 14 - centre_of(brush, GRID, 1)[0]


def test_sizes_have_ends() -> None:
    assert Brush(2).resized(-5).size == SIZES[0]
    assert Brush(99).resized(5).size == SIZES[1]


def test_painting_keeps_what_may_not_be_painted_over() -> None:
    labels = np.arange(30 * 26 * 22, dtype=np.int64).reshape(30, 26, 22) % 4
    labels = labels.astype(np.uint8)
    region = stroke(GRID, (14, 12, 10), (14, 12, 10), Brush(9, solid=True), 2)
    after = painted(labels, region, 3, {0, 1})
    before = labels[region.box]
    assert np.array_equal(after, np.where(region.mask & (before <= 1), 3, before))
    assert set(np.unique(labels)) == {0, 1, 2, 3}


def test_a_threshold_keeps_to_its_intensities() -> None:
    image = np.random.default_rng(0).random(GRID.shape).astype(np.float32)
    region = stroke(GRID, (14, 12, 10), (14, 12, 10), Brush(9, solid=True), 2)
    found = within(region, image, 0.2, 0.4)
    inside = (image >= np.float32(0.2)) & (image <= np.float32(0.4))
    assert np.array_equal(covered(found), covered(region) & inside)


def test_two_boxes_joined_hold_both() -> None:
    one = (slice(2, 5), slice(4, 6), slice(0, 1))
    other = (slice(4, 9), slice(1, 2), slice(3, 4))
    assert joined(one, other) == (slice(2, 9), slice(1, 6), slice(0, 4))


def test_a_wide_brush_with_a_fast_mouse_keeps_within_a_voxel_of_its_way() -> None:
    grid = Grid((120, 120, 3), np.eye(4))
    start, end = (30, 30, 1), (90, 77, 1)
    found = covered(stroke(grid, start, end, Brush(41), 2), grid)
    axes = np.indices(grid.shape).reshape(3, -1).T
    way = np.subtract(end, start)
    share = np.clip((axes - start) @ way / (way @ way), 0, 1)[:, None]
    away = np.linalg.norm(axes - (start + share * way), axis=1).reshape(grid.shape)
    inside = (away <= 19.5) & (np.indices(grid.shape)[2] == 1)
    assert found[inside].all()
    assert not found[away > 21.5].any()
