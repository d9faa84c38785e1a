"""The column at the right: pages, folding, and what is remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.window.inspector import Inspector
from app.window.main_window import MainWindow
from tests.helpers.window_fakes import FakeCore

Make = Callable[..., MainWindow]
A = Path("/data/sub-01.nii.gz")


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "inspector.ini"), QSettings.Format.IniFormat)


def make_inspector(settings: QSettings, qtbot: QtBot) -> tuple[Inspector, list[QLabel]]:
    inspector = Inspector(settings)
    qtbot.addWidget(inspector)
    pages = [QLabel(name) for name in ("one", "two")]
    for page in pages:
        inspector.add_page(page.text().title(), page)
    inspector.show()
    return inspector, pages


def click_tab(inspector: Inspector, title: str) -> None:
    at = inspector.tabs.tabRect(inspector.titles.index(title)).center()
    QTest.mouseClick(inspector.tabs, Qt.MouseButton.LeftButton, pos=at)


def test_one_page_at_a_time_the_first_one_first(settings: QSettings, qtbot: QtBot) -> None:
    inspector, pages = make_inspector(settings, qtbot)
    assert [page.isVisible() for page in pages] == [True, False]
    click_tab(inspector, "Two")
    assert [page.isVisible() for page in pages] == [False, True]
    assert inspector.shows("Two")


def test_its_own_tab_folds_a_page_away_and_any_tab_brings_one_back(settings: QSettings, qtbot: QtBot) -> None:
    inspector, pages = make_inspector(settings, qtbot)
    click_tab(inspector, "One")
    assert not inspector.is_open
    assert inspector.maximumWidth() == inspector.tabs.sizeHint().width()
    click_tab(inspector, "Two")
    assert inspector.is_open
    assert pages[1].isVisible()


def test_the_page_and_whether_it_was_folded_are_remembered(settings: QSettings, qtbot: QtBot) -> None:
    inspector, _ = make_inspector(settings, qtbot)
    click_tab(inspector, "Two")
    inspector.set_open(False)
    again, _ = make_inspector(settings, qtbot)
    assert not again.is_open
    again.set_open(True)
    assert again.shows("Two")


def test_the_keyboard_turns_pages(settings: QSettings, qtbot: QtBot) -> None:
    inspector, _ = make_inspector(settings, qtbot)
    QTest.keyClick(inspector.tabs, Qt.Key.Key_Right)
    assert inspector.shows("Two")


def test_a_page_higher_than_the_window_scrolls(settings: QSettings, qtbot: QtBot) -> None:
    inspector, _ = make_inspector(settings, qtbot)
    tall = QPushButton("tall")
    tall.setMinimumHeight(4000)
    inspector.add_page("Tall", tall)
    inspector.resize(300, 400)
    inspector.show_page("Tall")
    assert inspector.height() < 1000
    assert tall.height() >= 4000


def test_the_width_given_by_the_mouse_comes_back(make_window: Make) -> None:
    window = make_window(FakeCore(), A)
    splitter = window.inspector.parentWidget()
    wide = window.inspector.width() + 60
    handle = splitter.handle(2)
    start = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(handle, start - QPoint(60, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=start - QPoint(60, 0))
    assert window.inspector.width() == pytest.approx(wide, abs=3)
    window.inspector.set_open(False)
    assert window.inspector.width() < 60
    window.bar.qt("look.side").trigger()
    assert window.inspector.width() == pytest.approx(wide, abs=3)
    again = make_window(FakeCore(), A)
    assert again.inspector.width() == pytest.approx(wide, abs=3)


def test_a_bare_window_has_no_column(make_window: Make) -> None:
    assert not make_window().inspector.isVisible()


def test_the_window_fits_a_small_screen(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(), A)
    window.bar.qt("page.pipeline").trigger()
    window.workspace.show_first()
    window.resize(700, 440)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == (700, 440))
    assert window.planes.isVisible()
    side = window.inspector
    qtbot.waitUntil(lambda: side.mapTo(window, side.rect().topRight()).x() < 700)
    assert not window.sidebar.isVisible()  # it gives way to the side page
    window.inspector.set_open(False)
    qtbot.waitUntil(lambda: window.sidebar.width() >= 220)
    assert window.sidebar.isVisible()
    window.inspector.set_open(True)
    window.resize(1280, 820)
    qtbot.waitUntil(lambda: window.sidebar.isVisible() and window.sidebar.width() >= 220)
    assert window.inspector.is_open
