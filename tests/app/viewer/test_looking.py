"""Layouts, contrast, colours and conventions, by mouse and key in a real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.convention import Convention
from app.session.view_state import ColourMap, Layout, Plane, Window
from app.viewer.slice_painter import scale_bar_mm
from app.window.main_window import MainWindow
from isegcore.data.grid import Grid
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import Volume
from isegcore.labels import Tissue
from tests.app.viewer.test_ortho_view import LEFT, RIGHT, _move, drag, view
from tests.helpers.phantoms import phantom_subject
from tests.helpers.window_fakes import FakeCore

Make = Callable[..., MainWindow]
A, B = Path("/data/a"), Path("/data/b")


@pytest.fixture
def window(make_window: Make, qtbot: QtBot) -> MainWindow:
    made = make_window(FakeCore(), A)
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def lone_t1() -> Subject:
    return Subject("t1", {Modality.T1: phantom_subject().images[Modality.T1]})


def test_a_row_a_column_and_back(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F6)
    axial, coronal = view(window), view(window, Plane.CORONAL)
    qtbot.waitUntil(lambda: axial.y() == coronal.y() and axial.x() < coronal.x())
    assert not window.summary.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: axial.x() == coronal.x() and axial.y() < coronal.y())
    QTest.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(window.summary.isVisible)
    assert window.bar.qt("layout.grid").isChecked()


def test_t1_beside_t2_one_crosshair_and_a_contrast_each(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F3)
    other = window.planes.others[Plane.AXIAL]
    qtbot.waitUntil(other.isVisible)
    assert other.scene is not None
    assert other.scene.modality is Modality.T2
    before = window.viewing.state
    QTest.mouseClick(other, LEFT, pos=other.rect().center() + QPoint(20, 30))
    assert window.viewing.state.crosshair != before.crosshair
    drag(other, RIGHT, QPoint(40, 0))
    after = window.viewing.state.windows
    assert after[Modality.T2].width > before.windows[Modality.T2].width
    assert after[Modality.T1] == before.windows[Modality.T1]
    QTest.keyClick(window, Qt.Key.Key_T)
    assert other.scene.modality is Modality.T1


def test_a_lone_image_has_no_other_beside_it(make_window: Make) -> None:
    window = make_window(FakeCore(make=lambda files: lone_t1()), A)
    assert not window.bar.qt("layout.side-by-side").isEnabled()
    assert not window.image.mix.isEnabled()
    window.viewing.set(layout=Layout.SIDE_BY_SIDE)
    assert not any(other.isVisible() for other in window.planes.others.values())
    assert all(shown.isVisible() for shown in window.planes.views.values())


def test_enlarging_by_key_takes_the_plane_used_last(window: MainWindow, qtbot: QtBot) -> None:
    view(window, Plane.SAGITTAL).activated.emit()
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert window.viewing.state.enlarged is Plane.SAGITTAL
    assert window.bar.qt("layout.enlarge").isChecked()
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert window.viewing.state.enlarged is None


def test_shift_and_move_takes_the_crosshair_along(window: MainWindow) -> None:
    axial = view(window)
    before = window.viewing.state.crosshair
    event = _move(axial, QPointF(axial.rect().center() + QPoint(30, 20)), Qt.MouseButton.NoButton)
    QApplication.sendEvent(axial, event)
    assert window.viewing.state.crosshair == before
    event.setModifiers(Qt.KeyboardModifier.ShiftModifier)
    QApplication.sendEvent(axial, event)
    after = window.viewing.state.crosshair
    assert after[:2] != before[:2]
    assert after[2] == before[2]


def test_contrast_from_a_region_once(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_W)
    assert window.image.region.isChecked()
    before = window.viewing.state.crosshair
    # From white matter (300) in the middle far enough out to reach grey matter (200), not CSF (100).
    axial = view(window)
    assert axial.scene is not None
    row, column = axial.scene.image.shape[0] // 2, axial.scene.image.shape[1] // 2
    along = axial.scene.image[row, column:]
    pixels = float(np.argmax(along < 300) + 1) * axial.scene.spacing[0]
    drag(axial, LEFT, QPoint(round(pixels * _px_per_mm(window)), 0))
    found = window.viewing.state.windows[Modality.T1]
    assert (found.low, found.high) == pytest.approx((200, 300), abs=1)
    assert window.viewing.state.crosshair == before
    assert not window.image.region.isChecked()
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    assert window.viewing.state.windows[Modality.T1] == window.session.opened.windows[Modality.T1]  # type: ignore[union-attr]


def _px_per_mm(window: MainWindow) -> float:
    spots: list[float] = []
    axial = view(window)
    axial.hovered.connect(lambda spot: spots.append(spot.px_per_mm))
    QApplication.sendEvent(axial, _move(axial, QPointF(axial.rect().center()), Qt.MouseButton.NoButton))
    return spots[-1]


def test_escape_puts_the_region_away(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_W)
    axial = view(window)
    QTest.mousePress(axial, LEFT, pos=axial.rect().center())
    QTest.keyClick(axial, Qt.Key.Key_Escape)
    assert not window.image.region.isChecked()
    QTest.mouseRelease(axial, LEFT, pos=axial.rect().center() + QPoint(30, 30))
    assert window.viewing.state.windows[Modality.T1] == window.session.opened.windows[Modality.T1]  # type: ignore[union-attr]


def test_black_and_white_by_number_never_cross(window: MainWindow) -> None:
    image = window.image
    image.low_box.setValue(40)
    image.high_box.setValue(90)
    assert window.viewing.state.windows[Modality.T1] == Window(40, 90)
    assert (image.width_box.value(), image.level_box.value()) == (50, 65)
    image.low_box.setValue(200)
    low = window.viewing.state.windows[Modality.T1]
    assert low.low == 200 < low.high
    image.high_box.setValue(-10)
    high = window.viewing.state.windows[Modality.T1]
    assert high.low < high.high == -10


def test_each_image_of_each_subject_keeps_its_contrast(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(), A, B)
    window.image.high_box.setValue(150)
    window.bar.qt("view.modality").trigger()
    window.image.high_box.setValue(77)
    window.subjects.list.setCurrentRow(1)
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    assert window.viewing.state.windows == window.session.opened.windows  # type: ignore[union-attr]
    window.subjects.list.setCurrentRow(0)
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    windows = window.viewing.state.windows
    assert (windows[Modality.T1].high, windows[Modality.T2].high) == (150, 77)


def test_the_mix_slider_goes_from_t1_to_t2(window: MainWindow) -> None:
    window.viewing.set(overlay_shown=False, crosshair_shown=False)
    axial = view(window)

    def middle() -> int:
        return axial.grab().toImage().pixelColor(axial.rect().center()).red()

    t1 = middle()
    window.image.mix.setValue(100)
    t2 = middle()
    window.image.mix.setValue(60)
    assert min(t1, t2) < middle() < max(t1, t2)
    assert window.image.choices[Modality.T2].isChecked()
    window.image.choices[Modality.T1].click()
    assert window.image.mix.value() == 0
    assert middle() == t1


def test_colours_and_smoothness_change_what_is_painted(window: MainWindow) -> None:
    window.viewing.set(overlay_shown=False, crosshair_shown=False)
    axial = view(window)
    grey = axial.grab().toImage()
    window.image.colours.activated.emit(list(ColourMap).index(ColourMap.HOT))
    assert axial.grab().toImage() != grey
    window.bar.qt("colours.grey").trigger()
    assert window.image.colours.currentText() == "Grey"
    assert axial.grab().toImage() == grey
    smooth = window.viewing.state.smooth
    window.image.smooth.click()
    assert window.bar.qt("contrast.smooth").isChecked() is not smooth
    assert axial.grab().toImage() != grey


def test_the_convention_is_always_named_and_a_click_on_it_swaps_sides(window: MainWindow) -> None:
    axial = view(window)
    before = window.viewing.state.crosshair
    QTest.mouseClick(axial, LEFT, pos=QPoint(12, axial.height() - 8))
    assert window.viewing.state.convention is Convention.NEUROLOGICAL
    assert window.viewing.state.crosshair == before
    assert window.readout.convention.isVisible()
    assert window.readout.convention.text() == "Neurological"
    window.readout.convention.click()
    assert window.viewing.state.convention is Convention.RADIOLOGICAL


def test_a_tissue_under_the_mouse_stands_out(window: MainWindow) -> None:
    axial = view(window)
    QApplication.sendEvent(
        axial, _move(axial, QPointF(axial.rect().center() + QPoint(3, 3)), Qt.MouseButton.NoButton)
    )
    assert window.viewing.state.highlighted is Tissue.WM
    axial.hovered.emit(None)
    assert window.viewing.state.highlighted is None
    window.viewing.highlight(Tissue.GM)
    window.bar.qt("measure.ruler").trigger()
    assert window.viewing.state.highlighted is None


def oblique(spacing: tuple[float, float, float]) -> Subject:
    """Return a phantom with thick slices, turned by 20 degrees about the long axis of the body."""
    angle = np.radians(20)
    turn = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])
    affine = np.eye(4)
    affine[:3, :3] = turn @ np.diag(spacing)
    plain = phantom_subject()
    grid = Grid(plain.grid.shape, affine)
    return Subject("oblique", {m: Volume(v.data, grid) for m, v in plain.images.items()})


def test_thick_and_oblique_slices_have_true_proportions(make_window: Make) -> None:
    window = make_window(FakeCore(make=lambda files: oblique((1.0, 1.0, 3.0))), A)
    window.viewing.set(crosshair_shown=False)
    coronal = view(window, Plane.CORONAL)
    picture = coronal.grab().toImage()
    lit = np.array(
        [
            [picture.pixelColor(x, y).value() > 40 for x in range(30, picture.width() - 30, 2)]
            for y in range(30, picture.height() - 30, 2)
        ]
    )
    high, wide = np.ptp(np.flatnonzero(lit.any(1))) + 1, np.ptp(np.flatnonzero(lit.any(0))) + 1
    data = window.session.opened.subject.images[Modality.T1].data > 0  # type: ignore[union-attr]
    voxels_wide, voxels_high = (np.ptp(np.flatnonzero(data.any(axes))) + 1 for axes in ((1, 2), (0, 1)))
    assert high / wide == pytest.approx(3 * voxels_high / voxels_wide, rel=0.12)
    assert coronal.scene is not None
    assert coronal.scene.letters == ("R", "L", "S", "I")


@pytest.mark.parametrize(
    ("px_per_mm", "width", "mm"), [(1, 400, 50), (2, 400, 20), (100, 400, 0.5), (0.001, 400, None)]
)
def test_the_scale_bar_is_a_round_number_that_fits(px_per_mm: float, width: int, mm: float | None) -> None:
    assert scale_bar_mm(px_per_mm, width) == mm


def test_the_scale_bar_is_as_long_as_it_says(window: MainWindow) -> None:
    axial = view(window)
    px_per_mm = _px_per_mm(window)
    picture = axial.grab().toImage()
    y = axial.height() - 8 - 3
    lit = [x for x in range(axial.width() // 2, axial.width()) if picture.pixelColor(x, y).value() > 120]
    mm = scale_bar_mm(px_per_mm, axial.width())
    assert mm is not None
    assert len(lit) == pytest.approx(mm * px_per_mm, abs=2)


def test_what_only_moves_does_not_make_every_action_look_at_itself(window: MainWindow) -> None:
    told: list[str] = []
    window.viewing.changed.connect(lambda: told.append("changed"))
    window.viewing.restyled.connect(lambda: told.append("restyled"))
    window.planes.step(Plane.AXIAL, 1)
    window.viewing.highlight(Tissue.GM)
    window.viewing.change(lambda state: state.with_window(Modality.T1, Window(1, 2)))
    assert told == ["changed"] * 3
    window.viewing.set(colour_map=ColourMap.HOT)
    assert told[-2:] == ["changed", "restyled"]
    assert window.bar.qt("colours.hot").isChecked()
