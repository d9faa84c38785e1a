"""A training as it is heard: phases, curves, time left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.jobs.child import Ending
from app.jobs.events import Epoch, Preview, Said
from app.session import training_run
from app.session.training_plan import TrainingPlan
from app.session.training_run import Phase, TrainingRun, read_course
from isegcore.errors import IsegError
from isegcore.monitor import Progress


class Clock:
    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(training_run, "time", clock)
    return clock


def epoch(number: int, dice: float | None = None, left: float | None = None) -> Epoch:
    scores = {} if dice is None else {"held out T1+T2 GM": dice}
    return Epoch(number, number * 10, 1 / number, number * 60.0, 8, 80, seconds_left=left, scores=scores)


def test_it_runs_once_it_trains(clock: Clock) -> None:
    run = TrainingRun(TrainingPlan())
    run.hear(Progress("Reading subjects", 1, 4))
    assert (run.phase, run.fraction, run.seconds_left) == (Phase.STARTING, 0.0, None)
    clock.now += 30
    run.hear(Progress("Training", 0, 80))
    clock.now += 10
    run.hear(Progress("Training", 20, 80))
    assert (run.phase, run.fraction) == (Phase.RUNNING, 0.25)
    assert run.seconds_left == pytest.approx(30)
    assert run.seconds == 40


def test_an_epoch_knows_better_how_long_it_takes(clock: Clock) -> None:
    run = TrainingRun(TrainingPlan())
    run.hear(Progress("Training", 0, 80))
    run.hear(epoch(1, left=420))
    clock.now += 20
    assert run.seconds_left == pytest.approx(400)
    run.hear(Progress("Finding the brain", 0, 1))
    assert run.fraction == 0.125


def test_the_best_epoch_is_the_first_with_the_highest_mean(clock: Clock) -> None:
    run = TrainingRun(TrainingPlan())
    assert run.best is None
    for number, dice in enumerate((0.5, None, 0.8, 0.8, 0.7), start=1):
        run.hear(epoch(number, dice))
    assert run.best is not None
    assert run.best.epoch == 3


def test_an_epoch_that_is_gone_on_with_is_told_again(clock: Clock) -> None:
    run = TrainingRun(TrainingPlan(), [epoch(1), epoch(2), epoch(3)])
    run.hear(epoch(2, 0.5))
    assert [e.epoch for e in run.epochs] == [1, 2]
    assert run.epochs[-1].scores


def test_what_is_heard_is_told(clock: Clock) -> None:
    run, logged, told = TrainingRun(TrainingPlan()), list[str](), list[str]()
    run.logged.connect(lambda line: logged.append(line.split("  ", 1)[1]))
    run.preview_changed.connect(lambda: told.append("preview"))
    run.hear(Progress("Reading subjects", 0, 4))
    run.hear(Progress("Reading subjects", 1, 4))
    run.hear(Said("Starting from iseg-infant."))
    run.hear(epoch(2, 0.5))
    run.hear(Preview(Path("/x.png")))
    assert logged == [
        "Reading subjects…",
        "Starting from iseg-infant.",
        "Epoch 2: loss 0.5000, mean Dice 0.5000",
    ]
    assert told == ["preview"]
    assert run.preview == Path("/x.png")


@pytest.mark.parametrize(
    ("ending", "phase"),
    [
        (Ending({"model": "a.keras"}), Phase.DONE),
        (Ending(cancelled=True), Phase.CANCELLED),
        (Ending(problem=IsegError("No.")), Phase.FAILED),
        (Ending(), Phase.FAILED),
    ],
)
def test_endings(ending: Ending, phase: Phase, clock: Clock) -> None:
    run = TrainingRun(TrainingPlan())
    run.hear(Progress("Training", 40, 80))
    clock.now += 50
    run.end(ending)
    clock.now += 50
    assert run.phase is phase
    assert run.phase.is_over
    assert run.seconds == 50
    assert run.fraction == (1.0 if phase is Phase.DONE else 0.5)
    assert run.seconds_left is None


def test_the_course_of_an_interrupted_run_is_read_from_its_journal(tmp_path: Path) -> None:
    record = {"number": 1, "step": 10, "loss": 0.5, "seconds": 60, "scores": {"GM": 0.5}, "time_ms": 1}
    (tmp_path / "journal.json").write_text(json.dumps({"key": "k", "epochs": [record]}))
    assert read_course(tmp_path) == [Epoch(1, 10, 0.5, 60, scores={"GM": 0.5})]
    (tmp_path / "journal.json").write_text("{")
    assert read_course(tmp_path) == []
    assert read_course(tmp_path / "nowhere") == []
