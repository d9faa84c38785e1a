"""Sending in the background to a store that may go away; knows nothing of what is sent."""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from isegcore.monitor import NULL_MONITOR, Cancelled, Monitor
from isegcore.tracking.tracker import Unsent

_STAGE = "Sending to MLflow"
_LIMIT = 5000
_PATIENCE_S = 40.0
_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 15.0


@dataclass(frozen=True, slots=True)
class _Letter:
    what: str
    send: Callable[[], object]


class Outbox:
    """Sends in order, on a thread of its own, and tries again as long as the receiver is away.

    `put` never waits. What the receiver refuses for good is left out, so that the rest gets through.
    """

    def __init__(
        self, is_away: Callable[[Exception], bool], *, limit: int = _LIMIT, patience_s: float = _PATIENCE_S
    ) -> None:
        """Start with nothing to send.

        Args:
            is_away: Whether an error of sending means that it is worth trying again.
            limit: Letters held at most; those beyond are lost.
            patience_s: How long `close` goes on trying while the receiver is away.
        """
        self._is_away = is_away
        self._limit, self._patience_s = limit, patience_s
        self._waiting: deque[_Letter] = deque()
        self._lost: list[str] = []
        self._reason = ""
        self._closing = self._stopped = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="outbox", daemon=True)
        self._thread.start()

    def put(self, what: str, send: Callable[[], object]) -> None:
        """Queue a letter.

        Args:
            what: What it is, for people ("epoch 3").
            send: Sends it; runs on the outbox's thread, again if it fails, so it must bear repeating.
        """
        with self._changed:
            if len(self._waiting) >= self._limit:
                self._lost.append(what)
                return
            self._waiting.append(_Letter(what, send))
            self._changed.notify_all()

    def close(self, limit_s: float | None = None, monitor: Monitor = NULL_MONITOR) -> Unsent:
        """Send what is left and return what could not be sent.

        Args:
            limit_s: Seconds to wait at most; without it as long as the receiver is there.
            monitor: Hears of it; if it cancels, what has not been sent by then is not.
        """
        started = time.monotonic()
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            most = len(self._waiting)
            while self._waiting and not self._stopped:
                waited = time.monotonic() - started
                if waited > (limit_s if limit_s is not None else float("inf")):
                    break
                if self._reason and waited > self._patience_s:
                    break
                try:
                    monitor.update(_STAGE, most - len(self._waiting), most)
                except Cancelled:
                    break
                self._changed.wait(0.05)
            self._stopped = True
            self._changed.notify_all()
            return Unsent((*self._lost, *(letter.what for letter in self._waiting)), self._reason)

    def _work(self) -> None:
        pause = _FIRST_PAUSE_S
        while (letter := self._next()) is not None:
            try:
                letter.send()
            except Exception as error:  # noqa: BLE001 - a record must never end the work that it is about
                if self._is_away(error):
                    self._wait_for_receiver(error, pause)
                    pause = min(2 * pause, _LONGEST_PAUSE_S)
                    continue
                self._done(lost=f"{letter.what} ({first_line(error)})")
            else:
                self._done()
            pause = _FIRST_PAUSE_S

    def _next(self) -> _Letter | None:
        with self._changed:
            while not self._waiting and not self._closing:
                self._changed.wait()
            return self._waiting[0] if self._waiting and not self._stopped else None

    def _done(self, lost: str | None = None) -> None:
        with self._changed:
            if self._stopped:  # too late: it has been reported as not sent
                return
            self._waiting.popleft()
            self._reason = ""
            if lost is not None:
                self._lost.append(lost)
            self._changed.notify_all()

    def _wait_for_receiver(self, error: Exception, pause: float) -> None:
        with self._changed:
            self._reason = first_line(error)
            hurry = self._closing
            end = time.monotonic() + (_FIRST_PAUSE_S if hurry else pause)
            # Closing is a reason to try at once, not to wait out a long pause.
            while not self._stopped and self._closing == hurry and time.monotonic() < end:
                self._changed.wait(end - time.monotonic())


def first_line(error: Exception) -> str:
    """Return an error's kind and the start of its message, passwords in addresses left out."""
    line = re.sub(r"//[^/@\s]+@", "//", (str(error).splitlines() or [""])[0])
    return f"{type(error).__name__}: {line[:160]}" if line else type(error).__name__
