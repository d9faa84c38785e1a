"""How sure the network is: its map over the images, and the spots that are worth a second look."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.panels.parts import heading, muted, percent, set_tip
from app.session.doubts import Doubts
from app.session.view_state import Heat
from app.session.viewing import Viewing

if TYPE_CHECKING:
    from isegcore.inference.doubt import Spot

_ROWS = 9


class DoubtPanel(QWidget):
    """The map and the list.

    Signals:
        next_requested, previous_requested: A jump is wanted.
    """

    next_requested = Signal()
    previous_requested = Signal()

    def __init__(self, viewing: Viewing, doubts: Doubts) -> None:
        super().__init__()
        self._viewing, self._doubts = viewing, doubts
        self.map = QComboBox()
        self.map.addItem(tr("No map"), None)
        for heat in (Heat.CONFIDENCE, Heat.ENTROPY):
            self.map.addItem(tr(heat.value), heat)
        self.map.setAccessibleName(tr("Map of how sure the network is"))
        self.map.setToolTip(
            tr("Lay over the images how sure the network is: the brighter, the more doubtful")
        )
        self.list = QListWidget()
        self.list.setObjectName("shelf")
        self.list.setAccessibleName(tr("Doubtful spots"))
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setMinimumHeight(self.list.fontMetrics().lineSpacing() * _ROWS + 24)
        self.previous, self.next = QPushButton(tr("Previous")), QPushButton(tr("Next"))
        self._state = muted(wrap=True)
        self._shown: tuple[Spot, ...] = ()
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show what is known."""
        self._show_map()
        if self.isVisible():
            self._doubts.look()
        if self._doubts.spots is not self._shown:
            self._fill()
        with QSignalBlocker(self.list):
            for number in range(self.list.count()):
                done = number in self._doubts.ticked
                self.list.item(number).setCheckState(
                    Qt.CheckState.Checked if done else Qt.CheckState.Unchecked
                )
            self.list.setCurrentRow(-1 if self._doubts.at is None else self._doubts.at)
        self._state.setText(self._words())
        self.setEnabled(self._doubts.can_look)
        self.next.setEnabled(len(self._doubts.ticked) < len(self._doubts.spots))
        self.previous.setEnabled(bool(self._doubts.at))

    def showEvent(self, event: QShowEvent) -> None:
        """Look for the spots when somebody wants to see them."""
        super().showEvent(event)
        self._doubts.look()

    def _show_map(self) -> None:
        heat = self._viewing.state.heat
        self.map.setCurrentIndex(max(0, self.map.findData(heat)))

    def _fill(self) -> None:
        self._shown = self._doubts.spots
        with QSignalBlocker(self.list):
            self.list.clear()
            for spot in self._shown:
                item = QListWidgetItem(_line(spot))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, _line(spot))
                item.setToolTip("at {:.0f} {:.0f} {:.0f} mm".format(*spot.mm))
                self.list.addItem(item)

    def _words(self) -> str:
        if not self._doubts.can_look:
            return tr("Segment the subject to see where the network was not sure.")
        if self._doubts.is_busy or not self._doubts.is_found:
            return tr("Looking for doubtful spots…")
        if not self._doubts.spots:
            return tr("There are no doubtful spots.")
        return tr("{done} of {count} looked at; the gravest come first.").format(
            done=len(self._doubts.ticked), count=len(self._doubts.spots)
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(heading(tr("Doubtful spots")))
        head.addStretch()
        head.addWidget(self.map)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.previous, 1)
        row.addWidget(self.next, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._state)
        column.addWidget(self.list)
        column.addLayout(row)
        for button, tip, action in (
            (self.next, tr("Tick this spot off and go to the next"), "doubt.next"),
            (self.previous, tr("Go back to the spot before"), "doubt.previous"),
        ):
            button.setProperty("compact", True)
            set_tip(button, tip, action)
            button.setAccessibleName(tip)

    def _connect(self) -> None:
        self.map.activated.connect(lambda row: self._viewing.set(heat=self.map.itemData(row)))
        self.next.clicked.connect(self.next_requested)
        self.previous.clicked.connect(self.previous_requested)
        self.list.itemClicked.connect(lambda item: self._doubts.go_to(self.list.row(item)))
        self.list.itemActivated.connect(lambda item: self._doubts.go_to(self.list.row(item)))
        self.list.itemChanged.connect(self._tick)
        self._doubts.changed.connect(self.refresh)
        self._viewing.changed.connect(self._show_map)

    def _tick(self, item: QListWidgetItem) -> None:
        self._doubts.tick(self.list.row(item), item.checkState() is Qt.CheckState.Checked)


def _line(spot: Spot) -> str:
    tissues = " / ".join(tr(tissue.name if tissue else "Background") for tissue in spot.tissues)
    return f"{spot.ml:.1f} ml   {percent(spot.doubt)}   {tissues}"
