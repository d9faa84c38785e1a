"""The table of recorded runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.language import QT_TRANSLATE_NOOP, tr
from app.panels.job_bar import time_words
from app.panels.parts import swatch, table_of_rows
from app.session.run_history import RunRow

_Index = QModelIndex | QPersistentModelIndex
_SWATCH = QSize(10, 10)
_NAME, _VERSION = 0, 9


def _dice(name: str) -> Callable[[RunRow], str]:
    return lambda run: f"{run.metrics[name]:.3f}" if name in run.metrics else ""


def _version(run: RunRow) -> str:
    return tr("{version}  ★ champion").format(version=run.version) if run.is_champion else run.version


_COLUMNS: tuple[tuple[str, Callable[[RunRow], str]], ...] = (
    (QT_TRANSLATE_NOOP("", "Name"), lambda run: run.name),
    (QT_TRANSLATE_NOOP("", "Kind"), lambda run: tr(run.kind)),
    (QT_TRANSLATE_NOOP("", "Status"), lambda run: tr(run.status)),
    (QT_TRANSLATE_NOOP("", "Started"), lambda run: f"{run.started:%Y-%m-%d %H:%M}"),
    (QT_TRANSLATE_NOOP("", "Took"), lambda run: time_words(run.seconds)),
    ("Dice", _dice("val_dice")),
    ("CSF", _dice("val_dice_CSF")),
    ("GM", _dice("val_dice_GM")),
    ("WM", _dice("val_dice_WM")),
    (QT_TRANSLATE_NOOP("", "Version"), _version),
)


class RunsModel(QAbstractTableModel):
    """Runs, the newest first; those whose curves are drawn carry the colour of their line."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[RunRow, ...] = ()
        self._colours: Mapping[str, QColor] = {}

    def show_rows(self, rows: Sequence[RunRow]) -> None:
        """Show these runs."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def colour(self, colours: Mapping[str, QColor]) -> None:
        """Mark runs, by id."""
        self._colours = colours
        if self.rows:
            self.dataChanged.emit(self.index(0, _NAME), self.index(len(self.rows) - 1, _NAME))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own
        """Return how many runs there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802
        """Return a title."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return tr(_COLUMNS[section][0]) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows or looks like."""
        run = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[index.column()][1](run)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == _NAME:
            colour = self._colours.get(run.id)
            return None if colour is None else _mark(colour)
        if role == Qt.ItemDataRole.FontRole and index.column() == _VERSION and run.is_champion:
            font = QFont()
            font.setBold(True)
            return font
        return None


def _mark(colour: QColor) -> QIcon:
    """Return a square of the colour, in a selected row too."""
    square = swatch((colour.red(), colour.green(), colour.blue()), _SWATCH)
    icon = QIcon(square)
    icon.addPixmap(square, QIcon.Mode.Selected)
    return icon


def make_runs_table(model: RunsModel) -> QTableView:
    """Return the table."""
    return table_of_rows(model, tr("Recorded runs"), QAbstractItemView.SelectionMode.ExtendedSelection)
