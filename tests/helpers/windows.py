"""What tests do with a window: look for what it asks, wait, press."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.session.session import Status, make_result
from app.window.main_window import MainWindow
from isegcore.data.segmentation import Segmentation
from tests.helpers.window_fakes import phantom_segmentation


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


def answer_modal(text: str) -> list[str]:
    """Click a button of the modal box that is about to open; the list hears what the box says."""
    said: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(f"{box.text()} {box.informativeText()}")
        click(next(button for button in box.findChildren(QPushButton) if button.text() == text))

    QTimer.singleShot(50, press)
    return said


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


def doubtful(window: MainWindow, created: str = "2026-01-01T00:00:00Z") -> None:
    """Give the open subject a result with two doubtful spots, the larger at voxel 16, 18, 14."""
    entry, images = window.session.current, window.session.opened
    assert entry is not None
    assert images is not None
    plain = phantom_segmentation(images.subject)
    confidence = np.where(plain.labels.data > 0, 95, 0).astype(np.uint8)
    confidence[13:20, 15:22, 11:18] = 40
    confidence[22:26, 12:16, 12:16] = 40
    record = plain.provenance.model_copy(update={"created": created})
    segmentation = Segmentation(plain.labels, confidence, 100 - confidence, record)
    window.session.hold_result(entry.key, entry.choice, make_result(segmentation))


def wait_for_spots(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.review.doubts.is_found and not window.runner.busy, timeout=10_000)
