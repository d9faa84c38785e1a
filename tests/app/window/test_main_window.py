"""The window on a fake core: jobs, subjects, drops, errors, colours."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from app.dialogs.crash import CrashDialog
from app.dialogs.keys import Keys
from app.session.session import Status
from app.window.main_window import MainWindow
from app.window.theme import DARK, LIGHT
from isegcore import errors
from isegcore.data.subject import Modality, Subject
from isegcore.errors import IsegError, OutputError
from isegcore.labels import ISEG, Tissue
from tests.helpers.phantoms import phantom_subject
from tests.helpers.window_fakes import FakeCore
from tests.helpers.windows import click, idle, message_box, status

Make = Callable[..., MainWindow]

A, B = Path("/data/sub-01.nii.gz"), Path("/data/sub-02.nii.gz")


def test_a_bare_window_invites(make_window: Make) -> None:
    window = make_window()
    assert window.welcome.isVisible()
    assert window.windowTitle() == "iSeg Desktop"
    enabled = {a.objectName() for a in window.findChildren(QAction) if a.isEnabled() and a.objectName()}
    assert "open.folder" in enabled
    assert "segment.start" not in enabled
    assert "export.segmentation" not in enabled


def test_a_small_window_keeps_its_size(make_window: Make, qtbot: QtBot) -> None:
    window = make_window()
    window.resize(1024, 700)
    window.open_paths([A])
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    click(window.summary.segment)
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert window.session.current is not None
    assert window.session.current.result is not None
    assert (window.width(), window.height()) == (1024, 700)


def test_progress_is_shown_and_cancel_answers_at_once(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(seconds=30), A)
    window.work.segment()
    qtbot.waitUntil(window.job_bar.cancel.isVisible)
    assert status(window, A) is Status.RUNNING
    assert not window.bar.qt("segment.start").isEnabled()
    assert not window.bar.qt("list.remove").isEnabled()
    began = time.monotonic()
    click(window.job_bar.cancel)
    assert not window.job_bar.cancel.isEnabled()
    idle(window, qtbot)
    assert time.monotonic() - began < 0.5
    assert status(window, A) is Status.TO_DO
    assert window.session.current is not None
    assert window.session.current.result is None
    assert not window.job_bar.cancel.isVisible()
    assert window.bar.qt("segment.start").isEnabled()


def test_figures_stay_legible_beside_a_job_in_a_small_window(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(
        FakeCore(seconds=30), Path("/data/sub-01_ses-2_acq-highres_run-1_of_the_second_visit")
    )
    window.resize(1024, 700)
    window.work.segment()
    qtbot.waitUntil(window.job_bar.cancel.isVisible)
    qtbot.waitUntil(lambda: window.job_bar.width() + window.readout.width() <= window.width())
    readout = window.readout
    parts = [*readout.fields.values(), readout.convention]
    for part in parts:
        assert part.width() >= part.minimumSizeHint().width()
        assert readout.rect().contains(part.geometry())
    assert all(one.geometry().right() < other.x() for one, other in pairwise(parts))
    click(window.job_bar.cancel)
    idle(window, qtbot)


def test_the_network_is_made_ready_once_without_a_word(make_window: Make, qtbot: QtBot) -> None:
    core = FakeCore()
    window = make_window(core)
    assert core.prepared == 0
    started: list[str] = []
    window.runner.started.connect(lambda job: started.append(job.title))
    window.open_paths([A, B])
    qtbot.waitUntil(lambda: core.prepared == 1 and not window.runner.busy)
    window.subjects.list.setCurrentRow(1)
    idle(window, qtbot)
    assert core.prepared == 1
    assert started.count("Preparing") == 1


def test_escape_cancels_too(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(seconds=30), A)
    with qtbot.waitActive(window):
        window.activateWindow()
    window.work.segment()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    idle(window, qtbot)
    assert status(window, A) is Status.TO_DO


def test_a_result_is_kept_for_its_subject_when_the_user_has_moved_on(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(seconds=0.3), A, B)
    window.work.segment()
    window.subjects.list.setCurrentRow(1)
    qtbot.waitUntil(lambda: window.session.opened is not None)
    idle(window, qtbot)
    assert (status(window, A), status(window, B)) == (Status.DONE, Status.TO_DO)
    assert not window.bar.qt("export.segmentation").isEnabled()
    assert not window.summary.export.isVisible()
    window.subjects.list.setCurrentRow(0)
    idle(window, qtbot)
    assert window.bar.qt("export.segmentation").isEnabled()
    assert window.viewing.labels is not None


def test_a_known_problem_while_segmenting_is_told_and_loses_nothing(make_window: Make, qtbot: QtBot) -> None:
    core = FakeCore(segment_error=errors.TooLargeError("Too large.", hint="Close other programs."))
    window = make_window(core, A)
    window.work.segment()
    idle(window, qtbot)
    box = message_box(window, "problem")
    assert (box.text(), box.informativeText()) == ("Too large.", "Close other programs.")
    click(box.button(QMessageBox.StandardButton.Ok))
    assert window.session.opened is not None
    core.segment_error = None
    window.work.segment()
    idle(window, qtbot)
    assert status(window, A) is Status.DONE


def test_a_bug_gets_a_traceback_to_copy_and_the_window_lives_on(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(segment_error=ZeroDivisionError("a bug")), A)
    window.work.segment()
    idle(window, qtbot)
    dialog = window.findChild(CrashDialog)
    assert dialog is not None
    click(dialog.copy)
    copied = QApplication.clipboard().text()
    assert "ZeroDivisionError: a bug" in copied
    assert "in segment" in copied
    assert "PySide6" in copied
    dialog.reject()
    assert window.bar.qt("segment.start").isEnabled()


KNOWN = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, IsegError)]


@pytest.mark.parametrize("kind", KNOWN)
def test_every_known_error_of_reading_is_a_sentence_a_file_and_a_hint(
    kind: type[IsegError], make_window: Make, qtbot: QtBot
) -> None:
    error = kind("The file ends early.", path=A, hint="Copy it again.")
    core = FakeCore(read_error=error)
    window = make_window(core)
    window.open_paths([A])
    idle(window, qtbot)
    qtbot.waitUntil(lambda: status(window, A) is Status.PROBLEM)
    shown = " ".join(label.text() for label in window.placeholder.labels)
    for part in ("The file ends early.", "Copy it again.", str(A)):
        assert part in shown
    core.read_error = None
    window.open_paths([B])
    idle(window, qtbot)
    assert window.session.opened is not None
    assert [entry.files.id for entry in window.session.entries] == [A.name, B.name]


def test_a_path_without_subjects_leaves_what_is_open(make_window: Make, qtbot: QtBot) -> None:
    core = FakeCore()
    window = make_window(core, A)
    core.bad_paths = {B}
    window.open_paths([B])
    idle(window, qtbot)
    box = message_box(window, "problem")
    assert box.text() == "There are no subjects."
    assert window.session.current is not None
    assert window.session.current.key == str(A)
    assert window.session.opened is not None
    assert window.recent.paths == (A,)
    box.accept()


def test_one_bad_path_does_not_keep_the_others_out(make_window: Make, qtbot: QtBot) -> None:
    core = FakeCore(bad_paths={B})
    window = make_window(core)
    window.open_paths([A, B, Path("/data/sub-03.nii.gz")])
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    assert [entry.files.id for entry in window.session.entries] == [A.name, "sub-03.nii.gz"]
    box = message_box(window, "problem")
    assert str(B) in box.informativeText()
    box.accept()


def test_a_failed_export_keeps_the_result(make_window: Make, qtbot: QtBot) -> None:
    core = FakeCore()
    window = make_window(core, A)
    window.work.segment()
    idle(window, qtbot)
    core.write_error = OutputError("The disk is full.", path=A, hint="Choose another disk.")
    window.work.export(Path("/out/x.nii.gz"), ISEG, overwrite=False)
    idle(window, qtbot)
    assert message_box(window, "problem").text() == "The disk is full."
    message_box(window, "problem").accept()
    assert [entry.key for entry in window.session.unsaved] == [str(A)]


def test_closing_during_a_job_cancels_it_and_waits(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(seconds=30), A)
    window.work.segment()
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=2000)
    assert not window.runner.busy


def test_closing_asks_for_results_that_were_not_exported(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(), A)
    window.work.segment()
    idle(window, qtbot)
    for answer in ("Cancel", "Discard"):
        assert not window.close()
        box = message_box(window, "unsaved")
        click(next(button for button in box.buttons() if button.text() == answer))
        qtbot.waitUntil(lambda: window.findChild(QMessageBox, "unsaved") is None)
        assert window.isVisible() is (answer == "Cancel")


def test_dropped_files_and_folders_are_opened(make_window: Make, qtbot: QtBot) -> None:
    window = make_window()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(A)), QUrl.fromLocalFile(str(B)), QUrl("https://example.org/c.nii")])
    drop = QDropEvent(
        QPointF(400, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )
    window.dropEvent(drop)
    assert drop.isAccepted()
    qtbot.waitUntil(lambda: len(window.session.entries) == 2)
    idle(window, qtbot)
    assert window.session.current is not None
    assert window.session.current.key == str(A)


def test_light_and_dark(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(), A)
    light = window.grab().toImage()
    window.bar.qt("look.dark").trigger()
    assert window.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    assert window.bar.qt("look.dark").isChecked()
    dark = window.grab().toImage()
    corner = (4, window.height() // 2)
    assert light.pixelColor(*corner).name() == LIGHT.window
    assert dark.pixelColor(*corner).name() == DARK.window
    window.bar.qt("look.dark").trigger()
    assert window.palette().color(QPalette.ColorRole.Window).name() == LIGHT.window


def test_removing_a_subject_opens_the_next(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(), A, B)
    window.bar.qt("list.remove").trigger()
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    assert [entry.key for entry in window.session.entries] == [str(B)]
    window.bar.qt("list.remove").trigger()
    assert window.welcome.isVisible()
    assert window.windowTitle() == "iSeg Desktop"


def test_every_control_has_a_name_and_can_be_reached_by_key(make_window: Make) -> None:
    window = make_window(FakeCore(), A)
    controls = [
        control
        for kind in (QAbstractButton, QComboBox, QAbstractSpinBox, QAbstractSlider)
        for control in window.findChildren(kind)
        if not control.objectName().startswith("qt_") and control.isVisibleTo(window)
    ]
    assert len(controls) > 12
    for control in controls:
        name = control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
        assert name, control
        if not isinstance(control.parentWidget(), QAbstractSlider) and "Scroll" not in type(control).__name__:
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control


def test_the_geometry_is_remembered(make_window: Make, qtbot: QtBot) -> None:
    window = make_window()
    window.resize(1100, 750)
    window.close()
    assert make_window().size() == window.size()


def test_modalities_of_a_lone_t1(make_window: Make) -> None:
    core = FakeCore(make=lambda files: Subject("t1", {Modality.T1: phantom_subject().images[Modality.T1]}))
    window = make_window(core, A)
    assert not window.bar.qt("view.modality").isEnabled()
    assert not window.bar.qt("images.register").isEnabled()
    assert not window.image.choices[Modality.T2].isEnabled()


def test_about_says_what_this_is_not(make_window: Make) -> None:
    window = make_window()
    window.bar.qt("help.about").trigger()
    box = message_box(window, "about")
    assert "not a medical device" in box.text()
    box.accept()


def test_the_sheet_names_every_shortcut(make_window: Make) -> None:
    window = make_window()
    window.bar.qt("help.keys").trigger()
    sheet = window.findChild(Keys)
    assert isinstance(sheet, Keys)
    text = sheet.sheet.toPlainText()
    for action in window.bar.actions:
        if action.shortcuts:
            assert " ".join(action.title.replace("&", "").rstrip("…").split()) in text
    assert "Right drag" in text
    sheet.reject()


def test_no_two_actions_share_a_shortcut_or_a_name(make_window: Make) -> None:
    actions = make_window().bar.actions
    keys = [key for action in actions for key in action.shortcuts]
    assert len(keys) == len(set(keys))
    assert all(action.title for action in actions)


def test_result_and_reference_can_be_looked_at_in_turn(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(make=lambda files: phantom_subject(noise=90)), A)
    labels = window.labels
    assert not labels.source.isVisible()
    reference = labels.rows[Tissue.CSF].millilitres.text()
    window.work.segment()
    idle(window, qtbot)
    assert labels.source.isVisible()
    assert labels.source.currentText() == "Result"
    result = labels.rows[Tissue.CSF].millilitres.text()
    assert result != reference
    labels.source.setCurrentIndex(1)
    labels.source.activated.emit(1)
    assert labels.rows[Tissue.CSF].millilitres.text() == reference
    assert window.readout.fields["label"].text() == "WM"


def test_main_keys(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(), A)
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    idle(window, qtbot)
    assert status(window, A) is Status.DONE
