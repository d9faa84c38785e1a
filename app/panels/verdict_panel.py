"""What the user makes of the open subject: reviewed, flagged, and in words."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.language import tr
from app.panels.parts import heading, set_tip
from app.session.session import Session, Verdict

_TYPING_MS = 400
_LINES = 4


class VerdictPanel(QWidget):
    """Two switches and a note."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._key: str | None = None
        self._typed = False
        self.switches = {verdict: _switch(verdict) for verdict in Verdict}
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText(tr("Notes on this subject"))
        self.note.setAccessibleName(tr("Notes on this subject"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.note.fontMetrics().lineSpacing() * _LINES + 16)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.keep_note)
        self.note.textChanged.connect(self._type)
        self._lay_out()
        session.current_changed.connect(self.refresh)
        session.entry_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is known of the open subject; what is being typed stays."""
        entry = self._session.current
        if entry is None or entry.key != self._key:
            self.keep_note()
            self._key = None if entry is None else entry.key
            with QSignalBlocker(self.note):
                self.note.setPlainText("" if entry is None else entry.note)
        elif not self._typed and self.note.toPlainText() != entry.note:
            with QSignalBlocker(self.note):
                self.note.setPlainText(entry.note)
        for verdict, switch in self.switches.items():
            switch.setChecked(entry is not None and entry.verdict is verdict)
        self.setEnabled(entry is not None)

    def keep_note(self) -> None:
        """Hand over what has been typed."""
        typed, self._typed = self._typed, False
        self._typing.stop()
        if typed and self._key is not None:
            self._session.write_note(self._key, self.note.toPlainText())

    def _type(self) -> None:
        self._typed = True
        self._typing.start()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for verdict, switch in self.switches.items():
            row.addWidget(switch, 1)
            switch.clicked.connect(lambda checked, verdict=verdict: self._judge(verdict, checked))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading(tr("This subject")))
        column.addLayout(row)
        column.addWidget(self.note)

    def _judge(self, verdict: Verdict, checked: bool) -> None:
        if self._key is not None:
            self._session.judge(self._key, verdict if checked else None)


def _switch(verdict: Verdict) -> QPushButton:
    button = QPushButton(tr(verdict.value))
    button.setCheckable(True)
    button.setProperty("compact", True)
    button.setAccessibleName(tr("This subject: {verdict}").format(verdict=tr(verdict.value)))
    tips = {
        Verdict.REVIEWED: tr("The labels are right"),
        Verdict.FLAGGED: tr("Something is to be looked at again"),
    }
    set_tip(button, tips[verdict], f"verdict.{verdict.name.lower()}")
    return button
