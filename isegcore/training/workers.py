"""Processes that make batches while the network trains on earlier ones."""

from __future__ import annotations

import multiprocessing as mp
import queue
from contextlib import suppress
from types import TracebackType
from typing import cast

import numpy as np
from numpy.typing import NDArray

from isegcore.errors import IsegError
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.training.child_processes import deaf_to_ctrl_c, one_thread_each
from isegcore.training.config import TrainingConfig
from isegcore.training.sampling import Batch, DrawnBatches, ExampleSource

STAGE = "Waiting for patches"
_AHEAD = 4  # batches that each worker may be ahead of the steps
_PATIENCE_S = 0.1
_Sent = tuple[NDArray[np.float16], NDArray[np.uint8]] | IsegError


class BatchWorkers:
    """Batches made ahead of the steps in processes of their own.

    A batch depends on its number alone, so it is the same whoever makes it, and after a resume. Use it as a
    context manager: entering starts the processes, leaving ends them.
    """

    def __init__(self, source: ExampleSource, config: TrainingConfig, first: int) -> None:
        """Plan for the batches from number `first` on; `source` is sent to the workers."""
        # Processes are spawned, never forked: a fork of a process with a running TensorFlow deadlocks.
        context = mp.get_context("spawn")
        self._first = self._next = first
        self._stop = context.Event()
        self._queues = [context.Queue(_AHEAD) for _ in range(config.workers)]
        self._workers = [
            context.Process(
                target=_work,
                args=(source, config, range(first + n, config.steps, config.workers), out, self._stop),
                name=f"batches-{n}",
                daemon=True,
            )
            for n, out in enumerate(self._queues)
        ]

    @property
    def processes(self) -> tuple[int, ...]:
        """Return the ids of the workers' processes."""
        return tuple(worker.pid for worker in self._workers if worker.pid is not None)

    def __enter__(self) -> BatchWorkers:
        """Start the workers."""
        with one_thread_each(), deaf_to_ctrl_c():
            for worker in self._workers:
                worker.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers."""
        self._stop.set()
        for worker in self._workers:
            worker.terminate()
        for worker in self._workers:
            worker.join(timeout=10)

    def batch(self, number: int, monitor: Monitor = NULL_MONITOR) -> Batch:
        """Return the batch of a step; see `Batches`. Numbers follow each other.

        Raises:
            IsegError: If a subject cannot be read, or the workers died.
            Cancelled: If the monitor says so while waiting.
        """
        if number != self._next:
            raise ValueError(f"batches must be asked for in turn: {self._next}, got {number}")
        turn = (number - self._first) % len(self._workers)
        sent = self._wait_for(turn, monitor)
        if isinstance(sent, IsegError):
            raise sent
        self._next += 1
        return sent[0].astype(np.float32), sent[1]

    def _wait_for(self, turn: int, monitor: Monitor) -> _Sent:
        while True:
            alive = self._workers[turn].is_alive()
            with suppress(queue.Empty):
                return cast(_Sent, self._queues[turn].get(timeout=_PATIENCE_S))
            monitor.update(STAGE, 0, 1)
            if not alive:  # and had left nothing
                raise IsegError(
                    "A process that prepares patches ended unexpectedly.",
                    hint="There may be too little memory: close other programs, or use fewer workers.",
                )


def _work(
    source: ExampleSource,
    config: TrainingConfig,
    numbers: range,
    out: mp.Queue[_Sent],
    stop: mp.synchronize.Event,
) -> None:
    """Make these batches one after the other until told to stop; runs in a process of its own."""
    parent = mp.parent_process()
    batches = DrawnBatches(source, config)
    for number in numbers:
        try:
            images, labels = batches.batch(number, NULL_MONITOR)
            sent: _Sent = (images.astype(np.float16), labels)  # half the bytes to send
        except IsegError as error:
            sent = error
        # A parent that was killed could not say stop.
        while not stop.is_set() and (parent is None or parent.is_alive()):
            with suppress(queue.Full):
                out.put(sent, timeout=0.5)
                break
        else:
            out.cancel_join_thread()  # or the process would wait for ever for somebody to read what is left
            return
