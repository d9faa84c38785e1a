"""How the tools paint: label, brush, what may be painted over; and tidying a label as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.language import QT_TRANSLATE_NOOP, tr
from app.panels.parts import NumberBox, heading, muted, set_tip, swatch
from app.session.editing import Editing
from app.session.painting import NEAR_MM, PaintOver, Reach, ToolKind
from app.session.session import Session
from app.session.viewing import Viewing
from isegcore.editing.brush import SIZES, Brush, Tip, Unit
from isegcore.labels import Tissue

_SWATCH = QSize(10, 10)
# The core, whose words these are, speaks English.
_TIPS = {Tip.ROUND: QT_TRANSLATE_NOOP("", "Round"), Tip.SQUARE: QT_TRANSLATE_NOOP("", "Square")}
_UNITS = {Unit.VOXELS: QT_TRANSLATE_NOOP("", "voxels"), Unit.MM: QT_TRANSLATE_NOOP("", "mm")}
_SHORT = {
    Tissue.BACKGROUND: "∅",
    Tissue.CSF: "CSF",
    Tissue.GM: "GM",
    Tissue.WM: "WM",
}


class ToolsPanel(QWidget):
    """Settings of the tools, and of what the Edit menu does to a whole label.

    Signals:
        interpolate_requested, smooth_requested, islands_requested: The buttons for those.
    """

    interpolate_requested = Signal()
    smooth_requested = Signal()
    islands_requested = Signal()

    def __init__(self, session: Session, viewing: Viewing, editing: Editing) -> None:
        super().__init__()
        self._session, self._viewing, self._editing = session, viewing, editing
        self.labels = {label: self._make_label(label) for label in Tissue}
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.size_box = _number(tr("Brush size"), *SIZES, decimals=1)
        self.unit = _choice(tr("Unit of the brush size"), _UNITS.items())
        self.tips = {tip: self._make_tip(tip) for tip in Tip}
        self.solid = QCheckBox(tr("3D"))
        self.over = _choice(tr("Paint over"), ((over, over.value) for over in PaintOver))
        self.low = _number(tr("Threshold from"), -1e7, 1e7)
        self.high = _number(tr("Threshold to"), -1e7, 1e7)
        self.smooth_box = _number(tr("Smoothing in mm"), 0.1, 10.0, decimals=1, suffix=" mm")
        self.smooth_in = _choice(tr("Where to smooth"), ((reach, reach.value) for reach in Reach))
        self.island_box = _number(tr("Largest island in cubic mm"), 1.0, 1e6, suffix=" mm³")
        self.interpolate = QPushButton(tr("Interpolate slices"))
        self.smooth = QPushButton(tr("Smooth"))
        self.islands = QPushButton(tr("Remove islands"))
        self._connect()
        self._lay_out()
        editing.changed.connect(self.refresh)
        viewing.restyled.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the settings as they are."""
        painting = self._editing.painting
        brush = painting.brush
        blocked = [
            QSignalBlocker(box)
            for box in (self.slider, self.size_box, self.low, self.high, self.smooth_box, self.island_box)
        ]
        for label, button in self.labels.items():
            button.setChecked(label is painting.label)
            look = self._viewing.state.looks.get(label)
            if look is not None:
                button.setIcon(QIcon(swatch(look.colour, _SWATCH)))
        self.slider.setValue(round(brush.size))
        self.size_box.setValue(brush.size)
        self.unit.setCurrentIndex(self.unit.findData(brush.unit))
        for tip, button in self.tips.items():
            button.setChecked(tip is brush.tip)
        self.solid.setChecked(brush.solid)
        self.over.setCurrentIndex(self.over.findData(painting.over))
        for box, value in ((self.low, painting.low), (self.high, painting.high)):
            box.setEnabled(painting.tool is ToolKind.THRESHOLD)
            box.setValue(value)
        self.smooth_box.setValue(painting.smooth_mm)
        self.smooth_in.setCurrentIndex(self.smooth_in.findData(painting.smooth_in))
        self.island_box.setValue(painting.island_mm3)
        for button in (self.interpolate, self.smooth, self.islands):
            button.setEnabled(not self._editing.busy)
        self.setEnabled(self._session.opened is not None)
        del blocked

    def offer_range(self) -> None:
        """Have a range of intensities to begin with: the brighter half of the window of the image shown."""
        images, painting = self._session.opened, self._editing.painting
        if images is not None and painting.low == painting.high:
            window = self._viewing.state.windows[self._viewing.state.shown_of(images.subject)]
            self._editing.set(low=round(window.level, 3), high=round(window.high, 3))

    def _change_brush(self, **changes: object) -> None:
        brush = self._editing.painting.brush
        settings = {"size": brush.size, "unit": brush.unit, "tip": brush.tip, "solid": brush.solid}
        self._editing.set(brush=Brush(**{**settings, **changes}))  # type: ignore[arg-type]

    def _connect(self) -> None:
        edit = self._editing
        self.slider.setRange(int(SIZES[0]), int(SIZES[1]))
        self.slider.setAccessibleName(tr("Brush size"))
        set_tip(self.slider, tr("Size of the brush, smaller and larger"), "brush.smaller", "brush.larger")
        self.slider.valueChanged.connect(lambda size: self._change_brush(size=float(size)))
        self.size_box.valueChanged.connect(lambda size: self._change_brush(size=size))
        self.unit.activated.connect(lambda _: self._change_brush(unit=self.unit.currentData()))
        for tip, button in self.tips.items():
            button.clicked.connect(lambda _checked=False, tip=tip: self._change_brush(tip=tip))
        reach = tr("Reach into the neighbouring slices; fills go in all directions")
        set_tip(self.solid, reach, "brush.solid")
        self.solid.setAccessibleName(tr("3D brush and fill"))
        self.solid.clicked.connect(lambda solid: self._change_brush(solid=solid))
        self.over.setToolTip(tr("Which labels may be painted over; locked ones never are"))
        self.over.activated.connect(lambda _: edit.set(over=self.over.currentData()))
        self.low.valueChanged.connect(lambda value: edit.set(low=value))
        self.high.valueChanged.connect(lambda value: edit.set(high=value))
        self.smooth_box.valueChanged.connect(lambda value: edit.set(smooth_mm=value))
        self.smooth_in.activated.connect(lambda _: edit.set(smooth_in=self.smooth_in.currentData()))
        where = tr(
            "Everywhere, up to {mm:.0f} mm from the crosshair, or on the slice that the mouse was last over"
        )
        self.smooth_in.setToolTip(where.format(mm=NEAR_MM))
        self.smooth.setToolTip(
            tr("Smooth the border of the label that is painted; each tissue keeps its volume")
        )
        self.island_box.valueChanged.connect(lambda value: edit.set(island_mm3=value))
        between = tr("Continue what was painted on a few slices of this plane between them")
        set_tip(self.interpolate, between, "tidy.interpolate")
        self.interpolate.clicked.connect(self.interpolate_requested)
        for button in (self.smooth, self.islands):
            button.setProperty("tight", "true")
        for button in (self.interpolate, self.smooth, self.islands):  # disabled while they work, which would
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # hand the keys from planes to the next number
        self.smooth.clicked.connect(self.smooth_requested)
        self.islands.clicked.connect(self.islands_requested)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(heading(tr("Correct")))
        column.addLayout(_row(*self.labels.values()))
        form = QFormLayout()
        form.setVerticalSpacing(5)
        form.setHorizontalSpacing(8)
        form.addRow(muted(tr("Size")), self.slider)
        form.addRow("", _row(self.size_box, self.unit))
        form.addRow(muted(tr("Tip")), _row(*self.tips.values(), self.solid))
        form.addRow(muted(tr("Over")), self.over)
        form.addRow(muted(tr("Range")), _row(self.low, muted(tr("to")), self.high))
        column.addLayout(form)
        column.addWidget(self.interpolate)
        column.addLayout(_row(self.islands, self.island_box))
        column.addLayout(_row(self.smooth, self.smooth_box))
        column.addLayout(_row(muted(tr("Where")), self.smooth_in))
        labels, tips = QButtonGroup(self), QButtonGroup(self)
        for button in self.labels.values():
            labels.addButton(button)
        for button in self.tips.values():
            tips.addButton(button)

    def _make_tip(self, tip: Tip) -> QPushButton:
        text = tr(_TIPS[tip])
        return _toggle(text, tr("Tip of the brush: {tip}").format(tip=text))

    def _make_label(self, label: Tissue) -> QPushButton:
        tip = tr("Paint {tissue}").format(tissue=tr(label.title))
        button = _toggle(tr(_SHORT[label]), tip)
        set_tip(button, tip, f"paint.{label.name.lower()}")
        button.setIconSize(_SWATCH)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _checked=False: self._editing.set(label=label))
        return button


def _toggle(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setCheckable(True)
    button.setProperty("tight", "true")
    button.setAccessibleName(name)
    return button


def _choice(name: str, texts: Iterable[tuple[Enum, str]]) -> QComboBox:
    box = QComboBox()
    for one, text in texts:
        box.addItem(tr(text), one)
    box.setAccessibleName(name)
    return box


def _number(name: str, low: float, high: float, decimals: int = 0, suffix: str = "") -> NumberBox:
    box = NumberBox(name, low, high)
    box.setDecimals(decimals)
    box.setSuffix(suffix)
    box.setMinimumWidth(60)
    return box


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget, int(not isinstance(widget, (QLabel, QCheckBox))))
    return row
