"""What tests do with a window: look for what it asks, wait, press."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.session.session import Status
from app.window.main_window import MainWindow


def message_box(window: MainWindow, name: str) -> QMessageBox:
    box = window.findChild(QMessageBox, name)
    assert isinstance(box, QMessageBox)
    return box


def idle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.runner.busy)


def status(window: MainWindow, path: Path) -> Status:
    entry = window.session.entry(str(path))
    assert entry is not None
    return entry.status


def click(widget: QWidget) -> None:
    assert widget.isVisible()
    assert widget.isEnabled()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def open_every_dialog(window: MainWindow, qtbot: QtBot, watch: QTimer) -> None:
    """Run every action that opens a dialog, while `watch` looks at each and closes it."""
    watch.start()
    for action in window.bar.actions:
        asks = action.title.rstrip().endswith("…") or action.id.startswith("help.")
        if asks and window.bar.qt(action.id).isEnabled():
            window.bar.qt(action.id).trigger()
            qtbot.waitUntil(lambda: not _any_dialog(), timeout=10_000)
    qtbot.wait(100)
    qtbot.waitUntil(lambda: not _any_dialog() and not window.runner.busy)
    watch.stop()


def _any_dialog() -> bool:
    return any(isinstance(w, QDialog) and w.isVisible() for w in QApplication.topLevelWidgets())
