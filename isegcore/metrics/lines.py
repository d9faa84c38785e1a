"""Lengths, angles and profiles between places in the head, all in RAS mm."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from isegcore.data.grid import Grid
from isegcore.data.subject import Modality, Subject
from isegcore.data.table import Table

Point = tuple[float, float, float]
_LONGEST = 4096  # samples of a profile


def length_mm(start: Point, end: Point) -> float:
    """Return the distance between two places."""
    return math.dist(start, end)


def angle_degrees(arm: Point, corner: Point, other_arm: Point) -> float:
    """Return the angle at `corner`, 0 to 180; NaN where an arm has no length."""
    one, two = (np.subtract(end, corner) for end in (arm, other_arm))
    lengths = float(np.linalg.norm(one) * np.linalg.norm(two))
    if lengths == 0:
        return math.nan
    return math.degrees(math.acos(max(-1.0, min(1.0, float(one @ two) / lengths))))


@dataclass(frozen=True, eq=False, slots=True)
class Profile:
    """Intensities along a straight line.

    Attributes:
        mm: `(n,)` float64, distance from the start.
        values: By image: `(n,)` float64; NaN outside the grid.
    """

    mm: NDArray[np.float64]
    values: Mapping[Modality, NDArray[np.float64]]

    def table(self) -> Table:
        """Return a row for each sample."""
        columns = [self.mm, *self.values.values()]
        rows = (tuple("" if math.isnan(v) else f"{v:.6g}" for v in row) for row in zip(*columns, strict=True))
        return Table(("distance_mm", *(m.value for m in self.values)), tuple(rows))


def profile(subject: Subject, start: Point, end: Point) -> Profile:
    """Return the intensities of every image from `start` to `end`: two a voxel, interpolated linearly."""
    length = length_mm(start, end)
    count = min(_LONGEST, max(2, math.ceil(2 * length / min(subject.grid.spacing)) + 1))
    along = np.linspace(0.0, 1.0, count)
    places = np.asarray(start) + along[:, None] * np.subtract(end, start)
    values = {m: interpolated(image.data, subject.grid, places) for m, image in subject.images.items()}
    return Profile(along * length, values)


def interpolated(data: NDArray[np.float32], grid: Grid, places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return `(n,)` values of `data` `(I, J, K)` at places `(n, 3)` in mm, trilinear; NaN outside."""
    last = np.asarray(grid.shape) - 1
    voxel = grid.to_voxel(places)
    outside = ((voxel < -0.5) | (voxel > last + 0.5)).any(axis=1)
    voxel = np.clip(voxel, 0, last)
    low = np.minimum(voxel.astype(np.int64), np.maximum(last - 1, 0))
    share = voxel - low
    values = np.zeros(len(places))
    for corner in np.ndindex(2, 2, 2):
        at = np.minimum(low + corner, last)
        weight = np.prod(np.where(corner, share, 1 - share), axis=1)
        values += weight * data[at[:, 0], at[:, 1], at[:, 2]]
    values[outside] = np.nan
    return values
