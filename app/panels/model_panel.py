"""Which model Segment uses, and the way to another."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.language import tr
from app.panels.parts import Elided, heading
from app.session.model_choice import ModelChoice


class ModelPanel(QWidget):
    """The name of the model, and a button.

    Signals:
        choose_requested: Another one is wanted.
    """

    choose_requested = Signal()

    def __init__(self, model: ModelChoice) -> None:
        super().__init__()
        self._model = model
        self.name = Elided("plain")
        self.button = QPushButton(tr("Choose…"))
        self.button.setProperty("compact", "true")
        self.button.setAccessibleName(tr("Choose the model"))
        self.button.clicked.connect(self.choose_requested)
        head = QHBoxLayout()
        head.addWidget(heading(tr("Model")))
        head.addStretch()
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.name)
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the name."""
        self.name.setText(self._model.label)
        self.name.setToolTip(self._model.current)
        self.button.setToolTip(
            tr("Segment uses {label}; choose another model").format(label=self._model.label)
        )
