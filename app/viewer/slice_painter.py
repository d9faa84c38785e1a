"""Paints a slice and what lies over it with a `QPainter`: pictures, crosshair, marks, letters, scale bar."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QPainter,
    QPen,
    QPixmap,
    QPolygonF,
    QTransform,
)
from PySide6.QtWidgets import QStyle

from app.language import tr
from app.viewer.gesture import Ink, Mark
from app.viewer.scene import SliceScene
from app.viewer.shading import Pixels

BACKGROUND = QColor("#000000")
_RIM = BACKGROUND.rgba()
EDGE_PX = 26  # free for the letters
_INK = QColor("#c9d1db")
_QUIET = QColor("#aab4c1")
_CROSSHAIR = QColor(96, 190, 140)
_ACTIVE = QColor("#5b6675")
_INKS = {Ink.MEASURE: QColor("#ffd166"), Ink.CHOSEN: QColor("#ffffff"), Ink.TOOL: QColor("#7fd1ff")}
_GAP_PX = 7  # around the crosshair, so that it does not hide what it points at
_MARGIN_PX = 8
_KNOB_PX = 4.0
_BAR_SHARE = 0.22  # of the width of a plane, at most
_BAR_MM = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Layer:
    """A picture with the memory it is in, which Qt does not hold."""

    image: QImage
    pixels: Pixels

    @classmethod
    def opaque(cls, pixels: Pixels) -> Layer:
        """Return `(rows, columns)` 0xffRRGGBB as a picture."""
        return cls(_image(pixels, QImage.Format.Format_RGB32), pixels)

    @classmethod
    def clear(cls, pixels: Pixels) -> Layer:
        """Return `(rows, columns)` premultiplied 0xAARRGGBB as a picture."""
        return cls(_image(pixels, QImage.Format.Format_ARGB32_Premultiplied), pixels)


def paint_layers(
    painter: QPainter, scene: SliceScene, to_pixels: QTransform, picture: Layer, over: list[Layer]
) -> None:
    """Paint the image, smooth if the scene says so, and over it what must keep its edges."""
    rows, columns = scene.image.shape
    target = to_pixels.mapRect(QRectF(-0.5, -0.5, columns, rows))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scene.smooth)
    painter.drawImage(target, picture.image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    for layer in over:
        painter.drawImage(target, layer.image)


def paint_crosshair(painter: QPainter, at: QPointF, box: QRect) -> None:
    """Paint the lines through a place, with a gap around it and none under the letters."""
    x, y = round(at.x()), round(at.y())
    right, bottom = box.width() - EDGE_PX, box.height() - EDGE_PX
    # Filled rectangles one pixel wide: a tenth of the cost of translucent lines.
    if EDGE_PX < y < bottom:
        painter.fillRect(EDGE_PX, y, max(0, x - _GAP_PX - EDGE_PX), 1, _CROSSHAIR)
        painter.fillRect(x + _GAP_PX, y, max(0, right - x - _GAP_PX), 1, _CROSSHAIR)
    if EDGE_PX < x < right:
        painter.fillRect(x, EDGE_PX, 1, max(0, y - _GAP_PX - EDGE_PX), _CROSSHAIR)
        painter.fillRect(x, y + _GAP_PX, 1, max(0, bottom - y - _GAP_PX), _CROSSHAIR)


def paint_marks(painter: QPainter, marks: tuple[Mark, ...], to_pixels: QTransform) -> None:
    """Paint lines over the slice, each with a dark rim, and their words."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in marks:
        knobs = [to_pixels.map(QPointF(*point)) for point in mark.points]
        line = QPolygonF([*knobs, knobs[0]] if mark.closed else knobs)
        for ink, width in ((BACKGROUND, 3.5), (_INKS[mark.ink], 1.5)):
            painter.setPen(QPen(ink, width))
            painter.drawPolyline(line)
            if mark.knobs:
                for point in knobs:
                    painter.drawEllipse(point, _KNOB_PX, _KNOB_PX)
        if mark.words:
            beside = knobs[-1].toPoint()
            box = QRect(beside.x() + 9, beside.y() - 20, 400, 18)
            _draw_text(painter, box, Qt.AlignmentFlag.AlignLeft, mark.words, _INKS[mark.ink])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def paint_words(painter: QPainter, scene: SliceScene, box: QRect) -> None:
    """Paint the letters at the borders, which slice of what this is, and the convention."""
    inner = box.adjusted(_MARGIN_PX, _MARGIN_PX - 2, -_MARGIN_PX, 2 - _MARGIN_PX)
    flag = Qt.AlignmentFlag
    usual = painter.font()
    letters = QFont(usual)
    letters.setBold(True)
    painter.setFont(letters)
    sides = (flag.AlignLeft | flag.AlignVCenter, flag.AlignRight | flag.AlignVCenter)
    ends = (flag.AlignTop | flag.AlignHCenter, flag.AlignBottom | flag.AlignHCenter)
    for letter, where in zip(scene.letters, (*sides, *ends), strict=True):
        _draw_text(painter, inner, where, letter, _INK)
    painter.setFont(usual)
    where_cut = f"{tr(scene.plane.value)}  {scene.index} / {scene.count - 1}"
    if painter.fontMetrics().horizontalAdvance(where_cut) > inner.width() / 2 - _MARGIN_PX:
        where_cut = f"{tr(scene.plane.value)}  {scene.index}"  # the letter in the middle wants its place
    _draw_text(painter, inner, flag.AlignTop | flag.AlignLeft, where_cut, _QUIET)
    _draw_text(painter, inner, flag.AlignTop | flag.AlignRight, scene.image_name, _QUIET)
    if scene.convention is not None:
        _draw_text(painter, inner, flag.AlignBottom | flag.AlignLeft, tr(scene.convention.value), _QUIET)


def paint_sides(painter: QPainter, names: tuple[str, str], at: float, box: QRect) -> None:
    """Paint a line between two label maps, and the name of each on its side."""
    x = round(at)
    painter.fillRect(x, EDGE_PX, 1, max(0, box.height() - 2 * EDGE_PX), _INK)
    top = box.top() + EDGE_PX + _MARGIN_PX // 2
    line = painter.fontMetrics().height() + 2
    left = QRect(box.left(), top, max(0, x - _MARGIN_PX - box.left()), line)
    right = QRect(x + _MARGIN_PX, top, max(0, box.right() - x - _MARGIN_PX), line)
    flag = Qt.AlignmentFlag
    for name, room, where in ((names[0], left, flag.AlignRight), (names[1], right, flag.AlignLeft)):
        text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, room.width())
        _draw_text(painter, room, where, text, _INK)


def convention_box(text_width: int, box: QRect) -> QRect:
    """Return where the name of the convention stands, for the mouse."""
    return QRect(0, box.height() - EDGE_PX, text_width + 2 * _MARGIN_PX, EDGE_PX)


def paint_scale_bar(painter: QPainter, px_per_mm: float, box: QRect) -> None:
    """Paint a bar of a round number of mm in the corner at the lower right."""
    mm = scale_bar_mm(px_per_mm, box.width())
    if mm is None:
        return
    length = round(mm * px_per_mm)
    right, bottom = box.width() - _MARGIN_PX, box.height() - _MARGIN_PX
    painter.fillRect(right - length - 1, bottom - 5, length + 2, 5, BACKGROUND)
    painter.fillRect(right - length, bottom - 3, length, 2, _QUIET)
    painter.fillRect(right - length, bottom - 6, 1, 5, _QUIET)
    painter.fillRect(right - 1, bottom - 6, 1, 5, _QUIET)
    words = QRect(right - 120, bottom - 24, 120, 18)
    _draw_text(painter, words, Qt.AlignmentFlag.AlignRight, f"{mm:g} mm", _QUIET)


def scale_bar_mm(px_per_mm: float, width: int) -> float | None:
    """Return the round number of mm that fills up to a fifth of a plane `width` pixels wide.

    None where even the shortest is too long, or the longest is too short to be seen.
    """
    fitting = [mm for mm in _BAR_MM if mm * px_per_mm <= _BAR_SHARE * width]
    return fitting[-1] if fitting and fitting[-1] * px_per_mm >= 8 else None


def paint_frame(painter: QPainter, box: QRect) -> None:
    """Paint the frame of the plane that the keys go to."""
    painter.setPen(QPen(_ACTIVE, 1))
    painter.drawRect(box.adjusted(0, 0, -1, -1))


def _draw_text(painter: QPainter, box: QRect, where: Qt.AlignmentFlag, text: str, ink: QColor) -> None:
    """Draw text that can be read on black and on white: with a dark rim."""
    ratio = painter.device().devicePixelRatioF()
    words = _rimmed(text, painter.font().toString(), ink.rgba(), ratio)
    size = words.deviceIndependentSize().toSize()
    place = QStyle.alignedRect(Qt.LayoutDirection.LeftToRight, where, size, box.adjusted(-1, -1, 1, 1))
    painter.drawPixmap(place.topLeft(), words)


@lru_cache(maxsize=256)
def _rimmed(text: str, font: str, ink: int, ratio: float) -> QPixmap:
    """Return text as a picture with room for the rim; drawing it takes a tenth of drawing text five times."""
    face = QFont()
    face.fromString(font)
    room = QFontMetrics(face).size(Qt.TextFlag.TextSingleLine, text) + QSize(2, 2)
    words = QPixmap(room * ratio)
    words.setDevicePixelRatio(ratio)
    words.fill(Qt.GlobalColor.transparent)
    painter = QPainter(words)
    painter.setFont(face)
    inner = QRect(QPoint(1, 1), room - QSize(2, 2))
    for right, down, colour in ((-1, 0, _RIM), (1, 0, _RIM), (0, -1, _RIM), (0, 1, _RIM), (0, 0, ink)):
        painter.setPen(QColor.fromRgba(colour))
        painter.drawText(inner.translated(right, down), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return words


def _image(pixels: Pixels, form: QImage.Format) -> QImage:
    rows, columns = pixels.shape
    return QImage(pixels.data, columns, rows, 4 * columns, form)
