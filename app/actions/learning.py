"""From corrections to a better model: reviewed subjects become a folder to train on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal

from app.jobs.job import Job, Runner
from app.language import QT_TRANSLATE_NOOP
from app.services import read_options
from app.session.session import Entry, ReadChoice, Session, Verdict
from isegcore.data.dataset import SubjectFiles
from isegcore.data.volume import LabelMap
from isegcore.monitor import Monitor

FEWEST = 2  # one to train on, one to validate on


@dataclass(frozen=True, eq=False, slots=True)
class _Reviewed:
    """A reviewed subject, as it is when the user asks."""

    files: SubjectFiles
    choice: ReadChoice
    labels: LabelMap | Path


class Learning(QObject):
    """What can be learnt from the session.

    Signals:
        written: Path of a folder that can be trained on.
        failed: The exception that writing it raised.
    """

    written = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._runner = session, runner

    @property
    def count(self) -> int:
        """Return how many subjects are reviewed and have labels."""
        return len(self._reviewed())

    def write(self, folder: Path) -> None:
        """Write the reviewed subjects, as they are now, to a new folder."""
        work = partial(_write, self._reviewed(), folder)
        job = Job(QT_TRANSLATE_NOOP("", "Writing subjects to {name}"), work, name=folder.name)
        job.succeeded.connect(lambda path: self.written.emit(cast(Path, path)))
        job.failed.connect(self.failed)
        self._runner.submit(job)

    def _reviewed(self) -> list[_Reviewed]:
        reviewed = [entry for entry in self._session.entries if entry.verdict is Verdict.REVIEWED]
        return [
            _Reviewed(entry.files, entry.choice, labels)
            for entry in reviewed
            if (labels := _labels(entry)) is not None
        ]


def _labels(entry: Entry) -> LabelMap | Path | None:
    """Return the labels that were reviewed: the result, in memory or in the study, else the reference."""
    if entry.result is not None:
        return entry.result.segmentation.labels
    return entry.stored.path if entry.stored is not None else entry.files.label


def _write(reviewed: Sequence[_Reviewed], folder: Path, monitor: Monitor) -> Path:
    from isegcore.io.training_folder import Lesson, write_training_folder  # noqa: PLC0415 - in the job

    lessons = [
        Lesson(subject.files.id, subject.files.images, subject.labels, read_options(subject.choice))
        for subject in reviewed
    ]
    write_training_folder(folder, lessons, monitor)
    return folder
