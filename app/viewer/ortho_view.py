"""The three planes and a fourth cell, linked: every intent of a plane becomes a change of the view state."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.session.session import Session
from app.session.view_state import Plane, Point, ViewState, Window
from app.session.viewing import Viewing
from app.viewer.planes import cut
from app.viewer.scene import nudged, shown_modality, slice_scene, snapped, stepped
from app.viewer.slice_view import EDGE_PX, SliceView

_CELLS = {Plane.AXIAL: (0, 0), Plane.SAGITTAL: (0, 1), Plane.CORONAL: (1, 0)}


class OrthoView(QWidget):
    """Axial, sagittal and coronal, at one scale, with one crosshair.

    Signals:
        hovered: RAS mm under the mouse, or None.
    """

    hovered = Signal(object)

    def __init__(self, session: Session, viewing: Viewing, fourth: QWidget) -> None:
        super().__init__()
        self._session = session
        self._viewing = viewing
        self._fourth = fourth
        self.views = {plane: SliceView(plane) for plane in Plane}
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet("OrthoView { background: #353b45; }")
        grid.setSpacing(1)
        for plane, view in self.views.items():
            grid.addWidget(view, *_CELLS[plane])
            self._connect(view)
        grid.addWidget(fourth, 1, 1)
        viewing.changed.connect(self.refresh)
        session.entry_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the state as it is."""
        state, images, labels = self._viewing.state, self._session.opened, self._viewing.labels
        for plane, view in self.views.items():
            view.setVisible(state.enlarged in (None, plane))
        self._fourth.setVisible(state.enlarged is None)
        for line in (0, 1):
            self._grid.setRowStretch(line, _stretch(state, 0, line))
            self._grid.setColumnStretch(line, _stretch(state, 1, line))
        scale = self._scale(state)
        for plane, view in self.views.items():
            scene = None if images is None else slice_scene(images.subject, labels, state, plane)
            view.show_scene(scene, scale, active=plane is self._viewing.active_plane)

    def step(self, plane: Plane, steps: int) -> None:
        """Move the crosshair through the slices of a plane, towards right, anterior or superior."""
        images = self._session.opened
        if images is not None:
            grid = images.subject.grid
            self._viewing.change(lambda s: replace(s, crosshair=stepped(grid, s.crosshair, plane, steps)))

    def _connect(self, view: SliceView) -> None:
        plane = view.plane
        view.pointed.connect(self._point)
        view.stepped.connect(partial(self.step, plane))
        view.nudged.connect(partial(self._nudge, plane))
        view.zoomed.connect(lambda factor, mm: self._viewing.change(lambda s: s.zoomed(factor, mm)))
        view.panned.connect(lambda by: self._viewing.change(lambda s: s.panned(by)))
        view.windowed.connect(self._change_window)
        view.hovered.connect(self.hovered)
        view.activated.connect(partial(self._activate, plane))
        view.enlarge_requested.connect(partial(self._enlarge, plane))
        view.resized.connect(self.refresh)

    def _point(self, mm: Point) -> None:
        images = self._session.opened
        if images is not None:
            self._viewing.set(crosshair=snapped(images.subject.grid, mm))

    def _nudge(self, plane: Plane, right: int, down: int) -> None:
        images = self._session.opened
        if images is not None:
            grid = images.subject.grid
            self._viewing.change(lambda s: replace(s, crosshair=nudged(grid, s, plane, right, down)))

    def _change_window(self, wider: float, brighter: float) -> None:
        images = self._session.opened
        if images is None:
            return
        modality = shown_modality(images.subject, self._viewing.state)

        def changed(state: ViewState) -> ViewState:
            old = state.windows[modality]
            new = Window.of(old.width * (1 + wider), old.level + brighter * old.width)
            return state.with_window(modality, new)

        self._viewing.change(changed)

    def _activate(self, plane: Plane) -> None:
        if self._viewing.active_plane is not plane:
            self._viewing.active_plane = plane
            self.refresh()

    def _enlarge(self, plane: Plane) -> None:
        self._viewing.change(lambda s: replace(s, enlarged=None if s.enlarged is plane else plane))

    def _scale(self, state: ViewState) -> float:
        """Return screen pixels per mm: one for all planes shown, so that sizes can be compared."""
        images = self._session.opened
        if images is None:
            return 1.0
        fits = []
        for plane, view in self.views.items():
            if state.enlarged in (None, plane):
                lie = cut(images.subject.grid, plane, state.convention)
                across, down = images.extent[lie.columns.axis], images.extent[lie.rows.axis]
                fits.append(min(_room(view.width()) / across, _room(view.height()) / down))
        return min(fits) * state.zoom


def _room(pixels: int) -> int:
    """Return how much of a side of a plane is between its letters."""
    return max(1, pixels - 2 * EDGE_PX)


def _stretch(state: ViewState, side: int, line: int) -> int:
    """Return 1 for a row (side 0) or column (side 1) of the grid that shows something, else 0."""
    return int(state.enlarged is None or _CELLS[state.enlarged][side] == line)
