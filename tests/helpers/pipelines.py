"""Pipelines on tiny subjects, and a watcher that remembers what it hears."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import JsonValue

from isegcore.monitor import Cancelled
from isegcore.pipeline.options import PipelineOptions
from isegcore.pipeline.stages import Stage, StageNews, State, SubjectNews, TrainPolicy
from tests.cli.conftest import write_subject


def write_data(folder: Path, count: int) -> Path:
    """Write labelled subjects 1 to `count`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        write_subject(folder, number)
    return folder


def options_for(folder: Path, **changes: object) -> PipelineOptions:
    """Return a pipeline on `folder/data` that trains nothing, with one worker."""
    given: dict[str, object] = {"policy": TrainPolicy.NEVER, "jobs": 1, **changes}
    return PipelineOptions(folder / "data", folder / "outputs", folder / "models", **given)  # type: ignore[arg-type]


@dataclass
class Recorder:
    """Remembers everything; cancels when a subject has come so far in a stage."""

    cancel_at: tuple[Stage, str] | None = None
    stages: dict[Stage, StageNews] = field(default_factory=dict)
    subjects: list[SubjectNews] = field(default_factory=list)
    training: list[tuple[str, Mapping[str, JsonValue]]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def update(self, stage: str, done: float, total: float) -> None:
        pass

    def stage_news(self, news: StageNews) -> None:
        self.stages[news.stage] = news

    def subject_news(self, news: SubjectNews) -> None:
        self.subjects.append(news)
        if (news.stage, news.subject) == self.cancel_at:
            raise Cancelled

    def training_news(self, event: str, content: Mapping[str, JsonValue]) -> None:
        self.training.append((event, content))

    def say(self, sentence: str) -> None:
        self.said.append(sentence)

    def ended(self, stage: Stage) -> dict[str, State]:
        """Return how each subject ended in a stage."""
        return {
            n.subject: n.state for n in self.subjects if n.stage is stage and n.state is not State.RUNNING
        }
