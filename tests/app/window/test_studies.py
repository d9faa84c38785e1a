"""Studies in the window: saved with their results and their view, and opened again."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from app.actions.exporting import ExportTask, export_all
from app.convention import Convention
from app.session.session import ReadChoice, Status, Verdict
from app.session.view_state import ColourMap, Layout, Plane, Window
from app.window.main_window import MainWindow
from isegcore.data.orientation import orientation_of
from isegcore.data.subject import Modality
from isegcore.export.plan import ExportPlan, Part
from isegcore.labels import Tissue
from isegcore.monitor import NULL_MONITOR
from isegcore.study.study_file import read_study
from tests.helpers.studies import (
    FileCore,
    Make,
    answer,
    choose,
    idle,
    opened,
    problem,
    save,
    segment,
    statuses,
    write_two_subjects,
    write_unoriented,
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_two_subjects(tmp_path / "data")


@pytest.fixture
def window(make_window: Make, data: Path) -> MainWindow:
    return make_window(FileCore(), data)


def test_a_study_opens_as_it_was_saved(
    window: MainWindow, make_window: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(window, qtbot, 1)
    segment(window, qtbot)
    looked = window.viewing.state
    looked = replace(looked.with_window(Modality.T1, Window(20, 180)), opacity=0.25, overlay_shown=False)
    looked = replace(looked, layout=Layout.ROW, colour_map=ColourMap.HOT, hidden=frozenset({Tissue.CSF}))
    looked = replace(looked, crosshair=(2.0, 3.0, -4.0), enlarged=Plane.CORONAL, zoom=2.5, outline=True)
    looked = replace(looked, convention=Convention.NEUROLOGICAL, smooth=False, crosshair_shown=False)
    window.viewing.change(lambda _: looked)
    current = window.session.current
    assert current is not None
    assert current.result is not None
    path = save(window, qtbot, tmp_path / "ward.iseg")
    assert not window.session.unsaved
    assert any(label.text() == "Saved in the study" for label in window.summary.findChildren(QLabel))
    assert window.windowTitle() == "subject-2 – ward[*] – iSeg Desktop"
    assert window.close()
    again = opened(make_window, qtbot, path)
    assert statuses(again) == [Status.TO_DO, Status.DONE]
    entry = again.session.current
    assert entry is not None
    assert entry.files == current.files
    assert entry.result is not None
    read, made = entry.result.segmentation, current.result.segmentation
    assert np.array_equal(read.labels.data, made.labels.data)
    assert np.array_equal(read.confidence, made.confidence)
    assert np.array_equal(read.entropy, made.entropy)
    assert read.provenance.model == made.provenance.model
    assert again.viewing.state == looked
    assert again.viewing.labels is not None
    assert not again.isWindowModified()


def test_a_result_of_images_read_another_way_opens_again_and_can_be_exported(
    make_window: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(FileCore(), write_unoriented(tmp_path / "subject-1-T1.nii"))
    window.work.reopen(ReadChoice("PSR"))
    idle(window, qtbot)
    segment(window, qtbot)
    path = save(window, qtbot, tmp_path / "ward.iseg")
    window.close()
    again = opened(make_window, qtbot, path)
    entry = again.session.current
    assert entry is not None
    assert entry.result is not None
    assert orientation_of(entry.result.segmentation.labels.grid.affine).code == "PSR"
    stored = replace(entry, result=None)
    plan = ExportPlan(tmp_path / "out", frozenset({Part.LABELS}))
    (done,) = export_all(FileCore().services, ExportTask(plan, [stored], False, None, None), NULL_MONITOR)[:1]
    assert not done.problems


@pytest.mark.parametrize("name", ["a b", "a\nb", "　", "می‌", os.fsdecode(b"b\xe9b"), "a\\b", "..", "a" * 240])
def test_a_subject_of_any_name_is_saved_and_opened_again(
    make_window: Make, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / os.fsdecode(b"\xe9t\xe9 ") / name[:100].replace("..", "x")
    folder.mkdir(parents=True)
    write_unoriented(folder / f"{name}.nii")
    window = make_window(FileCore(), folder / f"{name}.nii")
    segment(window, qtbot)
    path = folder / "ward .iseg"
    for _ in range(2):
        window.study.studies.save(path)
        idle(window, qtbot)
        assert not window.isWindowModified()
        window.session.write_note(window.session.entries[0].key, "seen")
    window.study.studies.save()
    idle(window, qtbot)
    assert window.findChild(QMessageBox, "problem") is None
    assert window.close()
    again = opened(make_window, qtbot, path)
    assert statuses(again) == [Status.DONE]
    assert again.session.current is not None
    assert again.session.current.result is not None
    assert not again.study.studies.read_only


def test_results_lie_beside_the_study_and_the_inputs_stay_as_they_were(
    window: MainWindow, qtbot: QtBot, data: Path, tmp_path: Path
) -> None:
    before = {file: file.read_bytes() for file in data.iterdir()}
    segment(window, qtbot)
    save(window, qtbot, tmp_path / "ward.iseg")
    names = sorted(file.name for file in (tmp_path / "ward-results").iterdir())
    endings = ("-confidence.nii.gz", "-entropy.nii.gz", ".json", ".nii.gz", ".tsv")
    assert names == [f"subject-1-pred{ending}" for ending in endings]
    assert {file: file.read_bytes() for file in data.iterdir()} == before
    study = read_study(tmp_path / "ward.iseg")
    assert [record.result for record in study.subjects] == ["subject-1-pred.nii.gz", None]
    assert study.subjects[0].images["T1"].path == "data/subject-1-T1.nii"


def test_only_the_open_subjects_result_stays_in_memory(
    window: MainWindow, make_window: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    segment(window, qtbot)
    choose(window, qtbot, 1)
    segment(window, qtbot)
    assert [entry.result is not None for entry in window.session.entries] == [True, True]  # nowhere else yet
    path = save(window, qtbot, tmp_path / "ward.iseg")
    choose(window, qtbot, 0)
    assert [entry.result is not None for entry in window.session.entries] == [True, False]
    assert statuses(window) == [Status.DONE, Status.DONE]
    assert not window.isWindowModified()
    window.close()
    again = opened(make_window, qtbot, path)
    assert [entry.result is not None for entry in again.session.entries] == [False, True]
    choose(again, qtbot, 0)
    assert [entry.result is not None for entry in again.session.entries] == [True, False]


def test_what_dirties_a_study_and_what_does_not(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    save(window, qtbot, tmp_path / "ward.iseg")
    window.viewing.set(opacity=0.9)
    choose(window, qtbot, 1)
    assert not window.isWindowModified()
    segment(window, qtbot)
    assert window.isWindowModified()
    window.bar.qt("study.save").trigger()
    idle(window, qtbot)
    assert not window.isWindowModified()
    window.work.reopen(ReadChoice("RAS"))
    idle(window, qtbot)
    assert window.isWindowModified()


def test_verdicts_and_notes_are_kept(
    window: MainWindow, make_window: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = (entry.key for entry in window.session.entries)
    window.session.judge(first, Verdict.FLAGGED)
    window.session.write_note(second, "moved\nin the T2: é")
    assert not window.close()  # nowhere else yet
    answer(window, "unsaved", "Cancel")
    path = save(window, qtbot, tmp_path / "ward.iseg")
    assert not window.isWindowModified()
    window.session.write_note(first, "again")
    assert window.isWindowModified()
    window.bar.qt("study.save").trigger()
    idle(window, qtbot)
    window.close()
    again = opened(make_window, qtbot, path)
    assert statuses(again) == [Status.FLAGGED, Status.TO_DO]
    assert [entry.note for entry in again.session.entries] == ["again", "moved\nin the T2: é"]


def test_corrections_are_kept_and_can_be_undone_after_another_subject_was_open(
    window: MainWindow, make_window: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    segment(window, qtbot)
    window.editing.start("nothing")
    path = save(window, qtbot, tmp_path / "ward.iseg")
    choose(window, qtbot, 1)
    choose(window, qtbot, 0)
    window.editing.undo()
    entry = window.session.current
    assert entry is not None
    assert entry.result is not None
    assert entry.result.segmentation.labels.data.any()
    assert window.isWindowModified()
    window.editing.redo()
    window.bar.qt("study.save").trigger()
    idle(window, qtbot)
    window.close()
    again = opened(make_window, qtbot, path)
    entry = again.session.current
    assert entry is not None
    assert entry.result is not None
    assert not entry.result.segmentation.labels.data.any()


def test_a_new_result_takes_the_place_of_the_studys_own_and_of_no_other(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "ward-results"
    folder.mkdir()
    mine = folder / "subject-1-pred.tsv"
    mine.write_text("mine")
    segment(window, qtbot)
    save(window, qtbot, tmp_path / "ward.iseg")
    segment(window, qtbot)
    window.bar.qt("study.save").trigger()
    idle(window, qtbot)
    assert mine.read_text() == "mine"
    assert [file.name for file in folder.glob("*-pred.nii.gz")] == ["subject-1-2-pred.nii.gz"]


def test_save_as_takes_the_results_along(
    window: MainWindow, make_window: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    segment(window, qtbot)
    save(window, qtbot, tmp_path / "ward.iseg")
    choose(window, qtbot, 1)
    copy = save(window, qtbot, tmp_path / "elsewhere" / "copy.iseg")
    shutil.rmtree(tmp_path / "ward-results")
    window.close()
    again = opened(make_window, qtbot, copy)
    choose(again, qtbot, 0)
    assert again.session.current is not None
    assert again.session.current.result is not None


def test_closing_saves_first_if_that_is_wanted(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    save(window, qtbot, tmp_path / "ward.iseg")
    segment(window, qtbot)
    assert not window.close()
    answer(window, "unsaved", "Save")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert (tmp_path / "ward-results" / "subject-1-pred.nii.gz").exists()


def test_new_and_recent(window: MainWindow, qtbot: QtBot, tmp_path: Path, data: Path) -> None:
    path = save(window, qtbot, tmp_path / "ward.iseg")
    window.bar.qt("study.new").trigger()
    assert not window.session.entries
    assert window.windowTitle() == "iSeg Desktop"
    assert not window.bar.qt("study.save").isEnabled()
    assert window.study.recent.paths == (path, data)
    window.recent_menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    assert window.study.studies.path == path


def test_what_is_named_beside_a_study_is_added_to_it(
    window: MainWindow, make_window: Make, qtbot: QtBot, data: Path, tmp_path: Path
) -> None:
    window.bar.qt("list.remove").trigger()
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    path = save(window, qtbot, tmp_path / "ward.iseg")
    window.close()
    again = make_window(FileCore())
    again.open_paths([data / "subject-1-T1.nii", path, path.with_name("second.iseg")])
    assert problem(again) == "A window has one study at a time."
    qtbot.waitUntil(lambda: len(again.session.entries) == 2 and not again.runner.busy)
    assert [entry.files.id for entry in again.session.entries] == ["subject-2", "subject-1"]
    assert again.isWindowModified()


def test_saving_does_not_block_the_window(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    segment(window, qtbot)
    window.study.studies.save(tmp_path / "ward.iseg")
    assert window.study.studies.saving is not None
    assert window.runner.busy
    QTest.qWait(1)
    idle(window, qtbot)
    assert window.study.studies.path == tmp_path / "ward.iseg"
