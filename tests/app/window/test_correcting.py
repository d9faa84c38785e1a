"""Correcting labels in the real window, by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from scipy import ndimage
from skimage.segmentation import flood

from app.session.painting import Reach
from app.session.session import Status
from app.session.view_state import Plane
from app.viewer.slice_view import SliceView
from app.window.main_window import MainWindow
from isegcore.labels import Tissue
from tests.helpers.phantoms import phantom_subject
from tests.helpers.window_fakes import FakeCore
from tests.helpers.windows import click

Make = Callable[..., MainWindow]
A, B = Path("/data/a"), Path("/data/b")
LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(make_window: Make, qtbot: QtBot) -> MainWindow:
    made = make_window(FakeCore(), A)
    with qtbot.waitActive(made):
        made.activateWindow()
    made.work.segment()
    qtbot.waitUntil(lambda: not made.runner.busy)
    return made


def axial(window: MainWindow) -> SliceView:
    return window.planes.views[Plane.AXIAL]


def labels(window: MainWindow) -> np.ndarray:
    entry = window.session.current
    assert entry is not None
    assert entry.result is not None
    return entry.result.segmentation.labels.data


def pixel(view: SliceView, voxel: tuple[int, int, int]) -> QPoint:
    """Return where a voxel of the slice shown is on screen."""
    scene = view.scene
    assert scene is not None
    place = view._to_pixels(scene).map(QPointF(*scene.cut.to_screen(voxel, scene.grid)))
    return place.toPoint()


def index(window: MainWindow) -> int:
    scene = axial(window).scene
    assert scene is not None
    return scene.index


def drag(
    view: SliceView, places: list[QPoint], keys: Qt.KeyboardModifier = NONE, *, release: bool = True
) -> None:
    QTest.mousePress(view, LEFT, keys, pos=places[0])
    for _, place in pairwise(places):
        at = QPointF(place)
        move = QMouseEvent(
            QEvent.Type.MouseMove, at, view.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT, keys
        )
        QApplication.sendEvent(view, move)
    if release:
        QTest.mouseRelease(view, LEFT, keys, pos=places[-1])


def key(window: MainWindow, which: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(window, which, keys)


def test_a_stroke_by_mouse_and_keys_paints_what_the_brush_goes_over(window: MainWindow) -> None:
    before, k = labels(window), index(window)
    key(window, Qt.Key.Key_B)
    key(window, Qt.Key.Key_1)
    for _ in range(2):
        key(window, Qt.Key.Key_BracketLeft)  # from 5 to 3 voxels
    view = axial(window)
    drag(view, [pixel(view, (i, 17, k)) for i in (12, 17, 22)])
    way = np.zeros_like(before, bool)
    way[12:23, 17, k] = True
    expected = ndimage.binary_dilation(way, ndimage.generate_binary_structure(3, 2))  # 3 x 3 within slices
    expected[:, :, :k] = expected[:, :, k + 1 :] = False
    painted = labels(window) == Tissue.CSF
    assert painted[expected].all()
    assert np.array_equal(labels(window)[~expected], before[~expected])
    assert window.session.current is not None
    assert window.session.current.status is Status.EDITED
    assert window.correcting.editing.steps == 1
    key(window, Qt.Key.Key_Z, CTRL)
    assert np.array_equal(labels(window), before)
    key(window, Qt.Key.Key_Y, CTRL)
    assert painted.sum() == (labels(window) == Tissue.CSF).sum()


def test_during_a_stroke_the_slice_shows_it_and_the_result_is_untouched(window: MainWindow) -> None:
    before, k = labels(window), index(window)
    window.bar.qt("tool.brush").trigger()
    window.bar.qt("paint.background").trigger()
    view = axial(window)
    shown = view.scene
    drag(view, [pixel(view, (i, 17, k)) for i in (12, 17)], release=False)
    assert view.scene is not None
    assert shown is not None
    assert view.scene.labels is not None
    assert shown.labels is not None
    assert (view.scene.labels == 0).sum() > (shown.labels == 0).sum()
    assert labels(window) is before
    assert window.planes.views[Plane.CORONAL].scene is not None
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, pos=pixel(view, (17, 17, k)))
    assert labels(window) is before
    assert window.correcting.editing.steps == 0


@pytest.mark.parametrize("plane", list(Plane))
def test_a_3d_brush_reaches_into_other_slices_of_every_plane(window: MainWindow, plane: Plane) -> None:
    before = labels(window)
    window.bar.qt("tool.brush").trigger()
    window.bar.qt("paint.background").trigger()
    window.bar.qt("brush.solid").trigger()
    view = window.planes.views[plane]
    QTest.mouseClick(view, LEFT, pos=view.rect().center())
    changed = np.argwhere(labels(window) != before)
    assert (np.ptp(changed, axis=0) == 4).all()


def test_the_eraser_leaves_locked_labels(window: MainWindow) -> None:
    before, k = labels(window), index(window)
    key(window, Qt.Key.Key_E)
    window.correcting.panel.size_box.setValue(40)
    window.correcting.editing.set(locked=frozenset({Tissue.GM}))
    view = axial(window)
    QTest.mouseClick(view, LEFT, pos=pixel(view, (17, 17, k)))
    after = labels(window)
    assert (after[:, :, k] == Tissue.GM).sum() == (before[:, :, k] == Tissue.GM).sum() > 0
    assert not (after[:, :, k] == Tissue.WM).any()


def test_a_fill_gives_a_region_of_the_slice_the_label(window: MainWindow) -> None:
    before, k = labels(window), index(window)
    key(window, Qt.Key.Key_F)
    key(window, Qt.Key.Key_1)
    view = axial(window)
    seed = (17, 17, k)
    QTest.mouseClick(view, LEFT, pos=pixel(view, seed))
    region = flood(before[:, :, k], seed[:2], connectivity=1)
    expected = before.copy()
    expected[:, :, k][region] = Tissue.CSF
    assert np.array_equal(labels(window), expected)


def test_a_3d_fill_is_a_job_and_one_step(window: MainWindow, qtbot: QtBot) -> None:
    before, k = labels(window), index(window)
    window.bar.qt("brush.solid").trigger()
    key(window, Qt.Key.Key_F)
    key(window, Qt.Key.Key_1)
    view = axial(window)
    seed = (17, 17, k)
    QTest.mouseClick(view, LEFT, pos=pixel(view, seed))
    qtbot.waitUntil(lambda: not window.runner.busy)
    expected = np.where(flood(before, seed, connectivity=1), np.uint8(Tissue.CSF), before)
    assert np.array_equal(labels(window), expected)
    window.bar.qt("edit.undo").trigger()
    assert np.array_equal(labels(window), before)


def test_a_lasso_can_be_drawn_or_clicked_corner_by_corner(window: MainWindow) -> None:
    k = index(window)
    key(window, Qt.Key.Key_L)
    key(window, Qt.Key.Key_0)
    view = axial(window)
    corners = [(11.0, 11.0), (23.0, 11.0), (23.0, 23.0), (11.0, 23.0)]
    before = labels(window)
    drag(view, [pixel(view, (a, b, k)) for a, b in (*corners, corners[0])])
    drawn = labels(window)
    assert (drawn[12:23, 12:23, k] == 0).all()
    assert np.array_equal(drawn[:10], before[:10])
    window.bar.qt("edit.undo").trigger()
    for a, b in corners:
        QTest.mouseClick(view, LEFT, pos=pixel(view, (a, b, k)))
    assert window.correcting.editing.redo_title is not None  # not closed yet: nothing painted
    QTest.mouseClick(view, LEFT, pos=pixel(view, (*corners[0], k)))
    assert np.array_equal(labels(window)[12:23, 12:23], drawn[12:23, 12:23])


def test_the_threshold_brush_paints_a_range_that_ctrl_click_takes_from_the_image(window: MainWindow) -> None:
    before, k = labels(window), index(window)
    image = phantom_subject().images[phantom_subject().primary].data
    key(window, Qt.Key.Key_G)
    panel = window.correcting.panel
    assert panel.low.isEnabled()
    view = axial(window)
    seed = (17, 17, k)
    panel.size_box.setValue(1)
    drag(view, [pixel(view, seed)], CTRL)
    assert window.correcting.editing.painting.low == window.correcting.editing.painting.high == image[seed]
    assert np.array_equal(labels(window), before)
    panel.size_box.setValue(40)
    key(window, Qt.Key.Key_1)
    QTest.mouseClick(view, LEFT, pos=pixel(view, seed))
    changed = labels(window) != before
    assert changed.any()
    assert (image[changed] == image[seed]).all()


def test_shapes_on_two_slices_are_continued_between_them(window: MainWindow, qtbot: QtBot) -> None:
    k = index(window)
    key(window, Qt.Key.Key_B)
    key(window, Qt.Key.Key_0)
    editing = window.correcting.editing
    editing.set(label=Tissue.CSF)
    window.bar.qt("tidy.interpolate").trigger()
    assert "Axial: paint Cerebrospinal fluid on two or more slices" in window.statusBar().currentMessage()
    view = axial(window)
    for step in (0, 4):
        QTest.mouseClick(view, LEFT, pos=pixel(view, (17, 17, k + step)))
        key(window, Qt.Key.Key_PageUp)
        for _ in range(3):
            key(window, Qt.Key.Key_PageUp)
    window.bar.qt("tidy.interpolate").trigger()
    qtbot.waitUntil(lambda: not window.runner.busy)
    for between in range(k, k + 5):
        assert (labels(window)[15:20, 17, between] == Tissue.CSF).all()
    assert editing.undo_title == "Interpolate"


def test_islands_are_removed_from_the_panel(window: MainWindow, qtbot: QtBot) -> None:
    k = index(window)
    editing, panel = window.correcting.editing, window.correcting.panel
    key(window, Qt.Key.Key_B)
    key(window, Qt.Key.Key_3)
    panel.size_box.setValue(1)
    view = axial(window)
    QTest.mouseClick(view, LEFT, pos=pixel(view, (1, 1, k)))
    assert labels(window)[1, 1, k] == Tissue.WM
    panel.islands.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert labels(window)[1, 1, k] == Tissue.BACKGROUND
    assert editing.undo_title == "Remove Islands"


@pytest.mark.parametrize("reach", Reach)
def test_a_label_is_smoothed_where_the_panel_says_and_told_in_ml(
    window: MainWindow, qtbot: QtBot, reach: Reach
) -> None:
    editing, panel = window.correcting.editing, window.correcting.panel
    grey = np.argwhere(labels(window)[:, :, index(window)] == Tissue.GM)
    editing.set(label=Tissue.WM, locked=frozenset({Tissue.CSF}))
    panel.size_box.setValue(1)
    key(window, Qt.Key.Key_B)
    for i, j in grey[:: len(grey) // 8]:
        QTest.mouseClick(axial(window), LEFT, pos=pixel(axial(window), (i, j, index(window))))
    panel.smooth_box.setValue(1.5)
    panel.smooth_in.setCurrentIndex(panel.smooth_in.findData(reach))
    panel.smooth_in.activated.emit(panel.smooth_in.currentIndex())
    before, steps = labels(window), editing.steps
    panel.smooth.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    changed = labels(window) != before
    assert changed.any()
    assert np.array_equal(labels(window) == Tissue.CSF, before == Tissue.CSF)
    if reach is Reach.SLICE:
        assert not np.delete(changed, index(window), axis=2).any()
    assert "ml relabelled; CSF +0.0, GM +0.0, WM +0.0 ml" in window.statusBar().currentMessage()
    assert editing.steps == steps + 1
    editing.undo()
    assert np.array_equal(labels(window), before)


def test_keys_go_on_working_after_a_button_of_the_panel_or_a_number(window: MainWindow, qtbot: QtBot) -> None:
    editing, panel = window.correcting.editing, window.correcting.panel
    editing.set(label=Tissue.WM, smooth_mm=3.0)
    axial(window).setFocus()
    before = labels(window)
    click(panel.smooth)
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert not np.array_equal(labels(window), before)
    assert axial(window).hasFocus()
    panel.size_box.setFocus()
    QTest.keyClick(panel.size_box, Qt.Key.Key_Z, CTRL)
    assert np.array_equal(labels(window), before)
    QTest.keyClick(panel.size_box, Qt.Key.Key_Y, CTRL)
    assert not np.array_equal(labels(window), before)
    QTest.keyClicks(panel.size_box, "7")
    QTest.keyClick(panel.size_box, Qt.Key.Key_Z, CTRL)
    assert not np.array_equal(labels(window), before), "Ctrl+Z took back more than what was typed"


def test_segmenting_over_corrections_asks_and_can_be_undone(window: MainWindow, qtbot: QtBot) -> None:
    key(window, Qt.Key.Key_B)
    key(window, Qt.Key.Key_1)
    view = axial(window)
    QTest.mouseClick(view, LEFT, pos=pixel(view, (17, 17, index(window))))
    corrected = labels(window)
    _answer(window, "Keep Corrections")
    window.bar.qt("segment.start").trigger()
    assert not window.runner.busy
    _answer(window, "Segment Again")
    window.bar.qt("segment.start").trigger()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert not np.array_equal(labels(window), corrected)
    window.bar.qt("edit.undo").trigger()
    assert np.array_equal(labels(window), corrected)


def test_undo_in_another_subject_opens_it(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(), A, B)
    window.bar.qt("tool.brush").trigger()
    window.bar.qt("paint.csf").trigger()
    view = axial(window)
    QTest.mouseClick(view, LEFT, pos=view.rect().center())
    window.subjects.list.setCurrentRow(1)
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    window.bar.qt("edit.undo").trigger()
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    assert window.session.current is not None
    assert window.session.current.files.id == "a"
    assert "Undone: Brush in a" in window.statusBar().currentMessage()


def test_hand_and_window_tools_change_the_view_alone(window: MainWindow) -> None:
    before, state = labels(window), window.viewing.state
    view = axial(window)
    centre = view.rect().center()
    key(window, Qt.Key.Key_H)
    drag(view, [centre, centre + QPoint(30, 10)])
    assert window.viewing.state.centre != state.centre
    assert window.viewing.state.crosshair == state.crosshair
    key(window, Qt.Key.Key_V)
    drag(view, [centre, centre + QPoint(50, 20)])
    assert window.viewing.state.windows != state.windows
    key(window, Qt.Key.Key_C)
    QTest.mouseClick(view, LEFT, pos=centre + QPoint(20, 20))
    assert window.viewing.state.crosshair != state.crosshair
    assert labels(window) is before


def _answer(window: MainWindow, text: str) -> None:
    def press() -> None:
        box = window.findChild(QMessageBox, "replace edits")
        assert isinstance(box, QMessageBox)
        next(b for b in box.findChildren(QAbstractButton) if b.text() == text).click()

    QTimer.singleShot(50, press)
