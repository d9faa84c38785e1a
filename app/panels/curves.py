"""Curves over epochs, drawn by pyqtgraph in the window's colours. Imported when the first panel needs it."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.language import tr
from app.panels.parts import heading, muted

Colour = tuple[int, int, int]

_LEAST_CONTRAST = 3.0  # of a line against the ground, WCAG 2.2, 1.4.11
_LINE_PX = 2


@dataclass(frozen=True, slots=True)
class Series:
    """One curve.

    Attributes:
        name: As in the legend.
        colour: Of the line; made darker or lighter where the ground asks for it.
        points: Epochs and values, in order.
        dashed: Whether the line is broken.
    """

    name: str
    colour: Colour
    points: Sequence[tuple[float, float]]
    dashed: bool = False


class Curves(QFrame):
    """A titled chart with its legend above it."""

    def __init__(self, title: str, empty: str, *, legend: bool = True) -> None:
        """Make a chart.

        Args:
            title: What is drawn.
            empty: What to say while there is nothing to draw.
            legend: Whether the curves are named here.
        """
        super().__init__()
        self.setObjectName("card")
        self._series: tuple[Series, ...] = ()
        self.title = heading(title)
        self.setAccessibleName(title)
        self._head = QHBoxLayout()
        self._legend = QHBoxLayout()
        self._legend.setSpacing(14)
        self._has_legend = legend
        self._plot = pg.PlotWidget(enableMenu=False)
        self._empty = muted(empty)
        self._set_up()

    @property
    def series(self) -> tuple[Series, ...]:
        """Return what is drawn."""
        return self._series

    def show_series(self, series: Sequence[Series]) -> None:
        """Draw these curves instead of those before."""
        self._series = tuple(series)
        latest = [
            tr("{name} {value:.3f} in epoch {epoch}").format(name=s.name, value=y, epoch=x)
            for s, (x, y) in ((s, s.points[-1]) for s in series if s.points)
        ]
        self.setAccessibleDescription(", ".join(latest))
        self._redraw()

    def set_chooser(self, chooser: QWidget) -> None:
        """Put a control where the title is."""
        self._head.replaceWidget(self.title, chooser)
        self.title.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._redraw()

    def _set_up(self) -> None:
        item = self._plot.getPlotItem()
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        item.showGrid(x=False, y=True, alpha=0.12)
        item.getAxis("left").setWidth(44)
        self._plot.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setMinimumHeight(120)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._head.addWidget(self.title)
        self._head.addStretch()
        self._head.addLayout(self._legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 8)
        column.setSpacing(6)
        column.addLayout(self._head)
        column.addWidget(self._plot, 1)
        column.addWidget(self._empty, 1)

    def _redraw(self) -> None:
        drawn = [series for series in self._series if series.points]
        self._plot.setVisible(bool(drawn))
        self._empty.setVisible(not drawn)
        self._plot.clear()
        self._style_axes()
        for series in drawn:
            style = Qt.PenStyle.DashLine if series.dashed else Qt.PenStyle.SolidLine
            colour = seen_on(QColor(*series.colour), self.palette())
            x, y = zip(*series.points, strict=True)
            self._plot.plot(
                x,
                y,
                pen=pg.mkPen(colour, width=_LINE_PX, style=style),
                symbol="o" if len(x) < 40 else None,
                symbolSize=5,
                symbolBrush=colour,
                symbolPen=None,
                antialias=True,
            )
        if self._has_legend:
            self._fill_legend(drawn)

    def _style_axes(self) -> None:
        self._plot.setBackground(self.palette().color(QPalette.ColorRole.Base))
        line = self.palette().color(QPalette.ColorRole.Mid)
        words = self.palette().color(QPalette.ColorRole.PlaceholderText)
        for name in ("left", "bottom"):
            axis = self._plot.getPlotItem().getAxis(name)
            axis.setPen(pg.mkPen(line))
            axis.setTextPen(pg.mkPen(words))
            axis.setStyle(tickFont=self.font(), tickLength=0)
        last = max((x for series in self._series for x, _ in series.points), default=1)
        step = max(1, round(last / 8))
        ticks = [(epoch, str(epoch)) for epoch in range(0 if last > 8 else 1, int(last) + 1, step)]
        self._plot.getPlotItem().getAxis("bottom").setTicks([ticks])

    def _fill_legend(self, drawn: Sequence[Series]) -> None:
        while (item := self._legend.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for series in drawn:
            colour = seen_on(QColor(*series.colour), self.palette()).name()
            mark = "╌" if series.dashed else "━"
            entry = QLabel(f'<span style="color: {colour}">{mark}</span> {series.name}')
            entry.setProperty("role", "muted")
            self._legend.addWidget(entry)


def seen_on(colour: QColor, palette: QPalette) -> QColor:
    """Return the colour, darker or lighter if need be, so that a line of it stands out from the ground."""
    ground = palette.color(QPalette.ColorRole.Base)
    dark_ground = ground.lightness() < 128
    for _ in range(20):
        if _contrast(colour, ground) >= _LEAST_CONTRAST:
            break
        colour = colour.lighter(112) if dark_ground else colour.darker(112)
    return colour


def _contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    """Return the relative luminance as WCAG 2.2 defines it."""
    levels = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in levels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
