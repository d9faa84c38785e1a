"""Where pictures meet the window: screenshots of the planes, and the contact sheet."""
# ruff: noqa: PLC0415 - nibabel and matplotlib are not needed to start

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow

from app.actions.exchange_actions import PictureIntents
from app.jobs.job import Job, Runner
from app.language import QT_TRANSLATE_NOOP, tr
from app.session.session import Session
from app.session.viewing import Viewing
from app.viewer.ortho_view import OrthoView
from app.viewer.slice_view import SliceView
from app.window.prompts import Prompts
from app.window.screenshot import picture_of, png_bytes
from isegcore.data.subject import Subject
from isegcore.data.volume import LabelMap
from isegcore.monitor import Monitor


class PictureDesk(QObject):
    """Pictures.

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
        viewing: Viewing,
        planes: OrthoView,
        runner: Runner,
        prompts: Prompts,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._viewing = window, session, viewing
        self._planes, self._runner, self._prompts = planes, runner, prompts

    @property
    def intents(self) -> PictureIntents:
        """Return what the actions ask of the window."""
        return PictureIntents(
            save_plane=self.save_plane,
            save_planes=self.save_planes,
            copy_planes=self.copy_planes,
            contact_sheet=self.contact_sheet,
        )

    def save_planes(self) -> None:
        """Ask for a name, and write a picture of all planes that are shown."""
        self._save_picture(self._shown(), "planes")

    def save_plane(self) -> None:
        """Ask for a name, and write a picture of the active plane."""
        plane = self._viewing.active_plane
        view = self._planes.views[plane]
        self._save_picture([view] if not view.isHidden() else self._shown(), plane.value.lower())

    def copy_planes(self) -> None:
        """Put a picture of all planes on the clipboard."""
        QApplication.clipboard().setImage(picture_of(self._shown()))
        self.told.emit(tr("The picture is on the clipboard."))

    def contact_sheet(self) -> None:
        """Ask for a name, and write the contact sheet of the open subject."""
        entry, images = self._session.current, self._session.opened
        labels = self._viewing.labels
        if entry is None or images is None or labels is None:
            return
        work = partial(_write_sheet, images.subject, labels)
        name = f"{entry.files.id}-sheet.png"
        self._ask_file("contact sheet", tr("Save the contact sheet"), name, "PNG (*.png);;PDF (*.pdf)", work)

    def _shown(self) -> list[SliceView]:
        views = (*self._planes.views.values(), *self._planes.others.values())
        return [view for view in views if not view.isHidden()]

    def _save_picture(self, views: Sequence[SliceView], what: str) -> None:
        entry = self._session.current
        if entry is None:
            return
        content = png_bytes(picture_of(views))
        name = f"{entry.files.id}-{what}.png"
        self._ask_file("picture", tr("Save the picture"), name, "PNG (*.png)", partial(_write_bytes, content))

    def _ask_file(
        self, name: str, title: str, suggested: str, kinds: str, work: Callable[[Path, Monitor], None]
    ) -> None:
        """Ask for a file, and have it written; the file dialog asks before it replaces one."""
        dialog = QFileDialog(self._window, title, self._prompts.last("pictures"), kinds)
        dialog.setObjectName(name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix("pdf" if "pdf" in kind else "png"))
        dialog.selectFile(suggested)
        dialog.fileSelected.connect(lambda chosen: self._write(Path(chosen), work))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, path: Path, work: Callable[[Path, Monitor], None]) -> None:
        self._prompts.remember("pictures", path.parent)
        job = Job(QT_TRANSLATE_NOOP("", "Writing {name}"), partial(work, path), name=path.name)
        job.succeeded.connect(lambda _: self.told.emit(tr("Written: {path}").format(path=path)))
        job.failed.connect(self.failed)
        self._runner.submit(job)


def _write_bytes(content: bytes, path: Path, monitor: Monitor) -> None:
    from isegcore.io.atomic import write_bytes

    monitor.update("Writing", 0, 1)
    write_bytes(path, content, overwrite=True)


def _write_sheet(subject: Subject, labels: LabelMap, path: Path, monitor: Monitor) -> None:
    from isegcore.io.atomic import write_bytes
    from isegcore.io.results import input_files
    from isegcore.report.contact_sheet import make_contact_sheet

    suffix = ".pdf" if path.suffix.lower() == ".pdf" else ".png"
    page = make_contact_sheet(subject, labels, suffix, monitor=monitor)
    write_bytes(path, page, overwrite=True, inputs=input_files(subject))
