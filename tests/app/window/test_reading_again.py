"""Reading a subject another way, again, or no longer: what is asked, and what is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.session.session import ReadChoice, Status
from app.window.main_window import MainWindow
from isegcore.data.subject import Subject
from isegcore.data.volume import Source, Volume
from isegcore.errors import UnreadableImageError
from isegcore.labels import ISEG
from tests.helpers.phantoms import phantom_subject
from tests.helpers.window_fakes import FakeCore
from tests.helpers.windows import answer_modal, click, idle, status

Make = Callable[..., MainWindow]

A, B = Path("/data/sub-01.nii.gz"), Path("/data/sub-02.nii.gz")


def analyze(orientation_notes: tuple[str, ...] = (), subject_notes: tuple[str, ...] = ()) -> Subject:
    plain = phantom_subject()
    source = Source(
        (A,), "Analyze 7.5", plain.grid.shape, b"", orientation_assumed=True, notes=orientation_notes
    )
    images = {m: Volume(v.data, v.grid, source) for m, v in plain.images.items()}
    return Subject(plain.id, images, None, (*orientation_notes, *subject_notes))


def test_an_assumed_orientation_is_said_and_can_be_chosen(make_window: Make, qtbot: QtBot) -> None:
    core = FakeCore(make=lambda files: analyze(("LAS is assumed.",)))
    window = make_window(core, A)
    assert window.banner.isVisible()
    assert not window.banner.register.isVisible()
    assert window.banner.orientation.currentText() == "LAS"
    window.banner.orientation.textActivated.emit("RAS")
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    assert core.choices == [ReadChoice(), ReadChoice("RAS")]
    assert window.banner.orientation.currentText() == "RAS"
    codes = {window.banner.orientation.itemText(n) for n in range(window.banner.orientation.count())}
    assert len(codes - {""}) == 48


def test_a_resampled_t2_is_said_and_can_be_registered(make_window: Make, qtbot: QtBot) -> None:
    core = FakeCore(make=lambda files: analyze(subject_notes=("T2 was resampled.",)))
    window = make_window(core, A)
    click(window.banner.register)
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    assert core.choices[-1] == ReadChoice(register=True)
    assert window.bar.qt("images.register").isChecked()
    assert not window.banner.register.isVisible()


@pytest.mark.parametrize("kept", ["nowhere", "file", "study"])
def test_reading_another_way_asks_before_a_result_is_lost(
    kept: str, make_window: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    core = FakeCore(make=lambda files: analyze())
    window = make_window(core, A)
    window.work.segment()
    idle(window, qtbot)
    if kept == "file":
        window.work.export(tmp_path / "labels.nii.gz", ISEG, overwrite=False)
    elif kept == "study":
        window.study.studies.save(tmp_path / "ward.iseg")
    idle(window, qtbot)
    said = answer_modal("Keep Result")
    window.banner.orientation.textActivated.emit("RAS")
    assert ("nowhere else" in said[0]) is (kept == "nowhere")
    assert window.banner.orientation.currentText() == "LAS"
    assert len(core.choices) == 1
    assert status(window, A) is Status.DONE
    answer_modal("Read Again")
    window.banner.orientation.textActivated.emit("RAS")
    idle(window, qtbot)
    assert core.choices[-1] == ReadChoice("RAS")
    assert status(window, A) is Status.TO_DO


def test_a_broken_image_can_be_reread_after_it_was_replaced(make_window: Make, qtbot: QtBot) -> None:
    core = FakeCore(read_error=UnreadableImageError("Cut short.", path=A))
    window = make_window(core)
    window.open_paths([A])
    idle(window, qtbot)
    core.read_error = None
    window.open_paths([A])
    idle(window, qtbot)
    assert window.session.opened is not None
    assert status(window, A) is Status.TO_DO


def test_cancelling_a_read_leaves_the_subject_to_be_chosen_again(make_window: Make, qtbot: QtBot) -> None:
    core = FakeCore()
    core.reading_seconds = 30
    window = make_window(core)
    window.open_paths([A])
    qtbot.waitUntil(lambda: window.session.current is not None and window.job_bar.cancel.isVisible())
    click(window.job_bar.cancel)
    idle(window, qtbot)
    assert window.session.current is None
    assert status(window, A) is Status.TO_DO
    core.reading_seconds = 0
    window.subjects.list.setCurrentRow(0)
    qtbot.waitUntil(lambda: window.session.opened is not None)


def test_choosing_another_subject_gives_up_the_read_under_way(make_window: Make, qtbot: QtBot) -> None:
    core = FakeCore()
    window = make_window(core, A, B)
    core.reading_seconds = 30
    window.subjects.list.setCurrentRow(1)
    QTest.qWait(50)
    core.reading_seconds = 0
    window.subjects.list.setCurrentRow(0)
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    assert window.session.current is not None
    assert window.session.current.key == str(A)


def test_a_subject_that_cannot_be_read_is_taken_off_the_list(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(read_error=UnreadableImageError("Cut short.", path=A)))
    window.open_paths([A])
    qtbot.waitUntil(window.placeholder.again.isVisible)
    idle(window, qtbot)
    click(window.placeholder.remove)
    assert window.session.entries == ()
    assert window.welcome.isVisible()
    assert window.bar.qt("list.remove") in window.subjects.list.actions()


def test_try_again_reads_a_mended_file(make_window: Make, qtbot: QtBot) -> None:
    core = FakeCore(read_error=UnreadableImageError("Cut short.", path=A))
    window = make_window(core)
    window.open_paths([A])
    qtbot.waitUntil(window.placeholder.again.isVisible)
    idle(window, qtbot)
    core.read_error = None
    click(window.placeholder.again)
    qtbot.waitUntil(lambda: window.session.opened is not None)
