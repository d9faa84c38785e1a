"""A rectangle dragged over a slice, whose intensities then fill the range from black to white."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from app.session.opened import robust_window
from app.session.viewing import Viewing
from app.viewer.gesture import Ink, Mark, Spot
from app.viewer.scene import SliceScene


class ContrastTool:
    """Sets the window of the image under the mouse once, then calls `done`."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, viewing: Viewing, done: Callable[[], None]) -> None:
        self._viewing = viewing
        self._done = done
        self._start: Spot | None = None
        self._end: Spot | None = None

    def press(self, spot: Spot) -> None:
        """Put the first corner down."""
        self._start = self._end = spot

    def drag(self, spot: Spot) -> None:
        """Move the corner opposite."""
        self._end = spot

    def release(self, spot: Spot) -> None:
        """Take the window of what lies in the rectangle, both borders included."""
        start, self._start, self._end = self._start, None, None
        if start is None:
            return
        rows, columns = spot.scene.image.shape
        top, bottom = _between(start.row, spot.row, rows)
        left, right = _between(start.column, spot.column, columns)
        inside = spot.scene.image[top:bottom, left:right]
        if inside.size > 1:
            window = robust_window(inside)
            self._viewing.change(lambda state: state.with_window(spot.scene.modality, window))
        self._done()

    def hover(self, spot: Spot | None) -> None:
        """Nothing follows the mouse before the first corner."""

    def cancel(self) -> None:
        """Give up the rectangle."""
        self._start = self._end = None

    def marks(self, scene: SliceScene) -> tuple[Mark, ...]:
        """Return the rectangle on the slice it is drawn on."""
        start, end = self._start, self._end
        if start is None or end is None or start.scene.plane is not scene.plane:
            return ()
        corners = (
            (start.column, start.row),
            (end.column, start.row),
            (end.column, end.row),
            (start.column, end.row),
        )
        return (Mark(corners, Ink.TOOL, closed=True),)


def _between(one: float, other: float, size: int) -> tuple[int, int]:
    """Return first and one past the last of the pixels between two places, inside the slice."""
    low, high = sorted((round(one), round(other)))
    return min(size, max(0, low)), min(size, max(0, high + 1))
