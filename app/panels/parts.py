"""The few small widgets that panels are made of."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QLabel


def heading(text: str) -> QLabel:
    """Return the title of a panel."""
    return _label(text, "heading")


def title(text: str = "") -> QLabel:
    """Return a large title."""
    return _label(text, "title")


def muted(text: str = "", *, wrap: bool = False) -> QLabel:
    """Return text that stands back."""
    label = _label(text, "muted")
    label.setWordWrap(wrap)
    return label


def swatch(colour: tuple[int, int, int], size: QSize) -> QPixmap:
    """Return a square of a label's colour."""
    pixmap = QPixmap(size)
    pixmap.fill(QColor(*colour))
    return pixmap


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
