"""Batches from worker processes; each test starts real ones, a second each."""

import os
import signal
import time
from pathlib import Path

import numpy as np
import pytest

from isegcore.errors import DatasetError, IsegError
from isegcore.monitor import NULL_MONITOR, Cancelled
from isegcore.network.config import UNetConfig
from isegcore.preprocessing.spec import PreprocessSpec
from isegcore.training.config import Augmentation, TrainingConfig
from isegcore.training.labelled import example_of
from isegcore.training.prepared import PreparedSubjects, write_prepared
from isegcore.training.sampling import DrawnBatches
from isegcore.training.workers import BatchWorkers
from tests.helpers.fakes import RecordingMonitor
from tests.helpers.phantoms import phantom_subject

TINY = TrainingConfig(
    network=UNetConfig(widths=(4, 8)), patch=16, batch=1, workers=2, steps=8, augmentation=Augmentation()
)


@pytest.fixture
def source(tmp_path: Path) -> PreparedSubjects:
    for number in range(3):
        write_prepared(tmp_path, number, example_of(phantom_subject(noise=5, seed=number), PreprocessSpec()))
    return PreparedSubjects(tmp_path, 3)


def test_batches_come_in_order_and_are_those_of_their_number(source: PreparedSubjects) -> None:
    """Whoever makes them, and wherever a run starts: that is why a resumed run goes on as it would have."""
    drawn = DrawnBatches(source, TINY)
    with BatchWorkers(source, TINY, first=3) as workers:
        for number in range(3, 8):
            images, labels = workers.batch(number)
            expected, truth = drawn.batch(number, NULL_MONITOR)
            assert images.dtype == np.float32
            assert images == pytest.approx(expected, abs=5e-3)  # sent as float16
            assert np.array_equal(labels, truth)
        with pytest.raises(ValueError, match="in turn"):
            workers.batch(4)


def test_an_error_in_a_worker_comes_out_here(tmp_path: Path) -> None:
    with (
        BatchWorkers(PreparedSubjects(tmp_path, 1), TINY, first=0) as workers,
        pytest.raises(DatasetError, match="cannot be read any more") as error,
    ):
        workers.batch(0)
    assert error.value.path == tmp_path


@pytest.mark.parametrize("patch", [16, 48], ids=["between two batches", "in the middle of one"])
def test_a_killed_worker_is_told_after_what_it_had_made(source: PreparedSubjects, patch: int) -> None:
    """A batch of 48 voxels a side is more than a pipe holds: nobody reads, so the rest of it waits."""
    config = TINY.model_copy(update={"steps": 10**6, "workers": 1, "patch": patch})
    with BatchWorkers(source, config, first=0) as workers:
        workers.batch(0)
        time.sleep(1)
        (process,) = workers.processes
        os.kill(process, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        with pytest.raises(IsegError, match="ended unexpectedly"):
            for number in range(1, 100):
                workers.batch(number)


def test_waiting_can_be_cancelled_and_leaving_ends_the_workers(tmp_path: Path) -> None:
    started = time.monotonic()
    with (
        pytest.raises(Cancelled),
        BatchWorkers(PreparedSubjects(tmp_path, 1), TINY, first=0) as workers,
    ):
        pids = workers.processes
        workers.batch(0, RecordingMonitor(cancel_at="Waiting"))
    assert time.monotonic() - started < 3
    for pid in pids:
        with pytest.raises(OSError, match="No such process"):
            os.kill(pid, 0)
