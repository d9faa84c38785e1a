"""The image under the labels: T1 and T2, black and white level, colours, and how the planes are arranged."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.panels.parts import NumberBox, heading, muted
from app.session.session import Session
from app.session.view_state import ColourMap, Layout, Window
from app.session.viewing import Viewing
from isegcore.data.subject import Modality

_Choice = TypeVar("_Choice", bound=Enum)


class ImagePanel(QWidget):
    """Every choice about the image that the mouse cannot make, or not to the digit.

    Signals:
        region_requested: Black and white are to be taken from a rectangle, or not after all.
    """

    region_requested = Signal()

    def __init__(self, session: Session, viewing: Viewing) -> None:
        super().__init__()
        self._session = session
        self._viewing = viewing
        self._shown: object = None
        self.choices = {modality: QPushButton(modality.value) for modality in Modality}
        self.mix = _slider(tr("Mix of T1 and T2"), tr("From T1 alone to T2 alone"))
        self.low_box = _number(tr("Black"), tr("Intensity shown black, and all below it"))
        self.high_box = _number(tr("White"), tr("Intensity shown white, and all above it"))
        self.width_box = _number(tr("Window"), tr("Range of intensities from black to white"))
        self.level_box = _number(tr("Level"), tr("Intensity shown as middle grey"))
        self.auto = _button(tr("Auto"), tr("All but 0.1 % of the brain's voxels at either end"))
        self.region = _button(tr("From Region"), tr("Drag a rectangle over what shall fill the range"))
        self.region.setCheckable(True)
        self.colours = _choice(ColourMap, tr("Colours of the image"))
        self.layouts = _choice(Layout, tr("Layout of the planes"))
        self.smooth = QCheckBox(tr("Smooth pixels"))
        self.smooth.setToolTip(tr("Interpolate between voxels, or show each as a block"))
        self._lay_out()
        self._connect()
        viewing.changed.connect(self.refresh)
        self.refresh()

    def show_region_chosen(self, chosen: bool) -> None:
        """Tell whether a rectangle is waited for."""
        self.region.setChecked(chosen)

    def refresh(self) -> None:
        """Show the numbers of the image on screen."""
        images, state = self._session.opened, self._viewing.state
        self.setEnabled(images is not None)
        if images is None:
            self._shown = None
            return
        shown = state.shown_of(images.subject)
        looks = (state.blend, state.windows[shown], state.colour_map, state.layout, state.smooth)
        if (images, shown, looks) == self._shown:  # the crosshair moves a hundred times a second
            return
        self._shown = (images, shown, looks)
        both = len(images.subject.images) > 1
        for modality, button in self.choices.items():
            button.setEnabled(modality in images.subject.images)
            button.setChecked(modality is shown)
        self.mix.setEnabled(both)
        _set_quietly(self.mix, round(100 * state.t2_share) if both else 100 * (shown is Modality.T2))
        self._show_window(state.windows[shown], images.windows[shown])
        self.colours.setCurrentIndex(list(ColourMap).index(state.colour_map))
        self.layouts.setCurrentIndex(list(Layout).index(state.layout))
        self.smooth.setChecked(state.smooth)

    def _show_window(self, window: Window, auto: Window) -> None:
        for box, value in (
            (self.low_box, window.low),
            (self.high_box, window.high),
            (self.width_box, window.width),
            (self.level_box, window.level),
        ):
            box.setDecimals(0 if auto.width >= 100 else 3)
            box.setSingleStep(auto.width / 50)
            _set_quietly(box, value)
        self.auto.setEnabled(window != auto)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(heading(tr("Image")))
        head.addStretch()
        for button in self.choices.values():
            head.addWidget(button)
        form = QFormLayout()
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(muted(tr("Mix")), _row(muted("T1"), self.mix, muted("T2")))
        form.addRow(muted(tr("Black")), self.low_box)
        form.addRow(muted(tr("White")), self.high_box)
        form.addRow(muted(tr("Window")), self.width_box)
        form.addRow(muted(tr("Level")), self.level_box)
        form.addRow("", _row(self.auto, self.region))
        form.addRow(muted(tr("Colours")), self.colours)
        form.addRow("", self.smooth)
        form.addRow(muted(tr("Layout")), self.layouts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(form)

    def _connect(self) -> None:
        viewing = self._viewing
        group = QButtonGroup(self)
        for modality, button in self.choices.items():
            button.setCheckable(True)
            button.setProperty("compact", "true")
            button.setAccessibleName(tr("Show the {name} image").format(name=modality.value))
            button.clicked.connect(lambda _checked=False, m=modality: viewing.set(modality=m, blend=0.0))
            group.addButton(button)
        self.mix.valueChanged.connect(lambda share: viewing.change(lambda s: s.with_mix(share / 100)))
        for box in (self.low_box, self.high_box):
            box.valueChanged.connect(self._choose_ends)
        for box in (self.width_box, self.level_box):
            box.valueChanged.connect(self._choose_width)
        self.auto.clicked.connect(viewing.reset_window)
        self.region.clicked.connect(self.region_requested)
        self.colours.activated.connect(lambda n: viewing.set(colour_map=list(ColourMap)[n]))
        self.layouts.activated.connect(lambda n: viewing.set(layout=list(Layout)[n], enlarged=None))
        self.smooth.clicked.connect(lambda smooth: viewing.set(smooth=smooth))

    def _choose_ends(self) -> None:
        """Take both ends; the one that was not typed gives way where they would cross."""
        low, high = self.low_box.value(), self.high_box.value()
        step = max(self.low_box.singleStep(), 1e-6)
        if high <= low:
            low, high = (low, low + step) if self.sender() is self.low_box else (high - step, high)
        self._choose(Window(low, high))

    def _choose_width(self) -> None:
        self._choose(Window.of(self.width_box.value(), self.level_box.value()))

    def _choose(self, window: Window) -> None:
        images = self._session.opened
        if images is not None:
            shown = self._viewing.state.shown_of(images.subject)
            self._viewing.change(lambda s: s.with_window(shown, window))


def _number(name: str, tip: str) -> NumberBox:
    box = NumberBox(name, -1e7, 1e7)
    box.setMinimumWidth(70)
    box.setToolTip(tip)
    return box


def _slider(name: str, tip: str) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(0, 100)
    slider.setPageStep(10)
    slider.setAccessibleName(name)
    slider.setToolTip(tip)
    return slider


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("compact", "true")
    button.setToolTip(tip)
    return button


def _choice(kinds: type[_Choice], name: str) -> QComboBox:
    box = QComboBox()
    box.addItems([tr(kind.value) for kind in kinds])
    box.setAccessibleName(name)
    box.setToolTip(name)
    return box


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget, int(not isinstance(widget, QPushButton) and widget.focusPolicy() != 0))
    return row


def _set_quietly(control: QSlider | QDoubleSpinBox, value: float) -> None:
    """Show a value without acting on it."""
    control.blockSignals(True)
    control.setValue(value)  # type: ignore[arg-type]
    control.blockSignals(False)
