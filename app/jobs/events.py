"""What a worker process says, line by line: the JSON lines of `iseg … --events jsonl` as typed values.

Free of Qt.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from isegcore.errors import IsegError
from isegcore.monitor import Progress


@dataclass(frozen=True, slots=True)
class Epoch:
    """What an epoch of a training gave.

    Attributes:
        epoch: From 1, of `epochs`; `step` and `steps` likewise, over all epochs.
        epochs: See there.
        step: See there.
        steps: See there.
        loss: Mean over the epoch, on the training subjects; `val_loss` on those held out.
        accuracy: Share of voxels, 0 to 1; `val_accuracy` likewise.
        val_loss: None without validation, as `val_accuracy` is.
        val_accuracy: See there.
        seconds: Training time so far.
        seconds_left: What is likely left of it; None while nobody can tell.
        scores: Validation Dice by name; empty without validation.
        best: Whether no earlier validation was better.
    """

    epoch: int
    step: int
    loss: float
    seconds: float
    epochs: int = 0
    steps: int = 0
    accuracy: float | None = None
    val_loss: float | None = None
    val_accuracy: float | None = None
    seconds_left: float | None = None
    scores: Mapping[str, float] = field(default_factory=dict)
    best: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """A picture of a validation subject has been written."""

    path: Path


@dataclass(frozen=True, slots=True)
class StageTold:
    """A stage of a pipeline has begun or ended; words and states as in `isegcore.pipeline.stages`."""

    stage: str
    state: str
    note: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class SubjectTold:
    """A subject has got on in a stage of a pipeline; `done` from 0 to 1 of the step that `note` names."""

    stage: str
    subject: str
    state: str
    done: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence for the log."""

    message: str


@dataclass(frozen=True, slots=True)
class Serving:
    """Web pages are served at an address until the worker is ended."""

    address: str


@dataclass(frozen=True, slots=True)
class Result:
    """The work is done; `value` is what `--json` prints."""

    value: Any


@dataclass(frozen=True, slots=True)
class Stopped:
    """The work has ended as it was asked to; nothing is left half done."""


@dataclass(frozen=True, eq=False, slots=True)
class Problem:
    """The work cannot be done; a known problem."""

    error: IsegError


Event: TypeAlias = (
    Progress | Epoch | Preview | StageTold | SubjectTold | Said | Serving | Result | Stopped | Problem
)
_T = TypeVar("_T")


def read_event(line: str) -> Event | None:
    """Return the event of a line, or None if it is none: libraries talk too."""
    try:
        content = json.loads(line)
        return _READERS[content["event"]](content)
    except (ValueError, TypeError, KeyError):
        return None


def _problem(content: Mapping[str, Any]) -> Problem:
    path = content.get("path")
    return Problem(
        IsegError(content["message"], path=Path(path) if path else None, hint=content.get("hint", ""))
    )


def _known(kind: type[_T]) -> Callable[[Mapping[str, Any]], _T]:
    """Return a reader that takes what `kind` has fields for, and passes over the rest."""
    names = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    return lambda content: kind(**{name: content[name] for name in names & content.keys()})


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Event]] = {
    "progress": _known(Progress),
    "epoch": _known(Epoch),
    "preview": lambda content: Preview(Path(content["path"])),
    "stage": _known(StageTold),
    "subject": _known(SubjectTold),
    "log": _known(Said),
    "ui": _known(Serving),
    "result": lambda content: Result(content["result"]),
    "error": _problem,
    "cancelled": _known(Stopped),
}
