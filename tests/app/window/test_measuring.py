"""Measuring by mouse and key: figures of the tissues, lines over the planes, tables for elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from app.panels.header_panel import volume_facts
from app.session.line import Line, LineKind
from app.session.view_state import Plane
from app.viewer.line_tool import line_marks
from app.window.main_window import MainWindow
from isegcore.data.subject import Modality
from isegcore.data.volume import LabelMap
from isegcore.io.images import read_volume
from isegcore.labels import ISEG, Tissue
from isegcore.metrics.tissues import measure_tissues
from isegcore.shipped import shipped_path
from tests.app.viewer.test_ortho_view import LEFT, _move, drag, turn_wheel, view
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


def look_at_figures(window: MainWindow, qtbot: QtBot) -> None:
    window.inspector.show_page("Measure")
    qtbot.waitUntil(lambda: window.measure.measuring.figures is not None and not window.runner.busy)


def cell(window: MainWindow, row: str, column: int) -> str:
    table = window.measure.panel.figures
    rows = [table.verticalHeaderItem(n).text() for n in range(table.rowCount())]
    return table.item(rows.index(row), column).text()


def test_nothing_is_measured_before_somebody_looks(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.wait(400)
    assert window.measure.measuring.figures is None
    assert not window.bar.qt("measure.copy").isEnabled()
    look_at_figures(window, qtbot)
    assert window.bar.qt("measure.copy").isEnabled()


def test_the_figures_are_those_of_the_labels_shown(window: MainWindow, qtbot: QtBot) -> None:
    look_at_figures(window, qtbot)
    subject = phantom_subject()
    assert subject.reference is not None
    expected = measure_tissues(subject.reference, subject.images)
    for column, measure in enumerate(expected.tissues):
        assert cell(window, "ml", column) == f"{measure.ml:.1f}"
        assert cell(window, "T1 mean", column) == f"{measure.intensities[Modality.T1].mean:.4g}"
    assert cell(window, "T2 sd", 0) == "0"


def test_the_figures_follow_a_new_result_and_another_subject(make_window: Make, qtbot: QtBot) -> None:
    noisy = FakeCore(make=lambda files: phantom_subject(noise=0.0 if files.id == "a" else 60.0))
    window = make_window(noisy, A, B)
    look_at_figures(window, qtbot)
    window.subjects.list.setCurrentRow(1)
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    look_at_figures(window, qtbot)
    assert float(cell(window, "T1 sd", 2)) == pytest.approx(60, abs=3)
    before = cell(window, "ml", 0)
    window.work.segment()
    qtbot.waitUntil(lambda: window.work.segmenting is None and not window.runner.busy)
    look_at_figures(window, qtbot)
    assert cell(window, "ml", 0) != before


def test_a_subject_without_labels_says_so(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(make=lambda files: replace(phantom_subject(), reference=None)), A)
    window.inspector.show_page("Measure")
    words = [label.text() for label in window.measure.panel.findChildren(QLabel) if label.isVisible()]
    assert "There are no labels to measure: segment the subject." in words
    assert not window.measure.panel.figures.isVisible()


def test_copied_figures_are_pasted_as_a_table(window: MainWindow, qtbot: QtBot) -> None:
    look_at_figures(window, qtbot)
    window.bar.qt("measure.copy").trigger()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["subject", "tissue", "volume_ml"]
    assert [line.split("\t")[1] for line in lines[1:]] == ["CSF", "GM", "WM"]


def save_figures(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    window.bar.qt("measure.save").trigger()
    dialog = window.findChild(QFileDialog, "save figures")
    assert isinstance(dialog, QFileDialog)
    assert dialog.selectedFiles()[0].endswith("a-tissues.csv")
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    dialog.setObjectName("done")
    qtbot.waitUntil(lambda: not window.runner.busy)


def test_saved_figures_are_a_csv_file(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    look_at_figures(window, qtbot)
    path = tmp_path / "figures.csv"
    save_figures(window, qtbot, path)
    assert path.read_text().startswith("subject,tissue,volume_ml")
    save_figures(window, qtbot, path / "inside a file.csv")
    box = window.findChild(QMessageBox, "problem")
    assert isinstance(box, QMessageBox)
    assert str(path) in box.informativeText()
    box.accept()


def test_a_ruler_is_as_long_as_it_was_dragged(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_M)
    assert window.measure.panel.tools[LineKind.RULER].isChecked()
    before = window.viewing.state.crosshair
    spots: list[float] = []
    axial = view(window)
    axial.hovered.connect(lambda spot: spots.append(spot.px_per_mm))
    drag(axial, LEFT, QPoint(60, 0))
    (ruler,) = window.measure.lines.current
    assert ruler.amount == pytest.approx(60 / spots[-1], abs=0.1)
    assert window.viewing.state.crosshair == before
    assert window.inspector.shows("Measure")
    assert window.measure.panel.list.item(0).text().startswith(f"Ruler   {ruler.amount:.1f} mm")
    QTest.keyClick(axial, Qt.Key.Key_Escape)
    assert not window.measure.panel.tools[LineKind.RULER].isChecked()


def test_an_angle_takes_three_clicks(window: MainWindow) -> None:
    window.bar.qt("measure.angle").trigger()
    axial = view(window)
    corner = axial.rect().center()
    for at in (corner + QPoint(50, 0), corner, corner + QPoint(0, 50)):
        QTest.mouseClick(axial, LEFT, pos=at)
        QApplication.sendEvent(axial, _move(axial, QPointF(at + QPoint(1, 0)), Qt.MouseButton.NoButton))
    (angle,) = window.measure.lines.current
    assert angle.words == "90.0°"


def test_a_line_begun_on_one_slice_begins_anew_on_another(window: MainWindow) -> None:
    window.bar.qt("measure.ruler").trigger()
    axial = view(window)
    QTest.mouseClick(axial, LEFT, pos=axial.rect().center())
    turn_wheel(axial, 120, axial.rect().center())
    QTest.mouseClick(axial, LEFT, pos=axial.rect().center() + QPoint(30, 0))
    assert not window.measure.lines.current
    QTest.mouseClick(axial, LEFT, pos=axial.rect().center() + QPoint(60, 0))
    (ruler,) = window.measure.lines.current
    assert ruler.points[0][2] == ruler.points[1][2] == window.viewing.state.crosshair[2]


def test_lines_are_seen_on_the_slices_that_they_lie_in(window: MainWindow) -> None:
    window.bar.qt("measure.ruler").trigger()
    axial = view(window)
    drag(axial, LEFT, QPoint(40, 30))
    assert axial.scene is not None
    (mark,) = line_marks(window.measure.lines, axial.scene)
    assert mark.words.endswith(" mm")
    coronal = view(window, Plane.CORONAL)
    assert coronal.scene is not None
    assert not line_marks(window.measure.lines, coronal.scene)
    turn_wheel(axial, 120, axial.rect().center())
    assert not line_marks(window.measure.lines, axial.scene)


def test_a_profile_is_plotted_and_copied(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_P)
    drag(view(window), LEFT, QPoint(80, 0))
    panel = window.measure.panel
    assert panel.profile.isVisible()
    assert "T1, T2" in panel.profile.accessibleDescription()
    table = panel.table("profile")
    assert table is not None
    assert table.header == ("distance_mm", "T1", "T2")
    assert float(table.rows[0][1]) == 300  # from the middle of white matter


def test_lines_are_kept_for_their_subject_and_can_be_forgotten(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(), A, B)
    lines = window.measure.lines
    one = Line(LineKind.RULER, Plane.AXIAL, ((0, 0, 0), (3, 4, 0)))
    two = Line(LineKind.RULER, Plane.AXIAL, ((0, 0, 0), (6, 8, 0)))
    lines.add(one)
    lines.add(two)
    window.subjects.list.setCurrentRow(1)
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    assert lines.current == ()
    assert not window.bar.qt("measure.clear").isEnabled()
    window.subjects.list.setCurrentRow(0)
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    assert lines.current == (one, two)
    assert lines.table("a").rows[1][:4] == ("a", "ruler", "10.000", "mm")
    window.inspector.show_page("Measure")
    window.measure.panel.list.setCurrentRow(0)
    assert lines.chosen == one
    with qtbot.waitActive(window):
        window.activateWindow()
    window.measure.panel.list.setFocus()
    QTest.keyClick(window.measure.panel.list, Qt.Key.Key_Delete)
    assert lines.current == (two,)
    window.bar.qt("measure.clear").trigger()
    assert lines.current == ()


def header_words(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.measure.header.findChildren(QLabel))


def test_the_header_page_names_grid_and_provenance(window: MainWindow, qtbot: QtBot) -> None:
    window.inspector.show_page("Header")
    assert "32 × 36 × 28" in header_words(window)
    assert "phantom 1" not in header_words(window)
    window.work.segment()
    qtbot.waitUntil(lambda: window.work.segmenting is None and not window.runner.busy)
    qtbot.waitUntil(lambda: "phantom 1" in header_words(window))
    assert "not yet exported" in header_words(window)


def test_what_the_header_page_says_of_a_real_file() -> None:
    facts = volume_facts(read_volume(shipped_path("sample") / "subject-1-T1.hdr"))
    assert facts["Format"] == "Analyze 7.5"
    assert facts["Stored as"] == "144 × 192 × 256 × 1, int16"
    assert facts["Dimensions"] == "144 × 192 × 256"
    assert facts["Orientation"] == "LAS (assumed)"
    assert facts["qform"].startswith("–")


def test_figures_stay_in_sight_while_labels_change_but_are_not_handed_out(
    window: MainWindow, qtbot: QtBot
) -> None:
    look_at_figures(window, qtbot)
    before = cell(window, "ml", 2)
    shown = window.viewing.labels
    assert shown is not None
    window.viewing.live = LabelMap(
        np.where(shown.data == 3, 2, shown.data).astype(np.uint8), shown.grid, ISEG
    )
    window.viewing.set(highlighted=Tissue.GM)
    panel = window.measure.panel
    assert panel.figures.isVisible()
    assert not panel.figures.isEnabled()
    assert cell(window, "ml", 2) == before
    assert not window.bar.qt("measure.copy").isEnabled()
    qtbot.wait(400)
    assert cell(window, "ml", 2) == before  # the stroke has not ended
    window.viewing.live = None
    window.viewing.set(highlighted=None)
    assert panel.figures.isEnabled()
    assert window.bar.qt("measure.copy").isEnabled()
