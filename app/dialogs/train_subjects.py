"""The table of a folder's subjects: what each has, whether it can be used, which are held out."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.actions.data_check import Row
from app.language import QT_TRANSLATE_NOOP, tr
from app.panels.parts import details, problem_colour, table_of_rows
from isegcore.data.subject import Modality

_Index = QModelIndex | QPersistentModelIndex
_HELD_OUT = 0
_REMARK = 6
_THERE, _MISSING = "✓", "–"

_COLUMNS: tuple[tuple[str, str], ...] = (
    (QT_TRANSLATE_NOOP("", "Held out"), QT_TRANSLATE_NOOP("", "Validated on, and never trained on")),
    (QT_TRANSLATE_NOOP("", "Subject"), ""),
    ("T1", QT_TRANSLATE_NOOP("", "Whether there is a T1 image")),
    ("T2", QT_TRANSLATE_NOOP("", "Whether there is a T2 image")),
    (QT_TRANSLATE_NOOP("", "Label"), QT_TRANSLATE_NOOP("", "Whether there is a label image")),
    (QT_TRANSLATE_NOOP("", "Voxels"), QT_TRANSLATE_NOOP("", "Size of the images")),
    (QT_TRANSLATE_NOOP("", "Remark"), QT_TRANSLATE_NOOP("", "What stands in the way of using it")),
)


class SubjectsModel(QAbstractTableModel):
    """The rows of a `DataCheck`, with a tick for those that are held out.

    Signals:
        ticked: A subject's id, and whether it is to be held out.
    """

    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self._held_out: frozenset[str] = frozenset()

    def show_rows(self, rows: Sequence[Row], held_out: frozenset[str]) -> None:
        """Show these subjects."""
        same = [row.files.id for row in rows] == [row.files.id for row in self._rows]
        if not same:
            self.beginResetModel()
        self._rows, self._held_out = tuple(rows), held_out
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, _REMARK))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many subjects there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return a title or its explanation."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return {
            Qt.ItemDataRole.DisplayRole: tr(_COLUMNS[section][0]),
            Qt.ItemDataRole.ToolTipRole: tr(_COLUMNS[section][1]),
        }.get(Qt.ItemDataRole(role))

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let labelled subjects be ticked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        can_tick = index.column() == _HELD_OUT and self._rows[index.row()].files.label is not None
        return flags | Qt.ItemFlag.ItemIsUserCheckable if can_tick else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, says or looks like."""
        row = self._rows[index.row()]
        made: dict[int, Callable[[], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda: _cells(row)[index.column()],
            Qt.ItemDataRole.CheckStateRole: lambda: self._tick(row, index.column()),
            Qt.ItemDataRole.TextAlignmentRole: lambda: _alignment(index.column()),
            Qt.ItemDataRole.ForegroundRole: lambda: _colour(row, index.column()),
            Qt.ItemDataRole.ToolTipRole: lambda: _tip(row, index.column()),
            Qt.ItemDataRole.AccessibleTextRole: lambda: self._spoken(row, index.column()),
        }
        return made[role]() if role in made else None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand a tick on; the split decides what comes of it."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != _HELD_OUT:
            return False
        self.ticked.emit(self._rows[index.row()].files.id, Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def _tick(self, row: Row, column: int) -> Qt.CheckState | None:
        if column != _HELD_OUT or row.files.label is None:
            return None
        return Qt.CheckState.Checked if row.files.id in self._held_out else Qt.CheckState.Unchecked

    def _spoken(self, row: Row, column: int) -> str:
        if column == _HELD_OUT:
            return tr("held out") if row.files.id in self._held_out else tr("trained on")
        text = _cells(row)[column]
        return {_THERE: tr("there"), _MISSING: tr("missing")}.get(text, text)


def make_subjects_table(model: SubjectsModel) -> QTableView:
    """Return the table."""
    return table_of_rows(model, tr("Subjects of the folder"), QAbstractItemView.SelectionMode.SingleSelection)


def _cells(row: Row) -> tuple[str, ...]:
    there = [modality in row.files.images for modality in Modality] + [row.files.label is not None]
    size = " × ".join(map(str, row.check.shape)) if row.check is not None and row.check.shape else ""
    return ("", row.files.id, *(_THERE if part else _MISSING for part in there), size, _remark(row))


def _remark(row: Row) -> str:
    if row.problem is not None:
        return row.problem.message
    if row.files.label is None:
        return tr("No label; left out")
    return tr("Checking…") if row.check is None else ""


def _tip(row: Row, column: int) -> str | None:
    if column != _REMARK or row.check is None:
        return None
    if row.problem is not None:
        return f"{row.problem.message}\n{details(row.problem)}"
    return "\n".join(row.check.notes) or None


def _alignment(column: int) -> Qt.AlignmentFlag:
    middle = Qt.AlignmentFlag.AlignVCenter
    side = Qt.AlignmentFlag.AlignHCenter if 2 <= column <= 4 else Qt.AlignmentFlag.AlignLeft
    return middle | side


def _colour(row: Row, column: int) -> QColor | None:
    return problem_colour() if column == _REMARK and row.problem is not None else None
