"""What one did besides segmenting comes back with a study: lines, ticks, looks and table of the labels."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.session.line import Line, LineKind
from app.session.session import ReadChoice
from app.session.view_state import Heat, LabelLook, Plane
from app.window.main_window import MainWindow
from isegcore.label_table import ITK_SNAP, LabelTable
from isegcore.labels import LabelScheme, Tissue
from tests.helpers.studies import FileCore, Make, answer, choose, idle, opened, save, write_two_subjects
from tests.helpers.windows import doubtful, wait_for_spots

RULER = Line(LineKind.RULER, Plane.AXIAL, ((0.0, 0.0, 0.0), (3.0, 4.0, 0.0)))
ANGLE = Line(LineKind.ANGLE, Plane.CORONAL, ((5.0, 0.0, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, 5.0)))
OWN_TABLE = LabelTable(
    "ward.txt",
    ((0, 0, 0), (10, 20, 30), (40, 50, 60), (70, 80, 90)),
    ("rien", "LCR", "substance grise", "substance blanche"),
    LabelScheme("label table", (0, 7, 8, 9)),
)


@pytest.fixture
def window(make_window: Make, tmp_path: Path) -> MainWindow:
    return make_window(FileCore(), write_two_subjects(tmp_path / "data"))


def saved_with_spots(window: MainWindow, qtbot: QtBot, folder: Path) -> Path:
    doubtful(window)
    window.review.doubts.look()
    wait_for_spots(window, qtbot)
    return save(window, qtbot, folder / "ward.iseg")


def test_lines_come_back_to_the_subjects_they_were_drawn_over(
    window: MainWindow, make_window: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    window.measure.lines.add(RULER)
    window.measure.lines.add(ANGLE)
    assert not window.close()  # they are nowhere else yet
    answer(window, "unsaved", "Cancel")
    path = save(window, qtbot, tmp_path / "ward.iseg")
    assert not window.isWindowModified()
    choose(window, qtbot, 1)
    window.measure.lines.add(ANGLE)
    assert window.isWindowModified()
    window.bar.qt("study.save").trigger()
    idle(window, qtbot)
    window.close()
    again = opened(make_window, qtbot, path)
    assert again.measure.lines.current == (ANGLE,)
    assert again.measure.lines.chosen == ANGLE
    choose(again, qtbot, 0)
    assert again.measure.lines.current == (RULER, ANGLE)
    assert not again.isWindowModified()


def test_lines_belong_to_the_way_axes_are_read(window: MainWindow, qtbot: QtBot) -> None:
    window.measure.lines.add(RULER)
    for orientation, lines in (("RAS", ()), ("LAS", (RULER,))):
        window.work.reopen(ReadChoice(orientation))
        idle(window, qtbot)
        assert window.measure.lines.current == lines


def test_ticks_come_back_with_the_spots_even_after_a_correction(
    window: MainWindow, make_window: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    path = saved_with_spots(window, qtbot, tmp_path)
    spots = window.review.doubts.spots
    window.review.doubts.tick(1, True)
    assert window.isWindowModified()
    window.bar.qt("study.save").trigger()
    idle(window, qtbot)
    window.close()
    again = opened(make_window, qtbot, path)
    doubts = again.review.doubts
    assert doubts.is_found
    assert doubts.spots == spots
    assert doubts.ticked == {1}
    assert not again.isWindowModified()
    again.bar.qt("doubt.next").trigger()
    assert doubts.at == 0
    assert again.viewing.state.crosshair == spots[0].mm


def test_a_spot_outside_the_images_leads_to_their_border(
    window: MainWindow, make_window: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    path = saved_with_spots(window, qtbot, tmp_path)
    window.close()
    study = json.loads(path.read_text())
    study["subjects"][0]["doubts"]["spots"][0]["mm"] = [9999, 0, 0]
    path.write_text(json.dumps(study))
    again = opened(make_window, qtbot, path)
    again.review.doubts.go_to(0)
    assert again.session.opened is not None
    grid = again.session.opened.subject.grid
    place = grid.to_voxel(again.viewing.state.crosshair)
    assert place.round().astype(int)[0] == grid.shape[0] - 1


@pytest.mark.parametrize("table", [OWN_TABLE, ITK_SNAP])
def test_looks_locks_and_table_of_the_labels_come_back(
    window: MainWindow, make_window: Make, qtbot: QtBot, tmp_path: Path, table: LabelTable
) -> None:
    doubtful(window)
    look = LabelLook((1, 2, 3), opacity=0.35, outline=True)
    window.viewing.change(lambda s: s.with_table(table).with_look(Tissue.GM, look))
    window.viewing.set(hidden=frozenset({Tissue.CSF}), heat=Heat.ENTROPY)
    window.editing.set(locked=frozenset({Tissue.WM}))
    looked = window.viewing.state
    path = save(window, qtbot, tmp_path / "ward.iseg")
    window.close()
    again = opened(make_window, qtbot, path)
    assert again.viewing.state == looked
    assert again.viewing.state.table == table
    assert again.editing.painting.locked == {Tissue.WM}
    assert again.labels.rows[Tissue.WM].lock.isChecked()
    assert not again.isWindowModified()


def test_looks_come_back_to_a_study_without_an_open_subject(
    window: MainWindow, make_window: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    window.viewing.change(lambda s: s.with_table(OWN_TABLE))
    path = save(window, qtbot, tmp_path / "ward.iseg")
    window.close()
    path.write_text(path.read_text().replace('"subject": 0', '"subject": null'))
    again = opened(make_window, qtbot, path)
    assert again.viewing.state.table == OWN_TABLE


def test_a_name_longer_than_a_study_may_say_is_cut(
    window: MainWindow, make_window: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    long = replace(OWN_TABLE, title="t" * 1000, names=("n" * 1000,) * 4)
    window.viewing.change(lambda s: s.with_table(long))
    path = save(window, qtbot, tmp_path / "ward.iseg")
    window.close()
    again = opened(make_window, qtbot, path)
    assert again.viewing.state.table.title == "t" * 255
