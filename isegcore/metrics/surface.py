"""Distances between the surfaces of two masks, in mm, as the `surface-distance` package defines them.

The surface of a mask is what marching cubes lays between its voxels and the others: one element for each
corner of the voxel grid at which the mask meets the outside, with its area in mm². A distance is that from
an element's corner to the nearest corner of the other surface, and counts by its element's area (Nikolov et
al., arXiv:1809.04430, doi:10.2196/26151). Counting border voxels instead, as MedPy does, gives every voxel
the same say whatever its shape, and about twice the mean distance on infant brains: compare only numbers
that were made alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from isegcore.data.box import box_of

_Spacing = tuple[float, float, float]
_INSIDE = 255  # the code of a corner all of whose eight voxels belong to the mask


@dataclass(frozen=True, slots=True)
class SurfaceDistances:
    """Symmetric surface distances.

    Attributes:
        hd95_mm: Distance that 95 % of a surface keeps within of the other, the larger of the two directions
            (robust Hausdorff distance).
        assd_mm: Mean distance over both surfaces (average symmetric surface distance).
    """

    hd95_mm: float
    assd_mm: float


def surface_distances(a: NDArray[np.bool_], b: NDArray[np.bool_], spacing: _Spacing) -> SurfaceDistances:
    """Compare the surfaces of two masks `(I, J, K)`; `spacing` is in mm. NaN if a mask is empty."""
    if not a.any() or not b.any():
        return SurfaceDistances(float("nan"), float("nan"))
    box = box_of(a | b)
    codes_a, codes_b = _corner_codes(a[box]), _corner_codes(b[box])
    surface_a, surface_b = _is_surface(codes_a), _is_surface(codes_b)
    a_to_b, b_to_a = _distance_to(surface_b, spacing)[surface_a], _distance_to(surface_a, spacing)[surface_b]
    table = _areas(spacing)
    areas_a, areas_b = table[codes_a[surface_a]], table[codes_b[surface_b]]
    hd95 = max(_percentile(a_to_b, areas_a, 0.95), _percentile(b_to_a, areas_b, 0.95))
    total = float(a_to_b @ areas_a + b_to_a @ areas_b)
    return SurfaceDistances(hd95, total / float(areas_a.sum() + areas_b.sum()))


def _corner_codes(mask: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Return, for each corner of the voxel grid, which of the eight voxels around it belong to the mask.

    `(I+1, J+1, K+1)` uint8, one bit a voxel, the voxel of the lowest indices in the highest bit.
    """
    padded = np.pad(mask, 1).view(np.uint8)
    codes = np.zeros([n + 1 for n in mask.shape], np.uint8)
    for bit, corner in enumerate(product((0, 1), repeat=3)):
        codes |= padded[tuple(slice(c, c + n + 1) for c, n in zip(corner, mask.shape, strict=True))] << (
            7 - bit
        )
    return codes


def _is_surface(codes: NDArray[np.uint8]) -> NDArray[np.bool_]:
    surface: NDArray[np.bool_] = (codes != 0) & (codes != _INSIDE)
    return surface


@lru_cache(maxsize=8)
def _areas(spacing: _Spacing) -> NDArray[np.float64]:
    """Return the area in mm² of the surface element of each corner code; `(256,)`.

    Marching cubes in its first form, which joins no two corners over an edge that lies outside, and gives a
    mask and its complement one surface: Lorensen and Cline 1987, doi:10.1145/37402.37422.
    """
    from skimage import measure  # noqa: PLC0415 - half a second, only here

    areas = np.zeros(_INSIDE + 1)
    for code in range(1, _INSIDE):
        fewer = code if code.bit_count() <= 4 else _INSIDE - code
        cube = np.unpackbits(np.uint8(fewer)).reshape(2, 2, 2).astype(np.float32)
        mesh = measure.marching_cubes(cube, 0.5, spacing=spacing, method="lorensen")  # type: ignore[no-untyped-call]
        areas[code] = measure.mesh_surface_area(*mesh[:2])  # type: ignore[no-untyped-call]
    return areas


def _distance_to(surface: NDArray[np.bool_], spacing: _Spacing) -> NDArray[np.float64]:
    distance: NDArray[np.float64] = ndimage.distance_transform_edt(~surface, sampling=spacing)
    return distance


def _percentile(distances: NDArray[np.float64], areas: NDArray[np.float64], share: float) -> float:
    """Return the distance within which this share of the area lies."""
    order = np.argsort(distances)
    within = np.cumsum(areas[order])
    place = int(np.searchsorted(within, share * within[-1]))
    return float(distances[order[min(place, order.size - 1)]])
