"""Filling and lassoing, against other people's code for the same."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.path import Path as Polygon
from skimage.segmentation import flood as skimage_flood

from isegcore.editing.fill import flood, lasso
from isegcore.editing.region import Region
from tests.helpers.phantoms import ellipsoid_labels

SHAPE = (32, 36, 28)


def covered(region: Region) -> np.ndarray:
    whole = np.zeros(SHAPE, bool)
    whole[region.box] = region.mask
    return whole


@pytest.mark.parametrize("seed", [(0, 0, 0), (17, 16, 14), (6, 16, 14)])
def test_a_fill_is_the_piece_that_scikit_image_finds(seed: tuple[int, int, int]) -> None:
    labels = ellipsoid_labels(SHAPE)
    labels[:, 10, :] = 0  # cuts every tissue in two
    assert np.array_equal(covered(flood(labels, seed)), skimage_flood(labels, seed, connectivity=1))


@pytest.mark.parametrize("normal", [0, 1, 2])
def test_a_flat_fill_is_the_piece_of_its_slice(normal: int) -> None:
    labels, seed = ellipsoid_labels(SHAPE), (17, 16, 14)
    flat = skimage_flood(
        labels.take(seed[normal], axis=normal), tuple(np.delete(seed, normal)), connectivity=1
    )
    found = covered(flood(labels, seed, normal))
    assert np.array_equal(found.take(seed[normal], axis=normal), flat)
    assert found.sum() == flat.sum()


@pytest.mark.parametrize("normal", [0, 1, 2])
def test_a_lasso_holds_the_voxels_whose_centres_it_goes_round(normal: int) -> None:
    corners = [(3.2, 4.1), (20.7, 6.3), (17.4, 21.9), (9.1, 12.2), (4.6, 22.8)]
    found = covered(lasso(SHAPE, corners, normal, 11))
    flat = found.take(11, axis=normal)
    centres = np.argwhere(np.ones(flat.shape, bool))
    inside = Polygon([*corners, corners[0]]).contains_points(centres).reshape(flat.shape)
    assert np.array_equal(flat, inside)
    assert found.sum() == inside.sum()


def test_a_lasso_beyond_the_border_is_cut_off_there() -> None:
    found = lasso(SHAPE, [(-50.0, -50.0), (80.0, -50.0), (80.0, 80.0), (-50.0, 80.0)], 2, 5)
    assert found.mask.all()
    assert found.mask.shape == (32, 36, 1)


def test_a_lasso_around_nothing_is_empty() -> None:
    assert lasso(SHAPE, [(3.1, 3.1), (3.2, 3.2), (3.3, 3.15)], 0, 4).is_empty
