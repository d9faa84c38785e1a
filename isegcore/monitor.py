"""Progress and cancellation: reporting progress IS the point where work can be cancelled.

Long functions take a `Monitor` and call `update`; whoever supplied it may raise `Cancelled` from there.
Work therefore stops only between steps, with nothing half done.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """Raised from `Monitor.update` when the user has asked the work to stop."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage of some work has come.

    Attributes:
        stage: What is being done, in the words shown to users ("Reading T1").
        done: Steps completed.
        total: Steps in all; at least 1.
    """

    stage: str
    done: float
    total: float

    @property
    def fraction(self) -> float:
        """Return the completed part, 0 to 1."""
        return min(1.0, self.done / self.total) if self.total > 0 else 0.0

    @property
    def measurable(self) -> bool:
        """Return whether the fraction says something: a stage of one step is only under way, or done."""
        return self.total > 1 or 0 < self.done < self.total


class Monitor(Protocol):
    """Whoever watches a piece of work."""

    def update(self, stage: str, done: float, total: float) -> None:
        """Hear that `done` of `total` steps of `stage` are complete.

        Raises:
            Cancelled: If the work must stop here.
        """


class _NullMonitor:
    def update(self, stage: str, done: float, total: float) -> None:
        """Ignore the report."""


NULL_MONITOR: Monitor = _NullMonitor()


@contextmanager
def span(monitor: Monitor, stage: str) -> Iterator[None]:
    """Report the start and the end of a stage that has no steps of its own."""
    monitor.update(stage, 0, 1)
    yield
    monitor.update(stage, 1, 1)
