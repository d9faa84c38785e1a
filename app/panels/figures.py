"""A row of numbers, each under its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.panels.parts import muted, swatch

_SWATCH = QSize(9, 9)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in words, its name, and the colour it has elsewhere, if it has one."""

    name: str
    value: str
    colour: tuple[int, int, int] | None = None


class Figures(QWidget):
    """The row; it keeps its height while it is empty."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: list[_Cell] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(32)
        self._row.addStretch()
        self.setFixedHeight(_Cell().sizeHint().height())

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show these instead of those before."""
        while len(self._cells) < len(figures):
            self._cells.append(_Cell())
            self._row.insertWidget(len(self._cells) - 1, self._cells[-1])
        for number, cell in enumerate(self._cells):
            cell.setVisible(number < len(figures))
            if number < len(figures):
                cell.show_figure(figures[number])


class _Cell(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._swatch = QLabel()
        self._name = muted()
        self._value = QLabel("0")
        self._value.setProperty("role", "figure")
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._swatch)
        head.addWidget(self._name)
        head.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addLayout(head)
        column.addWidget(self._value)

    def show_figure(self, figure: Figure) -> None:
        self._swatch.setVisible(figure.colour is not None)
        if figure.colour is not None:
            self._swatch.setPixmap(swatch(figure.colour, _SWATCH))
        self._name.setText(figure.name)
        self._value.setText(figure.value)
        self._value.setAccessibleName(f"{figure.name} {figure.value}")
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
