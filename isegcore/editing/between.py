"""Shapes drawn on a few slices, continued on the slices between them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from isegcore.data.grid import Shape3
from isegcore.editing.region import Region, region_of


def between_slices(shape: Shape3, drawn: Mapping[int, NDArray[np.bool_]], normal: int) -> Region:
    """Return the shapes on all slices between those that are drawn.

    Shape-based interpolation: the signed distances of two neighbouring drawn slices are blended
    (10.1109/42.52980), each moved first so that their centres of gravity lie on one line, which keeps
    shapes that do not overlap.

    Args:
        shape: Of the grid, `(I, J, K)`.
        drawn: By slice number, what is drawn there, along the two voxel axes other than `normal`. Empty
            slices do not count.
        normal: Voxel axis across the slices.

    Returns:
        The voxels between the drawn slices, without the drawn slices; empty if there is nothing between.
    """
    found = np.zeros(shape, bool)
    slices = np.moveaxis(found, normal, 0)
    numbers = sorted(number for number, mask in drawn.items() if mask.any())
    for low, high in pairwise(numbers):
        for number in range(low + 1, high):
            share = (number - low) / (high - low)
            slices[number] = _blend(drawn[low], drawn[high], share)
    return region_of(found)


def _blend(first: NDArray[np.bool_], last: NDArray[np.bool_], share: float) -> NDArray[np.bool_]:
    """Return the shape `share` of the way from one mask to another."""
    start, end = (np.array(ndimage.center_of_mass(mask)) for mask in (first, last))
    way = end - start
    one = ndimage.shift(_signed_distance(first), share * way, order=1, mode="nearest")
    other = ndimage.shift(_signed_distance(last), (share - 1) * way, order=1, mode="nearest")
    shape: NDArray[np.bool_] = (1 - share) * one + share * other > 0
    return shape


def _signed_distance(mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the distance in pixels to the border of a mask, positive inside."""
    padded = np.pad(mask, 1)
    inside = ndimage.distance_transform_edt(padded) - ndimage.distance_transform_edt(~padded)
    distance: NDArray[np.float64] = inside[1:-1, 1:-1] + np.where(mask, -0.5, 0.5)
    return distance
