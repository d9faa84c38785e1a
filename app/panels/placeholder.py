"""What is in the middle of the window while no images of its subjects are: a wait, or a problem."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from app.language import QT_TRANSLATE_NOOP, tr
from app.panels.parts import DISCLAIMER, details, muted, title
from app.session.session import Session

_WIDTH_PX = 520
_CHOOSE = QT_TRANSLATE_NOOP("", "Choose a subject from the list")


class Placeholder(QWidget):
    """A page of a few centred words, and buttons that lead on."""

    def __init__(self, session: Session, icon: QIcon) -> None:
        super().__init__()
        self._session = session
        self._icon = QLabel()
        self._icon.setPixmap(icon.pixmap(72, 72))
        self._title = title()
        self._words = muted(wrap=True)
        self.labels = (self._title, self._words)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.again = QPushButton(tr("Try Again"))
        self.remove = QPushButton(tr("Remove from List"))
        self.remove.setToolTip(tr("Take this subject off the list; its files stay as they are"))
        self._lay_out()
        session.current_changed.connect(self.refresh)
        session.entries_changed.connect(self.refresh)
        session.entry_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what there is to wait for or to do."""
        entry = self._session.current
        self._icon.setVisible(entry is None)
        for button in (self.again, self.remove):
            button.setVisible(entry is not None and entry.problem is not None)
        if entry is None:
            self._say(tr(_CHOOSE), "")
        elif entry.problem is not None:
            self._say(entry.problem.message, details(entry.problem))
        else:
            self._say(tr("Reading {name}…").format(name=entry.files.id), "")

    def _say(self, head: str, words: str) -> None:
        self._title.setText(head)
        self._words.setText(words)

    def _lay_out(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        text = QVBoxLayout()
        text.setSpacing(10)
        for label in self.labels:
            label.setWordWrap(True)
            label.setAlignment(middle)
            label.setMaximumWidth(_WIDTH_PX)  # no minimum: the window must not grow for it
            text.addWidget(label)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(2)
        column.addWidget(self._icon, 0, middle)
        column.addLayout(_centred(text, stretch=1))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.again)
        buttons.addWidget(self.remove)
        column.addLayout(_centred(buttons))
        column.addStretch(3)
        column.addWidget(muted(tr(DISCLAIMER)), 0, middle)


def _centred(layout: QLayout, stretch: int = 0) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch()
    row.addLayout(layout, stretch)
    row.addStretch()
    return row
