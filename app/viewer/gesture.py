"""What a tool is to the planes: something that takes over the left button, and marks what it does.

A tool does not know widgets. It hears where the mouse is, in the voxels of a slice, and answers by
changing the session or the view state.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from PySide6.QtCore import Qt

from app.session.view_state import Plane, Point
from app.viewer.scene import SliceScene
from isegcore.labels import Tissue


@dataclass(frozen=True, eq=False, slots=True)
class Spot:
    """Where the mouse is on a slice.

    Attributes:
        column, row: Place on the slice, integers at pixel centres.
        mm: RAS.
        modifiers: Keys held down.
        held: Whether a button is held down.
        px_per_mm: How large a mm is on screen.
    """

    plane: Plane
    scene: SliceScene
    column: float
    row: float
    mm: Point
    modifiers: Qt.KeyboardModifier
    held: bool
    px_per_mm: float

    @property
    def label(self) -> Tissue | None:
        """Return the tissue shown at this place; None where there is none, or no overlay."""
        labels = self.scene.labels
        row, column = round(self.row), round(self.column)
        if labels is None or not (0 <= row < labels.shape[0] and 0 <= column < labels.shape[1]):
            return None
        return Tissue(int(labels[row, column])) or None


class Ink(Enum):
    """What a mark is for, which decides its colour."""

    MEASURE = "measure"
    CHOSEN = "chosen"
    TOOL = "tool"


@dataclass(frozen=True, slots=True)
class Mark:
    """A line over a slice.

    Attributes:
        points: (column, row) of its corners.
        closed: Whether its end is joined to its start.
        words: Beside its last point.
        knobs: Whether a ring is drawn around each point.
    """

    points: tuple[tuple[float, float], ...]
    ink: Ink = Ink.MEASURE
    closed: bool = False
    words: str = ""
    knobs: bool = False


class Tool(Protocol):
    """Takes the left button of the planes while it is chosen; everything else of the mouse stays as it is."""

    cursor: Qt.CursorShape

    def press(self, spot: Spot) -> None:
        """Begin."""

    def drag(self, spot: Spot) -> None:
        """Go on, the button held down."""

    def release(self, spot: Spot) -> None:
        """End."""

    def hover(self, spot: Spot | None) -> None:
        """Follow the mouse, no button held down; None where it has left the planes."""

    def cancel(self) -> None:
        """Give up what was begun."""

    def marks(self, scene: SliceScene) -> tuple[Mark, ...]:
        """Return what to draw over a slice while this tool is chosen."""
