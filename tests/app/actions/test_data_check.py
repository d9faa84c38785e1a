"""What a folder holds is known at once, what can be read of it bit by bit; another folder ends the first."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.actions.data_check import DataCheck, data_problem, validated
from app.jobs.job import Runner
from isegcore.data.dataset import Dataset, SubjectFiles
from isegcore.data.subject import Modality
from isegcore.errors import DatasetError, UnreadableImageError
from isegcore.io.subject_check import SubjectCheck
from isegcore.monitor import Monitor
from isegcore.training.split import split_names
from tests.helpers.window_fakes import FakeCore

FOLDER = Path("/data/set")


def subject(number: int, *, label: bool = True) -> SubjectFiles:
    name = f"subject-{number}"
    return SubjectFiles(
        name, {Modality.T1: FOLDER / f"{name}-T1.hdr"}, FOLDER / f"{name}-label.hdr" if label else None
    )


class Folder(FakeCore):
    """A core whose folder holds these subjects; a check waits for `go`."""

    def __init__(self, *subjects: SubjectFiles) -> None:
        super().__init__()
        self.subjects = subjects
        self.go = threading.Event()
        self.go.set()

    def find(self, path: Path, monitor: Monitor) -> Dataset:
        if path in self.bad_paths:
            raise DatasetError("There are no subjects in this folder.", path=path)
        return Dataset(path, "iSeg", self.subjects)

    def check(self, files: SubjectFiles, monitor: Monitor) -> SubjectCheck:
        while not self.go.wait(0.01):
            monitor.update("Reading T1", 0, 1)
        return super().check(files, monitor)


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.shut_down()


def looked(core: Folder, runner: Runner, qtbot: QtBot) -> DataCheck:
    data = DataCheck(runner, core.services)
    data.start(FOLDER)
    qtbot.waitUntil(lambda: not data.is_busy)
    return data


def test_subjects_are_listed_before_they_are_read(runner: Runner, qtbot: QtBot) -> None:
    core = Folder(subject(1), subject(2, label=False))
    core.go.clear()
    data = DataCheck(runner, core.services)
    data.start(FOLDER)
    qtbot.waitUntil(lambda: len(data.rows) == 2)
    assert data.is_busy
    assert [row.check for row in data.rows] == [None, None]
    core.go.set()
    qtbot.waitUntil(lambda: not data.is_busy)
    assert [row.check is not None and row.check.shape for row in data.rows] == [(32, 36, 28)] * 2
    assert [row.files.id for row in data.labelled] == ["subject-1"]


def test_another_folder_ends_the_look_at_the_first(runner: Runner, qtbot: QtBot) -> None:
    core = Folder(*(subject(n) for n in range(3)))
    core.go.clear()
    data = DataCheck(runner, core.services)
    data.start(FOLDER)
    qtbot.waitUntil(lambda: len(data.rows) == 3)
    core.subjects = (subject(7),)
    core.go.set()
    data.start(FOLDER / "other")
    qtbot.waitUntil(lambda: not data.is_busy and not runner.busy)
    assert [row.files.id for row in data.rows] == ["subject-7"]
    data.clear()
    assert data.rows == ()


def test_a_folder_without_subjects_is_a_sentence(runner: Runner, qtbot: QtBot) -> None:
    core = Folder()
    core.bad_paths = {FOLDER}
    data = looked(core, runner, qtbot)
    assert data_problem(data, "0.2") == "There are no subjects in this folder."


def test_a_mistake_of_ours_is_said_too(runner: Runner, qtbot: QtBot) -> None:
    core = Folder()
    broken = replace(core.services, find=lambda path, monitor: 1 / 0)  # type: ignore[arg-type, return-value]
    data = DataCheck(runner, broken)
    data.start(FOLDER)
    qtbot.waitUntil(lambda: not data.is_busy)
    assert "division by zero" in data_problem(data, "0.2")


def test_two_labelled_subjects_are_needed(runner: Runner, qtbot: QtBot) -> None:
    data = looked(Folder(subject(1), subject(2, label=False)), runner, qtbot)
    assert data_problem(data, "0.2") == "Training needs at least two labelled subjects; there is one."


def test_a_subject_that_cannot_be_read_is_named(runner: Runner, qtbot: QtBot) -> None:
    core = Folder(*(subject(n) for n in range(1, 7)))
    core.unusable = {f"subject-{n}": UnreadableImageError("Cut short.") for n in (1, 3, 4, 5, 6)}
    data = looked(core, runner, qtbot)
    assert data_problem(data, "0.2").startswith("Cannot be used: subject-1, subject-3, subject-4 and 2 more.")


def test_the_split_leaves_someone_on_either_side(runner: Runner, qtbot: QtBot) -> None:
    data = looked(Folder(subject(1), subject(2), subject(3)), runner, qtbot)
    assert data_problem(data, "0.2") == ""
    assert data_problem(data, "subject-2") == ""
    assert "at least one" in data_problem(data, "")
    assert "Every subject" in data_problem(data, "subject-1,subject-2,subject-3")


def test_a_share_holds_out_the_same_subjects_as_the_training_does(runner: Runner, qtbot: QtBot) -> None:
    files = tuple(subject(n) for n in range(10))
    data = looked(Folder(*files), runner, qtbot)
    split = split_names([held.id for held in files], "0.3", seed=0, what="labelled subject")
    assert validated(data.labelled, "0.3") == set(split.validation)
