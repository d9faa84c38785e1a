"""A toolbar that gives up the words beside its icons where there is no room for them, rather than buttons."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMainWindow, QToolBar, QToolButton

from app.language import tr

_WORDED = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_ICON = Qt.ToolButtonStyle.ToolButtonIconOnly


class ToolRow(QToolBar):
    """Buttons in a row; those that matter most keep their words longest."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(tr("Toolbar"), window)
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setIconSize(QSize(18, 18))
        self.toggleViewAction().setVisible(False)
        self._worded: list[QToolButton] = []

    def add_button(self, button: QToolButton, *, worded: bool) -> None:
        """Append a button, with words beside its icon if there is room."""
        button.setIconSize(self.iconSize())
        button.setToolButtonStyle(_WORDED if worded else _ICON)
        if worded:
            self._worded.append(button)
        self.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many words as there is room for, from left to right."""
        super().resizeEvent(event)
        for button in self._worded:
            button.setToolButtonStyle(_WORDED)
        if (layout := self.layout()) is not None:
            layout.invalidate()
        missing = self.sizeHint().width() - self.width()
        for button in reversed(self._worded):
            if missing > 0 and button.property("primary") != "true":
                before = button.sizeHint().width()
                button.setToolButtonStyle(_ICON)
                missing -= before - button.sizeHint().width()
