"""The subjects of a pipeline: which are to be segmented, and how far each is."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.jobs.events import SubjectTold
from app.language import QT_TRANSLATE_NOOP, tr
from app.panels.parts import problem_colour
from isegcore.data.dataset import SubjectFiles
from isegcore.data.subject import Modality

_Index = QModelIndex | QPersistentModelIndex
_COLUMNS = (
    QT_TRANSLATE_NOOP("", "Subject"),
    QT_TRANSLATE_NOOP("", "Images"),
    QT_TRANSLATE_NOOP("", "State"),
    QT_TRANSLATE_NOOP("", "Progress"),
    QT_TRANSLATE_NOOP("", "Remark"),
)
PROGRESS_COLUMN = 3
_SHARE = Qt.ItemDataRole.UserRole
_STAGES = {
    "validate_data": QT_TRANSLATE_NOOP("", "Validating"),
    "inference": QT_TRANSLATE_NOOP("", "Segmenting"),
    "visualize_predictions": QT_TRANSLATE_NOOP("", "Drawing"),
}
_ENDED = {
    ("validate_data", "done"): QT_TRANSLATE_NOOP("", "Validated"),
    ("inference", "done"): QT_TRANSLATE_NOOP("", "Segmented"),
    ("inference", "kept"): QT_TRANSLATE_NOOP("", "Unchanged"),
    ("visualize_predictions", "done"): QT_TRANSLATE_NOOP("", "Done"),
    ("visualize_predictions", "kept"): QT_TRANSLATE_NOOP("", "Unchanged"),
}


class PipelineSubjects(QAbstractTableModel):
    """The subjects of a folder with a tick each, and what has been told of them.

    Signals:
        ticked: The choice has changed.
    """

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._subjects: tuple[SubjectFiles, ...] = ()
        self._left_out: set[str] = set()
        self._told: dict[str, SubjectTold] = {}
        self._locked = False

    @property
    def chosen(self) -> tuple[str, ...] | None:
        """Return the ids that are ticked; None if all are."""
        if not self._left_out:
            return None
        return tuple(files.id for files in self._subjects if files.id not in self._left_out)

    def show_subjects(self, subjects: Sequence[SubjectFiles]) -> None:
        """Show these subjects, all of them ticked."""
        self.beginResetModel()
        self._subjects, self._told, self._left_out = tuple(subjects), {}, set()
        self.endResetModel()
        self.ticked.emit()

    def set_locked(self, locked: bool) -> None:
        """Let nothing be ticked while a pipeline runs."""
        self._locked = locked

    def forget(self) -> None:
        """Forget what was told of an earlier run."""
        self._told = {}
        if self._subjects:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._subjects) - 1, len(_COLUMNS) - 1))

    def show_news(self, told: SubjectTold) -> None:
        """Show how far a subject is."""
        for row, files in enumerate(self._subjects):
            if files.id == told.subject:
                before = self._told.get(told.subject)
                if before is not None and before.state == "failed" and told.stage != before.stage:
                    return  # what stands in the way stays to be read
                self._told[told.subject] = told
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(_COLUMNS) - 1))

    def subject(self, row: int) -> str:
        """Return the id in a row; empty if there is no such row."""
        return self._subjects[row].id if 0 <= row < len(self._subjects) else ""

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many subjects there are."""
        return 0 if parent.isValid() else len(self._subjects)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return a title."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return tr(_COLUMNS[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let subjects be ticked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        can_tick = index.column() == 0 and not self._locked
        return flags | Qt.ItemFlag.ItemIsUserCheckable if can_tick else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows or looks like."""
        files = self._subjects[index.row()]
        told = self._told.get(files.id)
        made: dict[int, Callable[[], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda: _cells(files, told)[index.column()],
            Qt.ItemDataRole.CheckStateRole: lambda: self._tick(files.id, index.column()),
            Qt.ItemDataRole.ToolTipRole: lambda: _remark(files, told) or None,
            Qt.ItemDataRole.ForegroundRole: lambda: _colour(told),
            Qt.ItemDataRole.AccessibleTextRole: lambda: _spoken(files, told, index.column()),
            _SHARE: lambda: _share(told),
        }
        return made[role]() if role in made else None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a subject or leave it out."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != 0 or self._locked:
            return False
        wanted = Qt.CheckState(value) is Qt.CheckState.Checked
        change = self._left_out.discard if wanted else self._left_out.add
        change(self._subjects[index.row()].id)
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True

    def _tick(self, subject: str, column: int) -> Qt.CheckState | None:
        if column != 0:
            return None
        return Qt.CheckState.Unchecked if subject in self._left_out else Qt.CheckState.Checked


class ProgressBars(QStyledItemDelegate):
    """Draws a share as a bar."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw it over the cell's own ground."""
        super().paint(painter, option, index)
        share = index.data(_SHARE)
        palette: QPalette = option.palette
        room = QRectF(option.rect).adjusted(8, 0, -8, 0)
        groove = QRectF(room.left(), room.center().y() - 3, room.width(), 6)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase))
        painter.drawRoundedRect(groove, 3, 3)
        if share:
            groove.setWidth(max(6.0, groove.width() * share))
            failed = index.data(Qt.ItemDataRole.ForegroundRole)
            painter.setBrush(QColor(failed) if failed else palette.color(QPalette.ColorRole.Accent))
            painter.drawRoundedRect(groove, 3, 3)
        painter.restore()


def _cells(files: SubjectFiles, told: SubjectTold | None) -> tuple[str, ...]:
    return files.id, _images(files), _state(told), "", _remark(files, told)


def _spoken(files: SubjectFiles, told: SubjectTold | None, column: int) -> str:
    return f"{round(100 * _share(told))} %" if column == PROGRESS_COLUMN else _cells(files, told)[column]


def _colour(told: SubjectTold | None) -> QColor | None:
    return problem_colour() if told is not None and told.state == "failed" else None


def _images(files: SubjectFiles) -> str:
    there = [modality.value for modality in Modality if modality in files.images]
    return ", ".join([*there, *([tr("label")] if files.label is not None else [])])


def _state(told: SubjectTold | None) -> str:
    if told is None:
        return ""
    if told.state == "failed":
        return tr("Failed")
    if told.state == "running":
        return tr(_STAGES.get(told.stage, told.stage))
    return tr(_ENDED.get((told.stage, told.state), told.state.capitalize()))


def _remark(files: SubjectFiles, told: SubjectTold | None) -> str:
    """Return what is being done, or what there is to say of a subject."""
    return told.note if told is not None and told.note else files.problem


def _share(told: SubjectTold | None) -> float:
    """Return how full the bar is: of the step under way, or of all of it once a result is there."""
    if told is None or (told.stage == "validate_data" and told.state != "failed"):
        return 0.0
    return told.done if told.state == "running" else 1.0
