"""The walk of the tutorial by mouse and keyboard: real window, shipped model, bundled infant.

Open a BIDS data set, segment, correct, review, compare, export. Every station leaves a picture; those in the
tutorial are made by

    ISEG_TUTORIAL_PICTURES=resources/docs/walk .venv/bin/pytest tests/app/window/test_walk.py
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
import SimpleITK as sitk  # noqa: N813
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.dialogs.export_dialog import ExportDialog
from app.services import core_services
from app.session.session import Status, Verdict
from app.session.view_state import Plane
from app.window.main_window import MainWindow
from isegcore.data.subject import Modality
from isegcore.export.plan import Part
from isegcore.io.discovery import find_subjects
from isegcore.io.nifti import write_label_map
from isegcore.io.subject import read_subject
from isegcore.labels import BIDS, Tissue
from isegcore.shipped import shipped_path
from tests.app.window.test_correcting import drag, pixel
from tests.app.window.test_main_job import click, tool
from tests.helpers.bids import bids_errors
from tests.helpers.image_files import write_nifti

PATIENCE_MS = 40_000
KEPT = os.environ.get("ISEG_TUTORIAL_PICTURES")
LEFT = Qt.MouseButton.LeftButton


class RealCore:
    """All of it, the network too."""

    services = core_services()


@pytest.fixture(autouse=True)
def _own_file_dialogs() -> Iterator[None]:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    yield
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, on=False)


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """The bundled infant as a BIDS data set with its known tissues; under a short path for the pictures."""
    root = Path(tempfile.gettempdir()) / "infants" if KEPT else tmp_path / "infants"
    subject = read_subject(find_subjects(shipped_path("sample")).subjects[0])
    anat = root / "sub-01" / "anat"
    anat.mkdir(parents=True)
    described = {"Name": "Simulated infants", "BIDSVersion": "1.10.0", "DatasetType": "raw"}
    (root / "dataset_description.json").write_text(json.dumps(described))
    (root / "participants.tsv").write_text("participant_id\tage\nsub-01\t0.54\n")
    for modality in Modality:
        image = subject.images[modality]
        write_nifti(
            anat / f"sub-01_{modality}w.nii.gz", image.data.astype("int16"), image.grid.affine, xyzt_units=2
        )
    assert subject.reference is not None
    write_label_map(
        root / "derivatives" / "raters" / "sub-01" / "anat" / "sub-01_dseg.nii.gz",
        subject.reference,
        None,
        BIDS,
    )
    yield root
    if KEPT:
        shutil.rmtree(root)


class Walker:
    """Does what a user does, and takes a picture at every station."""

    def __init__(self, window: MainWindow, qtbot: QtBot, pictures: Path) -> None:
        self.window, self.qtbot, self._pictures = window, qtbot, pictures

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=PATIENCE_MS)
        self.qtbot.waitUntil(lambda: not self.window.runner.busy, timeout=PATIENCE_MS)

    def keys(self, sequence: str, to: QWidget | None = None) -> None:
        if not self.window.isActiveWindow():  # a window manager would have seen to it after a dialog
            with self.qtbot.waitActive(self.window):
                self.window.activateWindow()
        pressed = QKeySequence(sequence)[0]
        QTest.keyClick(to or self.window, pressed.key(), pressed.keyboardModifiers())

    def turn_to(self, page: str) -> None:
        """Click the tab of a page at the right."""
        tabs = self.window.inspector.tabs
        (index,) = (n for n in range(tabs.count()) if tabs.tabText(n) == page)
        if tabs.currentIndex() != index:
            QTest.mouseClick(tabs, LEFT, pos=tabs.tabRect(index).center())
        assert tabs.currentIndex() == index

    def picture(self, name: str, widget: QWidget | None = None) -> None:
        QTest.qWait(300)  # until what was started has been painted
        shot = (widget or self.window).grab().toImage()
        path = self._pictures / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        assert shot.convertToFormat(QImage.Format.Format_RGB888).save(str(path))
        spots = ((x, y) for x in range(0, shot.width(), 9) for y in range(0, shot.height(), 9))
        colours = {shot.pixelColor(x, y).name() for x, y in spots}
        assert len(colours) > 10


def open_bids(walker: Walker, data: Path) -> None:
    """Ctrl+O, the path typed into the dialog."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        line, buttons = dialog.findChild(QLineEdit, "fileNameEdit"), dialog.findChild(QDialogButtonBox)
        assert line is not None
        assert buttons is not None
        line.selectAll()
        QTest.keyClicks(line, str(data))
        QTest.mouseClick(buttons.buttons()[0], LEFT)

    QTimer.singleShot(300, answer)
    walker.keys("Ctrl+O")
    walker.wait(lambda: walker.window.session.opened is not None)
    (entry,) = walker.window.session.entries
    assert (entry.files.id, entry.status) == ("sub-01", Status.LABELLED)
    assert dict(entry.files.about) == {"age": "0.54"}


def segment(walker: Walker) -> None:
    click(tool(walker.window, "segment.start"))
    session = walker.window.session
    walker.wait(lambda: session.current is not None and session.current.result is not None)
    assert session.current is not None
    assert session.current.status is Status.DONE


def correct(walker: Walker) -> int:
    """B for the brush, 3 for white matter, a stroke with the mouse; Ctrl+Z, Ctrl+Y. Return voxels changed."""
    window = walker.window
    before = _labels(window)
    walker.turn_to("Labels")
    walker.keys("B")
    walker.keys("3")
    view = window.planes.views[Plane.AXIAL]
    assert view.scene is not None
    k = view.scene.index
    middle = np.argwhere(before[:, :, k] == Tissue.GM)
    i, j = (int(n) for n in middle[len(middle) // 2])
    drag(view, [pixel(view, (i + step, j, k)) for step in range(0, 12, 3)])
    after = _labels(window)
    changed = int((before != after).sum())
    assert changed > 0
    assert set(np.unique(after[before != after])) == {Tissue.WM}
    walker.keys("Ctrl+Z")
    assert np.array_equal(_labels(window), before)
    walker.keys("Ctrl+Y")
    assert np.array_equal(_labels(window), after)
    assert window.session.current is not None
    assert window.session.current.status is Status.EDITED
    return changed


def review(walker: Walker) -> None:
    """The next doubtful spot by key, a note by typing, the verdict by a click."""
    window = walker.window
    walker.keys("Escape", window.planes.views[Plane.AXIAL])
    walker.turn_to("Review")
    walker.wait(lambda: True)
    before = window.viewing.state.crosshair
    _press(walker, "doubt.next")
    walker.wait(lambda: window.viewing.state.crosshair != before)
    assert window.review.doubts.is_found
    _press(walker, "heat.confidence")
    note = window.review.verdict.note
    QTest.mouseClick(note.viewport(), LEFT)
    QTest.keyClicks(note, "Frontal white matter corrected.")
    window.review.verdict.keep_note()
    click(window.review.verdict.switches[Verdict.REVIEWED])
    assert window.session.current is not None
    assert window.session.current.status is Status.REVIEWED
    assert window.session.current.note == "Frontal white matter corrected."


def compare(walker: Walker) -> None:
    """With the known tissues, chosen by keyboard in the box."""
    window = walker.window
    _press(walker, "heat.confidence")
    walker.turn_to("Compare")
    panel = window.review.compare
    _choose(panel.source, "Reference")
    walker.wait(lambda: window.review.comparison.compared is not None)
    dice = [float(panel.figures[tissue, "Dice"].text()) for tissue in (Tissue.CSF, Tissue.GM, Tissue.WM)]
    assert min(dice) > 0.8
    QTest.mouseClick(panel.difference, LEFT, pos=QPoint(8, panel.difference.height() // 2))
    assert panel.difference.isChecked()


def export(walker: Walker, data: Path) -> Path:
    """Ctrl+Shift+E; a BIDS derivative with surfaces, contact sheet and tables."""
    window = walker.window
    walker.keys("Ctrl+Shift+E")
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    walker.qtbot.waitUntil(dialog.isVisible)
    _choose(dialog.layout_box, "BIDS derivative")
    for part in (Part.SURFACES, Part.SHEET, Part.TABLES):
        tick = dialog.parts.ticks[part]
        tick.setFocus()
        QTest.keyClick(tick, Qt.Key.Key_Space)
        assert tick.isChecked()
    root = data / "derivatives" / "iseg"
    assert dialog.folder.text() == str(root)
    walker.picture("6-export", dialog)
    with walker.qtbot.waitSignal(window.exchange.told, timeout=PATIENCE_MS):
        click(dialog.export)
    walker.wait(lambda: True)
    assert window.findChild(QMessageBox, "export problems") is None
    return root


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_from_a_data_set_to_a_derivative(
    make_window: Callable[..., MainWindow], qtbot: QtBot, data: Path, tmp_path: Path
) -> None:
    window = make_window(RealCore())
    window.resize(1360, 860)
    with qtbot.waitActive(window):
        window.activateWindow()
    walker = Walker(window, qtbot, Path(KEPT) if KEPT else tmp_path / "walk")
    open_bids(walker, data)
    walker.picture("1-open")
    segment(walker)
    walker.picture("2-segment")
    changed = correct(walker)
    walker.picture("3-correct")
    review(walker)
    walker.picture("4-review")
    compare(walker)
    walker.picture("5-compare")
    root = export(walker, data)
    _check(root, _labels(window), changed)


def _check(root: Path, labels: np.ndarray, changed: int) -> None:
    """What was exported is valid, complete, what was seen, and where it was."""
    assert bids_errors(root) == []
    assert bids_errors(root.parents[1]) == []
    anat = root / "sub-01" / "anat"
    image = nib.load(anat / "sub-01_dseg.nii.gz")
    np.testing.assert_array_equal(np.asarray(image.dataobj), np.array(BIDS.values)[labels])
    t1 = nib.load(root.parents[1] / "sub-01" / "anat" / "sub-01_T1w.nii.gz")
    np.testing.assert_allclose(image.affine, t1.affine)
    np.testing.assert_allclose(
        sitk.ReadImage(str(anat / "sub-01_dseg.nii.gz")).GetOrigin(),
        sitk.ReadImage(str(root.parents[1] / "sub-01" / "anat" / "sub-01_T1w.nii.gz")).GetOrigin(),
    )
    record = json.loads((anat / "sub-01_dseg.json").read_text())
    assert record["Manual"] is True
    assert record["Provenance"]["edits"]["voxels"] == changed
    for name in ("sub-01-CSF.stl", "sub-01-GM.stl", "sub-01-WM.stl", "sub-01-sheet.png"):
        assert (anat / name).stat().st_size > 10_000
    assert len((root / "scores.csv").read_text().splitlines()) == 4


def _labels(window: MainWindow) -> np.ndarray:
    entry = window.session.current
    assert entry is not None
    assert entry.result is not None
    return entry.result.segmentation.labels.data


def _press(walker: Walker, action: str) -> None:
    """Press the keys of an action."""
    keys = walker.window.bar.qt(action).shortcut()
    assert not keys.isEmpty(), action
    walker.keys(keys.toString())


def _choose(box: QComboBox, text: str) -> None:
    """Go down a box with the keyboard until it says `text`, then press Return."""
    box.setFocus()
    box.showPopup()
    view = box.view()
    QTest.keyClick(view, Qt.Key.Key_Home)
    for _ in range(box.findText(text)):
        QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert box.currentText() == text
