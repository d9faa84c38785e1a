"""The DICOM dialog: which series is the T1 and which the T2, what to call the person, and where to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.language import QT_TRANSLATE_NOOP, tr
from app.panels.parts import heading, muted, problem_text, resize_on_screen
from isegcore.data.subject import Modality
from isegcore.errors import IsegError, OptionError
from isegcore.io.dicom import DicomFolder
from isegcore.io.dicom_import import free_subject, require_label
from isegcore.io.dicom_series import DicomSeries, pick

_COLUMNS = (
    QT_TRANSLATE_NOOP("", "Series"),
    QT_TRANSLATE_NOOP("", "Description"),
    QT_TRANSLATE_NOOP("", "Voxels"),
    QT_TRANSLATE_NOOP("", "Size (mm)"),
    QT_TRANSLATE_NOOP("", "Likely"),
    QT_TRANSLATE_NOOP("", "Why"),
)
_ROW_PX = 22
_PRIVACY = QT_TRANSLATE_NOOP(
    "",
    "Names, dates and places stay behind: files are named after subject and visit. "
    "What the scanner calls a series is shown here and written nowhere.",
)


class DicomDialog(QDialog):
    """Asks what to import of a DICOM folder.

    Signals:
        import_requested: Chosen `DicomSeries` by modality, folder, subject, session.
    """

    import_requested = Signal(object, object, str, str)

    def __init__(self, found: DicomFolder, folder: str, parent: QWidget) -> None:
        """Ask.

        Args:
            found: The series.
            folder: Where subjects have been imported to lately.
            parent: The window.
        """
        super().__init__(parent)
        self.setObjectName("dicom")
        self.setWindowTitle(tr("Import DICOM"))
        self._series = found.series
        self.study = QComboBox()
        self.list = QTreeWidget()
        self.images = {modality: QComboBox() for modality in Modality}
        self.subject, self.session = QLineEdit(), QLineEdit()
        self.folder = QLineEdit(folder)
        self.browse = QPushButton(tr("&Browse…"))
        self.problem = problem_text()
        self.take, self.cancel = QPushButton(tr("Import")), QPushButton(tr("Cancel"))
        self._fill()
        self._lay_out(found.notes)
        self._connect()
        self._show_study()
        self._suggest_subject()
        self._refresh()

    def _fill(self) -> None:
        for study in sorted({series.study for series in self._series}):
            count = sum(series.study == study for series in self._series)
            self.study.addItem(tr("Study {number} ({count} series)").format(number=study, count=count), study)

    def _connect(self) -> None:
        self.study.currentIndexChanged.connect(self._show_study)
        for line in (self.subject, self.session):
            line.textChanged.connect(self._refresh)
        self.folder.textChanged.connect(self._suggest_subject)
        self.folder.textChanged.connect(self._refresh)
        for combo in self.images.values():
            combo.currentIndexChanged.connect(self._refresh)
        self.browse.clicked.connect(self._browse)
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self._go)
        self.finished.connect(self.deleteLater)

    def _show_study(self) -> None:
        """List the series of the study, the likeliest chosen."""
        here = [series for series in self._series if series.study == self.study.currentData()]
        self.list.clear()
        for series in here:
            self.list.addTopLevelItem(_item(series))
        for column in range(len(_COLUMNS)):
            self.list.resizeColumnToContents(column)
        self.list.setColumnWidth(1, min(self.list.columnWidth(1), 300))
        try:
            likely = pick(here, dict.fromkeys(Modality, None))
        except OptionError:
            likely = {}
        for modality, combo in self.images.items():
            _offer(combo, here, likely.get(modality))
        self._refresh()

    def _chosen(self) -> dict[Modality, DicomSeries]:
        keys = {modality: combo.currentData() for modality, combo in self.images.items()}
        return pick(self._series, keys, self.study.currentData())

    def _suggest_subject(self) -> None:
        folder = Path(self.folder.text().strip())
        if folder.is_absolute():
            self.subject.setText(free_subject(folder))

    def _refresh(self) -> None:
        problem = self._problem()
        self.problem.setText(problem)
        self.take.setEnabled(not problem)

    def _problem(self) -> str:
        """Return the first thing that stands in the way; empty if nothing does."""
        try:
            self._chosen()
            if not Path(self.folder.text().strip()).is_absolute():
                return tr("Choose a folder to import into.")
            require_label(self.subject.text().strip())
            if session := self.session.text().strip():
                require_label(session)
        except IsegError as error:
            return f"{error.message} {error.hint}".strip()
        return ""

    def _browse(self) -> None:
        dialog = QFileDialog(
            self, tr("Import into"), self.folder.text() if Path(self.folder.text()).is_dir() else ""
        )
        dialog.setObjectName("import folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _go(self) -> None:
        chosen, folder = self._chosen(), Path(self.folder.text().strip())
        self.import_requested.emit(chosen, folder, self.subject.text().strip(), self.session.text().strip())
        self.accept()

    def _lay_out(self, notes: Sequence[str]) -> None:
        resize_on_screen(self, 900, 560)
        self.list.setHeaderLabels([tr(name) for name in _COLUMNS])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.study.setVisible(self.study.count() > 1)
        self.session.setPlaceholderText(tr("none"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for modality, combo in self.images.items():
            combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            form.addRow(tr("T1 &image") if modality is Modality.T1 else tr("T2 i&mage"), combo)
        form.addRow(tr("&Subject"), self.subject)
        form.addRow(tr("&Visit"), self.session)
        where = QHBoxLayout()
        where.addWidget(self.folder, 1)
        where.addWidget(self.browse)
        form.addRow(tr("Into"), where)
        self._name()
        line = QFrame()
        line.setObjectName("line")
        line.setFixedHeight(1)
        foot = QHBoxLayout()
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.take)
        self.take.setProperty("primary", "true")
        self.take.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(10)
        column.addWidget(heading(tr("What the folder holds")))
        column.addWidget(self.study)
        column.addWidget(self.list, 1)
        for note in notes:
            column.addWidget(muted(note, wrap=True))
        column.addLayout(form)
        column.addWidget(muted(tr(_PRIVACY), wrap=True))
        column.addWidget(line)
        column.addLayout(foot)

    def _name(self) -> None:
        names = {
            tr("Study"): self.study,
            tr("Series"): self.list,
            tr("Subject"): self.subject,
            tr("Visit"): self.session,
            tr("Folder"): self.folder,
            **{
                tr("{modality} image").format(modality=modality): combo
                for modality, combo in self.images.items()
            },
        }
        for name, widget in names.items():
            widget.setAccessibleName(name)


def _item(series: DicomSeries) -> QTreeWidgetItem:
    cells = [
        str(series.number),
        series.description,
        " × ".join(map(str, series.shape)),
        " × ".join(f"{mm:.3g}" for mm in series.spacing_mm),
        series.guess.value if series.guess else "",
        series.problem or series.reason,
    ]
    item = QTreeWidgetItem(cells)
    item.setSizeHint(0, QSize(0, _ROW_PX))
    item.setToolTip(1, series.description)
    item.setToolTip(5, cells[5])
    return item


def _offer(combo: QComboBox, series: Sequence[DicomSeries], likely: DicomSeries | None) -> None:
    """Fill a box with the series that can be used, and choose one."""
    combo.blockSignals(True)
    combo.clear()
    combo.addItem(tr("None"), 0)
    for one in series:
        if not one.problem:
            combo.addItem(f"{one.number}  {one.description}", one.key)
    combo.setCurrentIndex(0 if likely is None else combo.findData(likely.key))
    combo.blockSignals(False)
