"""The list of subjects, each with a badge that says where it stands."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.panels.parts import heading
from app.session.session import Entry, Session, Status

_KEY = Qt.ItemDataRole.UserRole
_STATUS = Qt.ItemDataRole.UserRole + 1
_ROW_PX = 32
_COLOURS = {
    Status.TO_DO: "#7c8898",
    Status.LABELLED: "#8a6fb8",
    Status.RUNNING: "#c98a12",
    Status.DONE: "#0f8a6a",
    Status.EDITED: "#1f6fb5",
    Status.PROBLEM: "#cc4b3c",
}

_Index = QModelIndex | QPersistentModelIndex


class SubjectsPanel(QWidget):
    """The subjects of the session.

    Signals:
        chosen: Key of the subject the user picked.
    """

    chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._title = heading("Subjects")
        self.list = QListWidget()
        self.list.setAccessibleName("Subjects")
        self.list.setItemDelegate(_Badges(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self.list)
        self.list.currentItemChanged.connect(self._picked)
        session.entries_changed.connect(self._fill)
        session.entry_changed.connect(self._refresh)
        session.current_changed.connect(self._follow)

    def _fill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for entry in self._session.entries:
            item = QListWidgetItem(entry.files.id)
            item.setData(_KEY, entry.key)
            self.list.addItem(item)
            _describe(item, entry)
        self.list.blockSignals(False)
        count = len(self._session.entries)
        self._title.setText(f"Subjects  {count}" if count > 1 else "Subjects")
        self._follow()

    def _refresh(self, key: str) -> None:
        for item in self._items():
            entry = self._session.entry(key)
            if entry is not None and item.data(_KEY) == key:
                _describe(item, entry)

    def _follow(self) -> None:
        current = self._session.current
        self.list.blockSignals(True)
        self.list.setCurrentRow(-1)
        for item in self._items():
            if current is not None and item.data(_KEY) == current.key:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _picked(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_KEY))


def _describe(item: QListWidgetItem, entry: Entry) -> None:
    status = entry.status
    item.setData(_STATUS, status)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.files.id}, {status.value}")
    files = "\n".join(f"{modality.value}: {path}" for modality, path in entry.files.images.items())
    about = ", ".join(f"{name} {value}" for name, value in entry.files.about)
    earlier = "\n".join(f"Segmented before: {path}" for path in entry.files.results)
    problem = entry.problem.message if entry.problem is not None else ""
    item.setToolTip("\n".join(filter(None, (problem, about, files, earlier))))


class _Badges(QStyledItemDelegate):
    """Draws name and badge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        palette: QPalette = option.palette
        row = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase))
            painter.drawRoundedRect(row, 5, 5)
        badge = self._paint_badge(
            painter, row, index.data(_STATUS), dark=palette.text().color().lightness() > 128
        )
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        font: QFont = QFont(option.font)
        font.setBold(chosen)
        painter.setFont(font)
        room = row.adjusted(8, 0, -badge - 14, 0)
        name = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideMiddle, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def _paint_badge(self, painter: QPainter, row: QRectF, status: Status, *, dark: bool) -> float:
        """Draw the badge at the right of the row and return its width."""
        font = QFont(painter.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(status.value) + 14
        height = painter.fontMetrics().height() + 3
        colour = QColor(_COLOURS[status])
        if dark:
            colour = colour.lighter(150)
        box = QRectF(row.right() - width - 6, row.center().y() - height / 2, width, height)
        tint = QColor(colour)
        tint.setAlpha(40)
        painter.setBrush(tint)
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(colour)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, status.value)
        painter.setPen(Qt.PenStyle.NoPen)
        return float(width)
