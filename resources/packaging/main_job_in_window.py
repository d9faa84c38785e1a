"""Does the main job in a real window, as `iseg-desktop --demo` opens it: segments, exports, and may train.

    python main_job_in_window.py FOLDER [LABELLED_SUBJECTS]

Run it with the program's Python; needs a screen, real or virtual. The result and pictures of the window come
into FOLDER. With labelled subjects, a minute of training follows, in the worker that *Train* starts.
"""
# ruff: noqa: T201 - a program for a terminal

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QToolButton, QWidget

from app.dialogs.train_dialog import TrainDialog
from app.main import main
from app.session.training_run import Phase
from app.window.main_window import MainWindow

_LONGEST_S = 600


class Hand:
    """Clicks what a user would click, as soon as it can be clicked."""

    def __init__(self, target: Path, subjects: Path | None) -> None:
        self._target, self._subjects = target, subjects
        self._steps = [self._segment, self._export, self._name, self._look]
        if subjects is not None:
            self._steps += [self._open_training, self._train, self._trained]
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
        self._photograph(dialog, "dialog.png")
        save = buttons.button(QDialogButtonBox.StandardButton.Save)
        print(f"the button that saves says: {save.text()}")
        QTest.mouseClick(save, Qt.MouseButton.LeftButton)
        return True

    def _look(self, window: MainWindow) -> bool:
        if not (self._target.is_file() and self._target.with_name("subject-1-pred.tsv").is_file()):
            return False
        self._photograph(window, "window.png")
        return True

    def _open_training(self, window: MainWindow) -> bool:
        return self._click(window, "train.start")

    def _train(self, window: MainWindow) -> bool:
        dialog = window.findChild(TrainDialog)
        if dialog is None or self._subjects is None:
            return False
        if dialog.plan.data != str(self._subjects):
            dialog.data.choose(self._subjects)
            dialog.recipe.folder.setText(str(self._target.parent))
            dialog.recipe.minutes.setValue(1)
        if not dialog.train.isEnabled():
            return False
        self._photograph(dialog, "train.png")
        QTest.mouseClick(dialog.train, Qt.MouseButton.LeftButton)
        return True

    def _trained(self, window: MainWindow) -> bool:
        run = window.desk.training.run
        if run is None or not run.phase.is_over:
            return False
        print(f"the training: {run.phase.value}, {len(run.epochs)} epochs")
        self._photograph(window, "trained.png")
        if run.phase is not Phase.DONE:
            QCoreApplication.exit(1)
        return run.phase is Phase.DONE

    def _photograph(self, widget: QWidget, name: str) -> None:
        widget.grab().save(str(self._target.with_name(name)))

    def _click(self, window: MainWindow, action: str) -> bool:
        button = window.findChild(QToolButton, action)
        if button is None or not button.isEnabled():
            return False
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        return True


def _do_main_job(folder: Path, subjects: Path | None = None) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    run = QApplication.exec

    def run_with_hand(*_: object) -> int:
        hand = Hand(folder / "subject-1-pred.nii.gz", subjects)  # its timer needs the application
        try:
            return run()
        finally:
            del hand

    QApplication.exec = run_with_hand  # type: ignore[method-assign]
    return main(["--demo"])


if __name__ == "__main__":
    sys.exit(_do_main_job(*map(Path, sys.argv[1:])))
