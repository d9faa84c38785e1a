"""How the open subject is looked at: one frozen value, without Qt.

Nothing here changes the subject or its results, and nothing here is ever written to a result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType

from app.convention import Convention
from app.language import QT_TRANSLATE_NOOP
from isegcore.data.subject import Modality, Subject
from isegcore.label_table import OKABE_ITO, LabelTable
from isegcore.labels import BRAIN_TISSUES, Tissue

Point = tuple[float, float, float]
Rgb = tuple[int, int, int]

ZOOM_RANGE = (0.2, 40.0)


class Plane(Enum):
    """The three cuts, named for people."""

    AXIAL = QT_TRANSLATE_NOOP("", "Axial")
    SAGITTAL = QT_TRANSLATE_NOOP("", "Sagittal")
    CORONAL = QT_TRANSLATE_NOOP("", "Coronal")


class Overlay(Enum):
    """Which label map lies over the image."""

    RESULT = QT_TRANSLATE_NOOP("", "Result")
    REFERENCE = QT_TRANSLATE_NOOP("", "Reference")


class Heat(Enum):
    """A map that lies over the image and under the labels; where they differ from others, in their place."""

    CONFIDENCE = QT_TRANSLATE_NOOP("", "Confidence")
    ENTROPY = QT_TRANSLATE_NOOP("", "Entropy")
    DIFFERENCE = QT_TRANSLATE_NOOP("", "Difference")


class Layout(Enum):
    """How the planes are arranged while none of them is enlarged."""

    GRID = QT_TRANSLATE_NOOP("", "Three Planes")
    ROW = QT_TRANSLATE_NOOP("", "Row")
    COLUMN = QT_TRANSLATE_NOOP("", "Column")
    SIDE_BY_SIDE = QT_TRANSLATE_NOOP("", "T1 beside T2")
    SURFACE = QT_TRANSLATE_NOOP("", "3D Alone")


class ColourMap(Enum):
    """The colours from the lowest to the highest intensity."""

    GREY = QT_TRANSLATE_NOOP("", "Grey")
    INVERTED = QT_TRANSLATE_NOOP("", "Inverted grey")
    HOT = QT_TRANSLATE_NOOP("", "Hot")
    VIRIDIS = QT_TRANSLATE_NOOP("", "Viridis")
    MAGMA = QT_TRANSLATE_NOOP("", "Magma")


@dataclass(frozen=True, slots=True)
class LabelLook:
    """How one tissue is drawn.

    Attributes:
        colour: RGB, 0 to 255 each.
        opacity: Share of the overlay's opacity, 0 to 1.
        outline: Only its border is drawn.
    """

    colour: Rgb
    opacity: float = 1.0
    outline: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """The intensities shown black (`low`) and white (`high`); `high` is above `low`."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """Return the range from black to white."""
        return self.high - self.low

    @property
    def level(self) -> float:
        """Return the intensity shown as middle grey."""
        return (self.low + self.high) / 2

    @classmethod
    def of(cls, width: float, level: float) -> Window:
        """Return the window of that width, kept above zero, around `level`."""
        half = max(width, 1e-6 * max(1.0, abs(level))) / 2
        return cls(level - half, level + half)


_USUAL_LOOKS: Mapping[Tissue, LabelLook] = MappingProxyType(
    {tissue: LabelLook(OKABE_ITO.colours[tissue]) for tissue in BRAIN_TISSUES}
)


@dataclass(frozen=True, slots=True)
class ViewState:
    """Everything that decides how the open subject looks.

    Attributes:
        crosshair: RAS mm; always a voxel centre.
        centre: RAS mm, drawn in the middle of every plane.
        modality: The image shown, or most of what is shown.
        blend: Share of the other image mixed into it, 0 to 0.5.
        windows: Black and white level of each image.
        colour_map: Of the image.
        smooth: Whether pixels between voxels are interpolated.
        zoom: 1 fits the brain into the planes.
        opacity: Of the overlay, 0 to 1.
        looks: How each brain tissue is drawn.
        table: What the tissues are called, and the colours and file values chosen for them.
        outline: All tissues are drawn as outlines, whatever their own looks say.
        hidden: Tissues left out of the overlay.
        highlighted: The tissue that stands out, because the mouse is over it.
        heat: The map that is shown, if any.
        swipe: Whether what the labels are compared with is shown right of the crosshair.
        layout: How the planes are arranged.
        enlarged: The only plane shown, or None for all three.
    """

    crosshair: Point = (0.0, 0.0, 0.0)
    centre: Point = (0.0, 0.0, 0.0)
    modality: Modality = Modality.T1
    blend: float = 0.0
    windows: Mapping[Modality, Window] = field(default_factory=lambda: MappingProxyType({}))
    colour_map: ColourMap = ColourMap.GREY
    smooth: bool = True
    zoom: float = 1.0
    convention: Convention = Convention.RADIOLOGICAL
    overlay: Overlay = Overlay.RESULT
    overlay_shown: bool = True
    opacity: float = 0.5
    looks: Mapping[Tissue, LabelLook] = field(default_factory=lambda: _USUAL_LOOKS)
    table: LabelTable = OKABE_ITO
    outline: bool = False
    hidden: frozenset[Tissue] = frozenset()
    highlighted: Tissue | None = None
    heat: Heat | None = None
    swipe: bool = False
    crosshair_shown: bool = True
    layout: Layout = Layout.GRID
    enlarged: Plane | None = None

    def with_window(self, modality: Modality, window: Window) -> ViewState:
        """Return this state with another black and white level for one image."""
        return replace(self, windows=MappingProxyType({**self.windows, modality: window}))

    def with_opacity(self, opacity: float) -> ViewState:
        """Return this state with the overlay at that opacity, clipped to 0..1, and shown."""
        return replace(self, opacity=min(1.0, max(0.0, round(opacity, 3))), overlay_shown=True)

    def with_table(self, table: LabelTable) -> ViewState:
        """Return this state with names, colours and values of another table; what else was chosen stays."""
        looks = {tissue: replace(look, colour=table.colours[tissue]) for tissue, look in self.looks.items()}
        return replace(self, table=table, looks=MappingProxyType(looks))

    def with_look(self, tissue: Tissue, look: LabelLook) -> ViewState:
        """Return this state with one tissue drawn another way."""
        return replace(self, looks=MappingProxyType({**self.looks, tissue: look}))

    def with_mix(self, t2_share: float) -> ViewState:
        """Return this state with T1 and T2 mixed, `t2_share` (0 to 1) of it T2."""
        share = min(1.0, max(0.0, round(t2_share, 3)))
        modality = Modality.T1 if share <= 0.5 else Modality.T2
        return replace(self, modality=modality, blend=min(share, round(1 - share, 3)))

    @property
    def t2_share(self) -> float:
        """Return how much of what is shown is T2, 0 to 1."""
        return self.blend if self.modality is Modality.T1 else round(1 - self.blend, 3)

    def with_sides_swapped(self) -> ViewState:
        """Return this state in the other convention."""
        neurological = self.convention is Convention.NEUROLOGICAL
        return replace(self, convention=Convention.RADIOLOGICAL if neurological else Convention.NEUROLOGICAL)

    def shown_of(self, subject: Subject) -> Modality:
        """Return the image to show of a subject: the one asked for, or the other where it lacks it."""
        return self.modality if self.modality in subject.images else subject.primary

    def with_toggled(self, tissue: Tissue) -> ViewState:
        """Return this state with one tissue shown if it was hidden, and hidden if it was shown."""
        return replace(self, hidden=self.hidden ^ {tissue})

    def zoomed(self, factor: float, about: Point) -> ViewState:
        """Return this state magnified by `factor`, the point `about` (RAS mm) staying where it is."""
        zoom = min(ZOOM_RANGE[1], max(ZOOM_RANGE[0], self.zoom * factor))
        keep = self.zoom / zoom
        x, y, z = (a + (c - a) * keep for c, a in zip(self.centre, about, strict=True))
        return replace(self, zoom=zoom, centre=(x, y, z))

    def panned(self, by: Point) -> ViewState:
        """Return this state with the picture moved by that many mm (RAS)."""
        x, y, z = (c - b for c, b in zip(self.centre, by, strict=True))
        return replace(self, centre=(x, y, z))
