"""Boxes of voxels: slices of an array along its three axes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Box = tuple[slice, slice, slice]


def box_of(mask: NDArray[np.bool_]) -> Box:
    """Return the slices that just hold the true voxels of a mask `(I, J, K)`; the whole mask if none is."""
    spans = [np.flatnonzero(mask.any(axis=others)) for others in ((1, 2), (0, 2), (0, 1))]
    if not spans[0].size:
        return whole(mask.shape)
    i, j, k = (slice(int(span[0]), int(span[-1]) + 1) for span in spans)
    return i, j, k


def whole(shape: Sequence[int]) -> Box:
    """Return the box of all voxels of an array of that shape."""
    i, j, k = (slice(0, size) for size in shape)
    return i, j, k


def joined(one: Box, other: Box) -> Box:
    """Return the box that just holds two boxes."""
    i, j, k = (slice(min(a.start, b.start), max(a.stop, b.stop)) for a, b in zip(one, other, strict=True))
    return i, j, k


def widened(box: Box, by: Sequence[int], shape: Sequence[int]) -> Box:
    """Return the box with so many voxels more on either side of each axis, inside an array of that shape."""
    i, j, k = (
        slice(max(0, side.start - rim), min(size, side.stop + rim))
        for side, rim, size in zip(box, by, shape, strict=True)
    )
    return i, j, k
