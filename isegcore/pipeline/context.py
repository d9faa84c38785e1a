"""What every stage is given, and how it has work done for many subjects at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from isegcore.data.dataset import Dataset, SubjectFiles
from isegcore.io.discovery import find_subjects
from isegcore.io.subject import ReadOptions
from isegcore.pipeline.options import PipelineOptions
from isegcore.pipeline.pool import Advance, Outcome, Task, WorkerPool
from isegcore.pipeline.stages import Stage, State, SubjectNews, Watcher
from isegcore.pipeline.store import Store

_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a stage ended, and a sentence about it."""

    state: State
    note: str


class Context:
    """A pipeline at work."""

    def __init__(self, options: PipelineOptions, store: Store, watcher: Watcher, pool: WorkerPool) -> None:
        self.options, self.store, self.watcher, self.pool = options, store, watcher, pool

    @cached_property
    def dataset(self) -> Dataset:
        """Return all subjects of the data folder.

        Raises:
            DatasetError: If there are none.
        """
        return find_subjects(self.options.data, self.watcher)

    @property
    def chosen(self) -> tuple[SubjectFiles, ...]:
        """Return the subjects that were asked for.

        Raises:
            DatasetError: If one is not there.
        """
        return self.dataset.chosen(self.options.subjects)

    @property
    def reading(self) -> ReadOptions:
        """Return how subjects are read."""
        return ReadOptions(assumed_orientation=self.options.orientation, register=self.options.register)

    def work(
        self, stage: Stage, subjects: Sequence[SubjectFiles], tasks: Sequence[Task[_V]]
    ) -> Iterator[tuple[SubjectFiles, Outcome[_V]]]:
        """Do a task for each of these subjects, and yield what comes of it as soon as it is known.

        Raises:
            Cancelled: If the watcher says so.
        """

        def tell(advance: Advance) -> None:
            done = min(1.0, advance.done / advance.total) if advance.total else 0.0
            subject = subjects[advance.number].id
            self.watcher.subject_news(SubjectNews(stage, subject, State.RUNNING, done, advance.stage))

        for outcome in self.pool.run(tasks, _StageMonitor(self.watcher, stage), tell):
            files = subjects[outcome.number]
            if outcome.problem is not None:
                self.tell(stage, files.id, State.FAILED, outcome.words)
            yield files, outcome

    def tell(self, stage: Stage, subject: str, state: State, note: str = "") -> None:
        """Tell how a subject ended in a stage."""
        self.watcher.subject_news(SubjectNews(stage, subject, state, 1.0, note))


class _StageMonitor:
    """Counts subjects under the name of the stage."""

    def __init__(self, watcher: Watcher, stage: Stage) -> None:
        self._watcher, self._stage = watcher, stage

    def update(self, stage: str, done: float, total: float) -> None:
        self._watcher.update(self._stage, done, total)


def digest(*parts: object) -> str:
    """Return a hash, hexadecimal, of anything that JSON can hold."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()
