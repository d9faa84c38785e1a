"""The planes and a fourth cell, linked: every intent of a plane becomes a change of the view state."""

# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.convention import Convention
from app.language import tr
from app.session.opened import Opened
from app.session.session import Session
from app.session.view_state import Plane, Point, ViewState, Window
from app.session.viewing import Viewing
from app.viewer.arrangement import Arrangement, arranged
from app.viewer.gesture import Mark, Spot, Tool
from app.viewer.planes import cut
from app.viewer.scene import Over, SliceScene, nudged, other_modality, slice_scene, snapped, stepped
from app.viewer.slice_painter import EDGE_PX
from app.viewer.slice_view import SliceView

MakeMarks = Callable[[SliceScene], tuple[Mark, ...]]


class OrthoView(QWidget):
    """Axial, sagittal and coronal, at one scale, with one crosshair; once more for the other image.

    Signals:
        hovered: RAS mm under the mouse, or None.
        tool_changed: Another tool, or none, has the left button.
    """

    hovered = Signal(object)
    tool_changed = Signal()

    def __init__(self, session: Session, viewing: Viewing, fourth: QWidget) -> None:
        super().__init__()
        self._session = session
        self._viewing = viewing
        self._fourth = fourth
        self._tool: Tool | None = None
        self._make_marks: list[MakeMarks] = []
        self._arrangement: Arrangement | None = None
        self.views = {plane: SliceView(plane) for plane in Plane}
        self.others = {plane: SliceView(plane) for plane in Plane}
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet("OrthoView { background: #353b45; }")
        grid.setSpacing(1)
        for view in self.views.values():
            self._connect(view, is_other=False)
        for view in self.others.values():
            view.setAccessibleName(tr("{name} plane, other image").format(name=tr(view.plane.value)))
            self._connect(view, is_other=True)
        self._arrange()
        viewing.changed.connect(self.refresh)
        session.entry_changed.connect(self.refresh)

    @property
    def tool(self) -> Tool | None:
        """Return what has the left button; None while it moves the crosshair."""
        return self._tool

    def set_tool(self, tool: Tool | None) -> None:
        """Give the left button to a tool, or back to the crosshair."""
        if tool is not self._tool:
            if self._tool is not None:
                self._tool.cancel()
            self._tool = tool
            self._viewing.highlight(None)  # tools do not make tissues stand out
            for view in (*self.views.values(), *self.others.values()):
                view.tool_cursor = Qt.CursorShape.CrossCursor if tool is None else tool.cursor
                view.setCursor(view.tool_cursor)
            self.refresh_marks()
            self.tool_changed.emit()

    def add_marks(self, make: MakeMarks) -> None:
        """Draw, over every slice from now on, what `make` returns for it."""
        self._make_marks.append(make)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up what a tool has begun with Escape."""
        if event.key() == Qt.Key.Key_Escape and self._tool is not None:
            self._tool.cancel()
            self.refresh_marks()
        else:
            super().keyPressEvent(event)

    def refresh(self) -> None:
        """Show the state as it is."""
        self._arrange()
        scale = self._scale()
        for plane in Plane:
            self._show(plane, scale)

    def refresh_plane(self, plane: Plane) -> None:
        """Show one plane as it is; for what changes in that slice alone."""
        self._show(plane, self._scale())

    def refresh_marks(self) -> None:
        """Draw the lines over the slices anew."""
        for view in (*self.views.values(), *self.others.values()):
            if view.scene is not None:
                view.show_marks(self._marks(view.scene))

    def step(self, plane: Plane, steps: int) -> None:
        """Move the crosshair through the slices of a plane, towards right, anterior or superior."""
        images = self._session.opened
        if images is not None:
            grid = images.subject.grid
            self._viewing.change(lambda s: replace(s, crosshair=stepped(grid, s.crosshair, plane, steps)))

    def point(self, mm: Point) -> None:
        """Move the crosshair to the voxel closest to a place in RAS mm."""
        images = self._session.opened
        if images is not None:
            self._viewing.set(crosshair=snapped(images.subject.grid, mm))

    def _show(self, plane: Plane, scale: float) -> None:
        images, state, labels = self._session.opened, self._viewing.state, self._viewing.labels
        active = plane is self._viewing.active_plane
        over = Over(self._viewing.heat, self._viewing.swiped, self._viewing.sides)
        for view, seen in ((self.views[plane], state), (self.others[plane], _other_image(state))):
            if images is None:
                view.show_scene(None, scale, active=active)
            elif not view.isHidden():
                scene = slice_scene(images.subject, labels, seen, plane, over)
                view.show_scene(scene, scale, active=active)
                view.show_marks(self._marks(scene))

    def _marks(self, scene: SliceScene) -> tuple[Mark, ...]:
        marks = [mark for make in self._make_marks for mark in make(scene)]
        return (*marks, *(self._tool.marks(scene) if self._tool is not None else ()))

    def _arrange(self) -> None:
        images = self._session.opened
        both = images is not None and len(images.subject.images) > 1
        wanted = arranged(self._viewing.state, both=both)
        if wanted == self._arrangement:
            return
        self._arrangement = wanted
        for views, cells in ((self.views, wanted.planes), (self.others, wanted.others)):
            for plane, view in views.items():
                self._put(view, cells.get(plane))
        self._put(self._fourth, wanted.fourth)
        rows, columns = wanted.used
        for line in range(len(Plane)):
            self._grid.setRowStretch(line, int(line in rows))
            self._grid.setColumnStretch(line, int(line in columns))

    def _put(self, widget: QWidget, cell: tuple[int, int] | None) -> None:
        self._grid.removeWidget(widget)
        if cell is None:
            widget.setParent(self)
            widget.hide()
        else:
            self._grid.addWidget(widget, *cell)
            widget.show()

    def _connect(self, view: SliceView, *, is_other: bool) -> None:
        plane = view.plane
        view.pressed.connect(self._press)
        view.dragged.connect(self._drag)
        view.released.connect(self._release)
        view.double_clicked.connect(self._double_click)
        view.hovered.connect(self._hover)
        view.stepped.connect(partial(self.step, plane))
        view.nudged.connect(partial(self._nudge, plane))
        view.zoomed.connect(lambda factor, mm: self._viewing.change(lambda s: s.zoomed(factor, mm)))
        view.panned.connect(lambda by: self._viewing.change(lambda s: s.panned(by)))
        view.windowed.connect(partial(self._change_window, view))
        view.activated.connect(partial(self._activate, plane))
        view.convention_requested.connect(self._swap_sides)
        view.given_up.connect(partial(self.set_tool, None))
        view.resized.connect(self.refresh)

    def _press(self, spot: Spot) -> None:
        if self._tool is None:
            self.point(spot.mm)
        else:
            self._tool.press(spot)
            self.refresh_marks()

    def _drag(self, spot: Spot) -> None:
        if self._tool is None:
            self.point(spot.mm)
        else:
            self._tool.drag(spot)
            self.refresh_marks()

    def _release(self, spot: Spot) -> None:
        if self._tool is not None:
            self._tool.release(spot)
            self.refresh_marks()

    def _double_click(self, spot: Spot) -> None:
        """Enlarge the plane, or show all of them again; with a tool it is a second press."""
        if self._tool is None:
            plane = spot.plane
            self._viewing.change(lambda s: replace(s, enlarged=None if s.enlarged is plane else plane))
        else:
            self._press(spot)

    def _hover(self, spot: Spot | None) -> None:
        self.hovered.emit(None if spot is None else spot.mm)
        held = spot is not None and spot.held
        if spot is not None and not held and spot.modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.point(spot.mm)
        if self._tool is not None and not held:
            self._tool.hover(spot)
            self.refresh_marks()
        elif not held:
            self._viewing.highlight(None if spot is None else spot.label)

    def _nudge(self, plane: Plane, right: int, down: int) -> None:
        images = self._session.opened
        if images is not None:
            grid = images.subject.grid
            self._viewing.change(lambda s: replace(s, crosshair=nudged(grid, s, plane, right, down)))

    def _change_window(self, view: SliceView, wider: float, brighter: float) -> None:
        if view.scene is None:
            return
        modality = view.scene.modality

        def changed(state: ViewState) -> ViewState:
            old = state.windows[modality]
            new = Window.of(old.width * (1 + wider), old.level + brighter * old.width)
            return state.with_window(modality, new)

        self._viewing.change(changed)

    def _activate(self, plane: Plane) -> None:
        if self._viewing.active_plane is not plane:
            self._viewing.active_plane = plane
            self.refresh()

    def _swap_sides(self) -> None:
        self._viewing.change(ViewState.with_sides_swapped)

    def _scale(self) -> float:
        """Return screen pixels per mm: one for all planes shown, so that sizes can be compared."""
        images, state = self._session.opened, self._viewing.state
        if images is None:
            return 1.0
        shown = [view for view in self.views.values() if not view.isHidden()]
        return min((_fit(images, view, state.convention) for view in shown), default=1.0) * state.zoom


def _fit(images: Opened, view: SliceView, convention: Convention) -> float:
    """Return the pixels per mm at which the brain just fits into a plane."""
    lie = cut(images.subject.grid, view.plane, convention)
    across, down = images.extent[lie.columns.axis], images.extent[lie.rows.axis]
    return min(_room(view.width()) / across, _room(view.height()) / down)


def _room(pixels: int) -> int:
    """Return how much of a side of a plane is between its letters."""
    return max(1, pixels - 2 * EDGE_PX)


def _other_image(state: ViewState) -> ViewState:
    return replace(state, modality=other_modality(state.modality), blend=0.0)
