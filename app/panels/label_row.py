"""One tissue in the list of labels: shown or not, colour, opacity, outline, lock, volume and share."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QIcon
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QSlider, QToolButton, QVBoxLayout

from app.language import tr
from app.panels.parts import muted, percent, restyle, swatch
from app.session.view_state import LabelLook
from isegcore.labels import Tissue

_SWATCH = QSize(14, 14)
_BUTTON_PX = 24


class LabelRow(QFrame):
    """A tissue.

    Signals:
        toggled: It shall be shown if it is hidden, and hidden if it is shown.
        faded: Its opacity is wanted, 0 to 1.
        outlined, locked: Whether it is wanted so.
        colour_requested: Another colour is wanted.
        entered, left: The mouse is over it, or not any more.
    """

    toggled = Signal()
    faded = Signal(float)
    outlined = Signal(bool)
    locked = Signal(bool)
    colour_requested = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, tissue: Tissue) -> None:
        super().__init__()
        self.setObjectName("label-row")
        self.tissue, name = tissue, tr(tissue.title)
        self.tick = QCheckBox(tr(tissue.name))
        self.tick.setAccessibleName(tr("Show {tissue}").format(tissue=name))
        self.tick.clicked.connect(lambda _checked: self.toggled.emit())
        self.colour = _button(tr("Colour of {tissue}…").format(tissue=name))
        self.colour.setIconSize(_SWATCH)
        self.colour.clicked.connect(self.colour_requested)
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.setPageStep(10)
        self.opacity.setAccessibleName(tr("Opacity of {tissue}").format(tissue=name))
        self.opacity.setToolTip(tr("Opacity of {tissue}").format(tissue=name))
        self.opacity.valueChanged.connect(lambda value: self.faded.emit(value / 100))
        self.outline = _button(tr("Outline only: {tissue}").format(tissue=name), checkable=True)
        self.outline.clicked.connect(self.outlined)
        self.lock = _button(
            tr("Lock {tissue}: no tool changes where it is").format(tissue=name), checkable=True
        )
        self.lock.clicked.connect(self.locked)
        self.millilitres, self.share = _figure(), _figure()
        self.share.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 %"))
        self._lay_out()

    def show_look(self, name: str, look: LabelLook, *, shown: bool, locked: bool) -> None:
        """Show how the tissue is drawn, and whether tools may change it."""
        with QSignalBlocker(self.opacity):
            self.opacity.setValue(round(100 * look.opacity))
        self.tick.setChecked(shown)
        self.tick.setToolTip(tr("Show or hide: {name}").format(name=name))
        self.colour.setIcon(QIcon(swatch(look.colour, _SWATCH)))
        self.outline.setChecked(look.outline)
        self.lock.setChecked(locked)

    def show_highlight(self, *, on: bool) -> None:
        """Stand out, or not any more."""
        if self.property("highlighted") != on:
            self.setProperty("highlighted", on)
            restyle(self)

    def show_volume(self, millilitres: float | None, whole: float) -> None:
        """Show the volume, and its share of `whole` ml; None where there are no labels."""
        self.millilitres.setText("–" if millilitres is None else f"{millilitres:.1f} ml")
        self.share.setText(percent(millilitres / whole) if millilitres is not None and whole else "")

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the mouse is here."""
        super().enterEvent(event)
        self.entered.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the mouse has gone."""
        super().leaveEvent(event)
        self.left.emit()

    def _lay_out(self) -> None:
        top, below = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.colour)
        top.addWidget(self.tick)
        top.addStretch()
        for figure in (self.millilitres, self.share):
            top.addWidget(figure)
        below.addWidget(self.opacity)
        below.addWidget(self.outline)
        below.addWidget(self.lock)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(1)
        for line in (top, below):
            line.setSpacing(6)
            column.addLayout(line)


def _button(name: str, *, checkable: bool = False) -> QToolButton:
    button = QToolButton()
    button.setFixedSize(_BUTTON_PX, _BUTTON_PX)
    button.setCheckable(checkable)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setProperty("flat", "true")
    return button


def _figure() -> QLabel:
    label = muted()
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label
