"""A process that makes what a training needs ahead of its use, and sends it here."""

from __future__ import annotations

import multiprocessing as mp
import os
import queue
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar, cast

from isegcore.errors import IsegError

_T = TypeVar("_T")


class Producer(Generic[_T]):
    """A process of its own that goes through what a function yields.

    It works at most `ahead` things ahead of what was received. Each has a pipe whose writing end it alone
    holds, so its end, however sudden, is seen here, and that of this process there.
    """

    def __init__(self, make: Callable[..., Iterable[_T]], *arguments: object, name: str, ahead: int) -> None:
        """Plan for `make(*arguments)`, all of which is sent to the process."""
        # Processes are spawned, never forked: a fork of a process with a running TensorFlow deadlocks.
        context = mp.get_context("spawn")
        self._pipe, self._its_pipe = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_produce, args=(make, arguments, ahead, self._its_pipe), name=name, daemon=True
        )

    @property
    def pid(self) -> int | None:
        """Return the id of the process; None before it was started."""
        return self._process.pid

    def start(self) -> None:
        """Start the process."""
        with _one_thread_each(), _deaf_to_ctrl_c():
            self._process.start()
        self._its_pipe.close()  # or the end of the process would not be the end of the pipe

    def receive(self) -> _T:
        """Return the next thing, waiting for it.

        Raises:
            IsegError: If there is none: the process has ended, or dies while sending it.
        """
        try:
            return cast(_T, self._pipe.recv())
        except (EOFError, OSError) as error:
            raise IsegError(
                "A process that prepares what is trained on ended unexpectedly.",
                hint="There may be too little memory: close other programs, or use fewer workers.",
            ) from error

    def end(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.join(timeout=10)
        self._pipe.close()


def ready(producers: Sequence[Producer[_T]], patience_s: float) -> list[Producer[_T]]:
    """Return those from which something can be received, be it the news of their end; none after a while."""
    pipes = wait([producer._pipe for producer in producers], patience_s)
    return [producer for producer in producers if producer._pipe in pipes]


def _produce(
    make: Callable[..., Iterable[_T]], arguments: tuple[object, ...], ahead: int, out: Connection
) -> None:
    """Send what is made until there is no more, or nobody who reads; runs in a process of its own."""
    made: queue.Queue[tuple[_T] | None] = queue.Queue(ahead)

    def work() -> None:
        try:
            for thing in make(*arguments):
                made.put((thing,))
        finally:
            made.put(None)

    threading.Thread(target=work, name="make", daemon=True).start()
    with suppress(OSError):
        while (thing := made.get()) is not None:
            out.send(thing[0])


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let processes started here use one thread for linear algebra: more would slow the network."""
    name = "OPENBLAS_NUM_THREADS"
    before = os.environ.get(name)
    os.environ[name] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Let processes started here ignore Ctrl-C, which a terminal sends to all: this one will end them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
