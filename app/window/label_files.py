"""Reading and writing label tables: the questions, and what comes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.language import QT_TRANSLATE_NOOP, tr
from app.session.viewing import Viewing
from isegcore.errors import IsegError
from isegcore.label_table import LabelTable, Rgb
from isegcore.labels import LabelScheme, Tissue

_READ = QT_TRANSLATE_NOOP("", "Label tables (*.txt *.label *.lut *.ctbl *.tsv);;All files (*)")


class LabelFiles(QObject):
    """Asks for files over a window.

    Signals:
        failed: Why a table could not be read or written.
        told: What was done, in a sentence.
    """

    failed = Signal(object)
    told = Signal(str)

    def __init__(self, window: QWidget, viewing: Viewing) -> None:
        super().__init__(window)
        self._window, self._viewing = window, viewing

    def ask_table(self) -> None:
        """Ask for a label table, and take its names, colours and values."""
        dialog = QFileDialog(self._window, tr("Read a label table"), "", tr(_READ))
        dialog.setObjectName("read table")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.read(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, path: Path) -> None:
        """Take names, colours and values from a label table."""
        from isegcore.io.tissue_table import read_tissue_table  # noqa: PLC0415 - not at the start

        try:
            table = read_tissue_table(path)
        except IsegError as error:
            self.failed.emit(error)
            return
        self._viewing.change(lambda state: state.with_table(table))
        values = ", ".join(str(value) for value in table.scheme.values[1:])
        words = tr("{file}: colours and names taken; its values are {values}.")
        self.told.emit(words.format(file=path.name, values=values))

    def ask_saving(self) -> None:
        """Ask where the label table shall be written, and as which of the three kinds."""
        dialog = QFileDialog(self._window, tr("Save the label table"))
        dialog.setObjectName("save table")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(_writers()))
        dialog.selectFile("labels.txt")
        dialog.accepted.connect(
            lambda: self.save(Path(dialog.selectedFiles()[0]), dialog.selectedNameFilter())
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: Path, kind: str) -> None:
        """Write the label table as one of the kinds that `ask_saving` offers; the dialog asked before it."""
        from isegcore.io.atomic import write_text  # noqa: PLC0415 - not at the start

        state = self._viewing.state
        colours: list[Rgb] = [state.table.colours[Tissue.BACKGROUND]]
        colours += [state.looks[tissue].colour for tissue in (Tissue.CSF, Tissue.GM, Tissue.WM)]
        background, csf, gm, wm = colours
        look = LabelTable(state.table.title, (background, csf, gm, wm), state.table.names)
        try:
            write_text(path, _writers()[kind](state.table.scheme, look), overwrite=True)
        except IsegError as error:
            self.failed.emit(error)
            return
        self.told.emit(tr("Written: {path}").format(path=path))


def _writers() -> dict[str, Callable[[LabelScheme, LabelTable], str]]:
    from isegcore.io.label_tables import (  # noqa: PLC0415 - not at the start
        dseg_table,
        freesurfer_table,
        itk_snap_table,
    )

    return {
        tr("ITK-SNAP label description (*.txt)"): itk_snap_table,
        tr("FreeSurfer colour table (*.txt)"): freesurfer_table,
        tr("BIDS dseg.tsv (*.tsv)"): dseg_table,
    }
