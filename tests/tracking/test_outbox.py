import threading
import time
from collections.abc import Iterator

import pytest

from isegcore.tracking import outbox as module
from isegcore.tracking.outbox import Outbox, first_line
from tests.helpers.fakes import RecordingMonitor


class AwayError(Exception):
    """The receiver is away."""


class RefusedError(Exception):
    """The receiver will never take it."""


class Receiver:
    """Takes letters while it is there."""

    def __init__(self, *, there: bool = True) -> None:
        self.there = there
        self.got: list[str] = []
        self.tries = 0

    def letter(self, what: str, outbox: Outbox) -> None:
        outbox.put(what, lambda: self._take(what))

    def _take(self, what: str) -> None:
        self.tries += 1
        if not self.there:
            raise AwayError("nobody at http://user:secret@host/")
        if what == "bad":
            raise RefusedError("not this one")
        self.got.append(what)


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(module, "_FIRST_PAUSE_S", 0.01)
    before = threading.active_count()
    yield
    end = time.monotonic() + 2
    while threading.active_count() > before and time.monotonic() < end:
        time.sleep(0.01)
    assert threading.active_count() == before


def make_outbox(patience_s: float = 0.1, limit: int = 100) -> Outbox:
    return Outbox(lambda error: isinstance(error, AwayError), limit=limit, patience_s=patience_s)


def test_everything_is_sent_in_order() -> None:
    outbox, receiver = make_outbox(), Receiver()
    for number in range(20):
        receiver.letter(str(number), outbox)
    assert outbox.close().what == ()
    assert receiver.got == [str(number) for number in range(20)]


def test_what_was_missed_is_sent_when_the_receiver_is_back() -> None:
    outbox, receiver = make_outbox(patience_s=5), Receiver(there=False)
    started = time.monotonic()
    for number in range(3):
        receiver.letter(str(number), outbox)
    assert time.monotonic() - started < 0.1  # putting never waits
    while receiver.tries < 3:
        time.sleep(0.005)
    receiver.there = True
    assert outbox.close().what == ()
    assert receiver.got == ["0", "1", "2"]


def test_a_receiver_that_stays_away_is_said_and_does_not_hold_up_the_end() -> None:
    outbox, receiver = make_outbox(), Receiver(there=False)
    receiver.letter("one", outbox)
    receiver.letter("two", outbox)
    started = time.monotonic()
    unsent = outbox.close()
    assert time.monotonic() - started < 2
    assert unsent.what == ("one", "two")
    assert unsent.reason == "AwayError: nobody at http://host/"


def test_what_is_refused_is_left_out_and_said() -> None:
    outbox, receiver = make_outbox(), Receiver()
    for what in ("one", "bad", "two"):
        receiver.letter(what, outbox)
    assert outbox.close().what == ("bad (RefusedError: not this one)",)
    assert receiver.got == ["one", "two"]


def test_memory_is_bounded() -> None:
    outbox, receiver = make_outbox(limit=2), Receiver(there=False)
    for what in ("one", "two", "three"):
        receiver.letter(what, outbox)
    assert set(outbox.close().what) == {"one", "two", "three"}


def test_a_slow_letter_is_not_waited_for_beyond_the_limit() -> None:
    outbox, release = make_outbox(), threading.Event()
    outbox.put("slow", lambda: release.wait(5) and None)
    started = time.monotonic()
    assert outbox.close(limit_s=0.1).what == ("slow",)
    assert time.monotonic() - started < 1
    release.set()


def test_whoever_cancels_does_not_wait() -> None:
    outbox, release, monitor = make_outbox(), threading.Event(), RecordingMonitor(cancel_at="Sending")
    outbox.put("slow", lambda: release.wait(5) and None)
    started = time.monotonic()
    assert outbox.close(monitor=monitor).what == ("slow",)
    assert time.monotonic() - started < 1
    assert monitor.reports[0].total == 1
    release.set()


def test_an_error_is_one_short_line() -> None:
    assert first_line(ValueError("a\nb")) == "ValueError: a"
    assert first_line(ValueError()) == "ValueError"
