"""What a command says, in the form that was asked for: for people, as one JSON value, or as JSON lines."""

from __future__ import annotations

import _thread
import errno
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic import JsonValue

from isegcore.errors import IsegError
from isegcore.monitor import Cancelled

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import Progress, TaskID


class Events(StrEnum):
    """Forms in which progress can be streamed."""

    JSONL = "jsonl"


JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as one JSON value.")]
EventsOption = Annotated[
    Events | None, typer.Option("--events", help="Print progress and result as JSON lines.")
]

_EVENT_INTERVAL_S = 0.1
_PATIENCE_S = 0.6
_NAMES = {errno.ENAMETOOLONG, errno.ELOOP}  # what only a name that the user gave can cause


class Terminal:
    """A `Monitor` for one command, and the place where its result and its errors come out.

    Use it as a context manager: a known error becomes a sentence and exit code 1. The first Ctrl-C (or a
    polite kill) lets the work stop at its next report, so that no half file is left; a second one ends it
    at once, and so does the first if no report comes for most of a second: a library is being imported, or a
    network runs.
    """

    def __init__(self, *, as_json: bool, events: Events | None) -> None:
        self._json, self._events = as_json, events
        self._stop = False
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._stage = ""
        self._reported_at = 0.0
        self._told: tuple[str, float, float] | None = None
        self._previous: dict[int, Any] = {}
        self._impatience = threading.Timer(_PATIENCE_S, _interrupt, [threading.get_ident()])
        self._impatience.daemon = True

    def __enter__(self) -> Terminal:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._previous[number] = signal.signal(number, self._ask_to_stop)
        if not self._json and self._events is None and sys.stderr.isatty():
            self._bar = _make_bar()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._impatience.cancel()
        for number, handler in self._previous.items():
            signal.signal(number, handler)
        if self._bar is not None:
            self._bar.stop()
        if isinstance(error, Cancelled) or (self._stop and isinstance(error, KeyboardInterrupt)):
            self._emit("cancelled", {})
            self.say("Cancelled; nothing was left half done.")
            raise typer.Exit(130) from None
        if isinstance(error, OSError) and error.errno in _NAMES:
            error = IsegError(f"{error.strerror}.", path=Path(os.fsdecode(error.filename or "")))
        if isinstance(error, IsegError):
            self.report_error(error)
            if self._json:
                _print_json({"error": _content(error)})
            raise typer.Exit(1) from None

    def update(self, stage: str, done: float, total: float) -> None:
        """Show progress; see `Monitor`."""
        if self._stop:
            self._impatience.cancel()
            raise Cancelled
        now, news = time.monotonic(), (stage, done, total)
        if news == self._told:  # work that waits reports again and again, to hear whether it shall stop
            return
        if stage == self._stage and done < total and now - self._reported_at < _EVENT_INTERVAL_S:
            return
        self._reported_at, self._told, new_stage = now, news, stage != self._stage
        self._stage = stage
        self._emit("progress", {"stage": stage, "done": done, "total": total})
        if self._bar is not None:
            if new_stage or self._task is None:
                if self._task is not None:
                    self._bar.remove_task(self._task)
                self._bar.start()
                self._task = self._bar.add_task(stage, total=total)
            self._bar.update(self._task, completed=done, total=total)

    def say(self, sentence: str) -> None:
        """Tell people something in passing, on standard error; JSON lines carry it as a log event."""
        self.event("log", {"message": sentence}, sentence)

    def event(self, name: str, content: dict[str, JsonValue], sentence: str) -> None:
        """Tell people a sentence, if any, on standard error; JSON lines carry an event of its own kind."""
        self._emit(name, content)
        if sentence and not self._json and self._events is None:
            self._clear_bar()
            sys.stderr.write(f"{sentence}\n")

    def report_error(self, error: IsegError) -> None:
        """Tell a known error without ending the command; as JSON, the result has to carry it."""
        content = _content(error)
        self.event("error", content, f"Error: {error}")

    def result(self, value: JsonValue, text: RenderableType) -> None:
        """Print the command's result: `value` for programs, `text` for people."""
        self._emit("result", {"result": value})
        if self._json:
            _print_json(value)
        elif self._events is None:
            from rich.console import Console

            self._clear_bar()
            # No markup: a path may hold brackets.
            with _printing():
                Console(markup=False, highlight=False, soft_wrap=isinstance(text, str)).print(text)

    def _emit(self, event: str, content: dict[str, JsonValue]) -> None:
        if self._events is not None:
            _print(json.dumps({"event": event, **content}, allow_nan=False))

    def _clear_bar(self) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.remove_task(self._task)
            self._task, self._stage = None, ""

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        if self._stop:
            raise KeyboardInterrupt
        self._stop = True
        self._impatience.start()


def _interrupt(thread: int) -> None:
    """Send the thread of the command a Ctrl-C; a real one also ends a system call that it waits in."""
    if sys.platform == "win32":
        _thread.interrupt_main()
    else:
        signal.pthread_kill(thread, signal.SIGINT)


def _content(error: IsegError) -> dict[str, JsonValue]:
    path = str(error.path) if error.path else None
    return {"message": error.message, "path": path, "hint": error.hint}


def _make_bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:3.0f} %"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _print_json(value: JsonValue) -> None:
    _print(json.dumps(value, indent=2, allow_nan=False))


def _print(text: str) -> None:
    with _printing():
        sys.stdout.write(f"{text}\n")


@contextmanager
def _printing() -> Iterator[None]:
    """End the command with a sentence if standard output cannot be written to: its disk is full, say."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:  # whoever listened has heard enough: typer ends the command quietly
        raise
    except OSError as error:
        with suppress(OSError, ValueError):  # what is left in the buffer would be tried once more at the end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        reason = error.strerror or error
        sys.stderr.write(f"Error: Standard output cannot be written to ({reason}). Send it elsewhere.\n")
        raise typer.Exit(1) from None
