"""The stages of a pipeline, where each can stand, and who hears of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pydantic import JsonValue

from isegcore.monitor import Monitor


class Stage(StrEnum):
    """The stages, in order; after `decide_train` one of two follows."""

    VALIDATE = "validate_data"
    CHECK = "check_model"
    DECIDE = "decide_train"
    TRAIN = "train_model"
    SKIP = "skip_train"
    INFER = "inference"
    DRAW = "visualize_predictions"
    REPORT = "generate_report"


class State(StrEnum):
    """Where a stage, or a subject in a stage, stands.

    KEPT is what needed no work, because an earlier run has done it and nothing has changed; SKIPPED is what
    was not wanted.
    """

    RUNNING = "running"
    DONE = "done"
    KEPT = "kept"
    SKIPPED = "skipped"
    FAILED = "failed"


class TrainPolicy(StrEnum):
    """When a model is trained: if there is none that can be used, in every run, or never."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class StageNews:
    """A stage has begun, or come to an end.

    Attributes:
        note: What came of it, one sentence; empty when it begins.
        seconds: How long it took.
    """

    stage: Stage
    state: State
    note: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class SubjectNews:
    """A subject has got on in a stage.

    Attributes:
        done: How far, 0 to 1.
        note: What is being done, or what went wrong.
    """

    stage: Stage
    subject: str
    state: State
    done: float = 0.0
    note: str = ""


class Watcher(Monitor, Protocol):
    """Whoever watches a pipeline."""

    def stage_news(self, news: StageNews) -> None:
        """Hear of a stage."""

    def subject_news(self, news: SubjectNews) -> None:
        """Hear of a subject."""

    def training_news(self, event: str, content: Mapping[str, JsonValue]) -> None:
        """Hear what a training says: the events of `iseg train`."""

    def say(self, sentence: str) -> None:
        """Hear something worth knowing in passing."""
