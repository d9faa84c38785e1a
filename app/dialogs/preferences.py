"""The preferences: a line for each field of the settings, made from what the field says of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import Field, fields, replace
from enum import Enum
from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.panels.parts import FIELD_PX, heading, problem_text
from app.session.preferences import Preferences
from app.settings import Settings, Value, about
from isegcore.errors import OptionError

_FIELD_WIDTH_PX = 300


class PreferencesDialog(QDialog):
    """Changes the settings when it is accepted."""

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preferences")
        self.setWindowTitle(tr("Preferences"))
        self._preferences = preferences
        self.controls: dict[str, QWidget] = {}
        self._read: dict[str, Callable[[], Value]] = {}
        self.problem = problem_text()
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(16)
        column.addLayout(self._make_form())
        column.addWidget(self.problem)
        column.addStretch()
        column.addLayout(self._make_buttons())
        self._show(preferences.current)
        self.finished.connect(self.deleteLater)

    def accept(self) -> None:
        """Keep what is set."""
        settings = self._settings()
        if settings is not None:
            self._preferences.set(settings)
            super().accept()

    def _make_form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        for group, members in groupby(fields(Settings), key=lambda each: about(each).group):
            head = heading(tr(group))
            head.setContentsMargins(0, 8, 0, 0)
            form.addRow(head)
            for each in members:
                self._add_row(form, each)
        return form

    def _add_row(self, form: QFormLayout, each: Field[Any]) -> None:
        control, told = self._make_control(each), about(each)
        control.setAccessibleName(tr(told.title))
        control.setAccessibleDescription(tr(told.tip))
        control.setToolTip(tr(told.tip))
        control.setMinimumHeight(FIELD_PX)
        self.controls[each.name] = control
        form.addRow("" if isinstance(control, QCheckBox) else tr(told.title), control)

    def _make_control(self, each: Field[Any]) -> QWidget:
        told, default = about(each), each.default
        if isinstance(default, bool):
            box = QCheckBox(tr(told.title))
            box.toggled.connect(self._check)
            self._read[each.name] = box.isChecked
            return box
        if isinstance(default, int):
            number = QSpinBox()
            number.setRange(told.low, told.high)
            number.setSuffix(f" {tr(told.unit)}")
            number.valueChanged.connect(self._check)
            self._read[each.name] = number.value
            return number
        if isinstance(default, Enum):
            choice = QComboBox()
            for one in type(default):
                choice.addItem(tr(str(one.value)), one)
            choice.currentIndexChanged.connect(self._check)
            self._read[each.name] = choice.currentData
            return choice
        line = QLineEdit()
        line.setPlaceholderText(tr(told.empty))
        line.setMinimumWidth(_FIELD_WIDTH_PX)
        line.textChanged.connect(self._check)
        self._read[each.name] = lambda: line.text().strip()
        return line

    def _make_buttons(self) -> QHBoxLayout:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.defaults = QPushButton(tr("Restore Defaults"))
        self.defaults.setAutoDefault(False)
        self.defaults.clicked.connect(lambda: self._show(Settings()))
        row = QHBoxLayout()
        row.addWidget(self.defaults)
        row.addStretch()
        row.addWidget(self.buttons)
        return row

    def _show(self, settings: Settings) -> None:
        for name, control in self.controls.items():
            value = getattr(settings, name)
            if isinstance(control, QCheckBox):
                control.setChecked(value)
            elif isinstance(control, QSpinBox):
                control.setValue(value)
            elif isinstance(control, QComboBox):
                control.setCurrentIndex(control.findData(value))
            elif isinstance(control, QLineEdit):
                control.setText(value)

    def _settings(self) -> Settings | None:
        """Return what is set, or say what is wrong with it."""
        values: dict[str, Any] = {name: read() for name, read in self._read.items()}
        try:
            settings = replace(self._preferences.current, **values)
        except OptionError as error:
            self.problem.setText(error.message)
            return None
        self.problem.setText("")
        return settings

    def _check(self) -> None:
        may_keep = self._settings() is not None
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(may_keep)
