from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest

from app.convention import Convention
from app.session.view_state import Plane
from app.viewer.planes import cut
from isegcore.data.grid import Grid
from isegcore.data.orientation import centred_affine, orientation_named
from tests.helpers.phantoms import ras_grid

CODES = ["".join(ends) for axes in permutations(("LR", "PA", "IS")) for ends in product(*axes)]

# What a radiologist expects at the left, right, top and bottom border.
RADIOLOGICAL = {Plane.AXIAL: "RLAP", Plane.SAGITTAL: "APSI", Plane.CORONAL: "RLSI"}
NEUROLOGICAL = {Plane.AXIAL: "LRAP", Plane.SAGITTAL: "APSI", Plane.CORONAL: "LRSI"}


def _letters(grid: Grid, plane: Plane, convention: Convention) -> str:
    lie = cut(grid, plane, convention)
    return "".join((*lie.columns.ends, *lie.rows.ends))


@pytest.mark.parametrize("code", CODES)
def test_every_axis_order_puts_the_same_letters_on_screen(code: str) -> None:
    shape = (5, 6, 7)
    grid = Grid(shape, centred_affine(orientation_named(code), shape, (1.0, 2.0, 3.0)))
    for plane in Plane:
        assert _letters(grid, plane, Convention.RADIOLOGICAL) == RADIOLOGICAL[plane]
        assert _letters(grid, plane, Convention.NEUROLOGICAL) == NEUROLOGICAL[plane]


def test_letters_point_where_the_affine_says() -> None:
    """Walking to a border must change the world coordinate that its letter names."""
    shape = (6, 7, 8)
    for code in CODES:
        grid = Grid(shape, centred_affine(orientation_named(code), shape, (1.0, 1.5, 2.0)))
        for plane, convention in product(Plane, Convention):
            lie = cut(grid, plane, convention)
            here = grid.to_mm(lie.to_voxel(0, 0, 0, grid))
            to_the_right = grid.to_mm(lie.to_voxel(1, 0, 0, grid)) - here
            downwards = grid.to_mm(lie.to_voxel(0, 1, 0, grid)) - here
            assert _letter(to_the_right) == lie.columns.ends[1]
            assert _letter(downwards) == lie.rows.ends[1]


def _letter(direction: np.ndarray) -> str:
    axis = int(np.abs(direction).argmax())
    return ("LR", "PA", "IS")[axis][int(direction[axis] > 0)]


def test_an_oblique_grid_gets_the_closest_letters() -> None:
    turn = np.deg2rad(30)
    affine = np.eye(4)
    affine[:2, :2] = [[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]
    assert _letters(Grid((4, 4, 4), affine), Plane.AXIAL, Convention.RADIOLOGICAL) == "RLAP"


def test_screen_and_voxel_are_inverse() -> None:
    shape = (9, 8, 7)
    for code in CODES:
        grid = Grid(shape, centred_affine(orientation_named(code), shape, (1, 1, 1)))
        for plane, convention in product(Plane, Convention):
            lie = cut(grid, plane, convention)
            column, row = lie.to_screen((2, 3, 4), grid)
            assert lie.to_voxel(column, row, (2, 3, 4)[lie.normal], grid) == (2, 3, 4)


def test_a_slice_is_a_view_not_a_copy() -> None:
    grid = ras_grid((4, 5, 6))
    data = np.zeros(grid.shape, np.float32)
    shown = cut(grid, Plane.CORONAL, Convention.RADIOLOGICAL).slice_of(data, 2)
    assert np.shares_memory(shown, data)
    assert shown.shape == (6, 4)
