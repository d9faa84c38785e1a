"""The list of subjects, each with a badge that says where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.panels.badges import NOTED, STATUS, Badges
from app.panels.parts import heading
from app.session.session import Entry, Session

_KEY = Qt.ItemDataRole.UserRole


class SubjectsPanel(QWidget):
    """The subjects of the session.

    Signals:
        chosen: Key of the subject the user picked.
    """

    chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._title = heading(tr("Subjects"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Subjects"))
        self.list.setItemDelegate(Badges(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
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

    @property
    def selected(self) -> tuple[str, ...]:
        """Return the keys of the subjects that are selected, in the order of the list."""
        return tuple(item.data(_KEY) for item in self._items() if item.isSelected())

    def offer(self, actions: Iterable[QAction]) -> None:
        """Offer these in a menu at the mouse."""
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.list.addActions(list(actions))

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
        self._title.setText(tr("Subjects  {n}").format(n=count) if count > 1 else tr("Subjects"))
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
    item.setData(STATUS, status)
    item.setData(NOTED, bool(entry.note))
    note = [tr("with a note")] if entry.note else []
    spoken = ", ".join([entry.files.id, tr(status.value), *note])
    item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
    files = "\n".join(f"{modality.value}: {path}" for modality, path in entry.files.images.items())
    about = ", ".join(f"{name} {value}" for name, value in entry.files.about)
    before = tr("Segmented before: {path}")
    earlier = "\n".join(before.format(path=path) for path in entry.files.results)
    found = entry.problem or entry.result_problem
    problem = found.message if found is not None else ""
    item.setToolTip("\n".join(filter(None, (problem, entry.note, about, files, earlier))))
