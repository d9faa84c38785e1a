"""The 3D view in a window: it shows what is visible, follows edits, moves the planes and writes files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.session.view_state import Layout
from app.viewer import surface_renderer
from app.viewer.surface_camera import Side
from app.viewer.surface_view import SurfaceView
from app.window.main_window import MainWindow
from isegcore.data.volume import LabelMap
from isegcore.errors import IsegError
from isegcore.labels import Tissue
from tests.helpers.window_fakes import phantom_segmentation

MakeWindow = Callable[..., MainWindow]
# Drawn in software here, which TensorFlow does not stand beside it: not among the tests that import it.
pytestmark = pytest.mark.opengl


def ready(qtbot: QtBot, window: MainWindow, count: int) -> None:
    surfaces = window.review.surfaces
    qtbot.waitUntil(lambda: len(surfaces.meshes) == count and not surfaces.is_busy, timeout=20_000)
    qtbot.wait(200)  # edges are smoothed when it rests


def shown_3d(qtbot: QtBot, make_window: MakeWindow) -> MainWindow:
    window = make_window(None, Path("/data/subject-1"))
    window.bar.qt("surface.show").trigger()
    ready(qtbot, window, 3)
    return window


def colours(view: SurfaceView) -> QImage:
    return view.grab().toImage()


def coloured_share(view: SurfaceView) -> float:
    image = colours(view).convertToFormat(QImage.Format.Format_Grayscale8)
    grey = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return float((grey > 40).mean())


def test_surfaces_are_made_only_while_somebody_looks(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(None, Path("/data/subject-1"))
    qtbot.wait(100)
    assert not window.review.surfaces.is_busy
    assert not window.review.surfaces.meshes
    window.bar.qt("surface.show").trigger()
    ready(qtbot, window, 3)
    assert coloured_share(window.review.surface.view) > 0.1
    window.bar.qt("surface.show").trigger()
    assert window.summary.isVisible()


def test_what_is_hidden_goes_and_nothing_is_made_anew(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = shown_3d(qtbot, make_window)
    before = dict(window.review.surfaces.meshes)
    window.viewing.change(lambda s: s.with_toggled(Tissue.CSF))
    assert set(window.review.surfaces.meshes) == {Tissue.GM, Tissue.WM}
    window.viewing.change(lambda s: s.with_toggled(Tissue.CSF))
    assert all(window.review.surfaces.meshes[tissue] is mesh for tissue, mesh in before.items())
    for tissue in before:
        window.viewing.change(lambda s, tissue=tissue: s.with_toggled(tissue))
    assert coloured_share(window.review.surface.view) < 0.1  # a sentence


def test_an_edit_makes_only_the_tissues_that_it_touched(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = shown_3d(qtbot, make_window)
    entry, images = window.session.current, window.session.opened
    assert entry is not None
    assert images is not None
    segmentation = phantom_segmentation(images.subject)
    window.session.hold_result(entry.key, entry.choice, _result(segmentation))
    ready(qtbot, window, 3)
    before = dict(window.review.surfaces.meshes)
    data = segmentation.labels.data.copy()
    data[data == Tissue.CSF] = np.where(np.arange((data == Tissue.CSF).sum()) % 3, Tissue.CSF, 0)
    edited = replace(
        segmentation, labels=LabelMap(data, segmentation.labels.grid, segmentation.labels.scheme)
    )
    window.session.hold_result(entry.key, entry.choice, _result(edited))
    qtbot.waitUntil(
        lambda: window.review.surfaces.meshes[Tissue.CSF] is not before[Tissue.CSF], timeout=20_000
    )
    ready(qtbot, window, 3)
    assert window.review.surfaces.meshes[Tissue.GM] is before[Tissue.GM]
    assert window.review.surfaces.meshes[Tissue.WM] is before[Tissue.WM]


def test_another_subject_never_wears_the_surfaces_of_the_last(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(None, Path("/data/subject-1"), Path("/data/subject-2"))  # on grids that are alike
    window.bar.qt("surface.show").trigger()
    ready(qtbot, window, 3)
    first = dict(window.review.surfaces.meshes)
    window.work.open_subject("/data/subject-2")
    assert not window.review.surfaces.meshes
    ready(qtbot, window, 3)
    assert all(mesh is not first[tissue] for tissue, mesh in window.review.surfaces.meshes.items())


def _result(segmentation: object) -> object:
    from app.session.session import Result

    return Result(segmentation, dict.fromkeys(Tissue, 1.0), 90.0)  # type: ignore[arg-type]


def test_a_click_on_the_surface_sends_the_planes_there(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = shown_3d(qtbot, make_window)
    panel = window.review.surface
    panel.look_from(Side.TOP)
    qtbot.wait(200)
    centre = panel.view.rect().center()
    qtbot.mouseClick(panel.view, Qt.MouseButton.LeftButton, pos=centre)
    highest = window.viewing.state.crosshair
    images, labels = window.session.opened, window.viewing.labels
    assert images is not None
    assert labels is not None
    here = np.rint(images.subject.grid.to_voxel(highest)).astype(int)
    column = labels.data[here[0], here[1]]
    grey = images.subject.grid.to_mm((here[0], here[1], int(np.flatnonzero(column == Tissue.GM).max())))
    assert highest[2] == pytest.approx(grey[2], abs=2)  # not on the CSF above, which it is seen through
    window.viewing.set(hidden=frozenset({Tissue.GM, Tissue.WM}))
    qtbot.mouseClick(panel.view, Qt.MouseButton.LeftButton, pos=centre)
    top = images.centre[2] + images.extent[2] / 2
    assert window.viewing.state.crosshair[2] == pytest.approx(top, abs=3)  # now there is nothing behind
    window.viewing.set(hidden=frozenset())
    window.viewing.set(crosshair=highest)
    qtbot.mouseClick(panel.view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))  # beside the brain
    assert window.viewing.state.crosshair == highest
    panel.look_from(Side.BOTTOM)
    qtbot.wait(200)
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert window.viewing.state.crosshair[2] < highest[2] - 10


def test_mouse_and_keys_turn_zoom_and_move(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = shown_3d(qtbot, make_window)
    view = window.review.surface.view
    crosshair, first = window.viewing.state.crosshair, view.camera
    assert first is not None
    centre = view.rect().center()
    for button, field in ((Qt.MouseButton.LeftButton, "turn"), (Qt.MouseButton.RightButton, "shift")):
        before = view.camera
        qtbot.mousePress(view, button, pos=centre)
        for step in (10, 25, 40):
            qtbot.mouseMove(view, centre + QPoint(step, step))
        qtbot.mouseRelease(view, button, pos=centre + QPoint(40, 40))
        assert getattr(view.camera, field) != getattr(before, field)
    box = window.review.surface.side
    assert (box.currentText(), box.placeholderText()) == ("", "Turned")
    assert window.viewing.state.crosshair == crosshair  # a drag is no click
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Plus):
        before = view.camera
        qtbot.keyClick(view, key)
        assert view.camera != before
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: view.camera == first)
    assert box.currentText() == "Left"


def test_a_double_click_shows_the_surfaces_alone(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = shown_3d(qtbot, make_window)
    view = window.review.surface.view
    small = view.width()
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    qtbot.waitUntil(lambda: view.width() > 1.5 * small)
    assert not any(plane.isVisible() for plane in window.planes.views.values())
    assert coloured_share(view) > 0.1
    window.bar.qt("slice.next").trigger()  # no plane is shown: the crosshair steps all the same
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    qtbot.waitUntil(lambda: view.width() < 1.5 * small)


def test_the_key_finds_room_for_the_surfaces_in_every_layout(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(None, Path("/data/subject-1"))
    view = window.review.surface.view
    window.viewing.set(layout=Layout.ROW)
    assert not window.summary.isVisible()
    window.bar.qt("surface.show").trigger()
    qtbot.waitUntil(view.isVisible)
    window.bar.qt("surface.show").trigger()
    assert window.summary.isVisible()
    window.bar.qt("layout.surface").trigger()
    qtbot.waitUntil(view.isVisible)
    assert window.bar.qt("surface.show").isChecked()
    ready(qtbot, window, 3)


def test_each_side_is_in_the_menu_and_the_box_follows(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = shown_3d(qtbot, make_window)
    pictures = []
    for side in Side:
        window.bar.qt(f"surface.{side.title.lower()}").trigger()
        assert window.review.surface.side.currentText() == side.title
        qtbot.wait(200)
        pictures.append(colours(window.review.surface.view))
    assert all(one != other for n, one in enumerate(pictures) for other in pictures[:n])


def test_the_crosshair_is_seen_on_the_surface(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = shown_3d(qtbot, make_window)
    view = window.review.surface.view
    with_it = colours(view)
    window.bar.qt("view.crosshair").trigger()
    assert colours(view) != with_it
    assert QColor(with_it.pixel(0, 0)) == QColor("black")


def test_without_opengl_the_cell_says_so_and_the_rest_goes_on(
    qtbot: QtBot, make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refused:
        def __init__(self) -> None:
            raise IsegError("OpenGL is not available here.", hint="Everything else works.")

    monkeypatch.setattr(surface_renderer, "SurfaceRenderer", Refused)
    window = shown_3d(qtbot, make_window)
    view = window.review.surface.view
    qtbot.waitUntil(lambda: view.problem is not None)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    window.bar.qt("slice.next").trigger()
    assert view.isVisible()


def test_a_display_without_opengl_is_a_known_problem() -> None:
    code = (
        "from PySide6.QtGui import QGuiApplication; app = QGuiApplication([])\n"
        "from app.viewer.surface_renderer import SurfaceRenderer\n"
        "from isegcore.errors import IsegError\n"
        "try: SurfaceRenderer()\n"
        "except IsegError as problem: print(problem.message)"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("DISPLAY", None)
    arguments = [sys.executable, "-c", code]
    ran = subprocess.run(arguments, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "OpenGL is not available here" in ran.stdout


def test_software_does_not_draw_beside_tensorflow(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    name = surface_renderer.SurfaceRenderer().name
    monkeypatch.setitem(sys.modules, "tensorflow", ModuleType("tensorflow"))
    if "llvmpipe" in name:
        with pytest.raises(IsegError, match="TensorFlow"):
            surface_renderer.SurfaceRenderer()
    else:
        assert surface_renderer.SurfaceRenderer().name == name


def test_surfaces_are_written_and_replaced_only_when_asked(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = shown_3d(qtbot, make_window)
    window.viewing.change(lambda s: s.with_toggled(Tissue.CSF))
    for answer in (None, "Cancel", "Replace"):
        window.bar.qt("export.surfaces").trigger()
        dialog = window.findChild(QFileDialog, "export surfaces")
        dialog.setDirectory(str(tmp_path))
        dialog.selectFile(str(tmp_path / "brain"))
        dialog.accept()
        if answer is not None:
            before = (tmp_path / "brain-GM.stl").stat().st_mtime_ns
            box = window.findChild(QMessageBox, "overwrite surfaces")
            assert box.defaultButton().text() == "Cancel"
            next(button for button in box.buttons() if button.text() == answer).click()
        qtbot.waitUntil(lambda: not window.runner.busy, timeout=20_000)
        assert sorted(path.name for path in tmp_path.glob("*.stl")) == ["brain-GM.stl", "brain-WM.stl"]
        if answer is not None:
            replaced = answer == "Replace"
            assert ((tmp_path / "brain-GM.stl").stat().st_mtime_ns != before) == replaced
        qtbot.wait(20)
