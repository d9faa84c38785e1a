"""A training as the window sees it: what has been heard of it so far. QtCore only."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from enum import Enum
from pathlib import Path
from statistics import fmean

from PySide6.QtCore import QObject, Signal

from app.jobs.child import Ending
from app.jobs.events import Epoch, Event, Preview, Said
from app.jobs.job import seconds_left
from app.language import QT_TRANSLATE_NOOP, tr
from app.session.training_plan import TrainingPlan
from isegcore.errors import IsegError
from isegcore.monitor import Progress
from isegcore.training.run_files import JOURNAL_FILE

_TRAINING = "Training"  # the stage in which the steps are counted


class Phase(Enum):
    """Where a training stands, in the words of the panel."""

    STARTING = QT_TRANSLATE_NOOP("", "Starting")
    RUNNING = QT_TRANSLATE_NOOP("", "Running")
    STOPPING = QT_TRANSLATE_NOOP("", "Stopping; the best weights are kept")
    CANCELLING = QT_TRANSLATE_NOOP("", "Cancelling")
    DONE = QT_TRANSLATE_NOOP("", "Done")
    CANCELLED = QT_TRANSLATE_NOOP("", "Cancelled; the last checkpoint is kept")
    FAILED = QT_TRANSLATE_NOOP("", "Interrupted")

    @property
    def is_over(self) -> bool:
        """Return whether nothing more will come."""
        return self in (Phase.DONE, Phase.CANCELLED, Phase.FAILED)


class TrainingRun(QObject):
    """What is known of one training.

    Signals:
        changed: Phase, progress or epochs.
        phase_changed: The phase alone.
        preview_changed: There is a new picture.
        logged: A line for the log.
    """

    changed = Signal()
    phase_changed = Signal()
    preview_changed = Signal()
    logged = Signal(str)

    def __init__(
        self, plan: TrainingPlan, epochs: Sequence[Epoch] = (), parent: QObject | None = None
    ) -> None:
        """Begin.

        Args:
            plan: What is trained.
            epochs: What it gave before it was interrupted.
            parent: Of this object.
        """
        super().__init__(parent)
        self.plan = plan
        self.phase = Phase.STARTING
        self.progress = Progress(Phase.STARTING.value, 0, 1)
        self.epochs = list(epochs)
        self.preview: Path | None = None
        self.problem: IsegError | None = None
        self._steps: tuple[float, float] = (0.0, 0.0)
        self._began = self._training_began = self._epoch_at = time.monotonic()
        self._ended: float | None = None

    @property
    def fraction(self) -> float:
        """Return how much of the training is done, 0 to 1."""
        done, total = self._steps
        return 1.0 if self.phase is Phase.DONE else min(1.0, done / total) if total else 0.0

    @property
    def seconds(self) -> float:
        """Return how long it has been at it since it was started, or took in all."""
        return (self._ended or time.monotonic()) - self._began

    @property
    def seconds_left(self) -> float | None:
        """Return how long the rest will take; None while nobody can tell."""
        if self.phase is not Phase.RUNNING:
            return None
        told = self.epochs[-1].seconds_left if self.epochs else None
        if told is not None:
            return max(0.0, told - (time.monotonic() - self._epoch_at))
        return seconds_left(self.fraction, time.monotonic() - self._training_began)

    @property
    def best(self) -> Epoch | None:
        """Return the epoch whose validation was the best, the first of them."""
        scored = [epoch for epoch in self.epochs if epoch.scores]
        return max(scored, key=lambda epoch: fmean(epoch.scores.values()), default=None)

    def hear(self, event: Event) -> None:
        """Take in what the worker says."""
        if isinstance(event, Progress):
            if event.stage != self.progress.stage and self.phase is Phase.STARTING:
                self._log(f"{tr(event.stage)}…")
            self._hear_progress(event)
        elif isinstance(event, Epoch):
            self._hear_epoch(event)
        elif isinstance(event, Preview):
            self.preview = event.path
            self.preview_changed.emit()
        elif isinstance(event, Said):
            self._log(event.message)

    def set_phase(self, phase: Phase) -> None:
        """Say where the training stands."""
        if phase is not self.phase:
            self.phase = phase
            self.phase_changed.emit()
        self.changed.emit()

    def stop(self) -> None:
        """Say at once that it was asked to stop, and what it does until it has: that takes a while."""
        self._log(
            tr("Asked to stop. The step under way is ended; then the best weights are scored and saved.")
        )
        self.set_phase(Phase.STOPPING)

    def end(self, ending: Ending) -> None:
        """Take in how the worker ended."""
        self.problem, self._ended = ending.problem, time.monotonic()
        for line in ending.last_words:
            self._log(line)
        if ending.problem is not None:
            self._log(str(ending.problem))
        failed = Phase.CANCELLED if ending.cancelled else Phase.FAILED
        self.set_phase(Phase.DONE if ending.result is not None else failed)

    def _hear_progress(self, progress: Progress) -> None:
        self.progress = progress
        phase = self.phase
        if progress.stage == _TRAINING:
            self._steps = (progress.done, progress.total)
            if phase is Phase.STARTING:
                self._training_began = time.monotonic()
                phase = Phase.RUNNING
        self.set_phase(phase)

    def _hear_epoch(self, epoch: Epoch) -> None:
        # One that was cut short is told again when it has been gone on with.
        self.epochs = [*(e for e in self.epochs if e.epoch < epoch.epoch), epoch]
        self._steps = (epoch.step, epoch.steps)
        self._epoch_at = time.monotonic()
        self._log(_words(epoch))
        self.changed.emit()

    def _log(self, line: str) -> None:
        self.logged.emit(f"{datetime.now():%H:%M:%S}  {line}")


def _words(epoch: Epoch) -> str:
    words = [tr("Epoch {epoch}: loss {loss:.4f}").format(epoch=epoch.epoch, loss=epoch.loss)]
    if epoch.val_loss is not None:
        words.append(tr("validation loss {loss:.4f}").format(loss=epoch.val_loss))
    if epoch.scores:
        words.append(tr("mean Dice {dice:.4f}").format(dice=fmean(epoch.scores.values())))
    return ", ".join([*words, tr("the best so far")] if epoch.best else words)


def read_course(run_folder: Path) -> list[Epoch]:
    """Return the epochs that a run had before it was interrupted, as far as its journal tells."""
    try:
        records = json.loads((run_folder / JOURNAL_FILE).read_text(encoding="utf-8"))["epochs"]
        known = {f.name for f in fields(Epoch)}
        return [
            Epoch(epoch=record["number"], **{name: record[name] for name in known & record.keys()})
            for record in records
        ]
    except (OSError, ValueError, TypeError, KeyError):
        return []
