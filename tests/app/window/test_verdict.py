"""Judging subjects: by menu, keys and switches; notes; what a badge shows without its colour."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app.panels.badges import NOTED, STATUS, Badges
from app.session.session import Session, Status, Verdict, make_result
from app.window.main_window import MainWindow
from isegcore.data.dataset import SubjectFiles
from isegcore.data.subject import Modality
from tests.helpers.phantoms import phantom_subject
from tests.helpers.window_fakes import phantom_segmentation

MakeWindow = Callable[..., MainWindow]
A, B, C = Path("/data/a"), Path("/data/b"), Path("/data/c")


def status(window: MainWindow, path: Path = A) -> Status:
    entry = window.session.entry(str(path))
    assert entry is not None
    return entry.status


def segment(qtbot: QtBot, window: MainWindow) -> None:
    window.bar.qt("segment.start").trigger()
    qtbot.waitUntil(lambda: not window.runner.busy)


def test_menu_and_switches_judge_a_subject(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(None, A)
    segment(qtbot, window)
    window.bar.qt("verdict.reviewed").trigger()
    assert status(window) is Status.REVIEWED
    assert window.bar.qt("verdict.reviewed").isChecked()
    window.inspector.show_page("Review")
    switches = window.review.verdict.switches
    assert switches[Verdict.REVIEWED].isChecked()
    qtbot.mouseClick(switches[Verdict.FLAGGED], Qt.MouseButton.LeftButton)
    assert status(window) is Status.FLAGGED
    assert not switches[Verdict.REVIEWED].isChecked()
    qtbot.mouseClick(switches[Verdict.FLAGGED], Qt.MouseButton.LeftButton)
    assert status(window) is Status.DONE


def test_labels_that_change_are_not_reviewed_any_more_but_stay_flagged(qtbot: QtBot) -> None:
    session = Session()
    key = session.add(SubjectFiles("a", {Modality.T1: A}))
    result = make_result(phantom_segmentation(phantom_subject()))
    for verdict, after in ((Verdict.REVIEWED, None), (Verdict.FLAGGED, Verdict.FLAGGED)):
        for change in (
            lambda: session.hold_edit(key, result),
            lambda: session.hold_result(key, session.entries[0].choice, result),
        ):
            session.judge(key, verdict)
            change()
            assert session.entries[0].verdict is after


def test_the_next_subject_to_review_is_found_round_the_list(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(None, A, B, C)
    assert not window.bar.qt("verdict.next").isEnabled()  # nothing has labels
    for path in (A, C):
        window.work.open_subject(str(path))
        qtbot.waitUntil(lambda: not window.runner.busy)
        segment(qtbot, window)
    assert window.session.current is not None
    assert window.session.current.key == str(C)
    window.bar.qt("verdict.next").trigger()
    qtbot.waitUntil(lambda: window.session.opened is not None)
    assert window.session.current.key == str(A)
    window.bar.qt("verdict.flagged").trigger()
    window.bar.qt("verdict.next").trigger()
    qtbot.waitUntil(lambda: window.session.current is not None and window.session.current.key == str(C))
    qtbot.waitUntil(lambda: not window.runner.busy)
    window.bar.qt("verdict.reviewed").trigger()
    assert not window.bar.qt("verdict.next").isEnabled()


def test_a_note_belongs_to_its_subject_and_is_told_in_the_list(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(None, A, B)
    window.inspector.show_page("Review")
    note = window.review.verdict.note
    qtbot.keyClicks(note, "motion in T2")
    window.work.open_subject(str(B))  # before the pause after which notes are kept
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    assert note.toPlainText() == ""
    first = window.session.entry(str(A))
    assert first is not None
    assert first.note == "motion in T2"
    item = window.subjects.list.item(0)
    assert item.data(NOTED)
    assert "motion in T2" in item.toolTip()
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "a, To do, with a note"
    window.work.open_subject(str(A))
    qtbot.waitUntil(lambda: note.toPlainText() == "motion in T2")
    qtbot.keyClicks(note, "!")
    qtbot.waitUntil(lambda: "!" in window.session.entries[0].note)


@pytest.mark.parametrize("dark", [False, True])
def test_every_badge_has_a_shape_of_its_own(qtbot: QtBot, dark: bool) -> None:
    shapes = {status: _shape(status) for status in Status}
    for one, shape in shapes.items():
        assert all(shape != other for status, other in shapes.items() if status is not one)


def _shape(status: Status) -> QImage:
    """Return the badge's shape in black and white, without its words."""
    from app.panels import badges

    picture = QImage(40, 40, QImage.Format.Format_Mono)
    picture.fill(1)
    painter = QPainter(picture)
    badges._paint_shape(painter, QRect(5, 5, 30, 30).toRectF(), status, Qt.GlobalColor.black)
    painter.end()
    return picture


def test_a_line_with_a_long_name_keeps_its_badge(qtbot: QtBot) -> None:
    model = QStandardItemModel()
    item = QStandardItem("a name that is much longer than the column is wide " * 2)
    item.setData(Status.REVIEWED, STATUS)
    item.setData(True, NOTED)
    model.appendRow(item)
    picture = QImage(220, 32, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    option = QStyleOptionViewItem()
    option.rect = picture.rect()
    painter = QPainter(picture)
    Badges().paint(painter, option, model.index(0, 0))
    painter.end()
    green = [x for x in range(220) if picture.pixelColor(x, 16).green() > picture.pixelColor(x, 16).red() + 5]
    assert green  # the badge is there
    assert max(green) < 219
