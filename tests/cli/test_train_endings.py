"""How trainings end: killed, cancelled, stopped, out of disk; each a real process, as users run it."""

import json
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest

from isegcore.io.discovery import find_subjects
from isegcore.network.config import UNetConfig
from isegcore.training.checkpoint import read_run
from isegcore.training.config import Augmentation, TrainingConfig
from isegcore.training.labelled import labelled_data
from isegcore.training.split import Split
from isegcore.training.trainer import Trainer
from tests.training.test_labelled import write_subjects

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning"),
]

TINY = TrainingConfig(
    network=UNetConfig(widths=(4, 8)),
    steps=24,
    steps_per_epoch=4,
    warmup_steps=2,
    patch=16,
    batch=1,
    validate_every=2,
    augmentation=Augmentation(),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_subjects(tmp_path / "data", 4)
    return tmp_path


@contextmanager
def training(folder: Path, recipe: TrainingConfig, *options: str | Path) -> Iterator[subprocess.Popen[str]]:
    """Start `iseg train` on the folder's data in a process of its own."""
    (folder / "recipe.json").write_text(recipe.model_dump_json(), encoding="utf-8")
    command = [sys.executable, "-m", "isegcore.cli.main", "train", folder / "data", "-o", folder / "m.keras"]
    options = options or ("--config", folder / "recipe.json", "--validation", "subject-4")
    with subprocess.Popen(
        [*map(str, command), *map(str, options), "--no-track", "--events", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def events(process: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    assert process.stdout is not None
    return (json.loads(line) for line in process.stdout)


def wait_for(process: subprocess.Popen[str], name: str, **content: object) -> dict[str, Any]:
    for event in events(process):
        if event["event"] == name and all(event.get(key) == value for key, value in content.items()):
            return event
    raise AssertionError(f"there was no {name} {content}")


def final_weights(folder: Path) -> Sequence[np.ndarray]:
    config, state = read_run(folder)
    assert state.step == config.steps
    return state.averaged


def test_a_killed_training_goes_on_from_its_last_epoch(folder: Path) -> None:
    with training(folder, TINY) as process:
        wait_for(process, "epoch", epoch=3)
        children = psutil.Process(process.pid).children(recursive=True)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert children
    assert not psutil.wait_procs(children, timeout=20)[1]  # nobody is left behind
    run = folder / "m-run"
    done = read_run(run)[1].step
    assert 12 <= done < TINY.steps
    with training(folder, TINY, "--resume", run) as process:
        told = list(events(process))
        assert process.wait() == 0
    epochs = [event["epoch"] for event in told if event["event"] == "epoch"]
    assert epochs == list(range(done // 4 + 1, 7))
    split = Split(train=("subject-1", "subject-2", "subject-3"), validation=("subject-4",))
    straight = Trainer(TINY, folder / "straight")
    with labelled_data(
        find_subjects(folder / "data").subjects, split, straight, keep_all=True, tell=print
    ) as data:
        straight.fit(data.batches)
    # Several threads add up in any order, so the last digits differ.
    for ours, theirs in zip(final_weights(run), final_weights(folder / "straight"), strict=True):
        assert ours == pytest.approx(theirs, abs=2e-3)


def test_cancelling_ends_soon_and_leaves_the_checkpoint(folder: Path) -> None:
    with training(folder, TINY.model_copy(update={"steps": 10**6})) as process:
        wait_for(process, "epoch", epoch=2)
        asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        wait_for(process, "cancelled")
        assert process.wait() == 130
        assert time.monotonic() - asked < 10  # a second, on a machine that has nothing else to do
    run = folder / "m-run"
    assert not (run / "prepared").exists()
    assert not (folder / "m.keras").exists()
    assert read_run(run)[1].step >= 8


def test_a_second_training_is_refused_and_a_stop_file_ends_the_first_with_a_model(folder: Path) -> None:
    with training(folder, TINY.model_copy(update={"steps": 10**6})) as first:
        best = wait_for(first, "epoch", best=True)
        with training(folder, TINY) as second:
            assert "is running" in wait_for(second, "error")["message"]
            assert second.wait() == 1
        (folder / "m-run" / "stop").touch()
        told = list(events(first))
        assert first.wait() == 0
    assert told[-1]["event"] == "result"
    assert (folder / "m.keras").exists()
    kept = read_run(folder / "m-run")[1].best
    assert kept is not None
    assert kept.step >= best["step"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_full_disk_is_a_sentence_and_the_checkpoint_stays(folder: Path) -> None:
    """The limit on the size of a file stands for the disk: the checkpoint with the best weights is larger."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with training(folder, TINY.model_copy(update={"steps": 10**6, "validate_every": 4})) as process:
        wait_for(process, "epoch", epoch=2)
        size = (folder / "m-run" / "state.npz").stat().st_size
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size + 100, hard))
        assert wait_for(process, "error")["message"] == "The disk is full."
        assert process.wait() == 1
    assert read_run(folder / "m-run")[1].step >= 8
