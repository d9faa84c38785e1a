"""What lies under the mouse, or under the crosshair while the mouse is elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.language import QT_TRANSLATE_NOOP, tr
from app.session.session import Session
from app.session.view_state import Overlay, Point, ViewState
from app.session.viewing import Viewing
from app.viewer.scene import Readout, readout
from isegcore.data.subject import Modality

_WIDEST = {
    "voxel": "000 000 000",
    "mm": "−000.0 −000.0 −000.0",
    "T1": "00000.0",
    "T2": "00000.0",
    "label": "Background 100 %",
}
_TIPS = {
    "voxel": QT_TRANSLATE_NOOP("", "Voxel, in the file's own axes, counted from 0"),
    "mm": QT_TRANSLATE_NOOP("", "Position in mm: right, anterior, superior"),
    "T1": QT_TRANSLATE_NOOP("", "T1 intensity"),
    "T2": QT_TRANSLATE_NOOP("", "T2 intensity"),
    "label": QT_TRANSLATE_NOOP("", "Tissue, with the network's confidence where the network said it"),
}


class ReadoutBar(QWidget):
    """A row of figures that keep their place while they change, and which side is right."""

    def __init__(self, session: Session, viewing: Viewing) -> None:
        super().__init__()
        self._session = session
        self._viewing = viewing
        self._hovered: Point | None = None
        self.fields: dict[str, QLabel] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 8, 2)
        row.setSpacing(6)
        for name, widest in _WIDEST.items():
            row.addWidget(self._make_field(name, widest))
        self.convention = QPushButton()
        self.convention.setFlat(True)
        self.convention.setProperty("compact", "true")
        self.convention.setToolTip(
            tr("Which side of the screen shows the patient's right; press for the other")
        )
        self.convention.clicked.connect(lambda: viewing.change(ViewState.with_sides_swapped))
        row.addWidget(self.convention)
        session.entry_changed.connect(self.refresh)
        viewing.changed.connect(self.refresh)
        self.refresh()

    def hover(self, mm: Point | None) -> None:
        """Follow the mouse; None where it is over no plane."""
        self._hovered = mm
        self.refresh()

    def refresh(self) -> None:
        """Show the place the user looks at."""
        at = self._hovered or self._viewing.state.crosshair
        found = self._read(at)
        for name, text in _words(found).items():
            self.fields[name].setText(text)
        convention = tr(self._viewing.state.convention.value)
        if convention != self.convention.text():
            self.convention.setText(convention)
            self.convention.setAccessibleName(tr("Convention: {name}").format(name=convention))

    def _read(self, at: Point) -> Readout | None:
        images, entry = self._session.opened, self._session.current
        if images is None or entry is None:
            return None
        result = entry.result if self._viewing.state.overlay is Overlay.RESULT else None
        is_known = result is not None and result.confidence > 0  # labels drawn by hand have none
        confidence = result.segmentation.confidence if result is not None and is_known else None
        return readout(images.subject, self._viewing.labels, confidence, at)

    def _make_field(self, name: str, widest: str) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        room = self.fontMetrics().size(Qt.TextFlag.TextSingleLine, f"{name} {widest}")
        label.setFixedSize(room)  # a label free to grow lays the window out anew with every word
        label.setToolTip(tr(_TIPS[name]))
        label.setAccessibleName(tr(_TIPS[name]))
        self.fields[name] = label
        return label


def _words(found: Readout | None) -> dict[str, str]:
    if found is None:
        return dict.fromkeys(_WIDEST, "")
    i, j, k = found.voxel
    x, y, z = (f"{v:.1f}".replace("-", "−") for v in found.mm)
    confidence = "" if found.confidence is None else f" {found.confidence} %"
    tissue = (
        ""
        if found.tissue is None
        else f"{tr(found.tissue.name if found.tissue else found.tissue.title)}{confidence}"
    )
    return {
        "voxel": f"vox {i} {j} {k}",
        "mm": f"mm {x} {y} {z}",
        **{m.value: _intensity(m, found) for m in Modality},
        "label": tissue,
    }


def _intensity(modality: Modality, found: Readout) -> str:
    value = found.intensities.get(modality)
    return "" if value is None else f"{modality.value} {value:.5g}"
