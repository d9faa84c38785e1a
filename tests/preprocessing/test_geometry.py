"""The working array: upright and cropped, the same for all 48 orientations, and exactly undone."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import ndimage

from isegcore.data.grid import Grid, Shape3
from isegcore.data.orientation import orientation_named
from isegcore.preprocessing.geometry import Placement, plan
from isegcore.preprocessing.spec import PreprocessSpec
from tests.helpers.image_files import CODES, OBLIQUE
from tests.helpers.phantoms import T1_LEVELS, ellipsoid_labels, ras_grid

_SPEC = PreprocessSpec(spacing_mm=1.0, margin_mm=2.0)
_TURN = OBLIQUE[:3, :3] / np.linalg.norm(OBLIQUE[:3, :3], axis=0) * [-1, 1, 1]


def _lying(code: str, array: NDArray, grid: Grid) -> tuple[NDArray, Grid]:
    """Return a RAS array and its grid as a scanner would have stored them in another axis order."""
    orientation = orientation_named(code)
    stored = orientation.from_ras(array)
    to_ras = np.eye(4)
    to_ras[:3, :3] = orientation.matrix
    for ras, flipped in enumerate(orientation.flipped):
        to_ras[ras, 3] = array.shape[ras] - 1 if flipped else 0
    return np.ascontiguousarray(stored), Grid(stored.shape, grid.affine @ to_ras)


def _phantom(spacing: tuple[float, float, float], *, oblique: bool) -> tuple[NDArray, Grid]:
    labels = ellipsoid_labels((20, 24, 18))
    affine = np.eye(4)
    affine[:3, :3] = (_TURN if oblique else np.eye(3)) * spacing
    affine[:3, 3] = [-11.5, 3.25, 40.125]
    return labels, Grid(labels.shape, affine)


@pytest.mark.parametrize("oblique", [False, True])
@pytest.mark.parametrize("spacing", [(1.0, 1.0, 1.0), (0.8, 0.8, 0.8), (0.5, 0.75, 3.0)])
def test_48_orientations_give_one_working_array(spacing: tuple[float, float, float], oblique: bool) -> None:
    labels, grid = _phantom(spacing, oblique=oblique)
    upright = plan(grid, labels > 0, _SPEC)
    expected = upright.forward(T1_LEVELS[labels])
    nearest = upright.forward(labels, order=0)
    back = upright.restore(nearest, order=0)
    for code in CODES:
        stored, stored_grid = _lying(code, labels, grid)
        placement = plan(stored_grid, stored > 0, _SPEC)
        np.testing.assert_array_equal(placement.forward(T1_LEVELS[stored]), expected)
        np.testing.assert_array_equal(placement.forward(stored, order=0), nearest)
        np.testing.assert_allclose(placement.grid.affine, upright.grid.affine, atol=1e-9)
        np.testing.assert_array_equal(placement.restore(nearest, order=0), _lying(code, back, grid)[0])


@pytest.mark.parametrize("code", CODES)
def test_without_resampling_both_ways_are_exact_copies(code: str) -> None:
    labels, grid = _phantom((1.05, 1.0, 0.95), oblique=True)
    stored, stored_grid = _lying(code, labels, grid)
    placement = plan(stored_grid, stored > 0, _SPEC)
    assert placement.steps == (1.0, 1.0, 1.0)
    image = np.random.default_rng(1).normal(size=stored.shape).astype(np.float32) * (stored > 0)
    working = placement.forward(image)
    assert working.flags.c_contiguous
    assert working.dtype == np.float32
    np.testing.assert_array_equal(placement.restore(working), image)
    np.testing.assert_array_equal(placement.restore(placement.forward(stored, order=0), order=0), stored)
    pair = np.stack([working, -working], axis=-1)
    np.testing.assert_array_equal(placement.restore(pair), np.stack([image, -image], axis=-1))


def test_forward_and_restore_never_share_memory_with_what_they_are_given() -> None:
    labels = np.ones((6, 6, 6), np.float32)
    labels.setflags(write=False)
    placement = plan(ras_grid((6, 6, 6)), labels > 0, _SPEC)
    for order in (0, 1):
        assert not np.shares_memory(placement.forward(labels, order=order), labels)
        assert not np.shares_memory(placement.restore_box(labels, order=order), labels)


def test_every_working_voxel_lies_where_its_grid_says() -> None:
    grid = _phantom((0.7, 0.9, 2.0), oblique=True)[1]
    i, j, k = np.indices(grid.shape)
    places = grid.to_mm(np.stack([i, j, k], axis=-1))
    placement = plan(grid, np.ones(grid.shape, bool), PreprocessSpec(spacing_mm=0.7))
    expected = placement.grid.to_mm(np.stack(np.indices(placement.shape), axis=-1))
    for axis in range(3):
        working = placement.forward(places[..., axis].astype(np.float32))
        inside = (slice(2, -2),) * 3  # beyond the last voxel centres, the border is repeated
        np.testing.assert_allclose(working[inside], expected[(*inside, axis)], atol=1e-3)


def test_linear_interpolation_is_scipys() -> None:
    image = np.random.default_rng(0).normal(size=(9, 8, 7)).astype(np.float32)
    grid = ras_grid((9, 8, 7), 1.6)
    placement = plan(grid, np.ones(grid.shape, bool), _SPEC)
    to_native = np.linalg.inv(grid.affine) @ placement.grid.affine
    theirs = ndimage.affine_transform(
        image, to_native[:3, :3], to_native[:3, 3], placement.shape, order=1, mode="nearest"
    )
    np.testing.assert_allclose(placement.forward(image), theirs, atol=1e-5)


@pytest.mark.parametrize(("side", "expected"), [(8, 0.6), (14, 0.7), (40, 1.0)])
def test_the_spacing_follows_the_size_of_the_brain(side: int, expected: float) -> None:
    spec = PreprocessSpec(brain_voxels=8000, spacing_tolerance=0)
    mask = np.zeros((48, 48, 48), bool)
    mask[4 : 4 + side, 4 : 4 + side, 4 : 4 + side] = True
    placement = plan(ras_grid(mask.shape), mask, spec)
    np.testing.assert_allclose(placement.grid.spacing, expected, rtol=1e-6)
    if expected == 0.7:
        working = placement.forward(mask, order=0)
        assert np.count_nonzero(working) == pytest.approx(8000, rel=0.2)


def test_the_working_grid_has_the_wanted_spacing_and_covers_the_box() -> None:
    labels, grid = _phantom((0.5, 0.5, 6.0), oblique=True)
    placement = plan(grid, labels > 0, _SPEC)
    np.testing.assert_allclose(placement.grid.spacing, 1.0)
    extent = [(side.stop - side.start) * mm for side, mm in zip(placement.box, grid.spacing, strict=True)]
    assert all(n >= mm - 1e-6 for n, mm in zip(placement.shape, extent, strict=True))


def test_the_box_has_its_margin_in_mm_and_ends_at_the_image() -> None:
    mask = np.zeros((20, 20, 20), bool)
    mask[1, 10, 15:18] = True
    affine = np.diag([1.0, 2.0, 0.5, 1.0])
    placement = plan(Grid((20, 20, 20), affine), mask, PreprocessSpec(margin_mm=3.0))
    assert placement.box == (slice(0, 5), slice(8, 13), slice(9, 20))


@pytest.mark.parametrize("shape", [(7, 5, 3), (2, 2, 2), (40, 3, 2)])
@pytest.mark.parametrize("spacing", [0.3, 1.0, 2.5, 9.0])
def test_tiny_images_and_coarse_ones_go_there_and_back(shape: Shape3, spacing: float) -> None:
    grid = ras_grid(shape, spacing)
    placement = plan(grid, np.ones(shape, bool), _SPEC)
    constant = placement.forward(np.full(shape, 3, np.float32))
    np.testing.assert_allclose(constant, 3, rtol=1e-6)
    np.testing.assert_allclose(placement.restore(constant), 3, rtol=1e-6)
    assert placement.restore(placement.forward(np.ones(shape, bool), order=0), order=0).all()


@pytest.mark.parametrize("spacing", [(1.0, 1.0, 1.0), (0.8, 0.8, 0.8), (0.5, 0.6, 3.0)])
def test_labels_survive_resampling(spacing: tuple[float, float, float]) -> None:
    labels, grid = _phantom(spacing, oblique=False)
    placement = plan(grid, labels > 0, PreprocessSpec(spacing_mm=1.0))
    shares = np.stack([placement.forward((labels == c).astype(np.float32)) for c in range(4)], axis=-1)
    voted = placement.paste(placement.vote(shares)[0])
    again = placement.restore(placement.forward(labels, order=0), order=0)
    for result in (voted, again):
        assert (result == labels).mean() > 0.92
        assert set(np.unique(result)) <= {0, 1, 2, 3}


def test_a_vote_is_the_argmax_of_what_restore_gives() -> None:
    labels, grid = _phantom((0.8, 0.8, 0.8), oblique=True)
    stored, stored_grid = _lying("PIR", labels, grid)
    placement = plan(stored_grid, stored > 0, _SPEC)
    shares = np.random.default_rng(2).dirichlet(np.ones(4), placement.shape).astype(np.float32)
    restored = placement.restore_box(shares)
    winners, percent = placement.vote(shares)
    np.testing.assert_array_equal(winners, restored.argmax(axis=-1))
    np.testing.assert_array_equal(percent, np.rint(restored.max(axis=-1) * 100))
    assert winners.dtype == percent.dtype == np.uint8


def test_paste_fills_what_is_around_the_box() -> None:
    labels, grid = _phantom((1.0, 1.0, 1.0), oblique=False)
    placement = plan(grid, labels == 3, PreprocessSpec(margin_mm=0))
    pasted = placement.paste(np.ones([side.stop - side.start for side in placement.box], np.uint8), fill=9)
    assert (pasted[placement.box] == 1).all()
    assert (pasted == 9).sum() == pasted.size - pasted[placement.box].size


@pytest.mark.parametrize("wrong", [(20, 24, 17), (20, 24)])
def test_arrays_of_another_shape_are_a_bug(wrong: tuple[int, ...]) -> None:
    labels, grid = _phantom((1.0, 1.0, 1.0), oblique=False)
    placement: Placement = plan(grid, labels > 0, _SPEC)
    for call in (placement.forward, placement.restore):
        with pytest.raises(ValueError, match="array must be"):
            call(np.zeros(wrong, np.float32))
    with pytest.raises(ValueError, match="at least one voxel"):
        plan(grid, np.zeros(grid.shape, bool), _SPEC)


def test_growing_voxels_average_instead_of_picking() -> None:
    stripes = np.zeros((24, 24, 24), np.float32)
    stripes[::2] = 1
    placement = plan(ras_grid((24, 24, 24), 0.5), np.ones((24, 24, 24), bool), PreprocessSpec(spacing_mm=1.0))
    working = placement.forward(stripes)
    np.testing.assert_allclose(working[1:-1], 0.5, atol=1e-6)
    assert working.shape == (12, 12, 12)


@pytest.mark.parametrize("code", ["RAS", "LIA", "PSR"])
def test_a_box_of_a_given_size_lies_inside_the_image_where_that_is_large_enough(code: str) -> None:
    mask = np.zeros((40, 30, 20), bool)
    mask[2:10, 10:20, 5:9] = True
    stored, grid = _lying(code, mask, ras_grid(mask.shape))
    spec = PreprocessSpec(margin_mm=1, least_size=(24, 50, 0))
    placement = plan(grid, stored, spec)
    assert placement.shape == (24, 30, 6)  # from the border on; all there is; the brain and its margin
    working = placement.forward(stored, order=0)
    np.testing.assert_array_equal(working, mask[:24, :, 4:10])


def test_a_least_size_counts_voxels_of_the_working_grid() -> None:
    mask = np.zeros((40, 40, 40), bool)
    mask[18:22, 18:22, 18:22] = True
    placement = plan(ras_grid(mask.shape, 0.5), mask, PreprocessSpec(least_size=(16, 12, 30)))
    assert placement.shape == (16, 12, 20)
