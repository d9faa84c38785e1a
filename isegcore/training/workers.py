"""Processes that make batches while the network trains on earlier ones."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from isegcore.errors import IsegError
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.training.config import TrainingConfig
from isegcore.training.producer import Producer, ready
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
        self._first = self._next = first
        self._workers = [
            Producer(
                _batches,
                source,
                config,
                range(first + n, config.steps, config.workers),
                name=f"batches-{n}",
                ahead=_AHEAD,
            )
            for n in range(config.workers)
        ]

    @property
    def processes(self) -> tuple[int, ...]:
        """Return the ids of the workers' processes."""
        return tuple(worker.pid for worker in self._workers if worker.pid is not None)

    def __enter__(self) -> BatchWorkers:
        """Start the workers."""
        for worker in self._workers:
            worker.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers."""
        for worker in self._workers:
            worker.end()

    def batch(self, number: int, monitor: Monitor = NULL_MONITOR) -> Batch:
        """Return the batch of a step; see `Batches`. Numbers follow each other.

        Raises:
            IsegError: If a subject cannot be read, or the workers died.
            Cancelled: If the monitor says so while waiting.
        """
        if number != self._next:
            raise ValueError(f"batches must be asked for in turn: {self._next}, got {number}")
        worker = self._workers[(number - self._first) % len(self._workers)]
        while not ready([worker], _PATIENCE_S):
            monitor.update(STAGE, 0, 1)
        sent = worker.receive()
        if isinstance(sent, IsegError):
            raise sent
        self._next += 1
        return sent[0].astype(np.float32), sent[1]


def _batches(source: ExampleSource, config: TrainingConfig, numbers: range) -> Iterator[_Sent]:
    """Yield these batches, or what keeps one from being made, one after the other."""
    batches = DrawnBatches(source, config)
    for number in numbers:
        try:
            images, labels = batches.batch(number, NULL_MONITOR)
            yield images.astype(np.float16), labels  # half the bytes to send
        except IsegError as error:
            yield error
