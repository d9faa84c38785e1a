"""The surfaces on screen: paints what the renderer draws and the crosshair over it, and turns it by hand."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
    QVector3D,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.language import tr
from app.session.session import Session
from app.session.surfaces import Surfaces
from app.session.view_state import Layout, Point
from app.session.viewing import Viewing
from app.viewer.pace import Pace
from app.viewer.scene import snapped
from app.viewer.surface_camera import Camera, Side
from isegcore.errors import IsegError
from isegcore.labels import Tissue

if TYPE_CHECKING:
    from app.viewer.surface_renderer import SurfaceRenderer

_GROUND = QColor("#000000")
_INK = QColor("#c9d1db")
_QUIET = QColor("#aab4c1")
_CROSSHAIR = QColor(96, 190, 140)
_REST_MS = 120  # after the last motion edges are smoothed
_CLICK_PX = 4  # a press that moved no further is a click
_DEGREES_PER_PX = 0.5
_KEY_DEGREES = 10.0
_ZOOM_STEP = 1.15
_PALE = QColor("#6b7684")
_AXIS_PX = 16.0
_EDGE_ON = 0.05
_ARM_SHARE = 0.18  # of the radius: half the length of the crosshair's lines
_INSIDE_OUT = (Tissue.WM, Tissue.GM, Tissue.CSF)
_THROUGH = {Tissue.WM: 1.0, Tissue.GM: 0.65, Tissue.CSF: 0.2}  # the innermost one shown is solid
_SEEN = 0.5  # the opacity from which on a surface is looked at, and not what is behind it
_AXES: tuple[tuple[str, Point], ...] = (
    ("R", (1, 0, 0)),
    ("A", (0, 1, 0)),
    ("S", (0, 0, 1)),
)


class SurfaceView(QWidget):
    """The visible tissues in 3D. Drag turns, wheel zooms, right drag moves, a click sends the crosshair.

    Signals:
        side_changed: The `Side` that it is looked at from; None after it was turned by hand.
    """

    side_changed = Signal(object)

    def __init__(self, session: Session, viewing: Viewing, surfaces: Surfaces) -> None:
        super().__init__()
        self._session, self._viewing, self._surfaces = session, viewing, surfaces
        self.camera: Camera | None = None
        self._side = Side.LEFT
        self._subject: object = None
        self._renderer: SurfaceRenderer | None = None
        self.problem: IsegError | None = None
        self._picture = QImage()
        self._drawn: object = None
        self._pace = Pace()
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.update)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(120, 110)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("3D surface"))
        self.setAccessibleDescription(
            tr(
                "Arrows turn, plus and minus zoom, Home looks from the side again; "
                "a click moves the crosshair, Return moves it to what is in the middle."
            )
        )
        self.setToolTip(
            tr(
                "Drag to turn, wheel to zoom, right drag to move; click to send the crosshair there, "
                "double-click to see it alone"
            )
        )
        surfaces.changed.connect(self.update)
        viewing.changed.connect(self.update)

    def look_from(self, side: Side) -> None:
        """Look at the whole of it from a side."""
        self._side, self.camera = side, None
        self.side_changed.emit(side)
        self._rest.start()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surfaces, the crosshair and the directions."""
        camera = self._settled_camera()
        if camera is not None and not self._words():
            self._draw(camera)
        painter = QPainter(self)
        painter.fillRect(event.rect(), _GROUND)
        if words := self._words():
            painter.setPen(_QUIET)
            box = self.rect().adjusted(24, 24, -24, -24)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
        elif camera is not None:
            self._paint_surfaces(painter, camera)

    def _words(self) -> str:
        """Return what is said where there is nothing to see."""
        if self.problem is not None:
            return f"{self.problem.message}\n\n{self.problem.hint}"
        if not self._surfaces.has_labels:
            return tr("Segment the subject to see its surfaces.")
        if not self._surfaces.meshes:
            return tr("Making surfaces…") if self._surfaces.is_busy else tr("No tissue is visible.")
        return ""

    def _paint_surfaces(self, painter: QPainter, camera: Camera) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._picture)
        if self._viewing.state.crosshair_shown:
            self._paint_crosshair(painter, camera)
        self._paint_axes(painter, camera)
        if self._surfaces.is_busy:
            painter.setPen(_QUIET)
            painter.drawText(self.rect().adjusted(8, 6, -8, -6), Qt.AlignmentFlag.AlignRight, tr("Updating…"))

    def _draw(self, camera: Camera) -> None:
        """Have the picture drawn, unless it is there already."""
        from app.viewer.surface_renderer import Layer, SurfaceRenderer  # noqa: PLC0415 - with the first surface

        opacities = self._opacities()
        layers = [
            Layer(self._surfaces.meshes[tissue], self._viewing.state.looks[tissue].colour, opacity)
            for tissue, opacity in opacities.items()
        ]
        smooth = not self._rest.isActive()
        fineness = self.devicePixelRatioF() * (1.0 if smooth else self._pace.fineness)
        size = (QSizeF(self.size()) * fineness).toSize()
        wanted = (tuple((layer.mesh, layer.colour, layer.opacity) for layer in layers), camera, size, smooth)
        if wanted == self._drawn:
            return
        try:
            if self._renderer is None:
                self._renderer = SurfaceRenderer()
                self.destroyed.connect(self._renderer.close)
            began = time.perf_counter()
            self._picture = self._renderer.render(layers, camera, size, smooth=smooth)
            if not smooth:
                self._pace.took(time.perf_counter() - began)
            self._drawn = wanted
        except IsegError as problem:
            self.problem = problem.with_traceback(None)  # whose frames hold a painter
            self._surfaces.watch(False)

    def _opacities(self) -> dict[Tissue, float]:
        """Return the opacity of each tissue that has a surface, from the inside out."""
        shown = [tissue for tissue in _INSIDE_OUT if tissue in self._surfaces.meshes]
        return {tissue: _THROUGH[tissue] if number else 1.0 for number, tissue in enumerate(shown)}

    def _settled_camera(self) -> Camera | None:
        """Return the camera; of another subject it sees the whole, from where it looked before."""
        images = self._session.opened
        if images is None:
            return None
        if self.camera is None or self._subject is not images:
            before, self._subject = self.camera, images
            self.camera = Camera.around(images.centre, max(images.extent) / 2, self._side)
            if before is not None:
                self.camera = replace(self.camera, turn=before.turn)
        return self.camera

    def _paint_crosshair(self, painter: QPainter, camera: Camera) -> None:
        """Draw the crosshair as three short lines along the scanner's axes, over everything."""
        here, size = self._viewing.state.crosshair, QSizeF(self.size())
        arm = _ARM_SHARE * camera.radius / camera.zoom
        painter.setPen(QPen(_CROSSHAIR, 1.5))
        for axis in range(3):
            ends = [tuple(c + arm * s * (axis == n) for n, c in enumerate(here)) for s in (-1, 1)]
            painter.drawLine(*(camera.project(end, size) for end in ends))  # type: ignore[arg-type]
        painter.drawEllipse(camera.project(here, size), 3, 3)

    def _paint_axes(self, painter: QPainter, camera: Camera) -> None:
        """Draw the directions R, A and S in a corner; those that lead away from the viewer are pale."""
        letters = QFont(self.font())
        letters.setBold(True)
        painter.setFont(letters)
        middle = QPointF(34, self.height() - 34)
        for letter, direction in _AXES:
            at = camera.turn.rotatedVector(QVector3D(*direction))
            painter.setPen(QPen(_INK if at.z() > -_EDGE_ON else _PALE, 1.2))
            tip = middle + QPointF(at.x(), -at.y()) * _AXIS_PX
            painter.drawLine(middle, tip)
            box = QRectF(-8, -8, 16, 16).translated(middle + QPointF(at.x(), -at.y()) * (_AXIS_PX + 8))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag, or a click."""
        self._pressed = self._last = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn with the left button, move with any other."""
        here = event.position()
        by, self._last = here - self._last, here
        if self.camera is None or not event.buttons() or not self._has_dragged(here):
            return
        self._pressed = None
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._turn(self.camera.turned(by.x() * _DEGREES_PER_PX, by.y() * _DEGREES_PER_PX))
        else:
            self._show(self.camera.moved(by.x(), by.y(), QSizeF(self.size())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Send the crosshair to the place clicked."""
        if event.button() is Qt.MouseButton.LeftButton and self._pressed is not None:
            self._pick(event.position())
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the surfaces alone, or the planes again."""
        if event.button() is Qt.MouseButton.LeftButton:
            alone = self._viewing.state.layout is Layout.SURFACE
            self._viewing.set(layout=Layout.GRID if alone else Layout.SURFACE, enlarged=None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom."""
        if self.camera is not None:
            self._show(self.camera.zoomed(_ZOOM_STEP ** (event.angleDelta().y() / 120)))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn, zoom, look from the side again."""
        key = Qt.Key
        turns = {key.Key_Left: (-1, 0), key.Key_Right: (1, 0), key.Key_Up: (0, -1), key.Key_Down: (0, 1)}
        zooms = {key.Key_Plus: _ZOOM_STEP, key.Key_Equal: _ZOOM_STEP, key.Key_Minus: 1 / _ZOOM_STEP}
        pressed = key(event.key())
        if self.camera is not None and pressed in turns:
            right, down = turns[pressed]
            self._turn(self.camera.turned(right * _KEY_DEGREES, down * _KEY_DEGREES))
        elif self.camera is not None and pressed in zooms:
            self._show(self.camera.zoomed(zooms[pressed]))
        elif pressed == key.Key_Home:
            self.look_from(self._side)
        elif pressed in (key.Key_Return, key.Key_Enter, key.Key_Space):
            self._pick(QPointF(self.rect().center()))
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the surfaces."""
        super().showEvent(event)
        self._surfaces.watch(self.problem is None)

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for none as long as nobody looks."""
        super().hideEvent(event)
        self._surfaces.watch(False)

    def _has_dragged(self, here: QPointF) -> bool:
        return self._pressed is None or (here - self._pressed).manhattanLength() > _CLICK_PX

    def _turn(self, camera: Camera) -> None:
        self.side_changed.emit(None)
        self._show(camera)

    def _show(self, camera: Camera) -> None:
        """Look from elsewhere: quickly as long as it moves, smoothly when it rests."""
        self.camera = camera
        self._rest.start()
        self.update()

    def _pick(self, at: QPointF) -> None:
        images = self._session.opened
        if self.camera is None or images is None:
            return
        clear = [tissue for tissue, opacity in self._opacities().items() if opacity < _SEEN]
        place = self._surfaces.pick(*self.camera.ray(at, QSizeF(self.size())), clear)
        if place is not None:
            self._viewing.set(crosshair=snapped(images.subject.grid, place))
