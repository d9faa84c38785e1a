"""A question with a few answers, each of which does something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer.

    Attributes:
        text: On its button.
        then: What it does.
        destroys: Whether something is lost by it.
    """

    text: str
    then: Callable[[], None] = lambda: None
    destroys: bool = False


def ask(parent: QWidget, name: str, question: str, details: str, *answers: Answer) -> QMessageBox:
    """Ask, without blocking; Escape gives the last answer, Return the first that destroys nothing."""
    box = QMessageBox(QMessageBox.Icon.Question, "iSeg Desktop", question, parent=parent)
    box.setObjectName(name)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(details)
    role = QMessageBox.ButtonRole
    harmless = next((answer for answer in answers if not answer.destroys), answers[-1])
    for answer in answers:
        last = answer is answers[-1]
        kind = role.RejectRole if last else role.DestructiveRole if answer.destroys else role.AcceptRole
        button = box.addButton(answer.text, kind)
        button.clicked.connect(answer.then)
        if answer is harmless:
            box.setDefaultButton(button)
        if last:
            box.setEscapeButton(button)
    box.finished.connect(box.deleteLater)
    box.open()
    return box
