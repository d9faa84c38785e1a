"""Where exports and DICOM meet the window: their dialogs, their jobs, and what is told afterwards."""
# ruff: noqa: PLC0415 - nibabel, and the dialogs that need it, are not needed to start

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow

from app.actions.exchange_actions import ExchangeIntents
from app.actions.exporting import ExportTask, export_all
from app.actions.work import Work
from app.dialogs.outcome import show_outcome
from app.jobs.job import Job, Runner
from app.language import QT_TRANSLATE_NOOP, tr
from app.services import Services
from app.session.session import Entry, Result, Session, make_result
from app.window.picture_desk import PictureDesk
from app.window.prompts import Prompts
from isegcore.data.grid import Grid
from isegcore.data.subject import Modality
from isegcore.monitor import Monitor

if TYPE_CHECKING:
    from isegcore.data.dataset import SubjectFiles
    from isegcore.export.exporting import Exported
    from isegcore.export.plan import ExportPlan
    from isegcore.io.dicom import DicomFolder
    from isegcore.io.dicom_series import DicomSeries


class ExchangeDesk(QObject):
    """Exchange with the world outside.

    Signals:
        failed: The exception a job raised.
        told: A sentence for the status bar.
    """

    failed = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        work: Work,
        runner: Runner,
        services: Services,
        prompts: Prompts,
        settings: QSettings,
        pictures: PictureDesk,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._work, self._runner = window, session, work, runner
        self._services, self._prompts, self._settings = services, prompts, settings
        self._pictures = pictures
        pictures.failed.connect(self.failed)
        pictures.told.connect(self.told)

    @property
    def intents(self) -> ExchangeIntents:
        """Return what the actions ask of the window."""
        return ExchangeIntents(
            import_dicom=self.import_dicom,
            open_earlier=self.open_earlier,
            export=self.export,
            pictures=self._pictures.intents,
        )

    def export(self) -> None:
        """Ask what to export, and export it."""
        from app.dialogs.export_dialog import ExportDialog

        entries = [entry for entry in self._session.entries if entry.result is not None or entry.is_stored]
        if not entries:
            return
        current = self._session.current
        folder = self._prompts.export_folder(current or entries[0])
        dialog = ExportDialog(entries, current, folder, self._settings, self._window)
        dialog.export_requested.connect(self._export)
        dialog.open()

    def open_earlier(self) -> None:
        """Read what the BIDS derivative of this program holds of the open subject."""
        entry, images = self._session.current, self._session.opened
        if entry is None or images is None or not entry.files.results:
            return
        work = partial(_read_earlier, entry.files.results[-1], images.subject.grid, entry.choice.orientation)
        job = Job(QT_TRANSLATE_NOOP("", "Reading the result of {name}"), work, name=entry.files.id)
        job.succeeded.connect(partial(self._hold_earlier, entry))
        self._submit(job)

    def import_dicom(self) -> None:
        """Ask for a folder, convert what is in it, and ask what to import."""
        dialog = QFileDialog(self._window, tr("Folder of DICOM files"), self._prompts.last("dicom"))
        dialog.setObjectName("dicom folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.read_dicom(Path(folder)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read_dicom(self, folder: Path) -> None:
        """Convert a DICOM folder, and ask what to import of it."""
        self._prompts.remember("dicom", folder.parent)
        job = Job(QT_TRANSLATE_NOOP("", "Converting DICOM"), partial(_read_dicom, folder))
        job.succeeded.connect(self._ask_series)
        self._submit(job)

    def _export(self, plan: ExportPlan, entries: Sequence[Entry], overwrite: bool) -> None:
        if not plan.bids:
            self._prompts.remember("export", plan.folder)
        task = ExportTask(
            plan, entries, overwrite, self._session.current, self._session.opened, self._work.models
        )
        name = entries[0].files.id if len(entries) == 1 else tr("{count} subjects").format(count=len(entries))
        work = partial(export_all, self._services, task)
        job = Job(QT_TRANSLATE_NOOP("", "Exporting {name}"), work, name=name)
        job.succeeded.connect(partial(self._tell_outcome, task))
        self._submit(job)

    def _tell_outcome(self, task: ExportTask, outcome: object) -> None:
        from isegcore.export.plan import Part

        done = cast("list[Exported]", outcome)
        for entry, one in zip(task.entries, done, strict=False):
            if entry.result is not None and Part.LABELS in one.parts:
                self._session.mark_exported(entry.key, entry.result)
        written = [path for one in done for path in one.written]
        problems = [problem for one in done for problem in one.problems]
        words = tr("{count} files written to {folder}").format(count=len(written), folder=task.plan.folder)
        self.told.emit(words)
        if problems:
            show_outcome(self._window, words, problems)

    def _ask_series(self, value: object) -> None:
        from app.dialogs.dicom_dialog import DicomDialog

        found = cast("DicomFolder", value)
        dialog = DicomDialog(found, self._prompts.last("import"), self._window)
        dialog.import_requested.connect(partial(self._import, found))
        dialog.rejected.connect(partial(found.close))  # Qt would hold the bare method weakly
        dialog.open()

    def _import(
        self,
        found: DicomFolder,
        chosen: Mapping[Modality, DicomSeries],
        folder: Path,
        subject: str,
        session: str,
    ) -> None:
        self._prompts.remember("import", folder)
        work = partial(_import_subject, chosen, folder, subject, session)
        job = Job(QT_TRANSLATE_NOOP("", "Writing the subject"), work)
        job.succeeded.connect(self._open)
        job.finished.connect(partial(found.close))
        self._submit(job)

    def _hold_earlier(self, entry: Entry, value: object) -> None:
        result = cast(Result, value)
        self._session.hold_result(entry.key, entry.choice, result)
        self._session.mark_exported(entry.key, result)

    def _open(self, files: object) -> None:
        images = cast("SubjectFiles", files).images
        self._work.open_paths([next(iter(images.values()))])

    def _submit(self, job: Job) -> None:
        job.failed.connect(self.failed)
        self._runner.submit(job)


def _read_earlier(path: Path, grid: Grid, orientation: str, monitor: Monitor) -> Result:
    from isegcore.io.stored_results import read_bids_result

    return make_result(read_bids_result(path, grid, monitor, assumed_orientation=orientation))


def _read_dicom(folder: Path, monitor: Monitor) -> DicomFolder:
    from isegcore.io.dicom import read_dicom

    return read_dicom(folder, monitor)


def _import_subject(
    chosen: Mapping[Modality, DicomSeries], folder: Path, subject: str, session: str, monitor: Monitor
) -> SubjectFiles:
    from isegcore.io.dicom_import import import_subject

    return import_subject(chosen, folder, subject, session, monitor=monitor)
