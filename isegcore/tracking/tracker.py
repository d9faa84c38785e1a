"""What is recorded of a piece of work, and by whom; says nothing about MLflow itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from isegcore.monitor import NULL_MONITOR, Monitor

MODEL_NAME = "iSeg4ClassUNet"
CHAMPION = "champion"
_TOLD = 5

Value = str | int | float | bool


class Experiment(StrEnum):
    """The two kinds of runs; the values are the names in MLflow."""

    SEGMENTATION = "iSeg-4Class-Segmentation"
    INFERENCE = "iSeg-4Class-Inference"


class RunStatus(StrEnum):
    """How a run ended, in MLflow's words; RUNNING if it has not."""

    RUNNING = "RUNNING"
    FINISHED = "FINISHED"
    FAILED = "FAILED"
    KILLED = "KILLED"


@dataclass(frozen=True, slots=True)
class Unsent:
    """What the store never got.

    Attributes:
        what: One phrase each ("epoch 3"); empty if it got everything.
        reason: What went wrong last; empty if nothing did.
    """

    what: tuple[str, ...] = ()
    reason: str = ""

    def in_words(self) -> str:
        """Return a sentence, of many phrases the first ones."""
        first, rest = self.what[:_TOLD], len(self.what) - _TOLD
        more = f" and {rest} more" if rest > 0 else ""
        reason = f" {self.reason}." if self.reason else ""
        return f"Not sent to MLflow: {', '.join(first)}{more}.{reason}"


class Run(Protocol):
    """The record of one piece of work.

    No method waits or raises because of the store: what is given is sent later, as long as it takes.
    """

    def log_params(self, params: Mapping[str, Value]) -> None:
        """Record what the work was told to do; fixed once recorded."""

    def log_tags(self, tags: Mapping[str, str]) -> None:
        """Record what may change when the work goes on elsewhere, such as versions."""

    def log_metrics(self, metrics: Mapping[str, float], *, step: int = 0, time_ms: int | None = None) -> None:
        """Record numbers at a step, such as an epoch; the same again changes nothing.

        Args:
            metrics: Numbers by name.
            step: Where on the curve.
            time_ms: When, milliseconds since 1970; now if not given.
        """

    def log_data(self, name: str, sha256: str) -> None:
        """Record which data were used, by a digest of their content."""

    def log_bytes(self, content: bytes, path: str) -> None:
        """Record a file given by its content, under a name such as `previews/epoch-0010.png`."""

    def log_file(self, file: Path, path: str) -> None:
        """Record a copy of a file under a name; it must stay until `finish`."""

    def register(self, model: Path) -> None:
        """Record a `.keras` file and make it the next version of the registered model."""

    def finish(
        self, status: RunStatus, *, limit_s: float | None = None, monitor: Monitor = NULL_MONITOR
    ) -> Unsent:
        """End the record and wait until everything is sent, or the store stays away; say what is missing.

        Args:
            status: How the work ended.
            limit_s: Seconds to wait at most; without it as long as sending gets on.
            monitor: Hears of the waiting; if it cancels, the waiting ends.
        """


class RunTracker(Protocol):
    """Whoever keeps the records."""

    def start(self, experiment: Experiment, name: str, key: str) -> Run:
        """Start a record, or go on with the one that has this key.

        Args:
            experiment: Its kind.
            name: What people see in the list.
            key: Identifies the work, so that it is recorded once even if it is resumed.
        """


class _NullRun:
    def log_params(self, params: Mapping[str, Value]) -> None:
        """Drop it."""

    def log_tags(self, tags: Mapping[str, str]) -> None:
        """Drop it."""

    def log_metrics(self, metrics: Mapping[str, float], *, step: int = 0, time_ms: int | None = None) -> None:
        """Drop it."""

    def log_data(self, name: str, sha256: str) -> None:
        """Drop it."""

    def log_bytes(self, content: bytes, path: str) -> None:
        """Drop it."""

    def log_file(self, file: Path, path: str) -> None:
        """Drop it."""

    def register(self, model: Path) -> None:
        """Drop it."""

    def finish(
        self, status: RunStatus, *, limit_s: float | None = None, monitor: Monitor = NULL_MONITOR
    ) -> Unsent:
        """Return nothing: nothing was to be sent."""
        return Unsent()


class NullTracker:
    """Keeps no record."""

    def start(self, experiment: Experiment, name: str, key: str) -> Run:
        """Return a record that drops what it is given."""
        return _NullRun()
