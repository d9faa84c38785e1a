"""Exports, pictures and DICOM by mouse in a real window, and what other programs make of the files."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.dialogs.dicom_dialog import DicomDialog
from app.dialogs.export_dialog import ExportDialog
from app.session.session import Status
from app.window.main_window import MainWindow
from isegcore.editing.change import change_between
from isegcore.export.plan import Part
from isegcore.io.label_tables import itk_snap_table
from isegcore.labels import ISEG, LabelScheme, Tissue
from tests.app.window.test_accessibility import nameless
from tests.app.window.test_main_job import RealFiles, click
from tests.helpers.bids import bids_errors, write_bids
from tests.helpers.dicom import write_subject
from tests.helpers.phantoms import ellipsoid_labels

Make = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def _own_file_dialogs() -> Iterator[None]:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    yield
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, on=False)


@pytest.fixture
def study(make_window: Make, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """Returns a window with a BIDS data set of two subjects, both segmented, the second one open."""
    window = make_window(RealFiles(), write_bids(tmp_path / "données", "sub-01", "sub-02_ses-1"))
    _segment_all(window, qtbot)
    return window


def _segment_all(window: MainWindow, qtbot: QtBot) -> None:
    for entry in window.session.entries:
        window.work.open_subject(entry.key)
        qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
        window.bar.qt("segment.start").trigger()
        qtbot.waitUntil(lambda: window.session.current.result is not None and not window.runner.busy)  # type: ignore[union-attr]


def _dialog(window: MainWindow, qtbot: QtBot) -> ExportDialog:
    window.bar.qt("export.more").trigger()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def _tick(dialog: ExportDialog, *parts: Part) -> None:
    for part, tick in dialog.parts.ticks.items():
        if tick.isChecked() != (part in parts):
            QTest.mouseClick(
                tick, Qt.MouseButton.LeftButton, pos=tick.rect().topLeft() + tick.rect().center() * 0.1
            )
        assert tick.isChecked() == (part in parts)


def _shown(dialog: ExportDialog) -> list[str]:
    items = [dialog.preview.topLevelItem(row) for row in range(dialog.preview.topLevelItemCount())]
    return [item.text(0) for item in items if item is not None]


def test_everything_of_all_subjects(study: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = _dialog(study, qtbot)
    dialog.all.click()
    _tick(dialog, *Part)
    dialog.folder.setText(str(tmp_path / "out"))
    names = _shown(dialog)
    assert len(names) == 2 * 11 + 1  # no references: no scores
    with qtbot.waitSignal(study.exchange.told, timeout=60_000):
        click(dialog.export)
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert written == set(names)
    rows = list(csv.DictReader((tmp_path / "out" / "volumes.csv").read_text().splitlines()))
    assert [row["subject"] for row in rows] == ["sub-01"] * 3 + ["sub-02_ses-1"] * 3
    assert study.session.unsaved == ()
    qtbot.waitUntil(lambda: not study.runner.busy)
    again = _dialog(study, qtbot)  # remembers what was ticked
    assert all(tick.isChecked() for tick in again.parts.ticks.values())
    again.reject()


def test_the_probabilities_of_a_corrected_result_are_the_models_and_the_dialog_says_so(
    study: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = _dialog(study, qtbot)
    _tick(dialog, Part.LABELS, Part.PROBABILITIES)
    assert not dialog.note.isVisible()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    _correct(study)
    corrected = study.session.current
    assert corrected is not None
    assert corrected.result is not None
    dialog = _dialog(study, qtbot)
    _tick(dialog, Part.LABELS)
    assert not dialog.note.isVisible()
    _tick(dialog, Part.LABELS, Part.PROBABILITIES)
    assert dialog.note.isVisible()
    assert "Corrected by hand: sub-02_ses-1" in dialog.note.text()
    dialog.folder.setText(str(tmp_path / "out"))
    with qtbot.waitSignal(study.exchange.told):
        click(dialog.export)
    qtbot.waitUntil(lambda: not study.runner.busy)
    labels, shares = (
        np.asanyarray(nib.load(tmp_path / "out" / f"sub-02_ses-1-pred{ending}.nii.gz").dataobj)
        for ending in ("", "-probabilities")
    )
    np.testing.assert_array_equal(ISEG.to_indices(labels), corrected.result.segmentation.labels.data)
    models = shares.argmax(-1)
    assert (models != ISEG.to_indices(labels)).sum() == 8


def test_what_no_model_made_is_exported_without_probabilities_and_that_is_told(
    study: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    study.editing.start("nothing")
    dialog = _dialog(study, qtbot)
    _tick(dialog, Part.LABELS, Part.PROBABILITIES)
    dialog.folder.setText(str(tmp_path / "out"))
    with qtbot.waitSignal(study.exchange.told):
        click(dialog.export)
    qtbot.waitUntil(lambda: not study.runner.busy)
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert written == {f"sub-02_ses-1-pred{ending}" for ending in (".nii.gz", ".json", ".tsv")}
    box = study.findChild(QMessageBox, "export problems")
    assert box is not None
    assert "made by hand" in box.informativeText()
    box.reject()


def _correct(window: MainWindow) -> None:
    """Give eight voxels of the open subject another label."""
    entry = window.session.current
    assert entry is not None
    assert entry.result is not None
    before = entry.result.segmentation.labels.data
    labels = before.copy()
    labels[:2, :2, :2] = Tissue.WM
    change = change_between(before, labels, (slice(0, 2),) * 3)
    assert change is not None
    window.editing.commit(entry.key, entry.result, "Brush", change, labels)


def test_a_bids_derivative_lands_in_the_data_set_and_is_valid(
    study: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = _dialog(study, qtbot)
    dialog.layout_box.setCurrentIndex(1)
    root = tmp_path / "données" / "derivatives" / "iseg"
    assert dialog.folder.text() == str(root)
    assert not dialog.parts.values.isEnabled()
    dialog.all.click()
    assert _shown(dialog)[2] == "sub-02/ses-1/anat/sub-02_ses-1_dseg.nii.gz"
    with qtbot.waitSignal(study.exchange.told):
        click(dialog.export)
    assert bids_errors(root) == []
    assert bids_errors(tmp_path / "données") == []
    qtbot.waitUntil(lambda: not study.runner.busy)


def test_raw_images_are_no_place_for_results(study: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = _dialog(study, qtbot)
    dialog.layout_box.setCurrentIndex(1)
    for folder, words in ((tmp_path / "données", "raw images"), ("", "Choose a folder"), ("x", "whole path")):
        dialog.folder.setText(str(folder))
        assert words in dialog.problem.text()
        assert not dialog.export.isEnabled()
    dialog.layout_box.setCurrentIndex(0)
    _tick(dialog)
    assert "Tick" in dialog.problem.text()
    dialog.reject()


def test_replacing_is_asked_once_for_all_files(study: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for name in ("sub-02_ses-1-pred.nii.gz", "sub-02_ses-1-pred.json"):
        (tmp_path / "out" / name).write_text("precious")
    dialog = _dialog(study, qtbot)
    dialog.folder.setText(str(tmp_path / "out"))
    assert "2 of them exist" in dialog.summary.text()
    click(dialog.export)
    box = dialog.findChild(QMessageBox, "overwrite")
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_Return)  # the safe answer
    assert (tmp_path / "out" / "sub-02_ses-1-pred.json").read_text() == "precious"
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox, "overwrite") is None)
    click(dialog.export)
    box = dialog.findChild(QMessageBox, "overwrite")
    assert box is not None
    with qtbot.waitSignal(study.exchange.told):
        click(next(b for b in box.findChildren(QPushButton) if b.text() == "Replace"))
    assert nib.load(tmp_path / "out" / "sub-02_ses-1-pred.nii.gz").shape == (32, 36, 28)
    qtbot.waitUntil(lambda: not study.runner.busy)


def test_labels_can_have_the_values_of_a_table(study: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    table = tmp_path / "mine.label"
    table.write_text(itk_snap_table(LabelScheme("mine", (0, 24, 3, 2))))
    dialog = _dialog(study, qtbot)
    dialog.folder.setText(str(tmp_path / "out"))
    values = dialog.parts.values
    values.setCurrentIndex(values.count() - 1)
    values.activated.emit(values.count() - 1)
    chooser = dialog.findChild(QFileDialog, "label table")
    assert chooser is not None
    chooser.fileSelected.emit(str(table))
    chooser.reject()
    assert values.currentText() == "Table: mine.label"
    with qtbot.waitSignal(study.exchange.told):
        click(dialog.export)
    found = np.asarray(nib.load(tmp_path / "out" / "sub-02_ses-1-pred.nii.gz").dataobj)
    np.testing.assert_array_equal(found, np.array([0, 24, 3, 2])[ellipsoid_labels()])
    qtbot.waitUntil(lambda: not study.runner.busy)
    table.write_text("no table")
    again = _dialog(study, qtbot)
    assert "not a label table" in again.problem.text()
    again.reject()


def test_what_could_not_be_written_is_told_file_by_file(
    study: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "out" / "sub-01.html").mkdir(parents=True)
    (tmp_path / "données" / "sub-01" / "anat" / "sub-01_T1w.nii.gz").write_bytes(b"gone bad")
    dialog = _dialog(study, qtbot)
    dialog.all.click()
    _tick(dialog, Part.LABELS, Part.TABLES)
    dialog.folder.setText(str(tmp_path / "out"))
    with qtbot.waitSignal(study.exchange.told, timeout=60_000):
        click(dialog.export)
    box = study.findChild(QMessageBox, "export problems")
    assert box is not None
    assert "sub-01_T1w.nii.gz" in box.informativeText()
    assert (tmp_path / "out" / "sub-02_ses-1-pred.nii.gz").is_file()
    assert [entry.files.id for entry in study.session.unsaved] == ["sub-01"]
    click(box.button(QMessageBox.StandardButton.Ok))
    qtbot.waitUntil(lambda: not study.runner.busy)


def test_an_earlier_result_is_opened_again(
    make_window: Make, study: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = _dialog(study, qtbot)
    dialog.layout_box.setCurrentIndex(1)
    dialog.all.click()
    _tick(dialog, Part.LABELS, Part.CONFIDENCE)
    with qtbot.waitSignal(study.exchange.told):
        click(dialog.export)
    qtbot.waitUntil(lambda: not study.runner.busy)
    assert not study.bar.qt("earlier.open").isEnabled()
    later = make_window(RealFiles(), tmp_path / "données")
    later.bar.qt("earlier.open").trigger()
    entry = later.session.entries[0]
    qtbot.waitUntil(lambda: later.session.entries[0].result is not None)
    qtbot.waitUntil(lambda: not later.runner.busy)
    assert entry.files.id == "sub-01"
    assert later.session.entries[0].status is Status.DONE
    assert later.session.unsaved == ()  # it is in its file
    found = later.session.entries[0].result
    assert found is not None
    np.testing.assert_array_equal(found.segmentation.labels.data, ellipsoid_labels())
    assert found.confidence == pytest.approx(93)
    assert not later.bar.qt("earlier.open").isEnabled()


def _save_as(window: MainWindow, qtbot: QtBot, name: str, target: Path) -> None:
    dialog = window.findChild(QFileDialog, name)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    buttons = dialog.findChild(QDialogButtonBox)
    assert line is not None
    assert buttons is not None
    line.setText(str(target))
    with qtbot.waitSignal(window.exchange.told, timeout=60_000):
        click(buttons.button(QDialogButtonBox.StandardButton.Save))
    qtbot.waitUntil(lambda: not window.runner.busy)


def test_a_picture_shows_the_planes_as_they_are(study: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    for action, planes in (("picture.planes", True), ("picture.plane", False)):
        target = tmp_path / f"{action}.png"
        study.bar.qt(action).trigger()
        _save_as(study, qtbot, "picture", target)
        image = QImage(str(target))
        whole = study.planes.views[study.viewing.active_plane].size()
        assert image.width() >= 2 * whole.width() * (2 if planes else 1)
        assert (image.width() == 2 * whole.width()) is not planes
        colours = {
            image.pixelColor(x, y).name()
            for x in range(0, image.width(), 3)
            for y in range(0, image.height(), 3)
        }
        assert len(colours) > 3  # images and tissues, not an empty canvas
    QApplication.clipboard().clear()
    study.bar.qt("picture.copy").trigger()
    assert not QApplication.clipboard().image().isNull()


@pytest.mark.parametrize(("name", "start"), [("sheet.png", b"\x89PNG"), ("sheet.pdf", b"%PDF")])
def test_a_contact_sheet_is_a_page(
    study: MainWindow, qtbot: QtBot, tmp_path: Path, name: str, start: bytes
) -> None:
    study.bar.qt("picture.sheet").trigger()
    _save_as(study, qtbot, "contact sheet", tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(start)


def _dicom(window: MainWindow, qtbot: QtBot, folder: Path) -> DicomDialog:
    window.bar.qt("open.dicom").trigger()
    chooser = window.findChild(QFileDialog, "dicom folder")
    assert chooser is not None
    chooser.fileSelected.emit(str(folder))
    chooser.reject()
    qtbot.waitUntil(lambda: window.findChild(DicomDialog) is not None, timeout=20_000)
    dialog = window.findChild(DicomDialog)
    assert dialog is not None
    return dialog


def test_dicom_is_imported_and_opened(make_window: Make, qtbot: QtBot, tmp_path: Path) -> None:
    folder = write_subject(tmp_path / "dcm" / "a", study="1.2.3", person="First")
    write_subject(tmp_path / "dcm" / "b", study="1.2.4", person="Second")
    window = make_window(RealFiles())
    dialog = _dicom(window, qtbot, folder.parent)
    assert [dialog.study.itemText(row) for row in range(2)] == ["Study 1 (3 series)", "Study 2 (3 series)"]
    assert nameless(dialog) == []
    dialog.study.setCurrentIndex(1)
    assert [combo.currentText() for combo in dialog.images.values()] == [
        "2  T1 MPRAGE sag",
        "3  T2 SPACE sag",
    ]
    assert "Choose a folder" in dialog.problem.text()
    dialog.folder.setText(str(tmp_path / "out"))
    assert dialog.subject.text() == "01"
    QTest.keyClicks(dialog.session, "a b")
    assert "letters and digits" in dialog.problem.text()
    dialog.session.setText("6m")
    click(dialog.take)
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    assert window.session.current is not None
    assert window.session.current.files.id == "sub-01_ses-6m"
    assert len(window.session.opened.subject.images) == 2  # type: ignore[union-attr]


def test_a_dicom_import_that_is_given_up_leaves_nothing(
    make_window: Make, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    window = make_window(RealFiles())
    dialog = _dicom(window, qtbot, write_subject(tmp_path / "dcm"))
    assert not dialog.study.isVisible()
    dialog.images[next(iter(dialog.images))].setCurrentIndex(0)
    dialog.images[list(dialog.images)[1]].setCurrentIndex(0)
    assert "None of the series" in dialog.problem.text()
    assert len(list((tmp_path / "tmp").iterdir())) == 1
    click(dialog.cancel)
    assert not list((tmp_path / "tmp").iterdir())


def test_a_folder_without_dicom_is_a_problem_told(make_window: Make, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(RealFiles())
    with qtbot.waitSignal(window.exchange.failed):
        window.exchange.read_dicom(tmp_path)
    box = window.findChild(QMessageBox, "problem")
    assert box is not None
    assert "no DICOM images" in box.text()
    click(box.button(QMessageBox.StandardButton.Ok))
