"""One plane on screen: paints a `SliceScene` and turns mouse and keys into intents.

Painting is three scaled images' worth of QPainter, kept until one of them changes; no maths over voxels
happens here.
"""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QEvent, QPointF, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.language import tr
from app.session.view_state import Plane
from app.viewer.gesture import Mark, Spot
from app.viewer.scene import SliceScene
from app.viewer.shading import heat, overlay, picture
from app.viewer.slice_painter import (
    BACKGROUND,
    Layer,
    convention_box,
    paint_crosshair,
    paint_frame,
    paint_layers,
    paint_marks,
    paint_scale_bar,
    paint_sides,
    paint_words,
)

_WHEEL_NOTCH = 120
_ZOOM_STEP = 1.15
_FINEST = 4  # pixels of an outline to a voxel


class SliceView(QWidget):
    """A plane.

    Signals (positions are `Spot`s, or RAS mm):
        pressed, dragged, released: The left button, with a `Spot`.
        double_clicked: With a `Spot`.
        hovered: The mouse is at this `Spot`, or nowhere (None).
        stepped: So many slices further towards right, anterior or superior.
        nudged: The crosshair is wanted so many pixels to the right and down.
        zoomed: So much larger, this point (mm) staying where it is.
        panned: The picture has been dragged by this much (mm).
        windowed: Width and level are to change by these shares of the width.
        activated: The user turned to this plane.
        convention_requested: The other side is wanted for the patient's right.
        given_up: The left button is to move the crosshair again.
    """

    pressed = Signal(object)
    dragged = Signal(object)
    released = Signal(object)
    double_clicked = Signal(object)
    hovered = Signal(object)
    stepped = Signal(int)
    nudged = Signal(int, int)
    zoomed = Signal(float, object)
    panned = Signal(object)
    windowed = Signal(float, float)
    activated = Signal()
    convention_requested = Signal()
    given_up = Signal()
    resized = Signal()

    def __init__(self, plane: Plane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plane = plane
        self.tool_cursor = Qt.CursorShape.CrossCursor
        self._scene: SliceScene | None = None
        self._scale = 1.0
        self._fineness = 1
        self._picture: Layer | None = None
        self._overlay: Layer | None = None
        self._heat: Layer | None = None
        self._marks: tuple[Mark, ...] = ()
        self._still = QPixmap()
        self._still_key: Hashable = None
        self._dragged_from: QPointF | None = None
        self._held = False
        self._wheel = 0
        self._active = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(120, 110)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("{name} plane").format(name=tr(plane.value)))
        self.setAccessibleDescription(
            tr("Wheel or Page Up and Page Down step through slices; arrows move the crosshair.")
        )

    @property
    def scene(self) -> SliceScene | None:
        """Return what is shown."""
        return self._scene

    def show_scene(self, scene: SliceScene | None, scale: float, *, active: bool) -> None:
        """Paint `scene`, `scale` screen pixels to a mm; what has not changed since the last is kept."""
        before, self._scene, self._scale, self._active = self._scene, scene, scale, active
        if scene is None:
            self._picture, self._overlay, self._heat, self._marks = None, None, None, ()
        else:
            if before is None or before.image_key != scene.image_key:
                self._picture = Layer.opaque(picture(scene))
            if before is None or before.heat_key != scene.heat_key:
                self._heat = None if (pixels := heat(scene)) is None else Layer.clear(pixels)
            fineness = self._wanted_fineness(scene)
            if before is None or before.overlay_key != scene.overlay_key or fineness != self._fineness:
                self._fineness = fineness
                self._overlay = None if (pixels := overlay(scene, fineness)) is None else Layer.clear(pixels)
        self.update()

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Draw lines over the slice in place of those drawn before."""
        if marks != self._marks:
            self._marks = marks
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the slice, the overlay and the words, and over them what follows the mouse."""
        painter = QPainter(self)
        scene, box = self._scene, self.rect()
        if scene is None or self._picture is None:
            painter.fillRect(event.rect(), BACKGROUND)
            return
        to_pixels = self._to_pixels(scene)
        painter.drawPixmap(0, 0, self._still_of(scene, self._picture, to_pixels))
        if scene.crosshair is not None:
            paint_crosshair(painter, to_pixels.map(QPointF(*scene.crosshair)), box)
        if scene.sides is not None:
            paint_sides(painter, scene.sides, to_pixels.map(QPointF(scene.divider - 0.5, 0)).x(), box)
        paint_marks(painter, self._marks, to_pixels)
        if self._active:
            paint_frame(painter, box)

    def _still_of(self, scene: SliceScene, picture: Layer, to_pixels: QTransform) -> QPixmap:
        """Return what stays while only the crosshair moves, in this plane or to others' slices."""
        ratio = self.devicePixelRatioF()
        layers = (scene.image_key, scene.heat_key, scene.overlay_key)
        key = (*layers, scene.smooth, scene.centre, self._scale, self.size(), ratio)
        if key != self._still_key:
            self._still_key = key
            self._still = QPixmap(self.size() * ratio)
            self._still.setDevicePixelRatio(ratio)
            self._still.fill(BACKGROUND)
            painter = QPainter(self._still)
            painter.setFont(self.font())
            over = [layer for layer in (self._heat, self._overlay) if layer is not None]
            paint_layers(painter, scene, to_pixels, picture, over)
            paint_words(painter, scene, self.rect())
            paint_scale_bar(painter, self._scale, self.rect())
            painter.end()
        return self._still

    def _wanted_fineness(self, scene: SliceScene) -> int:
        """Return how many pixels to a voxel an outline needs to be about one screen pixel wide."""
        if scene.labels is None or not scene.outlined:
            return 1
        pixels = self._scale * min(scene.spacing) * self.devicePixelRatioF()
        return max(1, min(_FINEST, int(pixels)))

    def _to_pixels(self, scene: SliceScene) -> QTransform:
        """Return the map from (column, row) to widget pixels."""
        dx, dy = (self._scale * s for s in scene.spacing)
        column, row = scene.centre
        return QTransform(dx, 0, 0, dy, self.width() / 2 - column * dx, self.height() / 2 - row * dy)

    def _spot(self, at: QPointF, keys: Qt.KeyboardModifier, *, held: bool = False) -> Spot | None:
        scene = self._scene
        if scene is None:
            return None
        back, _ = self._to_pixels(scene).inverted()
        place = back.map(at)
        column, row = place.x(), place.y()
        mm = scene.mm_at(column, row)
        return Spot(self.plane, scene, column, row, mm, keys, held, self._scale)

    def _tell(self, signal: SignalInstance, event: QMouseEvent) -> None:
        spot = self._spot(event.position(), event.modifiers(), held=bool(event.buttons()))
        if spot is not None:
            signal.emit(spot)

    def _over_convention(self, at: QPointF) -> bool:
        if self._scene is None or self._scene.convention is None:
            return False
        width = self.fontMetrics().horizontalAdvance(tr(self._scene.convention.value))
        return convention_box(width, self.rect()).contains(at.toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag; a left press is told at once."""
        self.activated.emit()
        self._dragged_from = event.position()
        if event.button() is Qt.MouseButton.LeftButton:
            if self._over_convention(event.position()):
                self.convention_requested.emit()
            else:
                self._held = True
                self._tell(self.pressed, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag: left is told, middle moves the picture, right window and level."""
        here, buttons = event.position(), event.buttons()
        if self._held:
            self._tell(self.dragged, event)
        elif self._dragged_from is not None and buttons & Qt.MouseButton.MiddleButton:
            self._pan(self._dragged_from, here)
        elif self._dragged_from is not None and buttons & Qt.MouseButton.RightButton:
            moved = here - self._dragged_from
            self.windowed.emit(moved.x() / 250, moved.y() / 250)
        if buttons:
            self._dragged_from = here
        else:
            over = Qt.CursorShape.PointingHandCursor if self._over_convention(here) else self.tool_cursor
            if self.cursor().shape() is not over:
                self.setCursor(over)
        self._tell(self.hovered, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag."""
        if event.button() is Qt.MouseButton.LeftButton and self._held:
            self._held = False
            self._tell(self.released, event)
        if not event.buttons():
            self._dragged_from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Tell of it, unless it is two quick clicks on the convention."""
        if event.button() is Qt.MouseButton.LeftButton:
            if self._over_convention(event.position()):
                self.convention_requested.emit()
            else:
                self._tell(self.double_clicked, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step through slices; with Ctrl, zoom at the mouse."""
        self.activated.emit()
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            spot = self._spot(event.position(), event.modifiers())
            if spot is not None:
                self.zoomed.emit(_ZOOM_STEP ** (turned / _WHEEL_NOTCH), spot.mm)
        else:
            # Touchpads turn by fractions of a notch: they add up.
            self._wheel += turned
            notches = int(self._wheel / _WHEEL_NOTCH)
            self._wheel -= notches * _WHEEL_NOTCH
            if notches:
                self.stepped.emit(notches)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the crosshair by a voxel with the arrow keys; give a tool up with Escape."""
        key = Qt.Key
        moves = {key.Key_Left: (-1, 0), key.Key_Right: (1, 0), key.Key_Up: (0, -1), key.Key_Down: (0, 1)}
        move = moves.get(key(event.key()))
        if event.key() == key.Key_Escape:
            self.given_up.emit()
        elif move is None:
            super().keyPressEvent(event)
        else:
            self.nudged.emit(*move)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Take the keys that step and zoom."""
        self.activated.emit()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget where the mouse was."""
        self.hovered.emit(None)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say that there is another amount of room."""
        super().resizeEvent(event)
        self.resized.emit()

    def _pan(self, start: QPointF, end: QPointF) -> None:
        none = Qt.KeyboardModifier.NoModifier
        first, last = self._spot(start, none), self._spot(end, none)
        if first is not None and last is not None:
            self.panned.emit(tuple(b - a for a, b in zip(first.mm, last.mm, strict=True)))
