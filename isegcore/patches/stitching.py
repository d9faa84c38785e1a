"""Blending overlapping tiles into one array."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from isegcore.data.grid import Shape3
from isegcore.patches.tiling import TilePlan


class Stitcher:
    """Collects the tiles of one plan; their weights fall off linearly across the overlap.

    The linear fall-off leaves no seam where two tiles disagree.
    """

    def __init__(self, plan: TilePlan, channels: int) -> None:
        self._sum = np.zeros((*plan.padded, channels), np.float32)
        self._weight = np.zeros((*plan.padded, 1), np.float32)
        self._tile_weight = _ramps(plan)

    def add(self, start: Shape3, tile: NDArray[np.float32]) -> None:
        """Blend in a tile, `(I, J, K, L)` float32, whose first voxel is `start`."""
        place = tuple(slice(s, s + n) for s, n in zip(start, tile.shape[:3], strict=True))
        self._sum[place] += tile * self._tile_weight
        self._weight[place] += self._tile_weight

    def result(self) -> NDArray[np.float32]:
        """Return the blended array, `(I, J, K, L)` float32, of the plan's padded shape.

        Where no tile was, the first channel is 1 and the others are 0.
        """
        np.divide(self._sum, self._weight, out=self._sum, where=self._weight > 0)
        self._sum[self._weight[..., 0] == 0, 0] = 1
        return self._sum


def _ramps(plan: TilePlan) -> NDArray[np.float32]:
    weight = np.ones((*plan.tile, 1), np.float32)
    for axis, (size, overlap) in enumerate(zip(plan.tile, plan.overlap, strict=True)):
        inward = np.minimum(np.arange(size), np.arange(size)[::-1]) + 1
        ramp = np.minimum(inward / (overlap + 1), 1.0).astype(np.float32)
        weight *= ramp.reshape([size if a == axis else 1 for a in range(4)])
    return weight
