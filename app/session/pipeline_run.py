"""A pipeline as the window sees it: what has been heard of it so far. QtCore only."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.jobs.child import Ending
from app.jobs.events import Epoch, Event, Result, Said, StageTold, SubjectTold
from app.language import QT_TRANSLATE_NOOP, tr
from app.session.pipeline_plan import PipelinePlan
from isegcore.errors import IsegError
from isegcore.monitor import Progress


class PipelinePhase(Enum):
    """Where a pipeline stands, in the words of the page."""

    RUNNING = QT_TRANSLATE_NOOP("", "Running")
    CANCELLING = QT_TRANSLATE_NOOP("", "Cancelling")
    DONE = QT_TRANSLATE_NOOP("", "Done")
    CANCELLED = QT_TRANSLATE_NOOP("", "Cancelled; what was done by then is kept")
    FAILED = QT_TRANSLATE_NOOP("", "Interrupted")

    @property
    def is_over(self) -> bool:
        """Return whether nothing more will come."""
        return self not in (PipelinePhase.RUNNING, PipelinePhase.CANCELLING)


class PipelineRun(QObject):
    """What is known of one run.

    Signals:
        changed: Anything below.
        subject_changed: Id of a subject that there is news of.
        logged: A line for the log.
    """

    changed = Signal()
    subject_changed = Signal(str)
    logged = Signal(str)

    def __init__(self, plan: PipelinePlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self.phase = PipelinePhase.RUNNING
        self.progress: Progress | None = None
        self.stages: dict[str, StageTold] = {}
        self.subjects: dict[str, SubjectTold] = {}
        self.problem: IsegError | None = None
        self._result: dict[str, Any] = {}

    @property
    def page(self) -> Path | None:
        """Return the report to look at, if there is one."""
        path = self._result.get("page")
        return Path(path) if isinstance(path, str) else None

    @property
    def failed(self) -> int:
        """Return how many subjects have no result."""
        return sum(row.get("state") == "failed" for row in self._rows)

    @property
    def finished(self) -> tuple[str, ...]:
        """Return the ids of the subjects that have a result."""
        return tuple(str(row["id"]) for row in self._rows if row.get("state") == "done")

    @property
    def _rows(self) -> list[dict[str, Any]]:
        rows = self._result.get("subjects", [])
        return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []

    def hear(self, event: Event) -> None:
        """Take in what the worker says."""
        if isinstance(event, Progress):
            self.progress = event
        elif isinstance(event, StageTold):
            self._hear_stage(event)
        elif isinstance(event, SubjectTold):
            self._hear_subject(event)
        elif isinstance(event, Epoch):
            epoch = tr("Epoch {epoch} of {total}: loss {loss:.4f}")
            self._log(epoch.format(epoch=event.epoch, total=event.epochs, loss=event.loss))
        elif isinstance(event, Said):
            self._log(event.message)
        elif isinstance(event, Result) and isinstance(event.value, dict):
            self._result = event.value
        self.changed.emit()

    def cancel(self) -> None:
        """Say that it has been asked to end."""
        if not self.phase.is_over:
            self.phase = PipelinePhase.CANCELLING
            self.changed.emit()

    def end(self, ending: Ending) -> None:
        """Take in how the worker ended; one that wrote a report has come to its end, bad subjects or not."""
        self.problem = ending.problem
        if self._result:
            self.phase = PipelinePhase.DONE
            problem = self._result.get("problem")
            self.problem = IsegError(str(problem)) if problem else None
        else:
            self.phase = PipelinePhase.CANCELLED if ending.cancelled else PipelinePhase.FAILED
            for line in ending.last_words:
                self._log(line)
        if self.problem is not None:
            self._log(str(self.problem))
        self.changed.emit()

    def _hear_stage(self, told: StageTold) -> None:
        self.stages[told.stage] = told
        if told.note:
            self._log(f"{told.stage}: {told.state}. {told.note}")

    def _hear_subject(self, told: SubjectTold) -> None:
        before = self.subjects.get(told.subject)
        self.subjects[told.subject] = told
        if told.state == "failed" and (before is None or before.note != told.note):
            self._log(f"{told.subject}: {told.note}")
        self.subject_changed.emit(told.subject)

    def _log(self, line: str) -> None:
        self.logged.emit(f"{datetime.now():%H:%M:%S}  {line}")
