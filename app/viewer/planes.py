"""How the three planes lie in a voxel grid: which axis runs along the screen, and which letter is where.

Planes are cut along the voxel axes closest to right, anterior and superior, so every pixel shown is a voxel
of the file, also where the grid is oblique.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from app.convention import Convention
from app.session.view_state import Plane, Point
from isegcore.data.grid import Grid
from isegcore.data.orientation import Orientation, orientation_of

Ends = tuple[str, str]
_Scalar = TypeVar("_Scalar", bound=np.generic)

# World axis -> the letters at its negative and its positive end.
_ENDS: tuple[Ends, Ends, Ends] = (("L", "R"), ("P", "A"), ("I", "S"))

# Plane -> the world axes it steps through, runs along (screen x) and runs up (screen y).
_LAYOUT = {Plane.AXIAL: (2, 0, 1), Plane.SAGITTAL: (0, 1, 2), Plane.CORONAL: (1, 0, 2)}


@dataclass(frozen=True, slots=True)
class Line:
    """A voxel axis laid along the screen.

    Attributes:
        axis: 0, 1 or 2: voxel axis I, J or K.
        flipped: Whether the voxel index falls in the direction of the screen (right, or down).
        ends: Letters at the start and at the end of the line.
    """

    axis: int
    flipped: bool
    ends: Ends


@dataclass(frozen=True, slots=True)
class Cut:
    """How one plane lies in a grid.

    Attributes:
        normal: The voxel axis stepped through.
        up: +1 if its index grows towards right, anterior or superior, else -1.
        columns: The line along the screen's x, left to right.
        rows: The line along the screen's y, top to bottom.
    """

    normal: int
    up: int
    columns: Line
    rows: Line

    def slice_of(self, data: NDArray[_Scalar], index: int) -> NDArray[_Scalar]:
        """Return slice `index` of `data` (I, J, K) as a (rows, columns) view, as it is seen on screen."""
        where: list[int | slice] = [slice(None)] * 3
        where[self.normal] = index
        flat = data[tuple(where)]
        if self.columns.axis < self.rows.axis:
            flat = flat.T
        return flat[:: -1 if self.rows.flipped else 1, :: -1 if self.columns.flipped else 1]

    def to_screen(self, voxel: Point, grid: Grid) -> tuple[float, float]:
        """Return (column, row) of continuous voxel coordinates; integers are pixel centres."""
        x, y = (
            grid.shape[line.axis] - 1 - voxel[line.axis] if line.flipped else voxel[line.axis]
            for line in (self.columns, self.rows)
        )
        return x, y

    def to_voxel(self, column: float, row: float, index: int, grid: Grid) -> Point:
        """Return the continuous voxel coordinates of a place on slice `index`."""
        voxel = [0.0, 0.0, 0.0]
        voxel[self.normal] = index
        for line, at in ((self.columns, column), (self.rows, row)):
            voxel[line.axis] = grid.shape[line.axis] - 1 - at if line.flipped else at
        return voxel[0], voxel[1], voxel[2]


@lru_cache(maxsize=32)
def cut(grid: Grid, plane: Plane, convention: Convention) -> Cut:
    """Return how `plane` lies in `grid`.

    Radiological puts the patient's right on the left of axial and coronal planes. Sagittal planes look
    from the left either way: anterior is on the left of the screen.
    """
    through, along, upwards = _LAYOUT[plane]
    lie = orientation_of(grid.affine)
    return Cut(
        normal=lie.axes[through],
        up=-1 if lie.flipped[through] else 1,
        columns=_line(lie, along, towards_positive=along == 0 and convention is Convention.NEUROLOGICAL),
        rows=_line(lie, upwards, towards_positive=False),
    )


def _line(lie: Orientation, world: int, *, towards_positive: bool) -> Line:
    """Lay the voxel axis of a world axis along the screen, towards its positive or its negative end."""
    negative, positive = _ENDS[world]
    return Line(
        axis=lie.axes[world],
        flipped=lie.flipped[world] == towards_positive,
        ends=(negative, positive) if towards_positive else (positive, negative),
    )
