"""The main job by mouse in a real window: open, Segment, Export, and another program reads the file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk  # noqa: N813
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.services import Services, core_services
from app.session.session import Status
from app.window.main_window import MainWindow
from isegcore.data.grid import Grid
from isegcore.data.segmentation import Segmentation
from isegcore.data.subject import Modality, Subject
from isegcore.io.nifti import write_analyze
from isegcore.monitor import Monitor
from tests.helpers.phantoms import T1_LEVELS, T2_LEVELS, ellipsoid_labels
from tests.helpers.window_fakes import FakeCore, phantom_segmentation

SHAPE = (32, 36, 28)


class RealFiles:
    """The core as it is, but for the network."""

    @property
    def services(self) -> Services:
        return replace(
            core_services(),
            segment=self._segment,
            with_probabilities=FakeCore().with_probabilities,
        )

    def _segment(self, subject: Subject, model: str, monitor: Monitor) -> Segmentation:
        monitor.update("Network", 0, 1)
        return phantom_segmentation(subject)


@pytest.fixture
def iseg_folder(tmp_path: Path) -> Path:
    """Returns a folder, named as people name them, of one subject in the exact iSeg layout."""
    folder = tmp_path / "étude 6 mois"
    folder.mkdir()
    labels = ellipsoid_labels(SHAPE)
    for modality, levels in ((Modality.T1, T1_LEVELS), (Modality.T2, T2_LEVELS)):
        write_analyze(folder / f"subject-3-{modality}.hdr", levels[labels].astype(np.int16))
    return folder


@pytest.fixture(autouse=True)
def _own_file_dialogs() -> Iterator[None]:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    yield
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, on=False)


def click(widget: QWidget | None) -> None:
    assert widget is not None
    assert widget.isVisible()
    assert widget.isEnabled()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def tool(window: MainWindow, action: str) -> QToolButton:
    button = window.findChild(QToolButton, action)
    assert isinstance(button, QToolButton)
    return button


def export_by_mouse(window: MainWindow, qtbot: QtBot, target: Path) -> None:
    click(tool(window, "export.segmentation"))
    dialog = window.findChild(QFileDialog, "export")
    assert isinstance(dialog, QFileDialog)
    qtbot.waitUntil(dialog.isVisible)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(name, QLineEdit)
    assert name.text() == "subject-3-pred.nii.gz"
    name.selectAll()
    QApplication.clipboard().setText(str(target))  # QTest cannot type letters outside ASCII
    QTest.keySequence(name, QKeySequence.StandardKey.Paste)
    buttons = dialog.findChild(QDialogButtonBox)
    assert buttons is not None
    qtbot.waitUntil(buttons.button(QDialogButtonBox.StandardButton.Save).isEnabled)
    click(buttons.button(QDialogButtonBox.StandardButton.Save))


def segment_by_mouse(window: MainWindow, qtbot: QtBot) -> None:
    click(tool(window, "segment.start"))
    assert window.session.current is not None
    assert window.session.current.status is Status.RUNNING
    qtbot.waitUntil(lambda: window.session.current is not None and window.session.current.result is not None)
    qtbot.waitUntil(lambda: not window.runner.busy)


def test_open_segment_export(
    make_window: Callable[..., MainWindow], iseg_folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(RealFiles(), iseg_folder)
    assert not tool(window, "export.segmentation").isEnabled()
    assert window.banner.isVisible()
    segment_by_mouse(window, qtbot)
    target = tmp_path / "subject-3-pred.nii.gz"
    with qtbot.waitSignal(window.work.exported):
        export_by_mouse(window, qtbot, tmp_path / "subject-3-pred")
    assert window.session.current is not None
    assert window.session.current.exported
    qtbot.waitUntil(lambda: not window.runner.busy)
    written = sitk.ReadImage(str(target))
    values = np.array([0, 10, 150, 250])[ellipsoid_labels(SHAPE)]
    np.testing.assert_array_equal(sitk.GetArrayFromImage(written).transpose(2, 1, 0).squeeze(), values)
    assert written.GetPixelIDTypeAsString() == "8-bit unsigned integer"
    assert _place(written) == pytest.approx(_expected_place(window), abs=1e-4)
    assert json.loads((tmp_path / "subject-3-pred.json").read_text())["model"] == "phantom 1"


def _place(image: sitk.Image) -> tuple[float, ...]:
    """Return where ITK puts the first and the last voxel; it counts in LPS."""
    last = [n - 1 for n in image.GetSize()]
    return (
        *image.TransformIndexToPhysicalPoint([0] * len(last))[:3],
        *image.TransformIndexToPhysicalPoint(last)[:3],
    )


def _expected_place(window: MainWindow) -> tuple[float, ...]:
    assert window.session.opened is not None
    grid: Grid = window.session.opened.subject.grid
    to_lps = np.array([-1, -1, 1])
    return (*(grid.to_mm((0, 0, 0)) * to_lps), *(grid.to_mm(np.array(SHAPE) - 1) * to_lps))


def test_replacing_a_result_is_asked_first(
    make_window: Callable[..., MainWindow], iseg_folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "subject-3-pred.nii.gz"
    target.write_bytes(b"precious")
    window = make_window(RealFiles(), iseg_folder)
    segment_by_mouse(window, qtbot)
    export_by_mouse(window, qtbot, target)
    box = window.findChild(QMessageBox, "overwrite")
    assert isinstance(box, QMessageBox)
    click(box.button(QMessageBox.StandardButton.Cancel))
    assert target.read_bytes() == b"precious"
    qtbot.waitUntil(lambda: window.findChild(QFileDialog, "export") is None)
    export_by_mouse(window, qtbot, target)
    box = window.findChild(QMessageBox, "overwrite")
    assert isinstance(box, QMessageBox)
    with qtbot.waitSignal(window.work.exported):
        click(box.button(QMessageBox.StandardButton.Yes))
    assert sitk.ReadImage(str(target)).GetSize()[:3] == SHAPE


def test_an_input_is_never_written_over(
    make_window: Callable[..., MainWindow], iseg_folder: Path, qtbot: QtBot
) -> None:
    """Neither by its own name nor with leave to replace."""
    t1 = iseg_folder / "subject-3-T1.nii.gz"
    image = sitk.GetImageFromArray(T1_LEVELS[ellipsoid_labels(SHAPE)].transpose(2, 1, 0))
    sitk.WriteImage(image, str(t1))
    for old in iseg_folder.glob("*T1.hdr"):
        old.with_suffix(".img").unlink()
        old.unlink()
    before = t1.read_bytes()
    window = make_window(RealFiles(), t1)
    segment_by_mouse(window, qtbot)
    export_by_mouse(window, qtbot, t1)
    overwrite = window.findChild(QMessageBox, "overwrite")
    assert isinstance(overwrite, QMessageBox)
    with qtbot.waitSignal(window.work.failed):
        click(overwrite.button(QMessageBox.StandardButton.Yes))
    problem = window.findChild(QMessageBox, "problem")
    assert isinstance(problem, QMessageBox)
    assert problem.text().endswith(".")
    assert str(t1) in problem.informativeText()
    assert t1.read_bytes() == before
    assert [entry.files.id for entry in window.session.unsaved] == ["subject-3"]
    click(problem.button(QMessageBox.StandardButton.Ok))


def test_the_summary_has_the_same_two_buttons(
    make_window: Callable[..., MainWindow], iseg_folder: Path, qtbot: QtBot
) -> None:
    window = make_window(RealFiles(), iseg_folder)
    segment, export = window.summary.segment, window.summary.export
    assert isinstance(segment, QPushButton)
    assert not export.isVisible()
    click(segment)
    qtbot.waitUntil(export.isVisible)
    qtbot.waitUntil(lambda: not window.runner.busy)
    click(export)
    dialog = window.findChild(QFileDialog, "export")
    assert isinstance(dialog, QFileDialog)
    dialog.reject()
