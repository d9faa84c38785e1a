"""Simulated subjects made in worker processes while the network trains on earlier ones."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from types import TracebackType

import numpy as np

from isegcore.errors import IsegError
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.simulation.anatomy import Anatomy
from isegcore.simulation.subject import Recipe, simulate
from isegcore.training.producer import Producer, ready
from isegcore.training.sampling import Example, make_example
from isegcore.training.split import held_out

# Patches drawn for each subject made: more would repeat subjects, fewer would take cores from the network.
_PATCHES_PER_SUBJECT = 8
_AHEAD = 2  # subjects that each worker may be ahead of the pool
_PATIENCE_S = 0.1


class SimulatedPool:
    """The latest simulated subjects; each new one takes the place of the oldest.

    A subject serves many patches: the pool decouples the making (about a second each) from the step. Use it
    as a context manager: entering starts the workers, leaving ends them.
    """

    def __init__(
        self, anatomies: Sequence[Anatomy], recipe: Recipe, *, size: int, workers: int, seed: int
    ) -> None:
        self._pool: list[Example] = []
        self._size = size
        self._made = 0
        self._drawn = 0
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._problem: IsegError | None = None
        self._workers = [
            Producer(_examples, list(anatomies), recipe, [seed, n], name=f"subjects-{n}", ahead=_AHEAD)
            for n in range(workers)
        ]
        self._feeder = threading.Thread(target=self._feed, name="simulated-pool", daemon=True)

    @property
    def made(self) -> int:
        """Return how many subjects have come in so far."""
        return self._made

    def __enter__(self) -> SimulatedPool:
        """Start the workers."""
        for worker in self._workers:
            worker.start()
        self._feeder.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers."""
        self._stop.set()
        self._feeder.join(timeout=10)
        for worker in self._workers:
            worker.end()

    def fill(self, count: int, monitor: Monitor = NULL_MONITOR) -> None:
        """Wait until `count` subjects are there.

        Raises:
            IsegError: If a worker died.
        """
        while len(self._pool) < min(count, self._size):
            monitor.update("Simulating subjects", len(self._pool), count)
            self._check()
            self._stop.wait(_PATIENCE_S)

    def draw(self, rng: np.random.Generator) -> Example:
        """Return one of the subjects in the pool.

        Raises:
            IsegError: If a worker died: the others' subjects would be seen too often.
        """
        self._check()
        with self._lock:
            self._drawn += 1
            return self._pool[int(rng.integers(len(self._pool)))]

    def _check(self) -> None:
        if self._problem:
            raise self._problem

    def _feed(self) -> None:
        while not self._stop.is_set():
            if self._made > self._size // 2 + self._drawn / _PATCHES_PER_SUBJECT:
                self._stop.wait(0.05)
                continue
            for worker in ready(self._workers, _PATIENCE_S):
                try:
                    self._take(worker.receive())
                except IsegError as error:
                    self._problem = error
                    return

    def _take(self, example: Example) -> None:
        with self._lock:
            if len(self._pool) < self._size:
                self._pool.append(example)
            else:
                self._pool[self._made % self._size] = example
            self._made += 1


def _examples(anatomies: list[Anatomy], recipe: Recipe, seed: list[int]) -> Iterator[Example]:
    """Yield subjects without end."""
    rng = np.random.default_rng(seed)
    while True:
        subject = simulate(anatomies[int(rng.integers(len(anatomies)))], recipe, rng)
        yield make_example(subject.t1, subject.t2, subject.tissue)


def split_anatomies(
    anatomies: Sequence[Anatomy], validation: str, seed: int
) -> tuple[tuple[Anatomy, ...], tuple[Anatomy, ...]]:
    """Return the anatomies to train on, and those to validate on; with one alone, none is held out.

    Args:
        anatomies: All of them; one given twice is drawn twice as often.
        validation: A share such as "0.2", or names such as "child,adult".
        seed: Of the random choice.

    Raises:
        OptionError: If `validation` is neither, or leaves nothing to train on.
    """
    names = list(dict.fromkeys(anatomy.name for anatomy in anatomies))
    if len(names) < 2:
        return tuple(anatomies), ()
    held = held_out(names, validation, seed, what="label map")
    return (
        tuple(a for a in anatomies if a.name not in held),
        tuple({a.name: a for a in anatomies if a.name in held}.values()),
    )
