"""A line of the subject list: the name, whether there is a note, and a badge of its own shape and colour."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.language import tr
from app.session.session import Status

STATUS = Qt.ItemDataRole.UserRole + 1
NOTED = Qt.ItemDataRole.UserRole + 2
_ROW_PX = 32
_SHAPE_PX = 9.0
_COLOURS = {
    Status.TO_DO: "#7c8898",
    Status.LABELLED: "#8a6fb8",
    Status.RUNNING: "#c98a12",
    Status.DONE: "#0f8a6a",
    Status.EDITED: "#1f6fb5",
    Status.REVIEWED: "#2c7a1f",
    Status.FLAGGED: "#b0447a",
    Status.PROBLEM: "#cc4b3c",
}
# Strokes through a square of 1 by 1, from the top left corner.
_LINES: Mapping[Status, tuple[tuple[tuple[float, float], ...], ...]] = MappingProxyType(
    {
        Status.LABELLED: (((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5), (0.5, 0.0)),),
        Status.RUNNING: (((0.1, 0.0), (0.9, 0.5), (0.1, 1.0), (0.1, 0.0)),),
        Status.EDITED: (((0.0, 1.0), (0.1, 0.7), (0.75, 0.0), (1.0, 0.25), (0.3, 0.9), (0.0, 1.0)),),
        Status.REVIEWED: (((0.0, 0.55), (0.35, 0.95), (1.0, 0.1)),),
        Status.FLAGGED: (((0.1, 1.1), (0.1, 0.0), (1.0, 0.3), (0.1, 0.6)),),
        Status.PROBLEM: (((0.0, 0.0), (1.0, 1.0)), ((1.0, 0.0), (0.0, 1.0))),
    }
)

_Index = QModelIndex | QPersistentModelIndex


class Badges(QStyledItemDelegate):
    """Draws the lines of the list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of a line."""
        return QSize(80, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw name and badge."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        palette: QPalette = option.palette
        row = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase))
            painter.drawRoundedRect(row, 5, 5)
        dark = palette.text().color().lightness() > 128
        taken = _paint_badge(painter, row, index.data(STATUS), dark=dark)
        if index.data(NOTED):
            taken += _paint_note(painter, row.adjusted(0, 0, -taken - 12, 0), palette)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        font: QFont = QFont(option.font)
        font.setBold(chosen)
        painter.setFont(font)
        room = row.adjusted(8, 0, -taken - 14, 0)
        name = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideMiddle, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()


def _paint_badge(painter: QPainter, row: QRectF, status: Status, *, dark: bool) -> float:
    """Draw the badge at the right of the row and return its width."""
    font = QFont(painter.font())
    font.setPointSizeF(font.pointSizeF() * 0.85)
    painter.setFont(font)
    words = painter.fontMetrics().horizontalAdvance(tr(status.value))
    width, height = words + _SHAPE_PX + 20, painter.fontMetrics().height() + 3
    colour = QColor(_COLOURS[status])
    if dark:
        colour = colour.lighter(150)
    box = QRectF(row.right() - width - 6, row.center().y() - height / 2, width, height)
    tint = QColor(colour)
    tint.setAlpha(40)
    painter.setBrush(tint)
    painter.drawRoundedRect(box, height / 2, height / 2)
    shape = QRectF(box.left() + 7, box.center().y() - _SHAPE_PX / 2, _SHAPE_PX, _SHAPE_PX)
    _paint_shape(painter, shape, status, colour)
    painter.setPen(colour)
    painter.drawText(box.adjusted(_SHAPE_PX + 12, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, tr(status.value))
    painter.setPen(Qt.PenStyle.NoPen)
    return float(width)


def _paint_shape(painter: QPainter, box: QRectF, status: Status, colour: QColor) -> None:
    """Draw what tells a status without its colour."""
    pen = QPen(colour, 1.4)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(colour if status is Status.DONE else Qt.BrushStyle.NoBrush)
    if status in (Status.TO_DO, Status.DONE):
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    for line in _LINES.get(status, ()):
        path = QPainterPath()
        first, *others = (box.topLeft() + QPointF(x * box.width(), y * box.height()) for x, y in line)
        path.moveTo(first)
        for point in others:
            path.lineTo(point)
        painter.drawPath(path)


def _paint_note(painter: QPainter, room: QRectF, palette: QPalette) -> float:
    """Draw a small sheet at the right of the room and return the width that it takes."""
    painter.setPen(QPen(palette.color(QPalette.ColorRole.PlaceholderText), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    sheet = QRectF(room.right() - 10, room.center().y() - 5.5, 9, 11)
    painter.drawRect(sheet)
    for down in (3.5, 6.5):
        painter.drawLine(sheet.topLeft() + QPointF(2, down), sheet.topLeft() + QPointF(7, down))
    painter.setPen(Qt.PenStyle.NoPen)
    return 16.0
