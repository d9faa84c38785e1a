"""Mouse and keys over the planes of a real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.convention import Convention
from app.session.view_state import Plane, ViewState
from app.viewer.slice_view import SliceView
from app.window.main_window import MainWindow
from isegcore.data.subject import Modality
from isegcore.labels import COLOURS, Tissue
from tests.helpers.window_fakes import FakeCore

LEFT, MIDDLE, RIGHT = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton)


@pytest.fixture
def window(make_window: Callable[..., MainWindow], qtbot: QtBot) -> MainWindow:
    made = make_window(FakeCore(), Path("/data/a"))
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def view(window: MainWindow, plane: Plane = Plane.AXIAL) -> SliceView:
    return window.planes.views[plane]


def drag(over: SliceView, button: Qt.MouseButton, by: QPoint) -> None:
    start = over.rect().center()
    QTest.mousePress(over, button, pos=start)
    # QTest.mouseMove does not carry buttons.
    for step in (1, 2):
        at = QPointF(start + by * step / 2)
        event = _move(over, at, button)
        QApplication.sendEvent(over, event)
    QTest.mouseRelease(over, button, pos=start + by)


def _move(over: SliceView, at: QPointF, button: Qt.MouseButton) -> QMouseEvent:
    where = over.mapToGlobal(at)
    none = Qt.KeyboardModifier.NoModifier
    return QMouseEvent(QEvent.Type.MouseMove, at, where, Qt.MouseButton.NoButton, button, none)


def turn_wheel(over: SliceView, angle: int, at: QPoint, *, ctrl: bool = False) -> None:
    keys = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    where = QPointF(at)
    event = QWheelEvent(
        where,
        over.mapToGlobal(where),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(over, event)


def test_a_click_moves_the_crosshair_of_all_planes(window: MainWindow) -> None:
    before = window.viewing.state.crosshair
    axial = view(window)
    QTest.mouseClick(axial, LEFT, pos=axial.rect().center() + QPoint(40, 60))
    after = window.viewing.state.crosshair
    assert after[0] < before[0]  # radiological: right of the screen is the patient's left
    assert after[1] < before[1]
    assert after[2] == before[2]


def test_dragging_left_follows_the_mouse(window: MainWindow) -> None:
    before = window.viewing.state.crosshair
    drag(view(window, Plane.SAGITTAL), LEFT, QPoint(-60, 0))
    after = window.viewing.state.crosshair
    assert after[1] > before[1]
    assert after[2] == before[2]


def test_the_wheel_steps_and_fractions_of_a_notch_add_up(window: MainWindow) -> None:
    before = np.array(window.viewing.state.crosshair)
    coronal = view(window, Plane.CORONAL)
    turn_wheel(coronal, 240, QPoint(30, 30))
    assert (np.array(window.viewing.state.crosshair) - before).tolist() == [0, 2, 0]
    for _ in range(4):
        turn_wheel(coronal, -60, QPoint(30, 30))
    assert window.viewing.state.crosshair == tuple(before)


def test_ctrl_wheel_zooms_at_the_mouse(window: MainWindow) -> None:
    axial = view(window)
    at = QPoint(60, 80)
    QApplication.sendEvent(axial, _move(axial, QPointF(at), Qt.MouseButton.NoButton))
    read = window.readout.fields["mm"].text()
    turn_wheel(axial, 360, at, ctrl=True)
    assert window.viewing.state.zoom > 1.3
    QApplication.sendEvent(axial, _move(axial, QPointF(at), Qt.MouseButton.NoButton))
    assert window.readout.fields["mm"].text() == read


def test_middle_drag_pans_and_r_resets(window: MainWindow) -> None:
    before = window.viewing.state
    drag(view(window), MIDDLE, QPoint(50, 20))
    panned = window.viewing.state
    assert panned.crosshair == before.crosshair
    assert panned.centre[0] > before.centre[0]
    assert panned.centre[1] > before.centre[1]
    QTest.keyClick(window, Qt.Key.Key_R)
    assert window.viewing.state == before


def test_right_drag_changes_width_across_and_level_down(window: MainWindow) -> None:
    before = window.viewing.state.windows[Modality.T1]
    drag(view(window), RIGHT, QPoint(50, 0))
    wider = window.viewing.state.windows[Modality.T1]
    assert wider.width > before.width
    assert wider.level == pytest.approx(before.level)
    drag(view(window), RIGHT, QPoint(0, 50))
    assert window.viewing.state.windows[Modality.T1].level > wider.level
    assert window.image.level_box.value() == pytest.approx(
        window.viewing.state.windows[Modality.T1].level, abs=0.5
    )
    window.image.auto.click()
    assert window.viewing.state.windows[Modality.T1] == before


def test_keys_of_itk_snap(window: MainWindow) -> None:
    def state() -> ViewState:
        return window.viewing.state

    QTest.keyClick(window, Qt.Key.Key_T)
    assert state().modality is Modality.T2
    assert window.image.choices[Modality.T2].isChecked()
    QTest.keyClick(window, Qt.Key.Key_S)
    assert not state().overlay_shown
    QTest.keyClick(window, Qt.Key.Key_D)
    assert state().overlay_shown
    assert state().opacity == pytest.approx(0.6)
    assert window.labels.opacity.value() == 60
    QTest.keyClick(window, Qt.Key.Key_A)
    QTest.keyClick(window, Qt.Key.Key_A)
    assert state().opacity == pytest.approx(0.4)
    QTest.keyClick(window, Qt.Key.Key_X)
    assert not state().crosshair_shown


def test_page_keys_step_the_plane_that_was_used_last(window: MainWindow) -> None:
    view(window).activated.emit()  # the real pointer may rest over another plane
    before = window.viewing.state.crosshair
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    assert window.viewing.state.crosshair[2] == before[2] + 1
    sagittal = view(window, Plane.SAGITTAL)
    turn_wheel(sagittal, 120, QPoint(10, 10))
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert window.viewing.state.crosshair[0] == before[0] - 1


def test_arrow_keys_move_by_a_voxel(window: MainWindow) -> None:
    axial = view(window)
    axial.setFocus()
    before = window.viewing.state.crosshair
    QTest.keyClick(axial, Qt.Key.Key_Right)
    QTest.keyClick(axial, Qt.Key.Key_Up)
    after = window.viewing.state.crosshair
    assert np.subtract(after, before).tolist() == [-1, 1, 0]


def test_double_click_enlarges_a_plane_and_brings_the_others_back(window: MainWindow, qtbot: QtBot) -> None:
    coronal = view(window, Plane.CORONAL)
    small = coronal.size()
    QTest.mouseDClick(coronal, LEFT)
    qtbot.waitUntil(lambda: coronal.width() > 1.8 * small.width())
    assert coronal.height() > 1.8 * small.height()
    assert not view(window).isVisible()
    assert not window.summary.isVisible()
    QTest.mouseDClick(coronal, LEFT)
    qtbot.waitUntil(lambda: coronal.size() == small)
    assert window.summary.isVisible()


def test_the_readout_follows_the_mouse_and_returns_to_the_crosshair(window: MainWindow, qtbot: QtBot) -> None:
    fields = window.readout.fields
    window.readout.hover(None)  # the real pointer may rest over the window
    assert fields["T1"].text() == "T1 300"
    assert fields["label"].text() == "WM"
    axial = view(window)
    QApplication.sendEvent(axial, _move(axial, QPointF(axial.width() / 2, 20), Qt.MouseButton.NoButton))
    assert fields["T1"].text() == "T1 0"
    assert fields["label"].text() == "Background"
    axial.hovered.emit(None)
    assert fields["T1"].text() == "T1 300"
    window.work.segment()
    qtbot.waitUntil(lambda: fields["label"].text() == "WM 93 %")
    qtbot.waitUntil(lambda: not window.runner.busy)


def test_what_is_painted_is_what_is_there(window: MainWindow) -> None:
    """The colour of the middle pixel is grey under a tissue's colour at half opacity."""
    window.viewing.set(crosshair_shown=False)
    axial = view(window)
    centre = axial.rect().center()
    colour = axial.grab().toImage().pixelColor(centre)
    expected = [(255 + channel) / 2 for channel in COLOURS[Tissue.WM]]
    assert [colour.red(), colour.green(), colour.blue()] == pytest.approx(expected, abs=4)
    window.labels.rows[Tissue.WM].tick.click()
    colour = axial.grab().toImage().pixelColor(centre)
    assert (colour.red(), colour.green(), colour.blue()) == (255, 255, 255)


def test_the_convention_swaps_sides_and_is_named(window: MainWindow) -> None:
    axial = view(window)
    window.viewing.set(crosshair_shown=False)
    before = axial.grab().toImage()
    window.bar.qt("look.convention").trigger()
    assert window.viewing.state.convention is Convention.NEUROLOGICAL
    assert axial.grab().toImage() != before
    assert window.bar.qt("look.convention").isChecked()


def test_opacity_by_slider_and_numbers_by_hand(window: MainWindow) -> None:
    window.labels.opacity.setValue(25)
    assert window.viewing.state.opacity == 0.25
    window.image.width_box.setValue(50)
    assert window.viewing.state.windows[Modality.T1].width == pytest.approx(50)
