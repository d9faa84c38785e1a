"""The tissues over the image: colour, whether shown, volume and share, and the overlay's opacity."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.panels.parts import heading, muted, percent, swatch
from app.session.session import Session
from app.session.view_state import Overlay
from app.session.viewing import Viewing
from isegcore.labels import BRAIN_TISSUES, COLOURS, Tissue

_SWATCH = QSize(12, 12)


class LabelsPanel(QWidget):
    """CSF, grey matter, white matter."""

    def __init__(self, session: Session, viewing: Viewing) -> None:
        super().__init__()
        self._session = session
        self._viewing = viewing
        self.ticks = {tissue: self._make_tick(tissue) for tissue in BRAIN_TISSUES}
        self.millilitres = {tissue: _figure() for tissue in BRAIN_TISSUES}
        self._share = {tissue: _figure() for tissue in BRAIN_TISSUES}
        self.source = self._make_source()
        self._only = muted()
        self.opacity = self._make_slider()
        self._percent = _figure()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(heading("Labels"))
        head.addStretch()
        head.addWidget(self._only)
        head.addWidget(self.source)
        column.addLayout(head)
        column.addLayout(self._make_rows())
        session.entry_changed.connect(self.refresh)
        viewing.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is over the open subject."""
        state = self._viewing.state
        result, reference = self._session.label_maps()
        both = result is not None and reference is not None
        self.source.setVisible(both)
        self.source.setCurrentText(state.overlay.value)
        self._only.setVisible(not both and self._viewing.labels is not None)
        self._only.setText(state.overlay.value)
        figures = self._volumes()
        whole = sum(figures.values())
        for tissue in BRAIN_TISSUES:
            self.ticks[tissue].setChecked(tissue not in state.hidden)
            self.millilitres[tissue].setText(f"{figures[tissue]:.1f} ml" if figures else "–")
            self._share[tissue].setText(percent(figures[tissue] / whole) if whole else "")
        self.opacity.setValue(round(100 * state.opacity))
        self._percent.setText(percent(state.opacity))
        self.setEnabled(self._session.opened is not None)

    def _volumes(self) -> Mapping[Tissue, float]:
        current, images = self._session.current, self._session.opened
        if current is None or images is None:
            return {}
        if self._viewing.state.overlay is Overlay.REFERENCE:
            return images.reference_ml
        return {} if current.result is None else current.result.millilitres

    def _make_rows(self) -> QGridLayout:
        rows = QGridLayout()
        rows.setVerticalSpacing(5)
        rows.setHorizontalSpacing(8)
        rows.setColumnStretch(0, 1)
        for row, tissue in enumerate(BRAIN_TISSUES):
            rows.addWidget(self.ticks[tissue], row, 0)
            rows.addWidget(self.millilitres[tissue], row, 1)
            rows.addWidget(self._share[tissue], row, 2)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(muted("Opacity"))
        line.addWidget(self.opacity, 1)
        rows.addLayout(line, len(BRAIN_TISSUES), 0, 1, 2)
        rows.addWidget(self._percent, len(BRAIN_TISSUES), 2)
        rows.setColumnMinimumWidth(2, self.fontMetrics().horizontalAdvance("100 %"))
        return rows

    def _make_tick(self, tissue: Tissue) -> QCheckBox:
        tick = QCheckBox(tissue.name)
        tick.setIcon(QIcon(swatch(COLOURS[tissue], _SWATCH)))
        tick.setIconSize(_SWATCH)
        tick.setToolTip(
            f"Show {tissue.title.lower()}" if tissue is not Tissue.CSF else "Show cerebrospinal fluid"
        )
        tick.setAccessibleName(f"Show {tissue.title}")
        tick.clicked.connect(lambda _checked: self._viewing.change(lambda s: s.with_toggled(tissue)))
        return tick

    def _make_source(self) -> QComboBox:
        box = QComboBox()
        box.addItems([overlay.value for overlay in Overlay])
        box.setAccessibleName("Which labels to show")
        box.textActivated.connect(lambda text: self._viewing.set(overlay=Overlay(text)))
        return box

    def _make_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, 100)
        slider.setPageStep(10)
        slider.setAccessibleName("Overlay opacity")
        slider.setToolTip("Opacity of the tissues (A less, D more)")
        slider.valueChanged.connect(self._fade)
        return slider

    def _fade(self, value: int) -> None:
        if value != round(100 * self._viewing.state.opacity):
            self._viewing.change(lambda s: s.with_opacity(value / 100))


def _figure() -> QLabel:
    label = muted()
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label
