"""The work behind the actions: opening, segmenting and exporting, each as a job on the session.

No widgets: what the user must hear is a signal, and questions are asked before these are called.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from app.jobs.job import Job, Runner
from app.language import QT_TRANSLATE_NOOP
from app.services import Services
from app.session.model_choice import ModelChoice
from app.session.opened import Opened, opened
from app.session.session import Entry, ReadChoice, Result, Session, make_result
from isegcore.data.dataset import SubjectFiles
from isegcore.data.subject import Subject
from isegcore.errors import IsegError
from isegcore.labels import LabelScheme
from isegcore.monitor import Monitor

if TYPE_CHECKING:
    from isegcore.data.segmentation import Segmentation

_Found = tuple[list[SubjectFiles], list[IsegError]]


class Work(QObject):
    """What can be done to the session.

    Signals:
        failed: The exception a job raised, for a dialog; `IsegError` or a bug.
        exported: The path of a result that has been written.
    """

    failed = Signal(object)
    exported = Signal(object)

    def __init__(self, session: Session, runner: Runner, services: Services, model: ModelChoice) -> None:
        super().__init__()
        self._session = session
        self._model = model
        self._runner = runner
        self._services = services
        self._prepared = False
        self._reading: Job | None = None
        self.segmenting: Job | None = None

    @property
    def models(self) -> tuple[str, ...]:
        """Return the model in use and those that were, by name or path."""
        return (self._model.current, *self._model.files)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Find the subjects at each path and add them to the list; the first of them is opened."""
        if paths:
            work = partial(_find, self._services, paths)
            where = paths[0].name or str(paths[0])
            job = Job(QT_TRANSLATE_NOOP("", "Looking into {name}"), work, name=where)
            job.succeeded.connect(self._found)
            self._submit(job)

    def open_subject(self, key: str, choice: ReadChoice | None = None) -> None:
        """Make a subject the current one and read its images; any reading under way is given up."""
        current = self._session.current
        if choice is None and current is not None and current.key == key and self._is_open_or_reading():
            return
        if self._reading is not None:
            self._reading.cancel()
        self._session.choose(key, choice)
        entry = cast(Entry, self._session.entry(key))
        work = partial(_read, self._services, entry.files, entry.choice)
        job = Job(QT_TRANSLATE_NOOP("", "Reading {name}"), work, name=entry.files.id)
        self._reading = job
        job.succeeded.connect(partial(self._hold_images, key))
        job.failed.connect(partial(self._reading_failed, key))
        job.cancelled.connect(partial(self._reading_cancelled, job, key))
        job.finished.connect(partial(self._reading_ended, job))
        self._runner.submit(job)

    def reopen(self, choice: ReadChoice) -> None:
        """Read the current subject again, another way."""
        if self._session.current is not None:
            self.open_subject(self._session.current.key, choice)

    def remove_current(self) -> None:
        """Take the current subject off the list, and open the one that moves up."""
        current = self._session.current
        if current is None:
            return
        keys = [entry.key for entry in self._session.entries]
        place = keys.index(current.key)
        if self._reading is not None:
            self._reading.cancel()
        self._session.remove(current.key)
        keys.remove(current.key)
        if keys:
            self.open_subject(keys[min(place, len(keys) - 1)])

    def segment(self) -> None:
        """Segment the open subject; the result goes to that subject, whatever is open by then."""
        entry, images = self._session.current, self._session.opened
        if entry is None or images is None or self.segmenting is not None:
            return
        job = Job(
            QT_TRANSLATE_NOOP("", "Segmenting {name}"),
            partial(_segment, self._services, images.subject, self._model.current),
            name=entry.files.id,
        )
        job.succeeded.connect(partial(self._hold_result, entry.key, entry.choice))
        job.finished.connect(partial(self._segmenting_ended, entry.key))
        self.segmenting = job
        self._session.set_running(entry.key, True)
        self._submit(job)

    def export(self, path: Path, scheme: LabelScheme, *, overwrite: bool) -> None:
        """Write the result of the open subject."""
        entry, images = self._session.current, self._session.opened
        if entry is None or images is None or entry.result is None:
            return
        result = entry.result
        work = partial(_write, self._services, result.segmentation, images.subject, path, scheme, overwrite)
        job = Job(QT_TRANSLATE_NOOP("", "Writing {name}"), work, name=path.name)
        job.succeeded.connect(lambda _: self._session.mark_exported(entry.key, result))
        job.succeeded.connect(lambda _: self.exported.emit(path))
        self._submit(job)

    def _submit(self, job: Job) -> None:
        job.failed.connect(self.failed)
        self._runner.submit(job)

    def _is_open_or_reading(self) -> bool:
        return self._session.opened is not None or self._reading is not None

    def _found(self, found: object) -> None:
        subjects, problems = cast(_Found, found)
        keys = [self._session.add(files) for files in subjects]
        if keys:
            self.open_subject(keys[0])
        for problem in problems:
            self.failed.emit(problem)

    def _hold_images(self, key: str, images: object) -> None:
        self._session.hold_images(key, cast(Opened, images))
        if not self._prepared:
            self._prepared = True
            self._runner.submit(
                Job("Preparing", partial(self._services.prepare, self._model.current), quiet=True)
            )

    def _reading_failed(self, key: str, error: object) -> None:
        if isinstance(error, IsegError):
            self._session.hold_problem(key, error)
        else:
            self._session.leave(key)
            self.failed.emit(error)

    def _reading_cancelled(self, job: Job, key: str) -> None:
        """Leave the subject, unless it was cancelled because it is being read another way."""
        if self._reading is job:
            self._session.leave(key)

    def _reading_ended(self, job: Job) -> None:
        if self._reading is job:
            self._reading = None

    def _hold_result(self, key: str, choice: ReadChoice, result: object) -> None:
        self._session.hold_result(key, choice, cast(Result, result))

    def _segmenting_ended(self, key: str) -> None:
        self.segmenting = None
        self._session.set_running(key, False)


def _find(services: Services, paths: Sequence[Path], monitor: Monitor) -> _Found:
    """Return the subjects at all paths in their order, and what was wrong with the paths that have none."""
    subjects: list[SubjectFiles] = []
    problems: list[IsegError] = []
    for number, path in enumerate(paths):
        monitor.update("Looking for subjects", number, len(paths))
        try:
            absolute = Path(os.path.abspath(path))  # noqa: PTH100 - keeps links
            subjects += services.find(absolute, monitor).subjects
        except IsegError as problem:
            problems.append(problem)
    return subjects, problems


def _read(services: Services, files: SubjectFiles, choice: ReadChoice, monitor: Monitor) -> Opened:
    subject = services.read(files, choice, monitor)
    monitor.update(QT_TRANSLATE_NOOP("", "Preparing the view"), 0, 1)
    return opened(subject)


def _segment(services: Services, subject: Subject, model: str, monitor: Monitor) -> Result:
    return make_result(services.segment(subject, model, monitor))


def _write(
    services: Services,
    segmentation: Segmentation,
    subject: Subject,
    path: Path,
    scheme: LabelScheme,
    overwrite: bool,
    monitor: Monitor,
) -> None:
    monitor.update(QT_TRANSLATE_NOOP("", "Writing"), 0, 1)
    services.write(segmentation, subject, path, scheme, overwrite)
