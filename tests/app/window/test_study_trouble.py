"""Studies in trouble: moved, changed, damaged, held by another window, on a full disk."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.session.session import Status
from app.window.main_window import MainWindow
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
)
from tests.helpers.windows import click


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_two_subjects(tmp_path / "data")


@pytest.fixture
def window(make_window: Make, data: Path) -> MainWindow:
    return make_window(FileCore(), data)


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


@pytest.mark.parametrize("damage", [lambda content: content[:300], None], ids=["damaged", "gone"])
def test_a_result_that_cannot_be_read_is_told_stays_in_the_study_and_is_offered_again(
    damage: Callable[[bytes], bytes] | None,
    window: MainWindow,
    make_window: Make,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    segment(window, qtbot)
    path = save(window, qtbot, tmp_path / "ward.iseg")
    window.close()
    result = tmp_path / "ward-results" / "subject-1-pred.nii.gz"
    content = result.read_bytes()
    if damage is None:
        result.unlink()
    else:
        result.write_bytes(damage(content))
    again = opened(make_window, qtbot, path)
    told = problem(again)
    assert "cut short" in told or told == "The results of subject-1 are not in the study's folder any more."
    assert again.session.opened is not None
    assert statuses(again) == [Status.PROBLEM, Status.TO_DO]
    assert not again.isWindowModified()
    again.session.write_note(again.session.entries[1].key, "noted")
    again.bar.qt("study.save").trigger()
    idle(again, qtbot)
    assert statuses(again)[0] is Status.PROBLEM
    assert [record.result for record in read_study(path).subjects] == [result.name, None]
    result.write_bytes(content)
    click(again.summary.again)
    idle(again, qtbot)
    assert statuses(again)[0] is Status.DONE
    assert again.viewing.labels is not None
    assert not again.summary.again.isVisible()


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
