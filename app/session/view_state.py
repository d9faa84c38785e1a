"""How the open subject is looked at: one frozen value, without Qt.

Nothing here changes the subject or its results, and nothing here is ever written to a result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType

from isegcore.data.subject import Modality
from isegcore.labels import Tissue

Point = tuple[float, float, float]

ZOOM_RANGE = (0.2, 40.0)


class Plane(Enum):
    """The three cuts, named for people."""

    AXIAL = "Axial"
    SAGITTAL = "Sagittal"
    CORONAL = "Coronal"


class Convention(Enum):
    """Which side of the screen shows the patient's right in axial and coronal planes."""

    RADIOLOGICAL = "Radiological"
    NEUROLOGICAL = "Neurological"


class Overlay(Enum):
    """Which label map lies over the image."""

    RESULT = "Result"
    REFERENCE = "Reference"


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


@dataclass(frozen=True, slots=True)
class ViewState:
    """Everything that decides how the open subject looks.

    Attributes:
        crosshair: RAS mm; always a voxel centre.
        centre: RAS mm, drawn in the middle of every plane.
        modality: The image shown.
        windows: Black and white level of each image.
        zoom: 1 fits the brain into the planes.
        opacity: Of the overlay, 0 to 1.
        hidden: Tissues left out of the overlay.
        enlarged: The only plane shown, or None for all three.
    """

    crosshair: Point = (0.0, 0.0, 0.0)
    centre: Point = (0.0, 0.0, 0.0)
    modality: Modality = Modality.T1
    windows: Mapping[Modality, Window] = field(default_factory=lambda: MappingProxyType({}))
    zoom: float = 1.0
    convention: Convention = Convention.RADIOLOGICAL
    overlay: Overlay = Overlay.RESULT
    overlay_shown: bool = True
    opacity: float = 0.5
    hidden: frozenset[Tissue] = frozenset()
    crosshair_shown: bool = True
    enlarged: Plane | None = None

    def with_window(self, modality: Modality, window: Window) -> ViewState:
        """Return this state with another black and white level for one image."""
        return replace(self, windows=MappingProxyType({**self.windows, modality: window}))

    def with_opacity(self, opacity: float) -> ViewState:
        """Return this state with the overlay at that opacity, clipped to 0..1, and shown."""
        return replace(self, opacity=min(1.0, max(0.0, round(opacity, 3))), overlay_shown=True)

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
