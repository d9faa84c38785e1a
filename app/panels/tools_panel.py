"""How the tools paint: label, brush, what may be painted over; and tidying a label as a whole."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.panels.parts import heading, muted, swatch
from app.session.editing import Editing
from app.session.painting import PaintOver, ToolKind
from app.session.session import Session
from app.session.viewing import Viewing
from isegcore.editing.brush import SIZES, Brush, Tip, Unit
from isegcore.labels import Tissue

_SWATCH = QSize(10, 10)
_SHORT = {Tissue.BACKGROUND: "None", Tissue.CSF: "CSF", Tissue.GM: "GM", Tissue.WM: "WM"}


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
        self.size_box = _number("Brush size", *SIZES, decimals=1)
        self.unit = _choice("Unit of the brush size", [unit.value for unit in Unit])
        self.tips = {tip: _toggle(tip.value, f"{tip.value} brush") for tip in Tip}
        self.solid = QCheckBox("3D")
        self.over = _choice("Paint over", [over.value for over in PaintOver])
        self.low = _number("Threshold from", -1e7, 1e7)
        self.high = _number("Threshold to", -1e7, 1e7)
        self.smooth_box = _number("Smoothing in mm", 0.1, 10.0, decimals=1, suffix=" mm")
        self.island_box = _number("Largest island in cubic mm", 1.0, 1e6, suffix=" mm³")
        self.interpolate = QPushButton("Interpolate slices")
        self.smooth = QPushButton("Smooth")
        self.islands = QPushButton("Remove islands")
        self._connect()
        self._lay_out()
        editing.changed.connect(self.refresh)
        viewing.changed.connect(self.refresh)
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
        self.unit.setCurrentText(brush.unit.value)
        for tip, button in self.tips.items():
            button.setChecked(tip is brush.tip)
        self.solid.setChecked(brush.solid)
        self.over.setCurrentText(painting.over.value)
        for box, value in ((self.low, painting.low), (self.high, painting.high)):
            box.setEnabled(painting.tool is ToolKind.THRESHOLD)
            box.setValue(value)
        self.smooth_box.setValue(painting.smooth_mm)
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
        self.slider.setAccessibleName("Brush size")
        self.slider.setToolTip("Size of the brush ([ smaller, ] larger)")
        self.slider.valueChanged.connect(lambda size: self._change_brush(size=float(size)))
        self.size_box.valueChanged.connect(lambda size: self._change_brush(size=size))
        self.unit.textActivated.connect(lambda text: self._change_brush(unit=Unit(text)))
        for tip, button in self.tips.items():
            button.clicked.connect(lambda _checked=False, tip=tip: self._change_brush(tip=tip))
        self.solid.setToolTip("Reach into the neighbouring slices; fills go in all directions")
        self.solid.setAccessibleName("3D brush and fill")
        self.solid.clicked.connect(lambda solid: self._change_brush(solid=solid))
        self.over.setToolTip("Which labels may be painted over; locked ones never are")
        self.over.textActivated.connect(lambda text: edit.set(over=PaintOver(text)))
        self.low.valueChanged.connect(lambda value: edit.set(low=value))
        self.high.valueChanged.connect(lambda value: edit.set(high=value))
        self.smooth_box.valueChanged.connect(lambda value: edit.set(smooth_mm=value))
        self.island_box.valueChanged.connect(lambda value: edit.set(island_mm3=value))
        self.interpolate.setToolTip("Continue what was painted on a few slices of this plane between them")
        self.interpolate.clicked.connect(self.interpolate_requested)
        for button in (self.smooth, self.islands):
            button.setProperty("tight", "true")
        self.smooth.clicked.connect(self.smooth_requested)
        self.islands.clicked.connect(self.islands_requested)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(heading("Correct"))
        column.addLayout(_row(*self.labels.values()))
        form = QFormLayout()
        form.setVerticalSpacing(5)
        form.setHorizontalSpacing(8)
        form.addRow(muted("Size"), self.slider)
        form.addRow("", _row(self.size_box, self.unit))
        form.addRow(muted("Tip"), _row(*self.tips.values(), self.solid))
        form.addRow(muted("Over"), self.over)
        form.addRow(muted("Range"), _row(self.low, muted("to"), self.high))
        column.addLayout(form)
        column.addWidget(self.interpolate)
        column.addLayout(_row(self.smooth, self.smooth_box))
        column.addLayout(_row(self.islands, self.island_box))
        labels, tips = QButtonGroup(self), QButtonGroup(self)
        for button in self.labels.values():
            labels.addButton(button)
        for button in self.tips.values():
            tips.addButton(button)

    def _make_label(self, label: Tissue) -> QPushButton:
        button = _toggle(_SHORT[label], f"Paint {label.title}")
        button.setToolTip(f"Paint {label.title} ({label.value})")
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


def _choice(name: str, texts: list[str]) -> QComboBox:
    box = QComboBox()
    box.addItems(texts)
    box.setAccessibleName(name)
    return box


def _number(name: str, low: float, high: float, decimals: int = 0, suffix: str = "") -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(low, high)
    box.setDecimals(decimals)
    box.setSuffix(suffix)
    box.setKeyboardTracking(False)
    box.setMinimumWidth(60)
    box.setAccessibleName(name)
    return box


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget, int(not isinstance(widget, (QLabel, QCheckBox))))
    return row
