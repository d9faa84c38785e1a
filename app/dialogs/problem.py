"""A known problem, told calmly: what is wrong, with which file, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.panels.parts import details
from isegcore.errors import IsegError


def show_problem(parent: QWidget, error: IsegError) -> None:
    """Show `error` in a box that does not block."""
    box = QMessageBox(QMessageBox.Icon.Warning, "iSeg Desktop", error.message, parent=parent)
    box.setObjectName("problem")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(details(error))
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.finished.connect(box.deleteLater)
    box.open()
