"""A small plot of a few curves over one axis, painted in the window's colours."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

_HEIGHT_PX = 130
_LEFT_PX, _BOTTOM_PX, _TOP_PX, _RIGHT_PX = 8, 32, 6, 8
_LEGEND_PX = 16


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through points of growing x; where y is not a number it is broken.

    Attributes:
        colour: RGB; None is the colour of text.
        dashed: Whether it is drawn in dashes, to tell it from another without colours.
    """

    name: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    colour: tuple[int, int, int] | None = None
    dashed: bool = False


class PlotView(QWidget):
    """Curves that fill the height there is; only the x axis has numbers."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._curves: tuple[Curve, ...] = ()
        self._label = ""
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a size that fits a side page."""
        return QSize(220, _HEIGHT_PX)

    def show_curves(self, curves: Sequence[Curve], label: str) -> None:
        """Draw these curves over an axis with this label."""
        self._curves, self._label = tuple(curves), label
        self.setAccessibleDescription(f"{label}: {', '.join(curve.name for curve in curves)}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axis, curves and names."""
        painter = QPainter(self)
        box = QRect(
            _LEFT_PX,
            _TOP_PX + _LEGEND_PX,
            max(1, self.width() - _LEFT_PX - _RIGHT_PX),
            max(1, self.height() - _TOP_PX - _LEGEND_PX - _BOTTOM_PX),
        )
        spans = _spans(self._curves)
        if spans is None:
            return
        (left, right), (low, high) = spans
        self._paint_axis(painter, box, left, right)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for curve in self._curves:
            painter.setPen(self._pen(curve))
            for part in _parts(curve):
                painter.drawPolyline(
                    QPolygonF(
                        [
                            QPointF(
                                box.left() + box.width() * (x - left) / (right - left),
                                box.bottom() - box.height() * (y - low) / (high - low),
                            )
                            for x, y in part
                        ]
                    )
                )
        self._paint_names(painter, box)

    def _paint_axis(self, painter: QPainter, box: QRect, left: float, right: float) -> None:
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        words = QRectF(box.left(), box.bottom() + 3, box.width(), _BOTTOM_PX)
        flag = Qt.AlignmentFlag
        painter.drawText(words, flag.AlignLeft | flag.AlignTop, f"{left:.4g}")
        painter.drawText(words, flag.AlignRight | flag.AlignTop, f"{right:.4g}")
        painter.drawText(words, flag.AlignHCenter | flag.AlignTop, self._label)

    def _paint_names(self, painter: QPainter, box: QRect) -> None:
        x = box.left()
        for curve in self._curves:
            painter.setPen(self._pen(curve))
            painter.drawLine(x, _TOP_PX + 6, x + 14, _TOP_PX + 6)
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            width = painter.fontMetrics().horizontalAdvance(curve.name)
            painter.drawText(QRect(x + 18, _TOP_PX - 3, width + 4, 18), 0, curve.name)
            x += width + 34

    def _pen(self, curve: Curve) -> QPen:
        colour = QColor(*curve.colour) if curve.colour else self.palette().color(QPalette.ColorRole.Text)
        style = Qt.PenStyle.DashLine if curve.dashed else Qt.PenStyle.SolidLine
        return QPen(colour, 1.6, style)


def _parts(curve: Curve) -> list[list[tuple[float, float]]]:
    """Return the unbroken parts of a curve."""
    parts: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(curve.xs, curve.ys, strict=True):
        if math.isnan(y):
            parts.append([])
        else:
            parts[-1].append((x, y))
    return [part for part in parts if part]


def _spans(curves: Sequence[Curve]) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Return the range of x and of y, neither empty; None where there is nothing to draw."""
    points = [point for curve in curves for part in _parts(curve) for point in part]
    if not points:
        return None
    xs, ys = zip(*points, strict=True)
    left, right, low, high = min(xs), max(xs), min(ys), max(ys)
    return (left, right if right > left else left + 1), (low, high if high > low else low + 1)
