"""Some voxels of a grid, and what becomes of their labels when they are painted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from isegcore.data.box import Box, box_of


@dataclass(frozen=True, eq=False, slots=True)
class Region:
    """Voxels that a tool reaches.

    Attributes:
        box: Where they lie in an `(I, J, K)` array.
        mask: Which voxels of the box they are; bool, shaped like the box.
    """

    box: Box
    mask: NDArray[np.bool_]

    @property
    def is_empty(self) -> bool:
        """Return whether no voxel is reached."""
        return not self.mask.any()


def region_of(mask: NDArray[np.bool_]) -> Region:
    """Return the true voxels of a mask over a whole grid `(I, J, K)`, in the box that just holds them."""
    box = box_of(mask)
    return Region(box, mask[box])


def painted(
    labels: NDArray[np.uint8], region: Region, label: int, over: Collection[int]
) -> NDArray[np.uint8]:
    """Return the labels of a region's box after painting.

    Args:
        labels: Class indices `(I, J, K)`; not changed.
        region: The voxels that are reached.
        label: What they become.
        over: The classes that may be painted over; voxels of other classes stay.

    Returns:
        uint8, shaped like the region's box.
    """
    allowed = np.zeros(256, bool)
    allowed[list(over)] = True
    before = labels[region.box]
    return np.where(region.mask & allowed[before], np.uint8(label), before)


def within(region: Region, image: NDArray[np.float32], low: float, high: float) -> Region:
    """Return the voxels of a region whose intensity in `image` `(I, J, K)` is from `low` to `high`."""
    values = image[region.box]
    return Region(region.box, region.mask & (values >= low) & (values <= high))
