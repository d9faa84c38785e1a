from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.dialogs.crash import CrashReporter, report


@pytest.fixture
def reporter(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> Iterator[CrashReporter]:
    made = CrashReporter()
    hooks = sys.excepthook, threading.excepthook
    made.install()
    yield made
    made.uninstall()
    sys.excepthook, threading.excepthook = hooks


def test_an_exception_that_nobody_caught_is_told(reporter: CrashReporter, qtbot: QtBot) -> None:
    error = ValueError("lost")
    with qtbot.waitSignal(reporter.crashed) as told:
        sys.excepthook(ValueError, error, None)
    assert told.args == [error]


def test_one_from_another_thread_too(reporter: CrashReporter, qtbot: QtBot) -> None:
    def fail() -> None:
        raise KeyError("elsewhere")

    thread = threading.Thread(target=fail)
    with qtbot.waitSignal(reporter.crashed) as told:
        thread.start()
    thread.join()
    assert isinstance(told.args[0], KeyError)


def test_ctrl_c_is_not_a_crash(reporter: CrashReporter, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(reporter.crashed):
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)


def test_the_report_names_cause_and_versions() -> None:
    try:
        try:
            raise OSError("disk")
        except OSError as cause:
            raise RuntimeError("work") from cause
    except RuntimeError as error:
        text = report(error)
    for part in ("OSError: disk", "RuntimeError: work", "iSeg Desktop", "Python 3"):
        assert part in text
