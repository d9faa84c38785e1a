"""Where the tiles of a large array lie."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

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
        padded: Shape of the array after padding at the far ends; every tile lies inside.
        tile: Shape of every tile.
        starts: First voxel of each tile.
        overlap: Voxels shared with the neighbour at least, along each axis; 0 where there is one tile.
    """

    padded: Shape3
    tile: Shape3
    starts: tuple[Shape3, ...]
    overlap: Shape3


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
    overlap = [size - max(_steps(s), default=size) for s, size in zip(starts, sizes, strict=True)]
    return TilePlan(
        (padded[0], padded[1], padded[2]),
        (sizes[0], sizes[1], sizes[2]),
        tuple((i, j, k) for i, j, k in itertools.product(*starts)),
        (overlap[0], overlap[1], overlap[2]),
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
