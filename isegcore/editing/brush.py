"""A brush: which voxels it covers at a place, and along the way of the mouse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from isegcore.data.grid import Grid
from isegcore.editing.region import Region

Voxel = tuple[int, int, int]
Spacing = tuple[float, float, float]

SIZES = (1.0, 100.0)


class Tip(Enum):
    """The outline of a brush."""

    ROUND = "Round"
    SQUARE = "Square"


class Unit(Enum):
    """What the size of a brush is counted in."""

    VOXELS = "voxels"
    MM = "mm"


@dataclass(frozen=True, slots=True)
class Brush:
    """What is drawn with.

    Attributes:
        size: Diameter (or side), in `unit`; at least one voxel is covered.
        solid: Whether it reaches into the neighbouring slices, as a ball or a cube.
    """

    size: float = 5.0
    unit: Unit = Unit.VOXELS
    tip: Tip = Tip.ROUND
    solid: bool = False

    def resized(self, by: float) -> Brush:
        """Return this brush larger by so many units, within `SIZES`."""
        return replace(self, size=min(SIZES[1], max(SIZES[0], self.size + by)))

    def turned_solid(self) -> Brush:
        """Return this brush solid if it is flat, and flat if it is solid."""
        return replace(self, solid=not self.solid)


def stroke(grid: Grid, start: Voxel, end: Voxel, brush: Brush, normal: int) -> Region:
    """Return what the brush covers on its way in a straight line from one voxel to another.

    Args:
        grid: Where; what lies outside it is left out.
        start: Centre of the brush at the start of the way.
        end: Centre at its end; a voxel of the same slice.
        brush: What is drawn with.
        normal: Voxel axis across the slice that is drawn on.
    """
    stamp, origin = _stamp(brush, grid.spacing, normal)
    # Round stamps an eighth of their size apart leave less than half a voxel out between them.
    apart = 1 if brush.tip is Tip.SQUARE else max(1, int(np.delete(stamp.shape, normal).min()) // 8)
    centres = _line(start, end, apart)
    first = centres.min(axis=0) - origin
    last = centres.max(axis=0) - origin + stamp.shape
    mask = np.zeros(tuple(last - first), bool)
    for i, j, k in centres - origin - first:
        mask[i : i + stamp.shape[0], j : j + stamp.shape[1], k : k + stamp.shape[2]] |= stamp
    return _clipped(mask, first, grid)


def outline(brush: Brush, grid: Grid, normal: int) -> NDArray[np.bool_]:
    """Return the voxels `(a, b)` that a brush covers on a slice, along the two other voxel axes in order."""
    stamp, origin = _stamp(brush, grid.spacing, normal)
    flat: NDArray[np.bool_] = stamp.take(origin[normal], axis=normal)
    return flat


def centre_of(brush: Brush, grid: Grid, normal: int) -> tuple[int, int]:
    """Return which voxel of `outline` lies under the mouse."""
    _, origin = _stamp(brush, grid.spacing, normal)
    a, b = np.delete(origin, normal).tolist()
    return a, b


@lru_cache(maxsize=32)
def _stamp(brush: Brush, spacing: Spacing, normal: int) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Return the voxels covered, `(a, b, c)`, and which of them is the centre, `(3,)`."""
    counts, halves = [], []
    for axis, step in enumerate(spacing):
        half = brush.size / 2 / (step if brush.unit is Unit.MM else 1)
        count = round(2 * half) if brush.unit is Unit.VOXELS else 2 * int(half) + 1
        if axis == normal and not brush.solid:
            count, half = 1, 1.0
        counts.append(max(1, count))
        halves.append(max(half, 0.5))
    axes = [(np.arange(count) - (count - 1) / 2) / half for count, half in zip(counts, halves, strict=True)]
    far = [np.abs(part) for part in np.meshgrid(*axes, indexing="ij")]
    if brush.tip is Tip.ROUND:
        stamp = sum(part**2 for part in far) <= 1 + 1e-9
    else:
        stamp = np.maximum.reduce(far) <= 1 + 1e-9
    return np.asarray(stamp, bool), (np.array(counts) - 1) // 2


def _line(start: Voxel, end: Voxel, apart: int) -> NDArray[np.int64]:
    """Return voxels `(n, 3)` on the way between two, both included, no more than `apart` from each other."""
    steps = -(-max(abs(b - a) for a, b in zip(start, end, strict=True)) // apart)
    return np.rint(np.linspace(start, end, steps + 1)).astype(np.int64)


def _clipped(mask: NDArray[np.bool_], first: NDArray[np.int64], grid: Grid) -> Region:
    """Return what of a mask that starts at voxel `first` lies inside the grid."""
    low = np.clip(first, 0, grid.shape)
    high = np.clip(first + mask.shape, low, grid.shape)
    i, j, k = (slice(int(a), int(b)) for a, b in zip(low, high, strict=True))
    inside = tuple(slice(int(a), int(b)) for a, b in zip(low - first, high - first, strict=True))
    return Region((i, j, k), mask[inside])
