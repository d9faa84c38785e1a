"""Windows on studies of small real files: saved, opened, answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.services import Services, core_services
from app.session.session import Status
from app.window.main_window import MainWindow
from tests.helpers.image_files import write_nifti
from tests.helpers.phantoms import T1_LEVELS, ellipsoid_labels, ras_grid
from tests.helpers.window_fakes import FakeCore
from tests.helpers.windows import idle

Make = Callable[..., MainWindow]
_SHAPE = (32, 36, 28)


class FileCore(FakeCore):
    """Finds and reads real files; segments them with a threshold."""

    @property
    def services(self) -> Services:
        real = core_services()
        return replace(super().services, find=real.find, read=real.read, write=real.write)


def write_two_subjects(folder: Path) -> Path:
    folder.mkdir()
    for number in (1, 2):
        image = np.roll(T1_LEVELS[ellipsoid_labels(_SHAPE)], number, axis=0)
        write_nifti(folder / f"subject-{number}-T1.nii", image, ras_grid(_SHAPE).affine)
    return folder


def write_unoriented(path: Path) -> Path:
    """Write a T1 whose header says nothing of how the head lies."""
    image = T1_LEVELS[ellipsoid_labels(_SHAPE)]
    return write_nifti(path, image, ras_grid(_SHAPE).affine, sform_code=0, qform_code=0)


def segment(window: MainWindow, qtbot: QtBot) -> None:
    window.work.segment()
    idle(window, qtbot)


def choose(window: MainWindow, qtbot: QtBot, row: int) -> None:
    window.subjects.list.setCurrentRow(row)
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)


def save(window: MainWindow, qtbot: QtBot, path: Path) -> Path:
    """Save under a name through the dialog."""
    window.bar.qt("study.save-as").trigger()
    dialog = window.findChild(QFileDialog, "save study")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    idle(window, qtbot)
    return path


def opened(make_window: Make, qtbot: QtBot, path: Path) -> MainWindow:
    window = make_window(FileCore())
    window.open_paths([path])
    idle(window, qtbot)
    return window


def answer(window: MainWindow, name: str, text: str) -> None:
    box = window.findChild(QMessageBox, name)
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if button.text() == text).click()


def problem(window: MainWindow) -> str:
    box = window.findChild(QMessageBox, "problem")
    assert isinstance(box, QMessageBox)
    text = box.text()
    box.accept()
    return text


def statuses(window: MainWindow) -> list[Status]:
    return [entry.status for entry in window.session.entries]
