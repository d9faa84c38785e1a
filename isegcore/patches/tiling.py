"""Where the tiles of a large array lie."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from isegcore.data.box import box_of
from isegcore.data.grid import Shape3


@dataclass(frozen=True, slots=True)
class Tiling:
    """How an array is cut for the network.

    Attributes:
        divisor: Tile sizes are multiples of this (2 to the number of poolings).
        max_voxels: Voxels of the largest tile: what bounds memory.
        overlap: Voxels that neighbouring tiles share along an axis, at least.
    """

    divisor: int
    max_voxels: int
    overlap: int = 16

    def __post_init__(self) -> None:
        if self.divisor < 1 or self.overlap < 0 or self.max_voxels < self.divisor**3:
            raise ValueError(f"divisor and overlap must fit into max_voxels, got {self}")


@dataclass(frozen=True, slots=True)
class TilePlan:
    """The tiles of one array.

    Attributes:
        padded: Shape of the array after padding; every tile lies inside.
        tile: Shape of every tile.
        starts: First voxel of each tile in the padded array.
        overlap: Voxels shared with the neighbour at least, along each axis; 0 where there is one tile.
        before: Voxels of the padding that lie before the array, along each axis.
    """

    padded: Shape3
    tile: Shape3
    starts: tuple[Shape3, ...]
    overlap: Shape3
    before: Shape3 = (0, 0, 0)


def plan_tiles(shape: Shape3, tiling: Tiling) -> TilePlan:
    """Return the fewest equal tiles that cover `shape`, cutting the longest sides first."""
    counts = [1, 1, 1]
    sizes = [_tile_size(n, 1, tiling) for n in shape]
    while math.prod(sizes) > tiling.max_voxels:
        # A side of one divisor cannot be cut further; an overlap wider than the tile would not end.
        axis = max(range(3), key=lambda a: sizes[a] if sizes[a] > 2 * tiling.divisor else 0)
        if sizes[axis] <= max(2 * tiling.divisor, tiling.overlap):
            break
        counts[axis] += 1
        sizes[axis] = _tile_size(shape[axis], counts[axis], tiling)
    padded = [max(n, size) for n, size in zip(shape, sizes, strict=True)]
    starts = [_starts(n, size, count) for n, size, count in zip(padded, sizes, counts, strict=True)]
    return _plan((padded[0], padded[1], padded[2]), (sizes[0], sizes[1], sizes[2]), starts)


def plan_windows(mask: NDArray[np.bool_], tile: Shape3, overlap: int = 16) -> TilePlan:
    """Return the fewest tiles of one given shape that cover the true voxels of `mask` `(I, J, K)`.

    Along an axis where one tile does, it lies around them and, if the array is large enough, inside it:
    an array of just the tile's shape is seen as it is. A smaller array is centred in the tile.
    """
    before = [max(0, size - n) // 2 for n, size in zip(mask.shape, tile, strict=True)]
    padded = [max(n, size) for n, size in zip(mask.shape, tile, strict=True)]
    starts: list[tuple[int, ...]] = []
    for side, offset, length, size in zip(box_of(mask), before, padded, tile, strict=True):
        low, high = side.start + offset, side.stop + offset
        if high - low <= size:
            starts.append((min(max((low + high - size) // 2, 0), length - size),))
        else:
            count = math.ceil((high - low - overlap) / max(1, size - overlap))
            starts.append(tuple(low + start for start in _starts(high - low, size, count)))
    return _plan((padded[0], padded[1], padded[2]), tile, starts, before=(before[0], before[1], before[2]))


def _plan(
    padded: Shape3, tile: Shape3, starts: list[tuple[int, ...]], before: Shape3 = (0, 0, 0)
) -> TilePlan:
    overlap = [size - max(_steps(s), default=size) for s, size in zip(starts, tile, strict=True)]
    return TilePlan(
        padded,
        tile,
        tuple((i, j, k) for i, j, k in itertools.product(*starts)),
        (overlap[0], overlap[1], overlap[2]),
        before,
    )


def _tile_size(length: int, count: int, tiling: Tiling) -> int:
    needed = math.ceil((length + (count - 1) * tiling.overlap) / count)
    return math.ceil(needed / tiling.divisor) * tiling.divisor


def _starts(length: int, size: int, count: int) -> tuple[int, ...]:
    if count == 1:
        return (0,)
    return tuple(round(n * (length - size) / (count - 1)) for n in range(count))


def _steps(starts: tuple[int, ...]) -> list[int]:
    return [b - a for a, b in itertools.pairwise(starts)]
