"""Between a prepared volume and the slices that a 2D or 2.5D network sees: pure numpy.

Slices are made from the channels of `preprocess`: images first, coordinates after them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from isegcore.preprocessing.spec import Plane, PreprocessSpec

_Scalar = TypeVar("_Scalar", bound=np.generic)


def slices_of(volume: NDArray[_Scalar], plane: Plane) -> NDArray[_Scalar]:
    """Return `(S, U, V, ...)`, a view of a volume `(I, J, K, ...)` in RAS order, slice by slice."""
    return np.moveaxis(volume, plane.axis, 0)


def volume_of(slices: NDArray[_Scalar], plane: Plane) -> NDArray[_Scalar]:
    """Return the view that undoes `slices_of`."""
    return np.moveaxis(slices, 0, plane.axis)


def network_input(
    slices: NDArray[_Scalar], numbers: Sequence[int] | NDArray[np.intp], spec: PreprocessSpec
) -> NDArray[_Scalar]:
    """Return what a network sees of some slices, neighbours among the channels, a copy.

    Beyond the first and the last slice these stand in for their neighbours.

    Args:
        slices: `(S, U, V, spec.volume_channels)`.
        numbers: Which B of the S slices.
        spec: What the network expects.

    Returns:
        `(B, U, V, spec.channels)`.
    """
    chosen, images = np.asarray(numbers, np.intp), len(spec.modalities)
    out = np.empty((len(chosen), *slices.shape[1:3], spec.channels), slices.dtype)
    for place, offset in enumerate(range(-spec.neighbours, spec.neighbours + 1)):
        seen = np.clip(chosen + offset, 0, len(slices) - 1)
        out[..., place * images : (place + 1) * images] = slices[seen, ..., :images]
    out[..., spec.channels - (spec.volume_channels - images) :] = slices[chosen, ..., images:]
    return out
