"""What an export could not do, file by file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.language import tr
from isegcore.errors import IsegError

_MOST = 12


def show_outcome(parent: QWidget, words: str, problems: Sequence[IsegError]) -> None:
    """Tell, without blocking, what was written and what could not be."""
    title = tr("{count} could not be exported.").format(count=len(problems))
    box = QMessageBox(QMessageBox.Icon.Warning, "iSeg Desktop", title, parent=parent)
    box.setObjectName("export problems")
    box.setTextFormat(Qt.TextFormat.PlainText)
    lines = [str(problem) for problem in problems]
    more = [tr("and {count} more").format(count=len(lines) - _MOST)] if len(lines) > _MOST else []
    box.setInformativeText("\n\n".join([*lines[:_MOST], *more, f"{words}."]))
    box.setDetailedText("\n".join(lines))
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.finished.connect(box.deleteLater)
    box.open()
