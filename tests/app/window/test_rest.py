"""Rest: it comes when nobody does anything, and waits for those who do and for jobs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.window.main_window import MainWindow
from app.window.rest import Rest
from tests.helpers.window_fakes import FakeCore

Make = Callable[..., MainWindow]


def test_it_comes_once_and_the_page_of_a_training_is_there_before_its_dialog(
    make_window: Make, qtbot: QtBot
) -> None:
    window = make_window()
    rest = Rest(window, window.runner, seconds=0.05)
    rest.came.connect(window.desk.make_ready)
    with qtbot.waitSignal(rest.came):
        pass
    page = window.desk._run_page
    assert page is not None
    qtbot.addWidget(page)


def test_a_key_puts_it_off(make_window: Make) -> None:
    window = make_window()
    rest = Rest(window, window.runner, seconds=1000)
    rest._timer.stop()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    assert rest._timer.isActive()


def test_it_waits_for_jobs(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(seconds=30), Path("/data/a"))
    window.work.segment()
    rest = Rest(window, window.runner, seconds=0.02)
    with qtbot.assertNotEmitted(rest.came, wait=200):
        pass
    window.runner.cancel_all()
    with qtbot.waitSignal(rest.came):
        pass
