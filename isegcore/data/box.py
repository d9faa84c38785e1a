"""The box around what is true in a mask."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Box = tuple[slice, slice, slice]


def box_of(mask: NDArray[np.bool_]) -> Box:
    """Return the slices that just hold the true voxels of a mask `(I, J, K)`; the whole mask if none is."""
    spans = [np.flatnonzero(mask.any(axis=others)) for others in ((1, 2), (0, 2), (0, 1))]
    if not spans[0].size:
        return slice(0, mask.shape[0]), slice(0, mask.shape[1]), slice(0, mask.shape[2])
    i, j, k = (slice(int(span[0]), int(span[-1]) + 1) for span in spans)
    return i, j, k
