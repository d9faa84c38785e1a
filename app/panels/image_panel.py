"""Which image is shown, and its black and white level."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.panels.parts import heading, muted
from app.session.session import Session
from app.session.view_state import Window
from app.session.viewing import Viewing
from app.viewer.scene import shown_modality
from isegcore.data.subject import Modality


class ImagePanel(QWidget):
    """T1 or T2; window and level, by number."""

    def __init__(self, session: Session, viewing: Viewing) -> None:
        super().__init__()
        self._session = session
        self._viewing = viewing
        self.choices = {modality: QPushButton(modality.value) for modality in Modality}
        self.width_box = _number("Window", "Range of intensities from black to white")
        self.level_box = _number("Level", "Intensity shown as middle grey")
        self.auto = QPushButton("Auto")
        self.auto.setProperty("compact", "true")
        self.auto.setToolTip("All but 0.1 % of the brain's voxels at either end")
        self.auto.clicked.connect(self._choose_auto)
        for box in (self.width_box, self.level_box):
            box.valueChanged.connect(self._choose_numbers)
        self._lay_out()
        viewing.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the numbers of the image on screen."""
        images = self._session.opened
        self.setEnabled(images is not None)
        if images is None:
            return
        shown = shown_modality(images.subject, self._viewing.state)
        for modality, button in self.choices.items():
            button.setEnabled(modality in images.subject.images)
            button.setChecked(modality is shown)
        window, auto = self._viewing.state.windows[shown], images.windows[shown]
        for box, value in ((self.width_box, window.width), (self.level_box, window.level)):
            box.blockSignals(True)
            box.setDecimals(0 if auto.width >= 100 else 3)
            box.setSingleStep(auto.width / 50)
            box.setValue(value)
            box.blockSignals(False)
        self.auto.setEnabled(window != auto)

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        head = QHBoxLayout()
        head.addWidget(heading("Image"))
        head.addStretch()
        for modality, button in self.choices.items():
            button.setCheckable(True)
            button.setProperty("compact", "true")
            button.setAccessibleName(f"Show the {modality.value} image")
            button.clicked.connect(lambda _checked=False, m=modality: self._viewing.set(modality=m))
            group.addButton(button)
            head.addWidget(button)
        form = QFormLayout()
        form.setVerticalSpacing(5)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(muted("Window"), self.width_box)
        level = QHBoxLayout()
        level.setSpacing(8)
        level.addWidget(self.level_box, 1)
        level.addWidget(self.auto)
        form.addRow(muted("Level"), level)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(form)

    def _choose_auto(self) -> None:
        images = self._session.opened
        if images is not None:
            shown = shown_modality(images.subject, self._viewing.state)
            self._viewing.change(lambda s: s.with_window(shown, images.windows[shown]))

    def _choose_numbers(self) -> None:
        images = self._session.opened
        if images is not None:
            shown = shown_modality(images.subject, self._viewing.state)
            window = Window.of(self.width_box.value(), self.level_box.value())
            self._viewing.change(lambda s: s.with_window(shown, window))


def _number(name: str, tip: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(-1e7, 1e7)
    box.setKeyboardTracking(False)
    box.setMinimumWidth(70)
    box.setAccessibleName(name)
    box.setToolTip(tip)
    return box
