"""One plane on screen: paints a `SliceScene` and turns mouse and keys into intents.

Painting is three scaled images' worth of QPainter; no maths over voxels happens here.
"""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTransform,
    QWheelEvent,
    qRgba,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.session.view_state import Plane, Point
from app.viewer.scene import SliceScene
from app.viewer.shading import grey

BACKGROUND = QColor("#000000")
_INK = QColor("#c9d1db")
_QUIET = QColor("#aab4c1")
_CROSSHAIR = QColor(96, 190, 140)
_ACTIVE = QColor("#5b6675")
_GAP_PX = 7  # around the crosshair, so that it does not hide what it points at
EDGE_PX = 26  # free for the letters
_MARGIN_PX = 8
_WHEEL_NOTCH = 120
_ZOOM_STEP = 1.15


class SliceView(QWidget):
    """A plane.

    Signals (all positions RAS mm):
        pointed: The crosshair is wanted here.
        stepped: So many slices further towards right, anterior or superior.
        nudged: The crosshair is wanted so many pixels to the right and down.
        zoomed: So much larger, this point staying where it is.
        panned: The picture has been dragged by this much.
        windowed: Width and level are to change by these shares of the width.
        hovered: The mouse is here, or nowhere (None).
        activated: The user turned to this plane.
        enlarge_requested: This plane alone, or all of them again.
    """

    pointed = Signal(object)
    stepped = Signal(int)
    nudged = Signal(int, int)
    zoomed = Signal(float, object)
    panned = Signal(object)
    windowed = Signal(float, float)
    hovered = Signal(object)
    activated = Signal()
    enlarge_requested = Signal()
    resized = Signal()

    def __init__(self, plane: Plane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plane = plane
        self._scene: SliceScene | None = None
        self._scale = 1.0
        self._picture = QImage()
        self._overlay = QImage()
        self._dragged_from: QPointF | None = None
        self._wheel = 0
        self._active = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(120, 110)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(f"{plane.value} plane")
        self.setAccessibleDescription(
            "Wheel or Page Up and Page Down step through slices; arrows move the crosshair."
        )

    def show_scene(self, scene: SliceScene | None, scale: float, *, active: bool) -> None:
        """Paint `scene`, `scale` screen pixels to a mm; what has not changed since the last is kept."""
        before, self._scene, self._scale, self._active = self._scene, scene, scale, active
        if scene is None:
            self._picture, self._overlay = QImage(), QImage()
        else:
            if before is None or before.image_key != scene.image_key:
                self._picture = _grey_image(scene)
            if before is None or before.overlay_key != scene.overlay_key:
                self._overlay = _label_image(scene)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the slice, the overlay, the crosshair and the words around it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), BACKGROUND)
        scene = self._scene
        if scene is None:
            return
        target = self._to_pixels(scene).mapRect(
            QRectF(-0.5, -0.5, scene.image.shape[1], scene.image.shape[0])
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, self._picture)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        if not self._overlay.isNull():
            painter.drawImage(target, self._overlay)
        if scene.crosshair is not None:
            self._paint_crosshair(painter, scene)
        self._paint_words(painter, scene)
        if self._active:
            painter.setPen(QPen(_ACTIVE, 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_crosshair(self, painter: QPainter, scene: SliceScene) -> None:
        at = self._to_pixels(scene).map(QPointF(*scene.crosshair))  # type: ignore[misc]
        x, y = round(at.x()), round(at.y())
        right, bottom = self.width() - EDGE_PX, self.height() - EDGE_PX
        # Filled rectangles one pixel wide: a tenth of the cost of translucent lines.
        if EDGE_PX < y < bottom:
            painter.fillRect(EDGE_PX, y, max(0, x - _GAP_PX - EDGE_PX), 1, _CROSSHAIR)
            painter.fillRect(x + _GAP_PX, y, max(0, right - x - _GAP_PX), 1, _CROSSHAIR)
        if EDGE_PX < x < right:
            painter.fillRect(x, EDGE_PX, 1, max(0, y - _GAP_PX - EDGE_PX), _CROSSHAIR)
            painter.fillRect(x, y + _GAP_PX, 1, max(0, bottom - y - _GAP_PX), _CROSSHAIR)

    def _paint_words(self, painter: QPainter, scene: SliceScene) -> None:
        box = self.rect().adjusted(_MARGIN_PX, _MARGIN_PX - 2, -_MARGIN_PX, 2 - _MARGIN_PX)
        flag = Qt.AlignmentFlag
        letters = QFont(self.font())
        letters.setBold(True)
        painter.setFont(letters)
        sides = (flag.AlignLeft | flag.AlignVCenter, flag.AlignRight | flag.AlignVCenter)
        ends = (flag.AlignTop | flag.AlignHCenter, flag.AlignBottom | flag.AlignHCenter)
        for letter, where in zip(scene.letters, (*sides, *ends), strict=True):
            _draw_text(painter, box, where, letter, _INK)
        painter.setFont(self.font())
        where_cut = f"{scene.plane.value}  {scene.index} / {scene.count - 1}"
        _draw_text(painter, box, flag.AlignTop | flag.AlignLeft, where_cut, _QUIET)
        if scene.convention is not None:
            _draw_text(painter, box, flag.AlignBottom | flag.AlignLeft, scene.convention.value, _QUIET)

    def _to_pixels(self, scene: SliceScene) -> QTransform:
        """Return the map from (column, row) to widget pixels."""
        dx, dy = (self._scale * s for s in scene.spacing)
        column, row = scene.centre
        return QTransform(dx, 0, 0, dy, self.width() / 2 - column * dx, self.height() / 2 - row * dy)

    def _mm_at(self, at: QPointF) -> Point | None:
        if self._scene is None:
            return None
        back, _ = self._to_pixels(self._scene).inverted()
        place = back.map(at)
        return self._scene.mm_at(place.x(), place.y())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag; a left press moves the crosshair at once."""
        self.activated.emit()
        self._dragged_from = event.position()
        if event.button() is Qt.MouseButton.LeftButton:
            self._point(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag: left moves the crosshair, middle the picture, right the window and level."""
        here = event.position()
        buttons = event.buttons()
        if self._dragged_from is not None and self._scene is not None:
            if buttons & Qt.MouseButton.LeftButton:
                self._point(here)
            elif buttons & Qt.MouseButton.MiddleButton:
                self._pan(self._dragged_from, here)
            elif buttons & Qt.MouseButton.RightButton:
                moved = here - self._dragged_from
                self.windowed.emit(moved.x() / 250, moved.y() / 250)
            self._dragged_from = here
        self.hovered.emit(self._mm_at(here))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag."""
        if not event.buttons():
            self._dragged_from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Enlarge this plane, or show all three again."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.enlarge_requested.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step through slices; with Ctrl, zoom at the mouse."""
        self.activated.emit()
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            at = self._mm_at(event.position())
            if at is not None:
                self.zoomed.emit(_ZOOM_STEP ** (turned / _WHEEL_NOTCH), at)
        else:
            # Touchpads turn by fractions of a notch: they add up.
            self._wheel += turned
            notches = int(self._wheel / _WHEEL_NOTCH)
            self._wheel -= notches * _WHEEL_NOTCH
            if notches:
                self.stepped.emit(notches)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the crosshair by a voxel with the arrow keys."""
        key = Qt.Key
        moves = {key.Key_Left: (-1, 0), key.Key_Right: (1, 0), key.Key_Up: (0, -1), key.Key_Down: (0, 1)}
        move = moves.get(key(event.key()))
        if move is None:
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

    def _point(self, at: QPointF) -> None:
        mm = self._mm_at(at)
        if mm is not None:
            self.pointed.emit(mm)

    def _pan(self, start: QPointF, end: QPointF) -> None:
        first, last = self._mm_at(start), self._mm_at(end)
        if first is not None and last is not None:
            self.panned.emit(tuple(b - a for a, b in zip(first, last, strict=True)))


def _draw_text(painter: QPainter, box: QRect, where: Qt.AlignmentFlag, text: str, ink: QColor) -> None:
    """Draw text that can be read on black and on white: with a dark rim."""
    painter.setPen(BACKGROUND)
    for right, down in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        painter.drawText(box.translated(right, down), where, text)
    painter.setPen(ink)
    painter.drawText(box, where, text)


def _grey_image(scene: SliceScene) -> QImage:
    """Return the slice in grey, in the format that paints fastest."""
    levels = grey(scene.image, scene.window)
    rows, columns = levels.shape
    picture = QImage(levels.data, columns, rows, columns, QImage.Format.Format_Grayscale8)
    return picture.convertToFormat(QImage.Format.Format_RGB32)


def _label_image(scene: SliceScene) -> QImage:
    """Return the overlay, coloured and transparent; null where there is none."""
    if scene.labels is None:
        return QImage()
    labels = scene.labels.copy(order="C")
    rows, columns = labels.shape
    picture = QImage(labels.data, columns, rows, columns, QImage.Format.Format_Indexed8)
    picture.setColorTable([qRgba(*colour) for colour in scene.colours])
    return picture.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
