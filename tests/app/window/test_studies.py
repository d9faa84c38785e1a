"""Studies in the window: saved with their results, opened again, moved, held by another, damaged."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.services import Services, core_services
from app.session.session import ReadChoice, Status, Verdict
from app.session.view_state import ColourMap, Convention, Layout, Plane, Window
from app.window.main_window import MainWindow
from isegcore.data.subject import Modality
from isegcore.labels import Tissue
from isegcore.study.study_file import read_study
from tests.helpers.image_files import write_nifti
from tests.helpers.phantoms import T1_LEVELS, ellipsoid_labels, ras_grid
from tests.helpers.window_fakes import FakeCore

Make = Callable[..., MainWindow]
SHAPE = (32, 36, 28)


class FileCore(FakeCore):
    """Finds and reads real files; segments them with a threshold."""

    @property
    def services(self) -> Services:
        real = core_services()
        return replace(super().services, find=real.find, read=real.read, write=real.write)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    for number in (1, 2):
        image = np.roll(T1_LEVELS[ellipsoid_labels(SHAPE)], number, axis=0)
        write_nifti(folder / f"subject-{number}-T1.nii", image, ras_grid(SHAPE).affine)
    return folder


@pytest.fixture
def window(make_window: Make, data: Path) -> MainWindow:
    return make_window(FileCore(), data)


def idle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.runner.busy)


def segment(window: MainWindow, qtbot: QtBot) -> None:
    window.work.segment()
    idle(window, qtbot)


def choose(window: MainWindow, qtbot: QtBot, row: int) -> None:
    window.subjects.list.setCurrentRow(row)
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)


def save(window: MainWindow, qtbot: QtBot, path: Path) -> Path:
    """Save under a name through the dialog."""
    window.bar.qt("study.save-as").trigger()
    dialog = window.findChild(QFileDialog, "save study")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    idle(window, qtbot)
    return path


def opened(make_window: Make, qtbot: QtBot, path: Path) -> MainWindow:
    window = make_window(FileCore())
    window.open_paths([path])
    idle(window, qtbot)
    return window


def answer(window: MainWindow, name: str, text: str) -> None:
    box = window.findChild(QMessageBox, name)
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if button.text() == text).click()


def problem(window: MainWindow) -> str:
    box = window.findChild(QMessageBox, "problem")
    assert isinstance(box, QMessageBox)
    text = box.text()
    box.accept()
    return text


def statuses(window: MainWindow) -> list[Status]:
    return [entry.status for entry in window.session.entries]


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


def test_moved_images_are_all_found_from_one_folder(
    window: MainWindow, make_window: Make, qtbot: QtBot, data: Path, tmp_path: Path
) -> None:
    segment(window, qtbot)
    path = save(window, qtbot, tmp_path / "ward.iseg")
    window.close()
    shutil.move(data, tmp_path / "moved" / "deep")
    again = opened(make_window, qtbot, path)
    assert not again.session.entries
    answer(again, "moved", "Choose Folder…")
    dialog = again.findChild(QFileDialog, "find images")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "moved"))
    dialog.reject()
    qtbot.waitUntil(lambda: again.session.opened is not None and not again.runner.busy)
    assert statuses(again) == [Status.DONE, Status.TO_DO]
    assert again.isWindowModified()
    again.bar.qt("study.save").trigger()
    idle(again, qtbot)
    again.close()
    third = opened(make_window, qtbot, path)
    assert third.session.opened is not None


def test_a_study_can_be_opened_without_its_images(
    window: MainWindow, make_window: Make, qtbot: QtBot, data: Path, tmp_path: Path
) -> None:
    path = save(window, qtbot, tmp_path / "ward.iseg")
    window.close()
    (data / "subject-1-T1.nii").unlink()
    again = opened(make_window, qtbot, path)
    answer(again, "moved", "Open Without Them")
    idle(again, qtbot)
    assert statuses(again) == [Status.PROBLEM, Status.TO_DO]
    choose(again, qtbot, 1)
    assert again.session.opened is not None


def test_images_that_have_changed_are_told(
    window: MainWindow, make_window: Make, qtbot: QtBot, data: Path, tmp_path: Path
) -> None:
    path = save(window, qtbot, tmp_path / "ward.iseg")
    window.close()
    shutil.copy(data / "subject-2-T1.nii", data / "subject-1-T1.nii")
    again = opened(make_window, qtbot, path)
    assert problem(again) == "The images of subject-1 have changed since the study was saved."


def test_lost_and_damaged_results_are_told_and_the_images_open(
    window: MainWindow, make_window: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    segment(window, qtbot)
    path = save(window, qtbot, tmp_path / "ward.iseg")
    window.close()
    result = tmp_path / "ward-results" / "subject-1-pred.nii.gz"
    result.write_bytes(result.read_bytes()[:300])
    again = opened(make_window, qtbot, path)
    assert "cut short" in problem(again)
    assert again.session.opened is not None
    assert statuses(again)[0] is Status.TO_DO
    assert again.isWindowModified()
    again.study.studies.close()
    result.unlink()
    third = opened(make_window, qtbot, path)
    assert problem(third) == "The results of subject-1 are not in the study's folder any more."
    assert third.session.opened is not None


@pytest.mark.parametrize("content", ["{", "[]", '{"schema_version": 99}'])
def test_a_file_that_is_no_study_leaves_what_is_open(
    content: str, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "bad.iseg").write_text(content)
    window.open_paths([tmp_path / "bad.iseg"])
    idle(window, qtbot)
    assert problem(window)
    assert len(window.session.entries) == 2
    assert window.study.studies.path is None


def test_the_second_window_is_asked_and_may_only_look(
    window: MainWindow, make_window: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    path = save(window, qtbot, tmp_path / "ward.iseg")
    second = opened(make_window, qtbot, path)
    assert not second.session.entries
    box = second.findChild(QMessageBox, "held")
    assert isinstance(box, QMessageBox)
    assert str(os.getpid()) in box.informativeText()
    answer(second, "held", "Open Read-Only")
    idle(second, qtbot)
    assert "ward[*] (read-only)" in second.windowTitle()
    second.study.studies.save()
    assert problem(second) == "The study was opened for reading only."
    elsewhere = save(second, qtbot, tmp_path / "mine.iseg")
    assert second.study.studies.path == elsewhere
    save(second, qtbot, path)
    assert problem(second) == "Another window has this study open."


def test_a_study_taken_over_cannot_be_saved_by_the_first_window(
    window: MainWindow, make_window: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    path = save(window, qtbot, tmp_path / "ward.iseg")
    lock = tmp_path / ".ward.iseg.lock"
    lines = lock.read_text().splitlines()
    lock.write_text("\n".join(["1", *lines[1:2], "another-host", "", ""]))
    window.bar.qt("study.save").trigger()
    assert problem(window) == "Another window has taken the study over."
    second = opened(make_window, qtbot, path)
    answer(second, "held", "Take Over")
    idle(second, qtbot)
    assert not second.study.studies.read_only


def test_the_lock_of_a_window_that_died_is_taken_over(
    window: MainWindow, make_window: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    path = save(window, qtbot, tmp_path / "ward.iseg")
    window.close()
    code = (
        "import os, sys; from app.session.study_lock import StudyLock; from pathlib import Path\n"
        "lock = StudyLock(Path(sys.argv[1])); assert lock.take(); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert (tmp_path / ".ward.iseg.lock").exists()
    again = opened(make_window, qtbot, path)
    assert not again.study.studies.read_only
    assert again.close()
    assert not (tmp_path / ".ward.iseg.lock").exists()


def test_closing_saves_first_if_that_is_wanted(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    save(window, qtbot, tmp_path / "ward.iseg")
    segment(window, qtbot)
    assert not window.close()
    answer(window, "unsaved", "Save")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert (tmp_path / "ward-results" / "subject-1-pred.nii.gz").exists()


def test_a_failed_save_keeps_the_window_and_the_old_study(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save(window, qtbot, tmp_path / "ward.iseg")
    segment(window, qtbot)
    before = path.read_bytes()

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("isegcore.io.atomic.os.fsync", fail)
    window.bar.qt("study.save").trigger()
    idle(window, qtbot)
    assert problem(window) == "The disk is full."
    assert path.read_bytes() == before
    assert window.isWindowModified()
    assert not list((tmp_path / "ward-results").iterdir())


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


def test_a_study_that_is_gone_is_not_offered_again(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = save(window, qtbot, tmp_path / "ward.iseg")
    window.bar.qt("study.new").trigger()
    path.unlink()
    window.recent_menu.actions()[0].trigger()
    idle(window, qtbot)
    assert "No such file" in problem(window)
    assert path not in window.recent.paths


def test_a_result_that_was_deleted_meanwhile_is_written_again(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    segment(window, qtbot)
    save(window, qtbot, tmp_path / "ward.iseg")
    shutil.rmtree(tmp_path / "ward-results")
    window.bar.qt("study.save").trigger()
    idle(window, qtbot)
    assert (tmp_path / "ward-results" / "subject-1-pred.nii.gz").is_file()


def test_paths_of_a_study_made_elsewhere_are_understood(
    window: MainWindow, make_window: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    path = save(window, qtbot, tmp_path / "ward.iseg")
    window.close()
    value = json.loads(path.read_text())
    for subject in value["subjects"]:
        subject["images"]["T1"]["path"] = subject["images"]["T1"]["path"].replace("/", "\\")
    path.write_text(json.dumps(value))
    assert opened(make_window, qtbot, path).session.opened is not None


def test_saving_does_not_block_the_window(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    segment(window, qtbot)
    window.study.studies.save(tmp_path / "ward.iseg")
    assert window.study.studies.saving is not None
    assert window.runner.busy
    QTest.qWait(1)
    idle(window, qtbot)
    assert window.study.studies.path == tmp_path / "ward.iseg"
