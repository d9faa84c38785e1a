"""Distances between the surfaces of two masks, in mm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from isegcore.data.box import box_of


@dataclass(frozen=True, slots=True)
class SurfaceDistances:
    """Symmetric surface distances.

    Attributes:
        hd95_mm: 95th percentile of the distances from either surface to the other, the larger of the two
            directions (robust Hausdorff distance).
        assd_mm: Mean of all distances in both directions (average symmetric surface distance).
    """

    hd95_mm: float
    assd_mm: float


def surface_distances(
    a: NDArray[np.bool_], b: NDArray[np.bool_], spacing: tuple[float, float, float]
) -> SurfaceDistances:
    """Compare the border voxels of two masks `(I, J, K)`; `spacing` is in mm.

    A border voxel belongs to the mask and touches the outside with a face. NaN if a mask is empty.
    """
    if not a.any() or not b.any():
        return SurfaceDistances(float("nan"), float("nan"))
    box = box_of(a | b)
    border_a, border_b = _border(a[box]), _border(b[box])
    a_to_b = _distance_to(border_b, spacing)[border_a]
    b_to_a = _distance_to(border_a, spacing)[border_b]
    hd95 = max(float(np.percentile(a_to_b, 95)), float(np.percentile(b_to_a, 95)))
    return SurfaceDistances(hd95, float(np.concatenate([a_to_b, b_to_a]).mean()))


def _border(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    border: NDArray[np.bool_] = mask & ~ndimage.binary_erosion(mask)
    return border


def _distance_to(border: NDArray[np.bool_], spacing: tuple[float, float, float]) -> NDArray[np.float64]:
    distance: NDArray[np.float64] = ndimage.distance_transform_edt(~border, sampling=spacing)
    return distance
