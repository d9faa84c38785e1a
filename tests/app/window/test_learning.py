"""Correct, then learn: from reviewed subjects to the training dialog with everything filled in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.dialogs.train_dialog import TrainDialog
from app.services import core_services
from app.session.session import ReadChoice, Verdict, make_result
from app.window.main_window import MainWindow
from isegcore.data.orientation import orientation_of
from isegcore.io.discovery import find_subjects
from isegcore.io.subject import read_subject
from tests.cli.conftest import write_subject
from tests.helpers.window_fakes import FakeCore, phantom_segmentation

MakeWindow = Callable[..., MainWindow]


class RealFiles(FakeCore):
    """A fake core that finds, reads and checks real files and knows the library's models."""

    @property
    def services(self):  # type: ignore[no-untyped-def]
        from dataclasses import replace

        core = core_services()
        return replace(
            super().services, find=core.find, read=core.read, check=core.check, find_models=core.find_models
        )


def test_reviewed_subjects_become_a_training(qtbot: QtBot, make_window: MakeWindow, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for number in (1, 2, 3):
        write_subject(data, number)
    window = make_window(RealFiles(), data)
    action = window.bar.qt("train.reviewed")
    keys = [entry.key for entry in window.session.entries]
    window.session.judge(keys[0], Verdict.REVIEWED)
    assert not action.isEnabled()  # of one subject none can be held out
    window.session.judge(keys[1], Verdict.REVIEWED)
    window.session.judge(keys[2], Verdict.FLAGGED)
    assert action.isEnabled()
    entry, images = window.session.current, window.session.opened
    assert entry is not None
    assert images is not None
    result = make_result(phantom_segmentation(images.subject))
    window.session.hold_edit(entry.key, result)  # a correction: to be reviewed again
    assert not action.isEnabled()
    window.session.judge(entry.key, Verdict.REVIEWED)
    action.trigger()
    chooser = window.findChild(QFileDialog, "learn")
    chooser.fileSelected.emit(str(tmp_path))
    chooser.reject()
    qtbot.waitUntil(lambda: window.findChild(TrainDialog) is not None, timeout=20_000)
    dialog = window.findChild(TrainDialog)
    qtbot.waitUntil(lambda: not window.runner.busy, timeout=30_000)
    folder = tmp_path / "reviewed-subjects"
    found = {files.id: files for files in find_subjects(folder).subjects}
    assert set(found) == {"subject-1", "subject-2"}
    learnt = read_subject(found[entry.files.id]).reference
    assert learnt is not None
    assert np.array_equal(learnt.data, result.segmentation.labels.data)
    plan = dialog.plan
    assert Path(plan.data) == folder
    assert Path(plan.start).stem == window.model.current
    assert plan.name.startswith(f"{window.model.label}-tuned")
    assert dialog.train.isEnabled(), dialog.problem.text()
    dialog.reject()
    window.review._learn_in(tmp_path)
    qtbot.waitUntil(
        lambda: (tmp_path / "reviewed-subjects-2").is_dir() and not window.runner.busy, timeout=20_000
    )
    qtbot.waitUntil(lambda: len(window.findChildren(TrainDialog)) > 0)
    for opened in window.findChildren(TrainDialog):
        opened.reject()
    qtbot.waitUntil(lambda: not window.runner.busy, timeout=30_000)


def test_what_is_learnt_lies_as_the_user_said(qtbot: QtBot, make_window: MakeWindow, tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "lessons"
    data.mkdir()
    for number in (1, 2):
        write_subject(data, number)
    window = make_window(RealFiles(), data)
    first, second = (entry.key for entry in window.session.entries)
    window.session.choose(second, ReadChoice("PIR"))
    for key in (first, second):
        window.session.judge(key, Verdict.REVIEWED)
    window.review.learning.write(folder)
    qtbot.waitUntil(lambda: len(list(folder.glob("*label*"))) == 2 and not window.runner.busy, timeout=20_000)
    read = [read_subject(files) for files in find_subjects(folder).subjects]
    assert [orientation_of(subject.grid.affine).code for subject in read] == ["LAS", "PIR"]
    for subject in read:
        assert subject.reference is not None
        assert subject.reference.grid.matches(subject.grid)
