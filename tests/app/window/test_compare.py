"""Comparing in a window: figures, the map of differences, swiping, and labels on another grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.session.comparison import BEFORE_CORRECTIONS, EARLIER, REFERENCE
from app.session.session import make_result
from app.session.view_state import Heat, Plane
from app.window.main_window import MainWindow
from isegcore.data.grid import Grid
from isegcore.data.provenance import EditRecord
from isegcore.data.volume import LabelMap
from isegcore.io.nifti import write_label_map
from isegcore.labels import ISEG, Tissue
from isegcore.metrics.evaluate import evaluate
from tests.helpers.phantoms import ellipsoid_labels, ras_grid
from tests.helpers.window_fakes import phantom_segmentation
from tests.helpers.windows import click

MakeWindow = Callable[..., MainWindow]
SHAPE = (32, 36, 28)


def with_result(window: MainWindow, shift: int = 1) -> LabelMap:
    """Give the open subject a result: the reference moved by some voxels."""
    entry, images = window.session.current, window.session.opened
    assert entry is not None
    assert images is not None
    plain = phantom_segmentation(images.subject)
    labels = LabelMap(np.roll(plain.labels.data, shift, axis=0), plain.labels.grid, ISEG)
    window.session.hold_result(entry.key, entry.choice, make_result(replace(plain, labels=labels)))
    return labels


def compared(qtbot: QtBot, window: MainWindow) -> None:
    comparison = window.review.comparison
    qtbot.waitUntil(lambda: comparison.compared is not None and not window.runner.busy, timeout=10_000)


def opened(make_window: MakeWindow) -> MainWindow:
    window = make_window(None, Path("/data/a"))
    window.inspector.show_page("Compare")
    return window


def choose_file(window: MainWindow, path: Path) -> None:
    window.bar.qt("compare.file").trigger()
    dialog = window.findChild(QFileDialog, "compare")
    dialog.selectFile(str(path))
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def write(path: Path, grid: Grid, data: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> Path:
    write_label_map(path, LabelMap(data, grid, ISEG), None, ISEG)
    return path


def test_the_figures_are_those_of_evaluate_and_follow_corrections(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = opened(make_window)
    assert not window.bar.qt("compare.reference").isEnabled()  # the reference is all there is
    labels = with_result(window)
    window.bar.qt("compare.reference").trigger()
    compared(qtbot, window)
    assert window.session.opened is not None
    reference = window.session.opened.subject.reference
    assert reference is not None
    panel = window.review.compare
    for score in evaluate("", labels, reference):
        tissue = Tissue[score.tissue]
        assert panel.figures[tissue, "Dice"].text() == f"{score.dice:.3f}"
        assert panel.figures[tissue, "HD95"].text() == f"{score.hd95_mm:.1f} mm"
    entry = window.session.current
    assert entry is not None
    assert entry.result is not None
    right = LabelMap(reference.data.copy(), labels.grid, ISEG)
    edited = make_result(replace(entry.result.segmentation, labels=right))
    window.session.hold_edit(entry.key, edited)
    qtbot.waitUntil(lambda: panel.figures[Tissue.GM, "Dice"].text() == "1.000", timeout=10_000)
    window.bar.qt("compare.stop").trigger()
    assert window.review.comparison.compared is None
    assert panel.figures[Tissue.GM, "Dice"].text() == "–"


def test_labels_of_another_head_on_the_same_grid_are_told(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = opened(make_window)
    own = with_result(window)
    doubt = window.review.compare.doubt
    part = np.where(np.arange(SHAPE[0])[:, None, None] < SHAPE[0] // 2, own.data, 0)  # a hemisphere
    for name, data, told in (
        ("half", part, False),
        ("moved", np.roll(own.data, 12, axis=0), True),
        ("nothing", np.zeros_like(own.data), False),
    ):
        choose_file(window, write(tmp_path / f"{name}.nii", own.grid, data.astype(np.uint8)))
        compared(qtbot, window)
        qtbot.waitUntil(lambda name=name: window.review.comparison.compared.source.name == f"{name}.nii")
        assert doubt.isVisible() is told
    choose_file(window, tmp_path / "moved.nii")
    compared(qtbot, window)
    assert "another subject's" in doubt.text()


def test_only_what_differs_is_coloured_by_the_other_labels(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = opened(make_window)
    assert not window.bar.qt("heat.difference").isEnabled()
    labels = with_result(window)
    window.bar.qt("compare.reference").trigger()
    compared(qtbot, window)
    window.bar.qt("heat.difference").trigger()
    scene = window.planes.views[Plane.AXIAL].scene
    assert scene is not None
    assert scene.labels is None
    assert scene.heat is not None
    assert window.session.opened is not None
    reference = window.session.opened.subject.reference
    assert reference is not None
    truth, own = (scene.cut.slice_of(m.data, scene.index) for m in (reference, labels))
    assert ((scene.heat > 0) == (truth != own)).all()
    assert (scene.heat[truth != own] == truth[truth != own] + 1).all()
    gm = window.viewing.state.looks[Tissue.GM].colour
    assert scene.heat_colours[1 + Tissue.GM] == (*gm, 255)
    assert scene.heat_colours[0][3] == 0
    window.bar.qt("compare.stop").trigger()
    assert window.viewing.state.heat is None
    after = window.planes.views[Plane.AXIAL].scene
    assert after is not None
    assert after.labels is not None


def test_swiping_shows_the_other_labels_right_of_the_crosshair(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = opened(make_window)
    labels = with_result(window, shift=3)
    window.bar.qt("compare.reference").trigger()
    compared(qtbot, window)
    window.bar.qt("compare.swipe").trigger()
    assert window.session.opened is not None
    reference = window.session.opened.subject.reference
    assert reference is not None
    for voxel in ((16, 18, 14), (9, 22, 12)):
        grid = labels.grid
        window.viewing.set(crosshair=tuple(grid.to_mm(voxel).tolist()))
        for view in window.planes.views.values():
            scene = view.scene
            assert scene is not None
            assert scene.labels is not None
            assert scene.crosshair is not None
            column = round(scene.crosshair[0])
            own, truth = (scene.cut.slice_of(m.data, scene.index) for m in (labels, reference))
            assert (scene.labels[:, :column] == own[:, :column]).all()
            assert (scene.labels[:, column:] == truth[:, column:]).all()
            assert scene.sides == ("Result", "Reference")
    window.bar.qt("compare.swipe").trigger()
    scene = window.planes.views[Plane.AXIAL].scene
    assert scene is not None
    assert scene.sides is None


def test_what_the_labels_were_before_can_be_compared_with(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = opened(make_window)
    comparison = window.review.comparison
    first = with_result(window)
    assert comparison.sources == (REFERENCE,)
    second = with_result(window, shift=2)  # segmented again
    assert comparison.sources == (REFERENCE, EARLIER)
    entry = window.session.current
    assert entry is not None
    assert entry.result is not None
    corrected = LabelMap(np.where(second.data == 3, 2, second.data).astype(np.uint8), second.grid, ISEG)
    edits = EditRecord(start="segmentation", voxels=5)
    record = entry.result.segmentation.provenance.model_copy(update={"edits": edits})
    edited = replace(entry.result.segmentation, labels=corrected, provenance=record)
    window.session.hold_edit(entry.key, make_result(edited))
    for source, labels in ((EARLIER, first), (BEFORE_CORRECTIONS, second)):
        comparison.choose(source)
        compared(qtbot, window)
        assert comparison.compared is not None
        assert comparison.compared.other is labels
    assert window.review.compare.source.currentText() == "Before corrections"
    window.session.leave(entry.key)
    assert comparison.sources == ()


def test_another_file_on_the_same_grid(qtbot: QtBot, make_window: MakeWindow, tmp_path: Path) -> None:
    window = opened(make_window)
    data = np.roll(ellipsoid_labels(SHAPE), 2, axis=1)
    choose_file(window, write(tmp_path / "other.nii.gz", ras_grid(SHAPE), data))
    compared(qtbot, window)  # the reference with the file: there is no result yet
    found = window.review.comparison.compared
    assert found is not None
    assert (found.other.data == data).all()
    assert window.review.compare.source.currentText() == "other.nii.gz"
    with_result(window)
    qtbot.waitUntil(lambda: window.review.comparison.compared is not found and not window.runner.busy)


@pytest.mark.parametrize("answer", ["Resample", "Cancel"])
def test_labels_on_another_grid_are_resampled_only_if_the_user_says_so(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path, answer: str
) -> None:
    window = opened(make_window)
    with_result(window)
    double = tuple(2 * n for n in SHAPE)
    fine = np.kron(ellipsoid_labels(SHAPE), np.ones((2, 2, 2), np.uint8))
    grid = ras_grid(SHAPE)
    affine = np.diag([0.5, 0.5, 0.5, 1.0])
    affine[:3, 3] = grid.affine[:3, 3] - 0.25
    path = write(tmp_path / "fine.nii.gz", Grid((double[0], double[1], double[2]), affine), fine)
    choose_file(window, path)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "resample") is not None, timeout=10_000)
    box = window.findChild(QMessageBox, "resample")
    assert "fine.nii.gz lies on another grid (64 x 72 x 56) than the images (32 x 36 x 28)" in box.text()
    assert window.review.comparison.source is None
    next(button for button in box.buttons() if button.text() == answer).click()
    if answer == "Cancel":
        assert window.review.comparison.source is None
        return
    compared(qtbot, window)
    found = window.review.comparison.compared
    assert found is not None
    assert (found.other.data == ellipsoid_labels(SHAPE)).all()
    assert found.resampled


def test_what_is_no_label_image_or_lies_elsewhere_is_told(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = opened(make_window)
    with_result(window)
    far = np.eye(4)
    far[:3, 3] = 5000
    (tmp_path / "text.nii").write_text("not an image")
    elsewhere = write(tmp_path / "far.nii.gz", Grid(SHAPE, far), ellipsoid_labels(SHAPE))
    for path in (tmp_path / "text.nii", elsewhere):
        choose_file(window, path)
        qtbot.waitUntil(lambda: window.findChild(QMessageBox, "problem") is not None, timeout=10_000)
        box = window.findChild(QMessageBox, "problem")
        assert box.text()
        box.accept()
        qtbot.waitUntil(lambda: window.findChild(QMessageBox, "problem") is None)
        assert window.review.comparison.source is None
        assert window.viewing.state.heat is not Heat.DIFFERENCE


def test_a_page_with_nothing_to_show_says_what_to_do_and_offers_it(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = opened(make_window)
    panel = window.review.compare
    assert panel.file.isVisible()
    assert not panel.difference.isVisible()
    click(panel.file)
    dialog = window.findChild(QFileDialog, "compare")
    assert dialog is not None
    dialog.reject()
    entry, images = window.session.current, window.session.opened
    assert entry is not None
    assert images is not None
    bare = replace(images, subject=replace(images.subject, reference=None))
    window.session.hold_images(entry.key, bare)
    assert not panel.file.isVisible()
    click(panel.segment)
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert panel.file.isVisible()
