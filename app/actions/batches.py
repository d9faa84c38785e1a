"""Segmenting many subjects of the list in worker processes; each result goes to its subject as it arrives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from app.jobs.job import Job, Runner
from app.language import QT_TRANSLATE_NOOP
from app.services import Services
from app.session.model_choice import ModelChoice
from app.session.session import Entry, ReadChoice, Result, Session, make_result
from isegcore.errors import IsegError
from isegcore.monitor import Monitor


class Batches(QObject):
    """The batch of a window, one at a time.

    Signals:
        changed: Whether one is under way.
        failed: The exception that ended one; a subject's own problem is told by its entry.
    """

    changed = Signal()
    failed = Signal(object)
    _begun = Signal(str)
    _made = Signal(str, object, object)

    def __init__(
        self,
        session: Session,
        runner: Runner,
        services: Services,
        model: ModelChoice,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._runner = session, runner
        self._services, self._model = services, model
        self.job: Job | None = None
        queued = Qt.ConnectionType.QueuedConnection  # they come from the job's thread
        self._begun.connect(lambda key: self._session.set_running(key, True), queued)
        self._made.connect(self._take, queued)

    @property
    def without_result(self) -> tuple[Entry, ...]:
        """Return the subjects that have no result."""
        return tuple(e for e in self._session.entries if e.result is None and e.stored is None)

    def segment(self, entries: Sequence[Entry]) -> None:
        """Segment these subjects."""
        if self.job is not None or not entries:
            return
        many = len(entries) > 1
        one, several = (
            QT_TRANSLATE_NOOP("", "Segmenting {name}"),
            QT_TRANSLATE_NOOP("", "Segmenting {name} subjects"),
        )
        title = several if many else one
        work = partial(self._work, tuple(entries), self._model.current)
        job = Job(title, work, name=str(len(entries)) if many else entries[0].files.id)
        job.failed.connect(self.failed)
        job.finished.connect(partial(self._ended, tuple(entries)))
        self.job = job
        self._runner.submit(job)
        self.changed.emit()

    def cancel(self) -> None:
        """End the batch; results that have arrived stay."""
        if self.job is not None:
            self.job.cancel()

    def _work(self, entries: Sequence[Entry], model: str, monitor: Monitor) -> None:
        """Segment; runs in the job's thread and touches nothing of the session."""

        def end(number: int, made: object) -> None:
            entry = entries[number]
            result = made if isinstance(made, IsegError) else make_result(made)  # type: ignore[arg-type]
            self._made.emit(entry.key, entry.choice, result)

        subjects = [(entry.files, entry.choice) for entry in entries]
        begin: Callable[[int], None] = lambda number: self._begun.emit(entries[number].key)  # noqa: E731
        self._services.segment_many(subjects, model, begin, end, monitor)

    def _take(self, key: str, choice: ReadChoice, result: Result | IsegError) -> None:
        self._session.set_running(key, False)
        if isinstance(result, IsegError):
            self._session.hold_problem(key, result)
        else:
            self._session.hold_result(key, choice, result)

    def _ended(self, entries: Sequence[Entry]) -> None:
        self.job = None
        for entry in entries:
            self._session.set_running(entry.key, False)
        self.changed.emit()
