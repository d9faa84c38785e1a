"""Does the main job in a real window, as `iseg-desktop --demo` opens it: segments, exports.

Run it with the program's Python and a folder to export to; needs a screen, real or virtual.
"""
# ruff: noqa: T201 - a program for a terminal

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QToolButton

from app.main import main
from app.window.main_window import MainWindow

_LONGEST_S = 120


class Hand:
    """Clicks what a user would click, as soon as it can be clicked."""

    def __init__(self, target: Path) -> None:
        self._target, self._steps = target, [self._segment, self._export, self._name, self._look]
        self._started = time.monotonic()
        self._timer = QTimer(interval=50)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        if time.monotonic() - self._started > _LONGEST_S:
            print(f"stuck before {self._steps[0].__name__}")
            QCoreApplication.exit(1)
        elif windows and self._steps[0](windows[0]):
            done = self._steps.pop(0).__name__.strip("_")
            print(f"{done}: {time.monotonic() - self._started:.1f} s after the start")
            if not self._steps:
                QCoreApplication.exit(0)

    def _segment(self, window: MainWindow) -> bool:
        return self._click(window, "segment.start")

    def _export(self, window: MainWindow) -> bool:
        return self._click(window, "export.segmentation")

    def _name(self, window: MainWindow) -> bool:
        dialog = window.findChild(QFileDialog, "export")
        if dialog is None or not dialog.isVisible():
            return False
        line, buttons = dialog.findChild(QLineEdit), dialog.findChild(QDialogButtonBox)
        if line is None or buttons is None:
            return False
        line.setText(str(self._target))
        QTest.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Save), Qt.MouseButton.LeftButton)
        return True

    def _look(self, window: MainWindow) -> bool:
        if not (self._target.is_file() and self._target.with_name("subject-1-pred.tsv").is_file()):
            return False
        window.grab().save(str(self._target.with_name("window.png")))
        return True

    def _click(self, window: MainWindow, action: str) -> bool:
        button = window.findChild(QToolButton, action)
        if button is None or not button.isEnabled():
            return False
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        return True


def _do_main_job(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    run = QApplication.exec

    def run_with_hand(*_: object) -> int:
        hand = Hand(folder / "subject-1-pred.nii.gz")  # its timer needs the application
        try:
            return run()
        finally:
            del hand

    QApplication.exec = run_with_hand  # type: ignore[method-assign]
    return main(["--demo"])


if __name__ == "__main__":
    sys.exit(_do_main_job(Path(sys.argv[1])))
