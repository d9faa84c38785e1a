"""Batches: results come back from the workers whole, each to its number."""

from __future__ import annotations

from pathlib import Path

import pytest

from isegcore.data.segmentation import Segmentation
from isegcore.errors import IsegError
from isegcore.inference.device import Device
from isegcore.io.discovery import find_subjects
from isegcore.io.subject import ReadOptions
from isegcore.monitor import Cancelled
from isegcore.pipeline.batch import BatchItem, segment_batch
from isegcore.shipped import DEFAULT_MODEL
from tests.helpers.fakes import RecordingMonitor
from tests.helpers.pipelines import write_data


def items(folder: Path, count: int) -> list[BatchItem]:
    return [BatchItem(f, ReadOptions()) for f in find_subjects(write_data(folder, count)).subjects]


def test_each_subject_gets_its_own_result_and_a_bad_one_its_problem(tmp_path: Path) -> None:
    batch = items(tmp_path, 3)
    (tmp_path / "subject-2-T1.img").write_bytes(b"")
    made: dict[int, Segmentation | IsegError] = {}
    begun: list[int] = []
    segment_batch(batch, DEFAULT_MODEL, Device.CPU, on_begin=begun.append, on_end=made.__setitem__)
    assert sorted(begun) == [0, 1, 2]
    first, problem, third = (made[n] for n in range(3))
    assert isinstance(problem, IsegError)
    assert isinstance(first, Segmentation)
    assert isinstance(third, Segmentation)
    assert first.labels.grid.shape == (32, 36, 28)
    assert first.labels.data.max() == 3
    for array in (first.labels.data, first.confidence, first.entropy):
        assert not array.flags.writeable
    assert "subject-1-T1.hdr" in first.provenance.inputs[0].sha256


def test_a_batch_can_be_cancelled(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        segment_batch(
            items(tmp_path, 2),
            DEFAULT_MODEL,
            Device.CPU,
            on_begin=lambda number: None,
            on_end=lambda number, made: pytest.fail("it was to be cancelled"),
            monitor=RecordingMonitor("Subjects"),
        )
