"""Where each plane stands in the grid of cells. Pure: the view state decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.session.view_state import Layout, Plane, ViewState

Cell = tuple[int, int]  # row, column


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Cells of what is shown; what has none is hidden.

    Attributes:
        planes: Of the planes of the chosen image.
        others: Of the planes of the other image, where both are shown side by side.
        fourth: Of what is not a plane.
    """

    planes: Mapping[Plane, Cell]
    others: Mapping[Plane, Cell] = field(default_factory=dict)
    fourth: Cell | None = None

    @property
    def used(self) -> tuple[set[int], set[int]]:
        """Return the rows and the columns in which something stands."""
        cells = [*self.planes.values(), *self.others.values(), *([self.fourth] if self.fourth else [])]
        return {row for row, _ in cells}, {column for _, column in cells}


_GRID = Arrangement({Plane.AXIAL: (0, 0), Plane.SAGITTAL: (0, 1), Plane.CORONAL: (1, 0)}, fourth=(1, 1))
_ROW = Arrangement({plane: (0, number) for number, plane in enumerate(Plane)})
_COLUMN = Arrangement({plane: (number, 0) for number, plane in enumerate(Plane)})
_SIDES = Arrangement(_ROW.planes, {plane: (1, number) for number, plane in enumerate(Plane)})
_LAYOUTS = {
    Layout.GRID: _GRID,
    Layout.ROW: _ROW,
    Layout.COLUMN: _COLUMN,
    Layout.SIDE_BY_SIDE: _SIDES,
    Layout.SURFACE: Arrangement({}, fourth=(0, 0)),
}


def arranged(state: ViewState, *, both: bool) -> Arrangement:
    """Return what stands where in `state`; `both` says whether the subject has a second image."""
    beside = state.layout is Layout.SIDE_BY_SIDE and both
    if state.enlarged is not None:
        return Arrangement({state.enlarged: (0, 0)}, {state.enlarged: (0, 1)} if beside else {})
    if state.layout is Layout.SIDE_BY_SIDE and not both:
        return _ROW
    return _LAYOUTS[state.layout]
