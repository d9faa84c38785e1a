"""A piece of work in a thread of its own, seen from the GUI thread.

    job = Job(QT_TRANSLATE_NOOP("", "Segmenting {name}"), work, name="subject-3")
    job.succeeded.connect(...)          # connect first
    runner.submit(job)                  # then submit

All public signals are emitted in the GUI thread, after the thread has ended.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from app.language import tr
from isegcore.monitor import Cancelled, Monitor, Progress

_INTERVAL_S = 0.05
# Whoever paints gives Python's lock away at every call of Qt that takes a while, and waits so long for it to
# come back from a thread that computes: at the usual 5 ms, a picture of 40 such calls stands still for 0.2 s.
_SWITCH_S = 0.0005


@dataclass(frozen=True, slots=True)
class Report:
    """Progress of a job, with the seconds its stage is likely to last; None while nobody can tell."""

    progress: Progress
    seconds_left: float | None


class Job(QObject):
    """Work that reports progress and can be cancelled. It is the work's `Monitor`.

    A quiet job was not asked for by the user, who is not told of it.

    Attributes:
        title: What is done, in the language of the window.
        english: The same in English and without a name, for the log.
        quiet: See above.

    Signals:
        progressed: `Report`, at most 20 times a second unless the stage changes.
        succeeded: What the work returned.
        failed: The exception it raised.
        cancelled: It stopped because it was asked to.
        finished: After any one of the three above.
        cancelling: It has just been asked to stop.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    cancelling = Signal()
    finished = Signal()
    _reported = Signal(object)

    def __init__(
        self, title: str, work: Callable[[Monitor], object], *, name: str = "", quiet: bool = False
    ) -> None:
        """Make a job.

        Args:
            title: What is done, "Segmenting {name}", marked to be translated unless the job is quiet.
            work: Does it, in the job's thread.
            name: What it is done with.
            quiet: Whether the user is not told.
        """
        super().__init__()
        self.english = title
        self.title = tr(title).format(name=name) if name else tr(title)
        self.quiet = quiet
        self._work = work
        self._cancel = threading.Event()
        self._settle: Callable[[], None] = lambda: None
        self._over = False
        self._stage = ""
        self._stage_began = 0.0
        self._emitted = 0.0
        self._reported.connect(self._relay, Qt.ConnectionType.QueuedConnection)

    @property
    def is_cancelling(self) -> bool:
        """Return whether the work has been asked to stop."""
        return self._cancel.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next report; returns at once."""
        if not self._cancel.is_set():
            self._cancel.set()
            self.cancelling.emit()

    def update(self, stage: str, done: float, total: float) -> None:
        """Hear a report of the work, in its thread.

        Raises:
            Cancelled: If `cancel` was called.
        """
        if self._cancel.is_set():
            raise Cancelled
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._stage_began, self._emitted = stage, now, 0.0
        if now - self._emitted < _INTERVAL_S:
            return
        self._emitted = now
        progress = Progress(stage, done, total)
        self._reported.emit(Report(progress, seconds_left(progress.fraction, now - self._stage_began)))

    def execute(self) -> None:
        """Do the work; called in the job's own thread."""
        try:
            value = self._work(self)
        except Cancelled:
            self._settle = self.cancelled.emit
        except Exception as error:  # noqa: BLE001 - whatever it is, the user hears of it
            problem = error  # `error` itself is unbound when the block ends
            self._settle = lambda: self.failed.emit(problem)
        else:
            self._settle = lambda: self.succeeded.emit(value)

    def settle(self) -> None:
        """Tell the outcome, in the GUI thread, once the job's own thread has ended."""
        self._over = True
        self._settle()
        self.finished.emit()
        # Outcome and work may hold a whole volume, and who listens to a job may hold the job.
        self._settle = lambda: None
        self._work = lambda monitor: None

    @Slot(object)
    def _relay(self, report: Report) -> None:
        if not self._over:  # a report may still be queued when the thread is found to have ended
            self.progressed.emit(report)


def seconds_left(fraction: float, elapsed: float) -> float | None:
    """Return how long the rest will take if it goes on like this; None where that is a guess."""
    if fraction < 0.05 or elapsed < 0.5:
        return None
    return elapsed * (1 - fraction) / fraction


class _Thread(QThread):
    def __init__(self, job: Job, parent: QObject) -> None:
        super().__init__(parent)
        self.job = job

    def run(self) -> None:
        self.job.execute()


class Runner(QObject):
    """Runs jobs, each in a thread of its own, and can wait for all of them.

    Signals:
        started: The `Job` that begins.
        idle: No job is left.
    """

    started = Signal(object)
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_SWITCH_S)
        self._threads: list[_Thread] = []

    @property
    def busy(self) -> bool:
        """Return whether a job is running."""
        return bool(self._threads)

    def submit(self, job: Job) -> None:
        """Start a job."""
        thread = _Thread(job, self)
        self._threads.append(thread)
        thread.finished.connect(self._reap, Qt.ConnectionType.QueuedConnection)
        self.started.emit(job)
        thread.start()

    def cancel_all(self) -> None:
        """Ask every job to stop; returns at once."""
        for thread in self._threads:
            thread.job.cancel()

    def shut_down(self) -> None:
        """Cancel every job and wait for its thread, however long it takes; nothing is told any more."""
        self.cancel_all()
        for thread in self._threads:
            thread.wait()
        self._threads.clear()

    @Slot()
    def _reap(self) -> None:
        for thread in [t for t in self._threads if t.isFinished()]:
            thread.wait()
            self._threads.remove(thread)
            thread.job.settle()
            thread.deleteLater()
        if not self._threads:
            self.idle.emit()
