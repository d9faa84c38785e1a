"""Looks into a folder of subjects for a training: first what is there, then whether each can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from app.jobs.job import Job, Runner
from app.language import tr
from app.services import Services
from isegcore.data.dataset import SubjectFiles, split_ids
from isegcore.errors import IsegError, OptionError
from isegcore.monitor import Monitor

if TYPE_CHECKING:
    from isegcore.io.subject_check import SubjectCheck


_NAMED = 3  # subjects, in a sentence


@dataclass(frozen=True, eq=False, slots=True)
class Row:
    """A subject of the folder; `check` is None until it has been read."""

    files: SubjectFiles
    check: SubjectCheck | None = None

    @property
    def problem(self) -> IsegError | None:
        """Return why it cannot be used; None if it can, or nobody knows yet."""
        return self.check.problem if self.check is not None else None


class DataCheck(QObject):
    """The subjects of one folder.

    Signals:
        changed: Anything below.
    """

    changed = Signal()
    _found = Signal(object, object)

    def __init__(self, runner: Runner, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._services = runner, services
        self._job: Job | None = None
        self.rows: tuple[Row, ...] = ()
        self.problem: IsegError | None = None
        self._found.connect(self._take)

    @property
    def is_busy(self) -> bool:
        """Return whether subjects are still being looked for or read."""
        return self._job is not None

    @property
    def labelled(self) -> list[Row]:
        """Return the subjects that can be trained or validated on."""
        return [row for row in self.rows if row.files.label is not None]

    def start(self, folder: Path) -> None:
        """Look into a folder; what was known of another one is dropped."""
        self.stop()
        self.rows, self.problem = (), None
        job = Job(f"Checking {folder.name}", lambda monitor: self._work(job, folder, monitor), quiet=True)
        self._job = job
        job.succeeded.connect(partial(self._take, job))
        job.failed.connect(partial(self._fail, job))
        job.finished.connect(partial(self._end, job))
        self._runner.submit(job)
        self.changed.emit()

    def clear(self) -> None:
        """Forget the folder."""
        self.stop()
        self.rows, self.problem = (), None
        self.changed.emit()

    def stop(self) -> None:
        """Give up looking."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _work(self, job: Job, folder: Path, monitor: Monitor) -> tuple[Row, ...]:
        """Look and read, in the job's thread; what is found goes to the GUI thread as it comes."""
        subjects = self._services.find(folder, monitor).subjects
        rows = [Row(files) for files in subjects]
        self._found.emit(job, tuple(rows))
        for number, files in enumerate(subjects):
            monitor.update("Checking subjects", number, len(subjects))
            rows[number] = Row(files, self._services.check(files, monitor))
            self._found.emit(job, tuple(rows))
        return tuple(rows)

    def _take(self, job: Job, rows: object) -> None:
        """Show what has been found, unless another folder is looked into by now."""
        if job is self._job:
            self.rows = cast(tuple[Row, ...], rows)
            self.changed.emit()

    def _fail(self, job: Job, error: object) -> None:
        if job is self._job:
            unread = tr("The folder cannot be read: {reason}")
            known = isinstance(error, IsegError)
            self.problem = error if known else IsegError(unread.format(reason=error))  # type: ignore[assignment]

    def _end(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.changed.emit()


def validated(rows: Sequence[Row], validation: str) -> frozenset[str]:
    """Return the ids of the labelled subjects that a share, or ids with commas between them, hold out."""
    from isegcore.training.split import held_out  # noqa: PLC0415 - pydantic: not at the start

    ids = [row.files.id for row in rows]
    try:
        return held_out(ids, validation, seed=0, what="labelled subject")
    except OptionError:  # all of them are named, or none
        return frozenset(split_ids(validation)) & frozenset(ids)


def data_problem(data: DataCheck, validation: str) -> str:
    """Return what stands in the way of training on these subjects; empty if nothing does."""
    if data.problem is not None:
        return data.problem.message
    labelled = data.labelled
    if data.rows and len(labelled) < 2:
        return _too_few(len(labelled))
    broken = [row.files.id for row in labelled if row.problem is not None]
    if broken:
        return _unusable(broken)
    if data.is_busy:
        return ""
    held = validated(labelled, validation)
    if not held:
        return tr("Tick at least one subject to validate on.")
    all_held = tr("Every subject is held out. Leave at least one to train on.")
    return all_held if len(held) == len(labelled) else ""


def _too_few(count: int) -> str:
    if count:
        return tr("Training needs at least two labelled subjects; there is one.")
    return tr("Training needs at least two labelled subjects; there are none.")


def _unusable(ids: Sequence[str]) -> str:
    names, more = ", ".join(ids[:_NAMED]), len(ids) - _NAMED
    if more > 0:
        sentence = tr("Cannot be used: {names} and {n} more. Mend them, or take them out of the folder.")
        return sentence.format(names=names, n=more)
    return tr("Cannot be used: {names}. Mend them, or take them out of the folder.").format(names=names)
