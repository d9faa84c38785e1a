"""What a click on one voxel, or a closed line around many, covers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from isegcore.data.box import Box
from isegcore.editing.brush import Voxel
from isegcore.editing.region import Region, region_of


def flood(labels: NDArray[np.uint8], seed: Voxel, normal: int | None = None) -> Region:
    """Return the voxels of the seed's class that are joined to it by faces.

    Args:
        labels: Class indices `(I, J, K)`.
        seed: A voxel.
        normal: Voxel axis across the only slice to fill; None to fill in all directions.
    """
    same = labels == labels[seed]
    if normal is None:
        return region_of(_piece(same, seed))
    flat = _piece(same.take(seed[normal], axis=normal), tuple(np.delete(seed, normal).tolist()))
    return on_slice(flat, normal, seed[normal])


def lasso(shape: Voxel, corners: Sequence[tuple[float, float]], normal: int, index: int) -> Region:
    """Return the voxels of a slice whose centres lie inside a polygon, or on its border.

    Args:
        shape: Of the grid, `(I, J, K)`.
        corners: Continuous voxel coordinates along the two voxel axes other than `normal`, in their order.
            The polygon closes by itself; where it crosses itself, voxels inside an odd number of times count.
        normal: Voxel axis across the slice.
        index: Which slice.
    """
    from skimage.draw import polygon  # noqa: PLC0415 - not needed until a polygon is drawn

    rows, columns = np.asarray(corners, float).T
    flat = np.zeros(tuple(np.delete(shape, normal).tolist()), bool)
    flat[polygon(rows, columns, flat.shape)] = True  # type: ignore[no-untyped-call]
    return on_slice(flat, normal, index)


def on_slice(flat: NDArray[np.bool_], normal: int, index: int) -> Region:
    """Return the voxels of one slice that a mask over it, `(a, b)`, says, in the box that just holds them."""
    thin = region_of(np.expand_dims(flat, normal))
    box = list(thin.box)
    box[normal] = slice(index, index + 1)
    placed: Box = (box[0], box[1], box[2])
    return Region(placed, thin.mask)


def _piece(mask: NDArray[np.bool_], seed: tuple[int, ...]) -> NDArray[np.bool_]:
    pieces, _ = ndimage.label(mask)
    found: NDArray[np.bool_] = pieces == pieces[seed]
    return found
