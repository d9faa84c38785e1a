"""Every subject is predicted once, by a model that never saw it; what is done is not done again."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from isegcore.data.dataset import SubjectFiles
from isegcore.errors import OptionError
from isegcore.inference.segmenter import Segmenter
from isegcore.io.subject import ReadOptions
from isegcore.monitor import NULL_MONITOR, Cancelled, Monitor
from isegcore.network.config import UNetConfig
from isegcore.training.config import TrainingConfig
from isegcore.training.cross_validation import (
    PREDICTIONS,
    Fold,
    Plan,
    folds_of,
    make_plan,
    open_folder,
    run_fold,
)
from isegcore.training.epoch import Epoch
from isegcore.training.split import read_split
from isegcore.training.starting_point import StartingPoint
from tests.helpers.fakes import RecordingMonitor, ThresholdPredictor
from tests.inference.test_segmenter import CARD
from tests.training.test_labelled import write_subjects

# Keras' TensorFlow backend predates numpy 2's `copy` argument.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
TINY = TrainingConfig(
    network=UNetConfig(widths=(4, 8)), steps=3, steps_per_epoch=1, warmup_steps=1, patch=16, batch=1
)
START = StartingPoint(TINY, None)


@pytest.fixture
def subjects(tmp_path: Path) -> tuple[SubjectFiles, ...]:
    return write_subjects(tmp_path / "data", 5)


@pytest.fixture
def _threshold_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a threshold predict: preparing a trained network for OpenVINO takes seconds."""
    segmenter = Segmenter(ThresholdPredictor(), CARD, "0" * 64)
    monkeypatch.setattr("isegcore.training.cross_validation.make_segmenter", lambda *_, **__: segmenter)


def first_fold(subjects: tuple[SubjectFiles, ...]) -> tuple[Fold, dict[str, SubjectFiles]]:
    return next(folds_of(make_plan(subjects, 2, START))), {files.id: files for files in subjects}


def run(
    fold: Fold, by_id: dict[str, SubjectFiles], folder: Path, monitor: Monitor = NULL_MONITOR
) -> tuple[list[int], list[str]]:
    """Run a fold; return the epochs that were trained, and what was told."""
    epochs: list[Epoch] = []
    told: list[str] = []
    run_fold(fold, by_id, START, folder, on_epoch=epochs.append, tell=told.append, monitor=monitor)
    return [epoch.number for epoch in epochs], told


def test_everybody_is_held_out_once_and_never_trained_on_then(subjects: tuple[SubjectFiles, ...]) -> None:
    plan = make_plan(subjects, 3, START)
    assert sorted(name for held in plan.folds for name in held) == [files.id for files in subjects]
    for fold in folds_of(plan):
        assert set(fold.split.train) | set(fold.split.validation) == {files.id for files in subjects}
        assert not set(fold.split.train) & set(fold.split.validation)
    assert make_plan(subjects, 3, START) == plan
    read = make_plan(subjects, 3, START, ReadOptions("PIR"))
    assert read != plan
    assert {fold.split.orientation for fold in folds_of(read)} == {"PIR"}
    with pytest.raises(OptionError, match="6 folds cannot be made of 5 people"):
        make_plan(subjects, 6, START)


def test_a_folder_goes_on_with_its_own_plan_alone(subjects: tuple[SubjectFiles, ...], tmp_path: Path) -> None:
    plan, other = make_plan(subjects, 2, START), make_plan(subjects, 3, START)
    folder = tmp_path / "out"
    open_folder(folder, plan, overwrite=False)
    done = folder / "fold-1" / "fold-1.keras"
    done.parent.mkdir()
    done.touch()
    open_folder(folder, plan, overwrite=False)
    with pytest.raises(OptionError, match="of other subjects or another recipe"):
        open_folder(folder, other, overwrite=False)
    assert done.exists()
    open_folder(folder, other, overwrite=True)
    assert not done.exists()
    written = next(path for path in folder.iterdir() if path.suffix == ".json").read_text()
    assert Plan.model_validate_json(written) == other


def test_what_a_folder_holds_otherwise_is_left_alone(
    subjects: tuple[SubjectFiles, ...], tmp_path: Path
) -> None:
    mine = tmp_path / "fold-mine" / "precious.txt"
    mine.parent.mkdir()
    mine.touch()
    open_folder(tmp_path, make_plan(subjects, 2, START), overwrite=True)
    assert mine.exists()


@pytest.mark.usefixtures("_threshold_instead")
def test_what_is_done_is_not_done_again(subjects: tuple[SubjectFiles, ...], tmp_path: Path) -> None:
    fold, by_id = first_fold(subjects)
    assert run(fold, by_id, tmp_path) == ([1, 2, 3], [])
    split = read_split(tmp_path / "fold-1" / "run")
    assert (set(split.train), split.validation) == (set(fold.split.train), ())
    predictions = sorted((tmp_path / PREDICTIONS).glob("*.nii.gz"))
    assert [path.name.removesuffix("-pred.nii.gz") for path in predictions] == list(fold.split.validation)
    assert run(fold, by_id, tmp_path) == ([], [])
    predictions[0].unlink()
    assert run(fold, by_id, tmp_path) == ([], [])  # predicted anew, by the model that is there
    assert predictions[0].exists()
    (tmp_path / "fold-1" / "fold-1.keras").unlink()
    predictions[0].unlink()
    assert run(fold, by_id, tmp_path) == ([], [])  # the run is at its end: its model is written again


@pytest.mark.usefixtures("_threshold_instead")
def test_a_cancelled_fold_goes_on_where_it_was(subjects: tuple[SubjectFiles, ...], tmp_path: Path) -> None:
    class CancelsAfterAnEpoch:
        def update(self, stage: str, done: float, total: float) -> None:
            if stage == "Training" and done >= 1:
                raise Cancelled

    fold, by_id = first_fold(subjects)
    with pytest.raises(Cancelled):
        run(fold, by_id, tmp_path, CancelsAfterAnEpoch())
    with pytest.raises(Cancelled):
        run(fold, by_id, tmp_path, RecordingMonitor(cancel_at="Reading"))
    assert run(fold, by_id, tmp_path) == ([2, 3], [])


@pytest.mark.usefixtures("_threshold_instead")
def test_subjects_that_cannot_be_used_are_told_and_the_others_go_on(
    subjects: tuple[SubjectFiles, ...], tmp_path: Path
) -> None:
    fold, by_id = first_fold(subjects)
    broken = fold.split.train[0], fold.split.validation[0]
    for name in broken:
        (tmp_path / "data" / f"{name}-T1.img").write_bytes(b"short")
    epochs, told = run(fold, by_id, tmp_path)
    assert epochs == [1, 2, 3]
    assert [sentence.split(". ")[0] for sentence in told] == [
        f"{broken[0]} is left out",
        f"{broken[1]} is not predicted",
    ]


class Command:
    """`iseg evaluate --cross-validate` in a process of its own, its events one by one."""

    def __init__(self, *arguments: object) -> None:
        call = [
            sys.executable,
            "-m",
            "isegcore.cli.main",
            "evaluate",
            *map(str, arguments),
            "--events",
            "jsonl",
        ]
        self.process = subprocess.Popen(call, stdout=subprocess.PIPE, text=True)

    def events(self) -> Iterator[dict[str, Any]]:
        assert self.process.stdout is not None
        return (json.loads(line) for line in self.process.stdout)

    def __enter__(self) -> Command:
        return self

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        with self.process:  # closes the pipe and waits
            pass


@pytest.mark.heavy
def test_in_one_command_killed_in_the_second_fold_and_gone_on_with(
    subjects: tuple[SubjectFiles, ...], tmp_path: Path
) -> None:
    recipe, out = tmp_path / "tiny.json", tmp_path / "out"
    steps = TINY.model_copy(update={"steps": 40})
    recipe.write_text(steps.model_dump_json(), encoding="utf-8")
    call = (
        "--data",
        tmp_path / "data",
        "--cross-validate",
        2,
        "--config",
        recipe,
        "--from",
        "none",
        "-o",
        out,
    )
    fold = 0
    with Command(*call) as command:
        for event in command.events():
            fold = event["fold"] if event["event"] == "fold" else fold
            if fold == 2 and event["event"] == "epoch" and event["epoch"] >= 2:
                os.kill(command.process.pid, signal.SIGKILL)
                break
    assert not (out / "scores.csv").exists()
    with Command(*call) as command:
        events = list(command.events())
        assert command.process.wait(60) == 0
    epochs = [event["epoch"] for event in events if event["event"] == "epoch"]
    assert epochs == list(range(epochs[0], 41))  # of the second fold alone
    assert epochs[0] >= 2
    assert [event["fold"] for event in events if event["event"] == "fold"] == [1, 2]
    with (out / "scores.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [row["subject"] for row in rows[::3]] == [files.id for files in subjects]
    plan = Plan.model_validate_json((out / "cross-validation.json").read_text())
    assert all(row["subject"] in plan.folds[int(row["fold"]) - 1] for row in rows)
    result = events[-1]["result"]
    assert [one["fold"] for one in result["folds"]] == [1, 2]
    assert result["recipe"]["steps"] == 40
    assert {path.name for path in out.iterdir()} >= {"scores.json", "scores.png", "summary.csv", "worst.png"}
