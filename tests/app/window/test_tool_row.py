"""The toolbar at every width: no button is lost, words go first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.window.main_window import MainWindow


def buttons(window: MainWindow) -> list[QToolButton]:
    return [b for b in window.bar.toolbar.findChildren(QToolButton) if b.defaultAction() is not None]


@pytest.mark.parametrize("width", [1024, 1280, 1590])
def test_no_button_is_lost(make_window: Callable[..., MainWindow], qtbot: QtBot, width: int) -> None:
    window = make_window()
    window.resize(width, 700)
    qtbot.waitUntil(lambda: window.width() == width)
    qtbot.wait(20)
    bar = window.bar.toolbar
    assert len(buttons(window)) > 15
    for button in buttons(window):
        assert button.isVisible(), button.objectName()
        assert bar.rect().contains(QRect(button.pos(), button.size())), button.objectName()


def test_words_come_back_and_the_next_step_keeps_its_own(
    make_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = make_window()
    worded = Qt.ToolButtonStyle.ToolButtonTextBesideIcon

    def words(width: int) -> set[str]:
        window.resize(width, 700)
        qtbot.waitUntil(lambda: window.width() == width)
        return {b.objectName() for b in buttons(window) if b.toolButtonStyle() is worded}

    wide, narrow = words(1590), words(1024)
    assert narrow < wide
    assert "segment.start" in narrow
    assert words(1590) == wide
