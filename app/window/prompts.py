"""The questions that precede an action: which folder, which files, which name, really?"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.dialogs.question import Answer
from app.language import QT_TRANSLATE_NOOP, tr
from app.session.session import Entry
from isegcore.errors import OutputError
from isegcore.labels import BIDS, INDEX, ISEG, LabelScheme
from isegcore.shipped import shipped_path

_IMAGES = QT_TRANSLATE_NOOP("", "Images (*.nii *.nii.gz *.hdr *.img);;All files (*)")
_SCHEMES: dict[str, LabelScheme] = {
    QT_TRANSLATE_NOOP("", "iSeg values 0, 10, 150, 250 (*.nii.gz)"): ISEG,
    QT_TRANSLATE_NOOP("", "Class numbers 0, 1, 2, 3 (*.nii.gz)"): INDEX,
    QT_TRANSLATE_NOOP("", "BIDS values 0, 3, 1, 2 (*.nii.gz)"): BIDS,
}


class Prompts:
    """Asks in dialogs over a window, and remembers the folders it was answered with."""

    def __init__(self, parent: QWidget, settings: QSettings) -> None:
        self._parent = parent
        self._settings = settings

    def ask_folder(self) -> list[Path]:
        """Return the folder to open, or nothing."""
        chosen = QFileDialog.getExistingDirectory(
            self._parent, tr("Open a folder of subjects"), self.last("open")
        )
        return self._remembered([Path(chosen)]) if chosen else []

    def ask_files(self) -> list[Path]:
        """Return the image files to open, or none."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._parent, tr("Open images"), self.last("open"), tr(_IMAGES)
        )
        return self._remembered([Path(name) for name in chosen])

    def ask_export(
        self, entry: Entry, then: Callable[[Path, LabelScheme, bool], None], preferred: LabelScheme = ISEG
    ) -> None:
        """Ask where and with which label values to write a result; `then` hears path, scheme, overwrite.

        The values of `preferred` are offered first, also if they are those of a label table.
        """
        offered = _offered(preferred)
        dialog = QFileDialog(
            self._parent, tr("Export the segmentation of {name}").format(name=entry.files.id)
        )
        dialog.setObjectName("export")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # asked below, for all files at once
        dialog.setNameFilters(list(offered))
        dialog.selectNameFilter(next(name for name, scheme in offered.items() if scheme == preferred))
        dialog.setDirectory(self.export_folder(entry))
        dialog.selectFile(f"{entry.files.id}-pred.nii.gz")
        dialog.accepted.connect(lambda: self._export_chosen(dialog, offered, then))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def may_discard(self, unsaved: Sequence[Entry]) -> bool:
        """Ask whether results that were not exported may be lost."""
        names = ", ".join(entry.files.id for entry in unsaved[:3])
        sentence = tr("The segmentation of {names} has not been exported.")
        if len(unsaved) > 3:
            sentence = tr("The segmentations of {names} and others have not been exported.")
        details = tr("It exists nowhere else and will be lost.")
        discard = Answer(tr("Discard"), destroys=True)
        return self._agrees("discard", sentence.format(names=names), details, discard, tr("Keep"))

    def may_read_another_way(self, entry: Entry, *, unsaved: bool) -> bool:
        """Ask whether a subject may lose its result: its images are to be read another way."""
        made = tr("The result of {name} was made of the images as they are read now.")
        if entry.is_edited:
            made = tr("The labels of {name}, corrected by hand, belong to the images as they are read.")
        lost = tr("It does not fit them afterwards. It exists nowhere else and will be lost.")
        kept = tr("It does not fit them afterwards and is taken off the subject. Its files stay.")
        go_on = Answer(tr("Read Again"), destroys=True)
        details = lost if unsaved else kept
        return self._agrees("read again", made.format(name=entry.files.id), details, go_on, tr("Keep Result"))

    def may_replace_edits(self) -> bool:
        """Ask whether a fresh segmentation may take the place of labels that were corrected."""
        details = tr("A fresh segmentation takes their place. Undo brings the corrections back.")
        question = tr("This subject's labels were corrected by hand.")
        go_on = Answer(tr("Segment Again"))
        return self._agrees("replace edits", question, details, go_on, tr("Keep Corrections"))

    def ask_run_folder(self, then: Callable[[Path], None]) -> None:
        """Ask which interrupted training to go on with; `then` hears the folder of its run."""
        self._ask_existing_folder("resume", tr("Folder of the interrupted run (NAME-run)"), then)

    def ask_training_data(self, name: str, then: Callable[[Path], None]) -> None:
        """Ask where the subjects are that a model is trained on; `then` hears their folder."""
        self._ask_existing_folder(
            "data", tr("Folder of the subjects that {name} is trained on").format(name=name), then
        )

    def may_end_training(self) -> bool:
        """Ask whether a training under way may be ended."""
        details = tr("Its last checkpoint is kept, and it can be resumed.")
        end = Answer(tr("End Training"), destroys=True)
        return self._agrees("end training", tr("A training is under way."), details, end, tr("Keep Training"))

    def _agrees(self, name: str, question: str, details: str, go_on: Answer, stay: str) -> bool:
        """Ask, and wait for the answer; Return and Escape leave things as they are."""
        role = QMessageBox.ButtonRole
        box = QMessageBox(QMessageBox.Icon.Question, "iSeg Desktop", question, parent=self._parent)
        box.setObjectName(name)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(details)
        agree = box.addButton(go_on.text, role.DestructiveRole if go_on.destroys else role.AcceptRole)
        box.setDefaultButton(box.addButton(stay, role.RejectRole))
        box.exec()
        agreed = box.clickedButton() is agree
        box.deleteLater()
        return agreed

    def _ask_existing_folder(self, name: str, title: str, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._parent, title, self.last(name))
        dialog.setObjectName(name)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.remember(name, Path(folder).parent))
        dialog.fileSelected.connect(lambda folder: then(Path(folder)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _export_chosen(
        self,
        dialog: QFileDialog,
        offered: Mapping[str, LabelScheme],
        then: Callable[[Path, LabelScheme, bool], None],
    ) -> None:
        path = file_named(Path(dialog.selectedFiles()[0]))
        scheme = offered[dialog.selectedNameFilter()]
        self.remember("export", path.parent)
        if not any(target.exists() for target in _written_with(path)):
            then(path, scheme, False)
            return
        box = QMessageBox(QMessageBox.Icon.Question, tr("Replace?"), "", parent=self._parent)
        box.setObjectName("overwrite")
        box.setText(
            tr("{name} or its record exists in {folder}.").format(
                name=path.name, folder=path.parent.name or path.parent
            )
        )
        box.setInformativeText(tr("Replacing it cannot be undone."))
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel)
        box.button(QMessageBox.StandardButton.Yes).setText(tr("Replace"))
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.button(QMessageBox.StandardButton.Yes).clicked.connect(lambda: then(path, scheme, True))
        box.finished.connect(box.deleteLater)
        box.open()

    def export_folder(self, entry: Entry) -> str:
        """Return the last folder exported to, else the subject's own, else the user's documents.

        Only what can be written counts, and not the program's own folder: that of the bundled subject.
        """
        last, own = self.last("export"), next(iter(entry.files.images.values())).parent
        if last and os.access(last, os.W_OK):
            return last
        if os.access(own, os.W_OK) and not own.is_relative_to(shipped_path("")):
            return str(own)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return documents if os.access(documents, os.W_OK) else str(Path.home())

    def remember(self, purpose: str, folder: Path) -> None:
        """Offer that folder the next time."""
        self._settings.setValue(f"folders/{purpose}", str(folder))

    def last(self, purpose: str) -> str:
        """Return the folder to offer, or nothing if it is gone."""
        folder = str(self._settings.value(f"folders/{purpose}", ""))
        return folder if folder and Path(folder).is_dir() else ""

    def _remembered(self, paths: list[Path]) -> list[Path]:
        if paths:
            self.remember("open", paths[0].parent)
        return paths


def _offered(preferred: LabelScheme) -> dict[str, LabelScheme]:
    """Return the values that can be chosen, by their names in the dialog."""
    schemes = {tr(name): scheme for name, scheme in _SCHEMES.items()}
    if preferred in _SCHEMES.values():
        return schemes
    values = ", ".join(str(value) for value in preferred.values)
    own = tr("Values of the label table {values} (*.nii.gz)").format(values=values)
    return {own: preferred, **schemes}


def file_named(path: Path) -> Path:
    """Return `path` ending in .nii or .nii.gz."""
    if path.name.endswith((".nii", ".nii.gz")):
        return path
    return path.with_name(f"{path.name.removesuffix('.gz')}.nii.gz")


def _written_with(path: Path) -> tuple[Path, ...]:
    """Return the files that an export to `path` writes; none if it cannot, which the export will tell."""
    from isegcore.io.results import result_files  # noqa: PLC0415 - nibabel: not at the start

    try:
        return result_files(path, probabilities=False)
    except OutputError:
        return ()
