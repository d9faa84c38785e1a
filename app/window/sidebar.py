"""The column at the left: the subjects, and the model that segments them."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

_LEAST_PX = 220


def make_sidebar(subjects: QWidget, model: QWidget) -> QFrame:
    """Return the column; the subjects take what height is left."""
    sidebar = QFrame()
    sidebar.setObjectName("sidebar")
    sidebar.setMinimumWidth(_LEAST_PX)
    column = QVBoxLayout(sidebar)
    column.setContentsMargins(12, 12, 12, 12)
    column.setSpacing(18)
    column.addWidget(subjects, 1)
    column.addWidget(model)
    return sidebar
