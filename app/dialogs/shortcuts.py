"""The keys of every action, to be changed; two actions with the same keys are not let through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.actions.action import Action
from app.actions.search import described, plain_title
from app.actions.shortcuts import Shortcuts, clashes
from app.language import tr
from app.panels.parts import problem_text, resize_on_screen

_SIZE = (620, 560)
_KEYS = 1


class ShortcutsDialog(QDialog):
    """Changes shortcuts when it is accepted.

    Args:
        shortcuts: The user's keys.
        actions: All actions with the program's own keys.
        parent: The window.
    """

    def __init__(self, shortcuts: Shortcuts, actions: Sequence[Action], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setWindowTitle(tr("Keyboard Shortcuts"))
        resize_on_screen(self, *_SIZE)
        self._shortcuts, self._actions = shortcuts, actions
        self._keys = {action.id: action.shortcuts for action in shortcuts.applied(actions)}
        self.list = self._make_list()
        self.problem = problem_text()
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.list)
        column.addLayout(self._make_editor())
        column.addWidget(self.problem)
        column.addWidget(self.buttons)
        self.list.currentCellChanged.connect(lambda *_: self._follow())
        self.list.setCurrentCell(0, 0)
        self._refresh()
        self.finished.connect(self.deleteLater)

    def accept(self) -> None:
        """Keep what is set."""
        usual = {action.id: action.shortcuts for action in self._actions}
        self._shortcuts.set({name: keys for name, keys in self._keys.items() if keys != usual[name]})
        super().accept()

    def _make_list(self) -> QTableWidget:
        table = QTableWidget(len(self._actions), 2)
        table.setAccessibleName(tr("Commands and their keys"))
        table.setHorizontalHeaderLabels([tr("Command"), tr("Keys")])
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(_KEYS, QHeaderView.ResizeMode.ResizeToContents)
        table.verticalHeader().setVisible(False)
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        for row, action in enumerate(self._actions):
            table.setItem(row, 0, QTableWidgetItem(described(action)))
        return table

    def _make_editor(self) -> QHBoxLayout:
        self.keys = QKeySequenceEdit()
        self.keys.setMaximumSequenceLength(1)
        self.keys.setClearButtonEnabled(True)
        self.keys.setAccessibleName(tr("Keys of the chosen command"))
        self.keys.keySequenceChanged.connect(self._set)
        label = QLabel(tr("&Press the keys:"))
        label.setBuddy(self.keys)
        self.usual, self.all_usual = QPushButton(tr("Usual Keys")), QPushButton(tr("All Usual Keys"))
        self.usual.clicked.connect(self._restore)
        self.all_usual.clicked.connect(self._restore_all)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.keys, 1)
        for button in (self.usual, self.all_usual):
            button.setAutoDefault(False)
            row.addWidget(button)
        return row

    @property
    def _current(self) -> Action:
        return self._actions[max(0, self.list.currentRow())]

    def _follow(self) -> None:
        """Show the keys of the chosen command in the editor."""
        keys = self._keys[self._current.id]
        self.keys.blockSignals(True)
        self.keys.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())
        self.keys.blockSignals(False)

    def _set(self, sequence: QKeySequence) -> None:
        text = sequence.toString(QKeySequence.SequenceFormat.PortableText)
        self._keys[self._current.id] = (text,) if text else ()
        self._refresh()

    def _restore(self) -> None:
        self._keys[self._current.id] = self._current.shortcuts
        self._follow()
        self._refresh()

    def _restore_all(self) -> None:
        self._keys = {action.id: action.shortcuts for action in self._actions}
        self._follow()
        self._refresh()

    def _refresh(self) -> None:
        """Show all keys, and which of them clash."""
        found = clashes(self._keys)
        titles = {action.id: plain_title(action) for action in self._actions}
        for row, action in enumerate(self._actions):
            clash = (
                tr("Also the keys of {title}").format(title=titles[found[action.id]])
                if action.id in found
                else ""
            )
            item = QTableWidgetItem(_shown(self._keys[action.id]) + (tr("  (twice)") if clash else ""))
            item.setToolTip(clash)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, clash)
            self.list.setItem(row, _KEYS, item)
        first = next(iter(found), None)
        self.problem.setText(
            tr("{one} and {other} have the same keys.").format(one=titles[first], other=titles[found[first]])
            if first is not None
            else ""
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not found)


def _shown(keys: Sequence[str]) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(key).toString(native) for key in keys)
