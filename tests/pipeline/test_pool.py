"""Worker processes: tasks go to the next that is free, and a death costs one task at most."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import psutil
import pytest

from isegcore.errors import UnreadableImageError
from isegcore.inference.device import Device
from isegcore.monitor import Cancelled
from isegcore.pipeline.pool import Advance, WorkerPool, bounded_jobs, share_of_cores, usual_jobs
from tests.helpers.fakes import RecordingMonitor
from tests.helpers.pool_tasks import Break, Die, GoOn, Refuse, Square


def test_each_task_gives_a_value_and_the_workers_are_used_again() -> None:
    advances: list[Advance] = []
    with WorkerPool(2) as pool:
        found = {
            o.number: o.value for o in pool.run([Square(n) for n in range(6)], on_advance=advances.append)
        }
        before = pool.processes
        again = [o.value for o in pool.run([Square(9)])]
        assert pool.processes == before
    assert found == {n: n**2 for n in range(6)}
    assert again == [81]
    assert len(before) == 2
    assert Advance(3, "Squaring", 1, 2) in advances
    assert not any(psutil.pid_exists(pid) for pid in before)


def test_a_problem_and_a_bug_are_outcomes_and_the_others_go_on() -> None:
    with WorkerPool(1) as pool:
        refused, broken, fine = pool.run([Refuse(), Break(), Square(2)])
    assert isinstance(refused.problem, UnreadableImageError)
    assert refused.problem.path == Path("/patients/smith.nii")
    assert refused.words == "smith.nii: It cannot be read. Copy it."
    assert "ZeroDivisionError" in broken.words
    assert fine.value == 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_worker_is_replaced_and_its_task_tried_once_more(tmp_path: Path) -> None:
    with WorkerPool(2) as pool:
        tasks = [Die(tmp_path / "once", 1), Square(3), Die(tmp_path / "always", 99), Square(4)]
        found = {outcome.number: outcome for outcome in pool.run(tasks)}
    assert [found[n].value for n in (0, 1, 3)] == [7, 9, 16]
    assert "ended from outside" in found[2].words
    assert len((tmp_path / "always").read_text().splitlines()) == 2


def test_cancelling_ends_the_workers_at_once() -> None:
    with WorkerPool(2) as pool, pytest.raises(Cancelled):
        asked = 0.0
        processes: tuple[int, ...] = ()

        class Soon(RecordingMonitor):
            def update(self, stage: str, done: float, total: float) -> None:
                nonlocal asked, processes
                if time.monotonic() - began > 2:
                    asked, processes = time.monotonic(), pool.processes
                    raise Cancelled

        began = time.monotonic()
        list(pool.run([GoOn(), GoOn()], Soon()))
    assert time.monotonic() - asked < 1
    assert len(processes) == 2
    assert not any(psutil.pid_exists(pid) for pid in processes)


def test_workers_share_the_cores_and_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    assert share_of_cores(10**6) == 1
    memory = psutil.virtual_memory()._replace(available=int(2.5e9))
    monkeypatch.setattr(psutil, "virtual_memory", lambda: memory)
    assert (bounded_jobs(1), bounded_jobs(2), bounded_jobs(64)) == (1, 2, 2)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: memory._replace(available=0))
    assert bounded_jobs(4) == 1


def test_a_gpu_is_not_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = psutil.virtual_memory()._replace(available=int(64e9))
    monkeypatch.setattr(psutil, "virtual_memory", lambda: memory)
    monkeypatch.setattr("isegcore.pipeline.pool.usable_cores", lambda: 16)
    for there, expected in ((True, (1, 1, 4)), (False, (4, 4, 4))):
        monkeypatch.setattr("isegcore.pipeline.pool.has_cuda_driver", lambda there=there: there)
        monkeypatch.setattr("isegcore.pipeline.pool.has_cuda_libraries", lambda: True)
        assert tuple(usual_jobs(device) for device in (Device.AUTO, Device.GPU, Device.CPU)) == expected
