"""Holds the view state, tells who listens when it changes, and remembers it subject by subject."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from app.language import tr
from app.session.opened import Opened
from app.session.session import Session
from app.session.view_state import Heat, Overlay, Plane, Point, ViewState, Window
from isegcore.data.subject import Modality
from isegcore.data.volume import LabelMap
from isegcore.labels import Tissue


@dataclass(frozen=True, slots=True)
class _Place:
    """What belongs to one subject's images and not to the way the user likes to look."""

    crosshair: Point
    centre: Point
    zoom: float
    windows: Mapping[Modality, Window]

    @classmethod
    def in_state(cls, state: ViewState) -> _Place:
        return cls(state.crosshair, state.centre, state.zoom, state.windows)

    def put_into(self, state: ViewState) -> ViewState:
        return replace(
            state, crosshair=self.crosshair, centre=self.centre, zoom=self.zoom, windows=self.windows
        )


class Viewing(QObject):
    """The one `ViewState` of a window.

    Signals:
        changed: The state, or the subject it shows.
        restyled: Likewise, but not when only the place, the contrast or what is under the mouse has changed:
            a hundred times a second, while the mouse moves.
    """

    changed = Signal()
    restyled = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._state = ViewState()
        self._other: LabelMap | None = None
        self._other_name = ""
        self._difference: NDArray[np.uint8] | None = None
        self._places: dict[tuple[object, ...], _Place] = {}
        self._at: tuple[object, ...] | None = None
        self.active_plane = Plane.AXIAL
        self.live: LabelMap | None = None
        session.current_changed.connect(self._follow)
        session.entry_changed.connect(self._settle_overlay)
        session.result_arrived.connect(self._show_result)

    @property
    def state(self) -> ViewState:
        """Return the state as it is now."""
        return self._state

    def change(self, to: Callable[[ViewState], ViewState]) -> None:
        """Replace the state by what `to` makes of it, and say so if that differs."""
        state = to(self._state)
        if state != self._state:
            before, self._state = self._state, state
            self.changed.emit()
            if not _differ_in_place_alone(before, state):
                self.restyled.emit()

    def set(self, **changes: object) -> None:
        """Replace fields of the state."""
        self.change(lambda state: replace(state, **changes))  # type: ignore[arg-type]

    def reset(self) -> None:
        """Fit the brain into the planes again, with the robust window and the crosshair in its middle."""
        if self._session.opened is not None:
            self.change(lambda state: _first_look(state, self._session.opened))

    def reset_window(self) -> None:
        """Give the image shown its robust window again."""
        images = self._session.opened
        if images is not None:
            shown = self._state.shown_of(images.subject)
            self.change(lambda state: state.with_window(shown, images.windows[shown]))

    def toggle_enlarged(self) -> None:
        """Show the active plane alone, or all planes again."""
        self.set(enlarged=self.active_plane if self._state.enlarged is None else None)

    def highlight(self, tissue: Tissue | None) -> None:
        """Let one tissue stand out, or none."""
        if tissue is not self._state.highlighted:
            self.set(highlighted=tissue)

    @property
    def labels(self) -> LabelMap | None:
        """Return the label map that lies over the open subject, hidden or not; `live` during a stroke."""
        if self.live is not None:
            return self.live
        result, reference = self._session.label_maps()
        return result if self._state.overlay is Overlay.RESULT else reference

    @property
    def heat(self) -> NDArray[np.uint8] | None:
        """Return the map over the open subject, `(I, J, K)` uint8, or None where there is none."""
        if self._state.heat is Heat.DIFFERENCE:
            return self._difference
        entry = self._session.current
        if self._state.heat is None or self._session.opened is None or entry is None or entry.result is None:
            return None
        segmentation = entry.result.segmentation
        return segmentation.entropy if self._state.heat is Heat.ENTROPY else segmentation.confidence

    @property
    def swiped(self) -> LabelMap | None:
        """Return what is shown right of the crosshair in place of the labels, if anything is."""
        return self._other if self._state.swipe else None

    @property
    def sides(self) -> tuple[str, str] | None:
        """Return the names of the labels left and right of the crosshair, if they are not the same."""
        return None if self.swiped is None else (tr(self._state.overlay.value), tr(self._other_name))

    def compare(self, other: LabelMap | None, difference: NDArray[np.uint8] | None, name: str) -> None:
        """Have another label map at hand, to be shown beside the labels; or none."""
        self._other, self._difference, self._other_name = other, difference, name
        self.changed.emit()

    def _follow(self) -> None:
        """Show a subject the way it was left, or for the first time."""
        if self._at is not None:
            self._places[self._at] = _Place.in_state(self._state)
        entry, images = self._session.current, self._session.opened
        self._at = None if entry is None or images is None else (entry.key, entry.choice)
        if self._at is not None and images is not None:
            place = self._places.get(self._at)
            look = _first_look(self._state, images)
            self._state = look if place is None else place.put_into(look)
            self._settle_overlay()
        self.changed.emit()
        self.restyled.emit()

    def _show_result(self, key: str) -> None:
        """Lay a new result over the images it was made of."""
        if self._session.current is not None and self._session.current.key == key:
            self.set(overlay=Overlay.RESULT, overlay_shown=True)

    def _settle_overlay(self) -> None:
        """Show the result where there is one, else the reference; a choice that can be kept is kept."""
        result, reference = self._session.label_maps()
        if self.labels is None and (result is not None or reference is not None):
            self.set(overlay=Overlay.RESULT if result is not None else Overlay.REFERENCE)


def _differ_in_place_alone(before: ViewState, after: ViewState) -> bool:
    placed = _Place.in_state(before).put_into(after)
    return replace(placed, highlighted=before.highlighted) == before


def _first_look(state: ViewState, images: Opened | None) -> ViewState:
    """Return the state that shows the whole brain, centred, in a robust window."""
    if images is None:
        return state
    windows = MappingProxyType(dict(images.windows))
    return replace(state, crosshair=images.centre, centre=images.centre, zoom=1.0, windows=windows)
