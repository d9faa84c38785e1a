"""Labels in the side column of the real window: looks, locks, live volumes, tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QColorDialog, QDialog, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.session.view_state import Plane
from app.settings import LabelValues
from app.window.main_window import MainWindow
from isegcore.io.label_tables import itk_snap_table
from isegcore.io.tissue_table import read_tissue_table
from isegcore.label_table import FREESURFER, OKABE_ITO
from isegcore.labels import BIDS, LabelScheme, Tissue
from isegcore.metrics.volumes import tissue_volumes_ml
from tests.helpers.window_fakes import FakeCore

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(make_window: Callable[..., MainWindow], qtbot: QtBot) -> MainWindow:
    made = make_window(FakeCore(), Path("/data/a"))
    made.work.segment()
    qtbot.waitUntil(lambda: not made.runner.busy)
    return made


def test_each_label_has_its_own_look(window: MainWindow) -> None:
    row = window.labels.rows[Tissue.GM]
    row.opacity.setValue(40)
    QTest.mouseClick(row.outline, LEFT)
    look = window.viewing.state.looks[Tissue.GM]
    assert (look.opacity, look.outline) == (0.4, True)
    scene = window.planes.views[Plane.AXIAL].scene
    assert scene is not None
    assert scene.colours[Tissue.GM][3] == round(255 * 0.4 * window.viewing.state.opacity)
    assert scene.outlined == {int(Tissue.GM)}
    QTest.mouseClick(row.tick, LEFT, pos=row.tick.rect().center() - QPointF(20, 0).toPoint())
    assert Tissue.GM in window.viewing.state.hidden


def test_a_colour_is_chosen_in_a_dialog(window: MainWindow) -> None:
    QTest.mouseClick(window.labels.rows[Tissue.WM].colour, LEFT)
    dialog = window.labels.findChild(QColorDialog, "colour")
    assert isinstance(dialog, QColorDialog)
    dialog.setCurrentColor(QColor(1, 2, 3))
    dialog.accept()
    assert window.viewing.state.looks[Tissue.WM].colour == (1, 2, 3)


def test_a_lock_is_a_rule_of_the_tools(window: MainWindow) -> None:
    lock = window.labels.rows[Tissue.GM].lock
    QTest.mouseClick(lock, LEFT)
    assert window.editing.painting.locked == {Tissue.GM}
    QTest.mouseClick(lock, LEFT)
    assert not window.editing.painting.locked


def test_volumes_are_live_while_painting(window: MainWindow) -> None:
    row = window.labels.rows[Tissue.CSF]
    before = row.millilitres.text()
    window.correcting.panel.size_box.setValue(25)
    window.bar.qt("tool.brush").trigger()
    window.bar.qt("paint.csf").trigger()
    view = window.planes.views[Plane.AXIAL]
    QTest.mousePress(view, LEFT, pos=view.rect().center())
    during = row.millilitres.text()
    assert during != before
    QTest.mouseRelease(view, LEFT, pos=view.rect().center())
    assert row.millilitres.text() == during
    entry = window.session.current
    assert entry is not None
    assert entry.result is not None
    assert during == f"{tissue_volumes_ml(entry.result.segmentation.labels)[Tissue.CSF]:.1f} ml"


def test_hovering_a_row_lets_its_label_stand_out(window: MainWindow) -> None:
    row = window.labels.rows[Tissue.CSF]
    place = QPointF(row.rect().center())
    QApplication.sendEvent(row, QEnterEvent(place, place, row.mapToGlobal(place)))
    assert window.viewing.state.highlighted is Tissue.CSF
    assert row.property("highlighted") is True
    QApplication.sendEvent(row, QEvent(QEvent.Type.Leave))
    assert window.viewing.state.highlighted is None
    assert row.property("highlighted") is False


def test_other_tables_can_be_chosen(window: MainWindow) -> None:
    menu = window.labels.table.menu()
    action = next(a for a in menu.actions() if a.text() == FREESURFER.title)
    action.trigger()
    assert window.viewing.state.looks[Tissue.GM].colour == FREESURFER.colours[Tissue.GM]
    assert action.isChecked()
    assert not menu.actions()[0].isChecked()


def test_a_table_is_read_and_written_from_the_menu(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text(itk_snap_table(BIDS, FREESURFER))
    window.labels.table_requested.emit()
    dialog = window.findChild(QFileDialog, "read table")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    assert window.viewing.state.looks[Tissue.GM].colour == FREESURFER.colours[Tissue.GM]
    assert "its values are 3, 1, 2" in window.statusBar().currentMessage()
    window.labels.saving_requested.emit()
    saving = window.findChild(QFileDialog, "save table")
    assert isinstance(saving, QFileDialog)
    saving.reject()
    for kind, name in zip(saving.nameFilters(), ("a.txt", "b.txt", "c.tsv"), strict=True):
        window.correcting.files.save(tmp_path / name, kind)
        table = read_tissue_table(tmp_path / name)
        assert table.scheme is BIDS
        assert table.colours[1:] == FREESURFER.colours[1:]


def test_a_table_with_clashing_values_changes_nothing_and_is_told(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "clash.txt"
    path.write_text('1 9 9 9 1 1 1 "CSF"\n2 9 9 8 1 1 1 "GM"\n2 9 9 7 1 1 1 "WM"\n')
    window.correcting.files.read(path)
    box = window.findChild(QMessageBox, "problem")
    assert isinstance(box, QMessageBox)
    assert "The value 2 stands for both GM and WM." in box.text()
    assert window.viewing.state.table is OKABE_ITO
    box.close()


def offered(window: MainWindow) -> str:
    """Return the values that the export dialog offers first."""
    window.bar.qt("export.segmentation").trigger()
    dialog = window.findChild(QFileDialog, "export")
    assert isinstance(dialog, QFileDialog)
    chosen = dialog.selectedNameFilter()
    dialog.setObjectName("answered")
    dialog.reject()
    return chosen


def test_the_values_of_a_table_that_was_read_are_those_of_the_export(
    make_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    core = FakeCore()
    window = make_window(core, Path("/data/a"))
    window.work.segment()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert offered(window).startswith("iSeg values")
    window.preferences.set(replace(window.preferences.current, labels=LabelValues.BIDS))
    assert offered(window).startswith("BIDS values")
    path = tmp_path / "odd.txt"
    path.write_text(itk_snap_table(LabelScheme("odd", (0, 7, 9, 4))))
    window.correcting.files.read(path)
    assert offered(window) == "Values of the label table 0, 7, 9, 4 (*.nii.gz)"
    window.bar.qt("export.segmentation").trigger()
    dialog = window.findChild(QFileDialog, "export")
    assert isinstance(dialog, QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.done(QDialog.DialogCode.Accepted)
    qtbot.waitUntil(lambda: bool(core.written))
    assert core.written[0][1].values == (0, 7, 9, 4)


def test_the_tables_files_are_reached_from_the_menu(window: MainWindow) -> None:
    for action, name in (("table.read", "read table"), ("table.save", "save table")):
        window.bar.qt(action).trigger()
        dialog = window.findChild(QFileDialog, name)
        assert isinstance(dialog, QFileDialog)
        dialog.reject()
