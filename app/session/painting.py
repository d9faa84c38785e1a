"""How labels are painted: the tool, its label, its brush, and what it may paint over. One frozen value."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum

from app.language import QT_TRANSLATE_NOOP
from isegcore.editing.brush import Brush
from isegcore.labels import Tissue


class ToolKind(Enum):
    """What the left button does."""

    CROSSHAIR = QT_TRANSLATE_NOOP("", "Crosshair")
    PAN = QT_TRANSLATE_NOOP("", "Pan")
    WINDOW = QT_TRANSLATE_NOOP("", "Window/Level")
    BRUSH = QT_TRANSLATE_NOOP("", "Brush")
    ERASER = QT_TRANSLATE_NOOP("", "Eraser")
    FILL = QT_TRANSLATE_NOOP("", "Fill")
    LASSO = QT_TRANSLATE_NOOP("", "Lasso")
    THRESHOLD = QT_TRANSLATE_NOOP("", "Threshold Brush")


class PaintOver(Enum):
    """Which labels may be painted over; locked ones never are."""

    ALL = QT_TRANSLATE_NOOP("", "All labels")
    VISIBLE = QT_TRANSLATE_NOOP("", "Visible labels")
    BACKGROUND = QT_TRANSLATE_NOOP("", "Background only")
    CSF = QT_TRANSLATE_NOOP("", "CSF only")
    GM = QT_TRANSLATE_NOOP("", "GM only")
    WM = QT_TRANSLATE_NOOP("", "WM only")


NEAR_MM = 10.0  # from the crosshair along each axis of the image


class Reach(Enum):
    """How far over the head a label is smoothed."""

    HEAD = QT_TRANSLATE_NOOP("", "Whole head")
    NEAR = QT_TRANSLATE_NOOP("", "Near the crosshair")
    SLICE = QT_TRANSLATE_NOOP("", "This slice")


@dataclass(frozen=True, slots=True)
class Painting:
    """The settings of the tools.

    Attributes:
        tool: What the left button does; None while it belongs to a tool that is not one of these.
        label: What is painted.
        brush: Of brush, eraser and threshold brush; `brush.solid` also makes fills go in all directions.
        over: What may be painted over.
        locked: Labels that neither lose nor gain a voxel.
        low, high: Intensities of the image shown that the threshold brush paints, both included.
        smooth_mm: How far a label's border is smoothed.
        smooth_in: And where.
        island_mm3: Pieces of a label smaller than this are islands.
    """

    tool: ToolKind | None = ToolKind.CROSSHAIR
    label: Tissue = Tissue.GM
    brush: Brush = field(default_factory=Brush)
    over: PaintOver = PaintOver.ALL
    locked: frozenset[Tissue] = frozenset()
    low: float = 0.0
    high: float = 0.0
    smooth_mm: float = 0.8
    smooth_in: Reach = Reach.HEAD
    island_mm3: float = 20.0

    @property
    def paints_with(self) -> Tissue:
        """Return the label that the tool leaves behind."""
        return Tissue.BACKGROUND if self.tool is ToolKind.ERASER else self.label

    def may_replace(self, hidden: Collection[Tissue]) -> frozenset[int]:
        """Return the classes that may be painted over, while some are hidden."""
        if self.over is PaintOver.ALL:
            allowed = set(Tissue)
        elif self.over is PaintOver.VISIBLE:
            allowed = set(Tissue) - set(hidden)
        else:
            allowed = {Tissue[self.over.name]}
        return frozenset(int(tissue) for tissue in allowed - self.locked)
