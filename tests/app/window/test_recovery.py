"""Windows that end before corrections are saved, and the next start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMessageBox
from pytestqt.qtbot import QtBot

from app.session.recovery_folder import recovery_root
from app.session.session import Status
from app.session.view_state import Plane
from app.window.main_window import MainWindow
from tests.helpers.phantoms import phantom_subject
from tests.helpers.window_fakes import FakeCore
from tests.helpers.windows import message_box

Make = Callable[..., MainWindow]
A, B = Path("/data/anna"), Path("/data/b")


def edit(window: MainWindow) -> np.ndarray:
    window.bar.qt("tool.brush").trigger()
    window.bar.qt("paint.csf").trigger()
    view = window.planes.views[Plane.AXIAL]
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    entry = window.session.current
    assert entry is not None
    assert entry.result is not None
    return entry.result.segmentation.labels.data


def put_aside(root: Path) -> list[Path]:
    return sorted(root.glob("*/*.iseg-recovery"))


def die(window: MainWindow) -> None:
    """Leave the window's folder as a process does that has ended without closing its window."""
    folder = window.recovery.autosave._folder
    assert folder._lock is not None
    folder._lock.unlock()
    folder._lock = None


def answer(window: MainWindow, qtbot: QtBot, text: str, name: str = "recover") -> QMessageBox:
    qtbot.waitUntil(lambda: isinstance(window.findChild(QMessageBox, name), QMessageBox))
    box = message_box(window, name)
    next(b for b in box.findChildren(QAbstractButton) if b.text() == text).click()
    return box


def test_corrections_are_put_aside_every_so_often(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(), A)
    window.recovery.autosave._timer.setInterval(50)
    edit(window)
    qtbot.waitUntil(lambda: bool(put_aside(recovery_root())) and not window.runner.busy)
    assert "anna" not in put_aside(recovery_root())[0].name
    window.bar.qt("edit.undo").trigger()
    assert put_aside(recovery_root()) == []  # nothing is corrected any more


def test_what_was_put_aside_is_offered_and_brought_back(make_window: Make, qtbot: QtBot) -> None:
    first = make_window(FakeCore(), A)
    labels = edit(first)
    first.recovery.autosave.save_now()  # what a crash does
    die(first)
    second = make_window(FakeCore())
    second.recovery.offer()
    box = answer(second, qtbot, "Recover")
    assert "anna" in box.informativeText()
    qtbot.waitUntil(lambda: second.session.opened is not None and not second.runner.busy)
    entry = second.session.current
    assert entry is not None
    assert entry.result is not None
    assert np.array_equal(entry.result.segmentation.labels.data, labels)
    assert entry.status is Status.EDITED
    assert entry in second.session.unsaved
    left = put_aside(recovery_root())
    assert len(left) == 1  # still put aside, now by the second window
    assert left[0].parent == second.recovery.autosave._folder.path


def test_not_now_offers_again_and_discard_asks_once_more(make_window: Make, qtbot: QtBot) -> None:
    first = make_window(FakeCore(), A)
    edit(first)
    first.recovery.autosave.save_now()
    die(first)
    later = make_window(FakeCore())
    later.recovery.offer()
    answer(later, qtbot, "Not Now")
    assert len(put_aside(recovery_root())) == 1
    second = make_window(FakeCore())
    second.recovery.offer()
    answer(second, qtbot, "Discard…")
    assert "anna" in answer(second, qtbot, "Back", "discard recovered").informativeText()
    qtbot.waitUntil(lambda: second.findChild(QMessageBox, "discard recovered") is None)
    answer(second, qtbot, "Discard…")
    assert len(put_aside(recovery_root())) == 1  # until it is said twice
    answer(second, qtbot, "Discard", "discard recovered")
    assert put_aside(recovery_root()) == []
    third = make_window(FakeCore())
    third.recovery.offer()
    qtbot.wait(50)
    assert third.findChild(QMessageBox, "recover") is None


def test_a_file_that_is_cut_short_is_told_and_kept_and_the_others_come_back(
    make_window: Make, qtbot: QtBot
) -> None:
    first = make_window(FakeCore(), A, B)
    edit(first)
    first.subjects.list.setCurrentRow(1)
    qtbot.waitUntil(lambda: first.session.opened is not None and not first.runner.busy)
    edit(first)
    first.recovery.autosave.save_now()
    die(first)
    broken = put_aside(recovery_root())[0]
    content = broken.read_bytes()
    broken.write_bytes(content[: len(content) // 2])
    second = make_window(FakeCore())
    second.recovery.offer()
    answer(second, qtbot, "Recover")
    problem = second.findChild(QMessageBox, "problem")
    assert isinstance(problem, QMessageBox)
    assert "cut short" in problem.text()
    kept = recovery_root() / "damaged"
    assert str(kept) in problem.informativeText()
    assert [path.stat().st_size for path in kept.iterdir()] == [len(content) // 2]
    assert len(second.session.entries) == 1
    qtbot.waitUntil(lambda: second.session.opened is not None and not second.runner.busy)
    problem.close()


def test_a_window_that_is_open_is_not_recovered_from(make_window: Make, qtbot: QtBot) -> None:
    first = make_window(FakeCore(), A)
    edit(first)
    first.recovery.autosave.save_now()
    second = make_window(FakeCore())
    second.recovery.offer()
    qtbot.wait(50)
    assert second.findChild(QMessageBox, "recover") is None
    assert len(put_aside(recovery_root())) == 1


def test_two_windows_on_one_subject_keep_their_corrections_apart(make_window: Make, qtbot: QtBot) -> None:
    first, second = make_window(FakeCore(), A), make_window(FakeCore(), A)
    edit(first)
    assert "another window" not in first.statusBar().currentMessage()
    edit(second)
    assert "anna is being corrected in another window, too" in second.statusBar().currentMessage()
    first.recovery.autosave.save_now()
    second.recovery.autosave.save_now()
    files = put_aside(recovery_root())
    assert len(files) == 2
    assert files[0].name == files[1].name
    assert files[0].parent != files[1].parent


def test_an_orderly_end_leaves_nothing(
    make_window: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window(FakeCore(), A)
    edit(window)
    window.recovery.autosave.save_now()
    monkeypatch.setattr(window.study, "may_close", lambda: True)
    window.close()
    assert not window.isVisible()
    assert list(recovery_root().glob("*")) == []


def test_images_that_are_others_by_now_keep_the_corrections_in_a_file(
    make_window: Make, qtbot: QtBot
) -> None:
    first = make_window(FakeCore(), A)
    edit(first)
    first.recovery.autosave.save_now()
    die(first)
    second = make_window(FakeCore(make=lambda files: phantom_subject((20, 22, 24))))
    second.recovery.offer()
    answer(second, qtbot, "Recover")
    qtbot.waitUntil(lambda: second.session.opened is not None and not second.runner.busy)
    problem = second.findChild(QMessageBox, "problem")
    assert isinstance(problem, QMessageBox)
    assert "grids differ" in problem.text()
    assert len(list((recovery_root() / "damaged").iterdir())) == 1
    assert second.session.current is not None
    assert second.session.current.result is None
    problem.close()


def test_a_disk_that_cannot_be_written_is_told_once(
    make_window: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window(FakeCore(), A)
    root = recovery_root()
    root.parent.mkdir(parents=True, exist_ok=True)
    root.write_text("a file where the folder should be")
    told: list[object] = []
    window.recovery.failed.disconnect(window.show_error)
    window.recovery.failed.connect(told.append)
    edit(window)
    window.recovery.autosave.save_now()
    assert len(told) == 1
