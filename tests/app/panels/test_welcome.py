"""The welcome page: everything that can be opened, what was, and what this is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.window.first_page import look_at_hardware
from app.window.main_window import MainWindow
from tests.helpers.window_fakes import FakeCore

Make = Callable[..., MainWindow]
A, B = Path("/data/sub-01.nii.gz"), Path("/data/sub-02.nii.gz")


def texts(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_it_says_what_this_is_and_is_not_and_where_things_are(make_window: Make) -> None:
    told = texts(make_window().welcome)
    for part in ("infant brain MRI", "not a medical device", "iseg-desktop", "models", "Logs", "simulated"):
        assert part in told


def test_the_hardware_is_found_without_the_window_waiting(make_window: Make, qtbot: QtBot) -> None:
    window = make_window()
    look_at_hardware(window.welcome, window.runner)
    qtbot.waitUntil(lambda: "Networks run on" in window.welcome.device.text())
    qtbot.waitUntil(lambda: not window.runner.busy)


def test_return_presses_the_button_that_has_the_focus(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore())
    window.welcome.sample.setFocus()
    QTest.keyClick(window.welcome.sample, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)


def test_the_bundled_subject_is_a_click_away(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore())
    QTest.mouseClick(window.welcome.sample, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    assert not window.welcome.isVisible()
    assert window.recent.paths == ()  # it is always a click away


def test_the_study_button_asks_for_one(make_window: Make) -> None:
    window = make_window()
    QTest.mouseClick(window.welcome.study, Qt.MouseButton.LeftButton)
    dialog = window.findChild(QFileDialog, "open study")
    assert isinstance(dialog, QFileDialog)
    dialog.reject()


def test_what_was_opened_is_listed_and_opened_by_key_or_click(make_window: Make, qtbot: QtBot) -> None:
    make_window(FakeCore(), A).open_paths([B])
    window = make_window(FakeCore())
    assert [window.welcome.recent.item(row).text().split("\n")[0] for row in range(2)] == [B.name, A.name]
    window.welcome.recent.setFocus()
    window.welcome.recent.setCurrentRow(1)
    QTest.keyClick(window.welcome.recent, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    assert window.session.entries[0].key == str(A)


def test_the_list_can_be_cleared(make_window: Make) -> None:
    make_window(FakeCore(), A)
    window = make_window()
    assert window.recent_menu.menuAction().isEnabled()
    window.recent_menu.actions()[-1].trigger()
    assert window.recent.paths == ()
    assert not window.recent_menu.menuAction().isEnabled()
    assert window.welcome.none.isVisible()
