"""Processes that take tasks one by one; one that dies takes nothing but its own task with it.

The standard library's pools break as a whole, or hang, when a process is killed; here its task is tried once
more in a new process, and then given up.
"""

from __future__ import annotations

import multiprocessing as mp
import os
import signal
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Generic, Protocol, TypeVar

import psutil

from isegcore.errors import IsegError, TooLargeError
from isegcore.inference.cuda import has_cuda_driver, has_cuda_libraries
from isegcore.inference.device import Device
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.pipeline.tools import Tools

_Value_co = TypeVar("_Value_co", covariant=True)
_V = TypeVar("_V")
_TRIES = 2
_USUAL_JOBS = 4
_POLL_S = 0.1
_REPORT_S = 0.1
_GRACE_S = 0.5
# Measured: what a worker with the shipped network holds while it segments 144 x 192 x 256 voxels.
_WORKER_BYTES = 1.1e9
_KILLED = "The process that worked on it was ended from outside."


class Task(Protocol[_Value_co]):
    """A piece of work that can be sent to a process."""

    def run(self, tools: Tools, monitor: Monitor) -> _Value_co:
        """Do it; what it returns is sent back."""


@dataclass(frozen=True, eq=False, slots=True)
class Outcome(Generic[_V]):
    """What came of a task: a value, or why there is none.

    Attributes:
        number: Of the task, from 0.
    """

    number: int
    value: _V | None = None
    problem: IsegError | None = None

    @property
    def words(self) -> str:
        """Return the problem in words; nothing ("") if there is none."""
        return self.problem.brief if self.problem is not None else ""


@dataclass(frozen=True, slots=True)
class Advance:
    """How far a task has come.

    Attributes:
        number: Of the task, from 0.
        stage: What is being done, in words.
        done: Of `total` steps of that.
        total: See there.
    """

    number: int
    stage: str
    done: float
    total: float


class WorkerPool:
    """Up to `jobs` worker processes, started when there is work; use it as a context manager."""

    def __init__(self, jobs: int) -> None:
        """Plan for `jobs` workers, which share the cores of this machine."""
        self.jobs = jobs
        self._workers: list[_Worker] = []
        self._context = mp.get_context("spawn")

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers."""
        self.close()

    @property
    def processes(self) -> tuple[int, ...]:
        """Return the ids of the workers' processes."""
        return tuple(worker.process.pid or 0 for worker in self._workers)

    def close(self) -> None:
        """End the workers at once, whatever they do; `run` starts new ones."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_GRACE_S)
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def run(
        self,
        tasks: Sequence[Task[_V]],
        monitor: Monitor = NULL_MONITOR,
        on_advance: Callable[[Advance], None] = lambda advance: None,
    ) -> Iterator[Outcome[_V]]:
        """Do the tasks, and yield what comes of each as soon as it is known.

        Args:
            tasks: What to do; each is sent to one process.
            monitor: Hears how many are done, and may cancel: then the workers are ended at once.
            on_advance: Hears how far each has come; the first time when it begins.

        Raises:
            Cancelled: If the monitor says so.
        """
        waiting = deque((number, 1) for number in range(len(tasks)))
        done = 0
        try:
            while waiting or any(worker.task is not None for worker in self._workers):
                self._hand_out(tasks, waiting, on_advance)
                for worker in self._ready():
                    heard: Iterator[Outcome[_V]] = worker.hear(waiting, on_advance)
                    for outcome in heard:
                        done += 1
                        yield outcome
                self._bury()
                monitor.update("Subjects", done, len(tasks))
        except BaseException:
            self.close()
            raise

    def _hand_out(
        self,
        tasks: Sequence[Task[_V]],
        waiting: deque[tuple[int, int]],
        on_advance: Callable[[Advance], None],
    ) -> None:
        for worker in self._workers:
            if waiting and worker.task is None:
                worker.give(waiting.popleft(), tasks, on_advance)
        while waiting and len(self._workers) < self.jobs:
            self._workers.append(_Worker.started(self._context, self.jobs))
            self._workers[-1].give(waiting.popleft(), tasks, on_advance)

    def _ready(self) -> list[_Worker]:
        pipes = wait([worker.pipe for worker in self._workers], _POLL_S)
        return [worker for worker in self._workers if worker.pipe in pipes]

    def _bury(self) -> None:
        for worker in [w for w in self._workers if w.is_dead]:
            self._workers.remove(worker)
            worker.process.join()
            worker.pipe.close()


class _Worker:
    """A process as seen from its parent, with the task that it has: its number, and which try it is."""

    def __init__(self, process: SpawnProcess, pipe: Connection) -> None:
        self.process, self.pipe = process, pipe
        self.task: tuple[int, int] | None = None
        self.is_dead = False

    @classmethod
    def started(cls, context: mp.context.SpawnContext, jobs: int) -> _Worker:
        ours, its = context.Pipe()
        process = context.Process(target=_work, args=(its, share_of_cores(jobs)), daemon=True)
        process.start()
        its.close()  # or the end of the process would not be the end of the pipe
        return cls(process, ours)

    def give(
        self,
        task: tuple[int, int],
        tasks: Sequence[Task[_V]],
        on_advance: Callable[[Advance], None],
    ) -> None:
        self.task = task
        on_advance(Advance(task[0], "", 0, 1))
        with suppress(OSError):  # it is dead, which is heard when it is listened to
            self.pipe.send(tasks[task[0]])

    def hear(
        self, waiting: deque[tuple[int, int]], on_advance: Callable[[Advance], None]
    ) -> Iterator[Outcome[_V]]:
        """Take in what the process has said, or that it is gone."""
        try:
            said = self.pipe.recv()
        except (EOFError, OSError):
            yield from self._lost(waiting)
            return
        if self.task is None:
            return
        number = self.task[0]
        if isinstance(said, tuple):
            on_advance(Advance(number, *said))
            return
        self.task = None
        yield Outcome(number, problem=said) if isinstance(said, IsegError) else Outcome(number, said.value)

    def _lost(self, waiting: deque[tuple[int, int]]) -> Iterator[Outcome[_V]]:
        self.is_dead = True
        if self.task is None:
            return
        number, tries = self.task
        self.task = None
        if tries < _TRIES:
            waiting.appendleft((number, tries + 1))
            return
        hint = "Most likely the memory ran out: close other programs, or use fewer jobs."
        yield Outcome(number, problem=IsegError(_KILLED, hint=hint))


@dataclass(frozen=True, eq=False, slots=True)
class _Returned:
    value: object


class _Reporter:
    """The monitor of a task, in its process."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._told: tuple[str, float, float] = ("", 0.0, 0.0)
        self._at = 0.0

    def update(self, stage: str, done: float, total: float) -> None:
        now, news = time.monotonic(), (stage, done, total)
        if news == self._told or (stage == self._told[0] and now - self._at < _REPORT_S):
            return
        self._told, self._at = news, now
        self._pipe.send(news)


def share_of_cores(jobs: int) -> int:
    """Return how many of the cores that this process may use one of `jobs` workers gets."""
    return max(1, usable_cores() // jobs)


def usable_cores() -> int:
    """Return how many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def usual_jobs(device: Device) -> int:
    """Return how many workers are used unless somebody says: as cores and memory allow, one on a GPU.

    Several processes on one GPU would each want all of its memory.
    """
    on_gpu = device is not Device.CPU and has_cuda_driver() and has_cuda_libraries()
    return bounded_jobs(1 if on_gpu else min(usable_cores(), _USUAL_JOBS))


def bounded_jobs(wanted: int) -> int:
    """Return how many of the workers that are wanted the memory has room for, at least one."""
    return max(1, min(wanted, int(psutil.virtual_memory().available / _WORKER_BYTES)))


def _work(pipe: Connection, threads: int) -> None:
    """Do tasks until the parent is gone; runs in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all; the parent will end this one
    tools = Tools(threads)
    with suppress(EOFError, OSError):
        while True:
            pipe.send(_outcome(pipe.recv(), tools, _Reporter(pipe)))


def _outcome(task: Task[object], tools: Tools, monitor: Monitor) -> object:
    try:
        return _Returned(task.run(tools, monitor))
    except IsegError as error:
        return error.with_traceback(None)
    except MemoryError:
        return TooLargeError("There is not enough memory.", hint="Close other programs, or use fewer jobs.")
    except (EOFError, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001 - one subject's bug does not end the others
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{os.path.basename(where.filename)}:{where.lineno}"  # noqa: PTH119 - a name, not a path
        words = f"Something went wrong that should not ({type(error).__name__}: {error}, {place})."
        return IsegError(words, hint="Please report it.")
