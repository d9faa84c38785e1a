"""The labels over the image: a row for each tissue, which map is shown, its opacity, and the label table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QColor, QIcon
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.panels.label_row import LabelRow
from app.panels.parts import heading, muted, percent, set_tip
from app.session.editing import Editing
from app.session.session import Session
from app.session.view_state import LabelLook, Overlay, ViewState
from app.session.viewing import Viewing
from isegcore.label_table import TABLES
from isegcore.labels import BRAIN_TISSUES, Tissue


class LabelsPanel(QWidget):
    """CSF, grey matter, white matter.

    Signals:
        table_requested: A label table is to be read from a file.
        saving_requested: The label table is to be written to a file.
    """

    table_requested = Signal()
    saving_requested = Signal()

    def __init__(self, session: Session, viewing: Viewing, editing: Editing) -> None:
        super().__init__()
        self._session, self._viewing, self._editing = session, viewing, editing
        self.rows = {tissue: self._make_row(tissue) for tissue in BRAIN_TISSUES}
        self.source = self._make_source()
        self._only = muted()
        self.table = self._make_table_menu()
        self.opacity = self._make_slider()
        self._percent = muted()
        self._lay_out()
        session.entry_changed.connect(self.refresh)
        viewing.restyled.connect(self.refresh)
        viewing.changed.connect(self._show_highlight)
        editing.changed.connect(self.refresh)
        editing.drawn.connect(self._refresh_volumes)
        self.refresh()

    def refresh(self) -> None:
        """Show what is over the open subject."""
        state = self._viewing.state
        result, reference = self._session.label_maps()
        both = result is not None and reference is not None
        self.source.setVisible(both)
        self.source.setCurrentIndex(self.source.findData(state.overlay))
        self._only.setVisible(not both and self._viewing.labels is not None)
        self._only.setText(tr(state.overlay.value))
        for tissue, row in self.rows.items():
            row.show_look(
                state.table.names[tissue],
                state.looks[tissue],
                shown=tissue not in state.hidden,
                locked=tissue in self._editing.painting.locked,
            )
        for action in self.table.menu().actions():
            action.setChecked(action.text() == state.table.title)
        self.table.setToolTip(tr("Colours, names and values: {table}").format(table=state.table.title))
        self.opacity.setValue(round(100 * state.opacity))
        self._percent.setText(percent(state.opacity))
        self.setEnabled(self._session.opened is not None)
        self._show_highlight()
        self._refresh_volumes()

    def set_icons(self, outline: QIcon, lock: QIcon) -> None:
        """Draw the buttons of the rows with these."""
        for row in self.rows.values():
            row.outline.setIcon(outline)
            row.lock.setIcon(lock)

    def _show_highlight(self) -> None:
        for tissue, row in self.rows.items():
            row.show_highlight(on=tissue is self._viewing.state.highlighted)

    def _refresh_volumes(self) -> None:
        figures = self._volumes()
        whole = sum(figures.values())
        for tissue, row in self.rows.items():
            row.show_volume(figures.get(tissue), whole)

    def _volumes(self) -> Mapping[Tissue, float]:
        current, images = self._session.current, self._session.opened
        if current is None or images is None:
            return {}
        if self._viewing.state.overlay is Overlay.REFERENCE:
            return images.reference_ml
        live = self._editing.live_millilitres
        if live is not None:
            return live
        return {} if current.result is None else current.result.millilitres

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(heading(tr("Labels")))
        head.addStretch()
        for part in (self._only, self.source, self.table):
            head.addWidget(part)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(QLabel(tr("All")))
        foot.addWidget(self.opacity, 1)
        foot.addWidget(self._percent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        for row in self.rows.values():
            column.addWidget(row)
        column.addLayout(foot)

    def _make_row(self, tissue: Tissue) -> LabelRow:
        row, change = LabelRow(tissue), self._viewing.change

        def relook(**changes: object) -> None:
            change(lambda s: s.with_look(tissue, replace(s.looks[tissue], **changes)))  # type: ignore[arg-type]

        row.toggled.connect(lambda: change(lambda s: s.with_toggled(tissue)))
        row.faded.connect(lambda opacity: relook(opacity=opacity))
        row.outlined.connect(lambda outline: relook(outline=outline))
        row.locked.connect(partial(self._lock, tissue))
        row.colour_requested.connect(partial(self._ask_colour, tissue))
        row.entered.connect(partial(self._viewing.highlight, tissue))
        row.left.connect(partial(self._viewing.highlight, None))
        return row

    def _lock(self, tissue: Tissue, locked: bool) -> None:
        others = self._editing.painting.locked - {tissue}
        self._editing.set(locked=others | {tissue} if locked else others)

    def _ask_colour(self, tissue: Tissue) -> None:
        dialog = QColorDialog(QColor(*self._viewing.state.looks[tissue].colour), self)
        dialog.setObjectName("colour")
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.setWindowTitle(tr("Colour of {tissue}").format(tissue=tr(tissue.title)))
        dialog.colorSelected.connect(partial(self._recolour, tissue))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _recolour(self, tissue: Tissue, colour: QColor) -> None:
        rgb = (colour.red(), colour.green(), colour.blue())

        def recoloured(state: ViewState) -> ViewState:
            look: LabelLook = replace(state.looks[tissue], colour=rgb)
            return state.with_look(tissue, look)

        self._viewing.change(recoloured)

    def _make_source(self) -> QComboBox:
        box = QComboBox()
        for overlay in Overlay:
            box.addItem(tr(overlay.value), overlay)
        box.setAccessibleName(tr("Which labels to show"))
        box.activated.connect(lambda _: self._viewing.set(overlay=box.currentData()))
        return box

    def _make_table_menu(self) -> QToolButton:
        button, menu = QToolButton(), QMenu(self)
        button.setText(tr("Table"))
        button.setAccessibleName(tr("Label table"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setProperty("flat", "true")
        group = QActionGroup(menu)
        for table in TABLES:
            action = menu.addAction(table.title)
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(
                lambda _checked=False, table=table: self._viewing.change(lambda s: s.with_table(table))
            )
        menu.addSeparator()
        menu.addAction(tr("Read a Label Table…"), self.table_requested.emit)
        menu.addAction(tr("Save the Label Table…"), self.saving_requested.emit)
        button.setMenu(menu)
        return button

    def _make_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, 100)
        slider.setPageStep(10)
        slider.setAccessibleName(tr("Overlay opacity"))
        set_tip(slider, tr("Opacity of all labels, less and more"), "view.less", "view.more")
        slider.valueChanged.connect(self._fade)
        return slider

    def _fade(self, value: int) -> None:
        if value != round(100 * self._viewing.state.opacity):
            self._viewing.change(lambda s: s.with_opacity(value / 100))
