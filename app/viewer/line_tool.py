"""Drawing rulers, angles and profiles over a slice, and showing those that are there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from app.session.line import Line, LineKind
from app.session.lines import Lines
from app.session.view_state import Point
from app.viewer.gesture import Ink, Mark, Spot
from app.viewer.scene import SliceScene

_CLICK_PX = 4  # a drag shorter than this is a click: the next click sets the next point


class LineTool:
    """Takes the points of one line after another, by dragging or by clicking."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, kind: LineKind, lines: Lines, changed: Callable[[], None]) -> None:
        self.kind = kind
        self._lines = lines
        self._changed = changed
        self._placed: list[Spot] = []
        self._loose: Spot | None = None

    def press(self, spot: Spot) -> None:
        """Set the next point; on another slice, begin anew."""
        if self._placed and not _on_same_slice(self._placed[0].scene, spot.scene):
            self._placed = []
        self._placed.append(spot)
        self._loose = spot

    def drag(self, spot: Spot) -> None:
        """Take the end along."""
        self._loose = spot

    def release(self, spot: Spot) -> None:
        """Set a point here too if the mouse was dragged; with the last one the line is done."""
        if not self._placed:
            return
        if _pixels_between(self._placed[-1], spot) > _CLICK_PX and len(self._placed) < self.kind.points:
            self._placed.append(spot)
        if len(self._placed) >= self.kind.points:
            points = tuple(placed.mm for placed in self._placed)
            self._placed, self._loose = [], None
            self._lines.add(Line(self.kind, spot.plane, points))
            self._changed()

    def hover(self, spot: Spot | None) -> None:
        """Take the end along after a click."""
        self._loose = spot

    def cancel(self) -> None:
        """Give up the line that was begun."""
        self._placed, self._loose = [], None

    def marks(self, scene: SliceScene) -> tuple[Mark, ...]:
        """Return the line that is being drawn."""
        if not self._placed or not _on_same_slice(self._placed[0].scene, scene):
            return ()
        spots = [*self._placed, *([self._loose] if self._loose is not None else [])][: self.kind.points]
        points = tuple((spot.column, spot.row) for spot in spots)
        full = len(spots) == self.kind.points
        words = Line(self.kind, scene.plane, tuple(spot.mm for spot in spots)).words if full else ""
        return (Mark(points, Ink.TOOL, words=words, knobs=True),)


def line_marks(lines: Lines, scene: SliceScene) -> tuple[Mark, ...]:
    """Return the lines that lie in a slice, the chosen one standing out."""
    marks = []
    for line in lines.current:
        voxels = [scene.grid.to_voxel(point) for point in line.points]
        if all(abs(float(voxel[scene.cut.normal]) - scene.index) <= 0.5 for voxel in voxels):
            points = tuple(_on_screen(scene, point) for point in line.points)
            ink = Ink.CHOSEN if line == lines.chosen else Ink.MEASURE
            marks.append(Mark(points, ink, words=line.words, knobs=True))
    return tuple(marks)


def _on_screen(scene: SliceScene, mm: Point) -> tuple[float, float]:
    i, j, k = scene.grid.to_voxel(mm).tolist()
    return scene.cut.to_screen((i, j, k), scene.grid)


def _on_same_slice(one: SliceScene, other: SliceScene) -> bool:
    return (one.grid, one.plane, one.index) == (other.grid, other.plane, other.index)


def _pixels_between(one: Spot, other: Spot) -> float:
    across = (other.column - one.column) * other.scene.spacing[0]
    down = (other.row - one.row) * other.scene.spacing[1]
    return float((across**2 + down**2) ** 0.5) * other.px_per_mm
