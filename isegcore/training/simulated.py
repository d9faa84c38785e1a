"""Simulated subjects made in worker processes while the network trains on earlier ones."""

from __future__ import annotations

import multiprocessing as mp
import queue
import threading
from collections.abc import Sequence
from types import TracebackType

import numpy as np

from isegcore.errors import IsegError
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.simulation.anatomy import Anatomy
from isegcore.simulation.subject import Recipe, simulate
from isegcore.training.child_processes import one_thread_each
from isegcore.training.sampling import Example, make_example
from isegcore.training.split import held_out

# Patches drawn for each subject made: more would repeat subjects, fewer would take cores from the network.
_PATCHES_PER_SUBJECT = 8


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
        # Processes are spawned, never forked: a fork of a process with a running TensorFlow deadlocks.
        context = mp.get_context("spawn")
        self._queue = context.Queue(maxsize=4)
        self._stop = context.Event()
        self._workers = [
            context.Process(
                target=_work, args=(list(anatomies), recipe, [seed, n], self._queue, self._stop), daemon=True
            )
            for n in range(workers)
        ]
        self._feeder = threading.Thread(target=self._feed, name="simulated-pool", daemon=True)

    @property
    def made(self) -> int:
        """Return how many subjects have come in so far."""
        return self._made

    def __enter__(self) -> SimulatedPool:
        """Start the workers."""
        with one_thread_each():
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
            worker.terminate()
            worker.join(timeout=10)

    def fill(self, count: int, monitor: Monitor = NULL_MONITOR) -> None:
        """Wait until `count` subjects are there.

        Raises:
            IsegError: If the workers died.
        """
        while len(self._pool) < min(count, self._size):
            monitor.update("Simulating subjects", len(self._pool), count)
            if not any(worker.is_alive() for worker in self._workers):
                raise IsegError(
                    "The processes that simulate subjects ended unexpectedly.",
                    hint="There may be too little memory; close other programs or use fewer workers.",
                )
            self._stop.wait(0.1)

    def draw(self, rng: np.random.Generator) -> Example:
        """Return one of the subjects in the pool."""
        with self._lock:
            self._drawn += 1
            return self._pool[int(rng.integers(len(self._pool)))]

    def _feed(self) -> None:
        while not self._stop.is_set():
            if self._made > self._size // 2 + self._drawn / _PATCHES_PER_SUBJECT:
                self._stop.wait(0.05)
                continue
            try:
                example = self._queue.get(timeout=0.2)
            except queue.Empty:
                continue
            with self._lock:
                if len(self._pool) < self._size:
                    self._pool.append(example)
                else:
                    self._pool[self._made % self._size] = example
                self._made += 1


def _work(
    anatomies: list[Anatomy],
    recipe: Recipe,
    seed: list[int],
    out: mp.Queue[Example],
    stop: mp.synchronize.Event,
) -> None:
    """Make subjects until told to stop; runs in a process of its own."""
    rng = np.random.default_rng(seed)
    parent = mp.parent_process()

    def wanted() -> bool:  # a parent that was killed could not say stop
        return not stop.is_set() and (parent is None or parent.is_alive())

    while wanted():
        subject = simulate(anatomies[int(rng.integers(len(anatomies)))], recipe, rng)
        example = make_example(subject.t1, subject.t2, subject.tissue)
        while wanted():
            try:
                out.put(example, timeout=0.5)
                break
            except queue.Full:
                continue
    out.cancel_join_thread()  # or the process would wait for ever for somebody to read what is left


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
