"""Everything that can be done, under a line to type a few letters of it: the command palette."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.actions.action import Action
from app.actions.search import found, menu_title, native_keys, plain_title
from app.language import tr
from app.panels.parts import resize_on_screen

_SIZE = (720, 440)
_ID = Qt.ItemDataRole.UserRole
_TO_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Palette(QDialog):
    """Finds an action and does it.

    Signals:
        chosen: Id of the action.
    """

    chosen = Signal(str)

    def __init__(self, actions: Sequence[Action], is_enabled: Callable[[str], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setWindowTitle(tr("Commands"))
        resize_on_screen(self, *_SIZE)
        self._actions, self._is_enabled = actions, is_enabled
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("Type a few letters of a command"))
        self.words.setAccessibleName(tr("Search commands"))
        self.words.setClearButtonEnabled(True)
        self.list = self._make_list()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(self.list)
        self.words.textChanged.connect(self._fill)
        self.words.installEventFilter(self)
        self.list.itemActivated.connect(lambda item: self._choose(item.row()))
        self.list.itemClicked.connect(lambda item: self._choose(item.row()))
        self.finished.connect(self.deleteLater)
        self._fill("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list, and choose from it, with the keys pressed in the line above."""
        if watched is self.words and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in _TO_LIST:
                self.list.event(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentRow())
                return True
        return super().eventFilter(watched, event)

    def _make_list(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setAccessibleName(tr("Commands"))
        table.horizontalHeader().setVisible(False)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        table.verticalHeader().setVisible(False)
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setTabKeyNavigation(False)
        return table

    def _fill(self, query: str) -> None:
        actions = found(query, self._actions)
        if not query.strip():  # what is possible now comes first, for want of anything better
            actions.sort(key=lambda action: not self._is_enabled(action.id))
        self.list.setRowCount(len(actions))
        for row, action in enumerate(actions):
            enabled = self._is_enabled(action.id)
            title = plain_title(action) if enabled else f"{plain_title(action)} – {action.needs}"
            for column, text in enumerate((title, menu_title(action.menu), native_keys(action))):
                self.list.setItem(row, column, _cell(action, text, enabled=enabled))
        if actions:
            self.list.setCurrentCell(0, 0)

    def _choose(self, row: int) -> None:
        item = self.list.item(row, 0)
        if item is not None and self._is_enabled(item.data(_ID)):
            self.accept()
            self.chosen.emit(item.data(_ID))


def _cell(action: Action, text: str, *, enabled: bool) -> QTableWidgetItem:
    cell = QTableWidgetItem(text)
    cell.setData(_ID, action.id)
    cell.setToolTip(action.tip if enabled else "\n".join(filter(None, (action.tip, action.needs))))
    cell.setData(
        Qt.ItemDataRole.AccessibleTextRole,
        text if enabled else tr("{text}, not possible now").format(text=text),
    )
    if not enabled:
        cell.setFlags(Qt.ItemFlag.ItemIsSelectable)
    return cell
