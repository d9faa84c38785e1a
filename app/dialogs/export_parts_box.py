"""The part of the export dialog that says what, and in which form."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QGridLayout, QWidget

from app.language import QT_TRANSLATE_NOOP, tr
from app.panels.parts import heading
from app.session.export_choice import ExportChoice
from isegcore.export.plan import Part
from isegcore.labels import SCHEMES

_VALUES = {
    "iseg": QT_TRANSLATE_NOOP("", "iSeg: 0, 10, 150, 250"),
    "index": QT_TRANSLATE_NOOP("", "Class numbers: 0, 1, 2, 3"),
    "bids": QT_TRANSLATE_NOOP("", "BIDS: 0, 3, 1, 2"),
}
_OWN_TABLE = QT_TRANSLATE_NOOP("", "Of a label table…")
_TITLES = {
    Part.LABELS: QT_TRANSLATE_NOOP("", "Label image"),
    Part.CONFIDENCE: QT_TRANSLATE_NOOP("", "Confidence maps"),
    Part.PROBABILITIES: QT_TRANSLATE_NOOP("", "Probabilities"),
    Part.SURFACES: QT_TRANSLATE_NOOP("", "Surfaces"),
    Part.REPORT: QT_TRANSLATE_NOOP("", "Report"),
    Part.SHEET: QT_TRANSLATE_NOOP("", "Contact sheet"),
    Part.TABLES: QT_TRANSLATE_NOOP("", "Tables"),
}
_TIPS = {
    Part.LABELS: QT_TRANSLATE_NOOP(
        "", "NIfTI on the grid of the images, with its record and its label table"
    ),
    Part.CONFIDENCE: QT_TRANSLATE_NOOP("", "How sure the model was, voxel by voxel; go with the label image"),
    Part.PROBABILITIES: QT_TRANSLATE_NOOP(
        "", "Of each tissue, voxel by voxel; the model that made the result is run once more for them"
    ),
    Part.SURFACES: QT_TRANSLATE_NOOP("", "One closed surface a tissue, in scanner coordinates"),
    Part.REPORT: QT_TRANSLATE_NOOP("", "One HTML page with pictures, volumes, scores and how it was made"),
    Part.SHEET: QT_TRANSLATE_NOOP("", "Slices through the whole brain on one page"),
    Part.TABLES: QT_TRANSLATE_NOOP("", "Volumes, and scores where there are references, of all subjects"),
}


class PartsBox(QWidget):
    """A tick for each part, and its form beside it.

    Signals:
        changed: Any of it.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.ticks = {part: QCheckBox(tr(_TITLES[part])) for part in Part}
        self.values = _combo(tr("Label values"), _VALUES)
        self.values.addItem(tr(_OWN_TABLE), "")
        self.surface = _combo(tr("Format of surfaces"), {".stl": "STL", ".obj": "OBJ", ".surf.gii": "GIFTI"})
        self.sheet = _combo(tr("Format of the contact sheet"), {".png": "PNG", ".pdf": "PDF"})
        self.table = _combo(tr("Format of tables"), {".csv": "CSV", ".tsv": "TSV"})
        self._last_values = 0
        self._lay_out()
        for tick in self.ticks.values():
            tick.toggled.connect(self.changed)
        for combo in (self.surface, self.sheet, self.table):
            combo.currentIndexChanged.connect(self.changed)
        self.values.activated.connect(self._choose_values)

    def fill(self, choice: ExportChoice) -> None:
        """Show a choice."""
        for part, tick in self.ticks.items():
            tick.setChecked(part.name in choice.parts)
        if choice.scheme not in SCHEMES:
            self._offer_table(choice.scheme)
        for combo, value in self._forms(choice).items():
            combo.setCurrentIndex(max(0, combo.findData(value)))
        self._last_values = self.values.currentIndex()

    def put_into(self, choice: ExportChoice) -> ExportChoice:
        """Return the choice with what is ticked here."""
        return replace(
            choice,
            parts=tuple(part.name for part, tick in self.ticks.items() if tick.isChecked()),
            scheme=self.values.itemData(self._last_values),
            surface=self.surface.currentData(),
            sheet=self.sheet.currentData(),
            table=self.table.currentData(),
        )

    def follow_layout(self, *, bids: bool) -> None:
        """Let be chosen what there is to choose in a layout."""
        wanted = {part: tick.isChecked() for part, tick in self.ticks.items()}
        self.values.setEnabled(wanted[Part.LABELS] and not bids)
        self.values.setCurrentIndex(self.values.findData("bids") if bids else self._last_values)
        self.values.setToolTip(tr("A BIDS derivative has the values of BIDS.") if bids else "")
        for part in (Part.CONFIDENCE, Part.PROBABILITIES):
            self.ticks[part].setEnabled(wanted[Part.LABELS])
        for part, combo in (
            (Part.SURFACES, self.surface),
            (Part.SHEET, self.sheet),
            (Part.TABLES, self.table),
        ):
            combo.setEnabled(wanted[part])

    def _forms(self, choice: ExportChoice) -> dict[QComboBox, str]:
        return {
            self.values: choice.scheme,
            self.surface: choice.surface,
            self.sheet: choice.sheet,
            self.table: choice.table,
        }

    def _choose_values(self, index: int) -> None:
        if self.values.itemData(index):
            self._last_values = index
            self.changed.emit()
            return
        self.values.setCurrentIndex(self._last_values)
        dialog = QFileDialog(self, tr("Label table (ITK-SNAP, FreeSurfer or BIDS dseg.tsv)"))
        dialog.setObjectName("label table")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._take_table)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_table(self, path: str) -> None:
        self._offer_table(path)
        self._last_values = self.values.findData(path)
        self.values.setCurrentIndex(self._last_values)
        self.changed.emit()

    def _offer_table(self, path: str) -> None:
        if self.values.findData(path) < 0:
            name = path.replace("\\", "/").rpartition("/")[2]
            self.values.insertItem(self.values.count() - 1, tr("Table: {name}").format(name=name), path)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setVerticalSpacing(7)
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(1, 1)
        grid.addWidget(heading(tr("What")), 0, 0, 1, 2)
        forms = {
            Part.LABELS: self.values,
            Part.SURFACES: self.surface,
            Part.SHEET: self.sheet,
            Part.TABLES: self.table,
        }
        for row, (part, tick) in enumerate(self.ticks.items(), 1):
            tick.setToolTip(tr(_TIPS[part]))
            tick.setAccessibleDescription(tr(_TIPS[part]))
            grid.addWidget(tick, row, 0)
            if part in forms:
                grid.addWidget(forms[part], row, 1)


def _combo(name: str, items: dict[str, str]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(16)
    for value, text in items.items():
        combo.addItem(tr(text), value)
    return combo
