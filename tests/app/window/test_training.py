"""A training in the window, played by a worker: watched, stopped, cancelled, killed, resumed, used."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.panels.run_panel import RunPanel
from app.session.training_plan import TrainingPlan, read_plan, write_plan
from app.session.training_run import Phase
from app.window.main_window import MainWindow
from isegcore.labels import Tissue
from tests.helpers.scripted_child import scripted
from tests.helpers.trainings import AND_REGISTERS, KILLED, ON_AND_ON, TO_THE_END, TRAINS, UNTIL_STOPPED
from tests.helpers.window_fakes import FakeCore

Start = Callable[..., MainWindow]

A = Path("/data/sub-01.nii.gz")


@pytest.fixture
def start(make_window: Callable[..., MainWindow], tmp_path: Path, qtbot: QtBot) -> Start:
    """Returns what opens a window and starts a training that a script plays."""

    def make(script: str, *paths: Path) -> MainWindow:
        window = make_window(FakeCore(worker=scripted(script)), *paths)
        plan = TrainingPlan(data="/data", validation="subject-3", name="mine", folder=str(tmp_path))
        window.desk.training.start(plan)
        return window

    return make


def panel(window: MainWindow) -> RunPanel:
    found = window.findChild(RunPanel)
    assert isinstance(found, RunPanel)
    return found


def phase(window: MainWindow) -> Phase | None:
    run = window.desk.training.run
    return None if run is None else run.phase


def epochs(window: MainWindow) -> int:
    run = window.desk.training.run
    return 0 if run is None else len(run.epochs)


def ended(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.desk.workers.busy, timeout=20_000)


def click(button: QPushButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def shown(window: MainWindow) -> list[str]:
    """Return the buttons of the panel that can be seen, in their order."""
    buttons = panel(window).findChildren(QPushButton)
    return [button.text() for button in buttons if button.isVisible()]


def test_a_training_is_watched_to_its_end(start: Start, qtbot: QtBot) -> None:
    window = start(TO_THE_END)
    assert window.workspace.tabs.isVisible()
    assert panel(window).isVisible()
    assert not window.bar.qt("train.start").isEnabled()
    ended(window, qtbot)
    page = panel(window)
    qtbot.waitUntil(lambda: len(page.loss.series[0].points) == 4)
    loss, validation = page.loss.series
    assert loss.points == [(1, 1.0), (2, 0.5), (3, 1 / 3), (4, 0.25)]
    assert [x for x, _ in validation.points] == [1, 2, 3, 4]
    assert {s.name: s.points[-1] for s in page.dice.series} == {t.name: (4, 0.9) for t in Tissue if t.value}
    assert "Starting from the weights of iseg-infant." in page.log.toPlainText()
    assert page.progress.value() == page.progress.maximum()
    assert window.workspace.tabs.tabText(1) == "Training: mine, done"
    assert shown(window) == ["Register", "Use This Model"]
    assert window.bar.qt("train.start").isEnabled()


def test_every_control_has_a_name(start: Start, qtbot: QtBot) -> None:
    window = start(TO_THE_END)
    ended(window, qtbot)
    page = panel(window)
    for button in page.findChildren(QPushButton):
        assert button.text()
        assert button.toolTip()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    for widget in (page.progress, page.log, page.loss, page.dice, page.picture):
        assert widget.accessibleName()


def test_time_left_and_share_are_told(start: Start, qtbot: QtBot) -> None:
    window = start(ON_AND_ON)
    qtbot.waitUntil(lambda: epochs(window) == 2, timeout=10_000)
    page = panel(window)
    page.refresh()
    words = [label.text() for label in page.findChildren(type(page._time))]
    assert any("50 %" in text and "min" in text and "left" in text for text in words)
    assert any("epoch 2 of 4 done" in text for text in words)
    assert window.workspace.tabs.tabText(1) == "Training: mine, 50 %"


def test_a_preview_is_shown(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    picture = tmp_path / "preview.png"
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(str(picture))
    window = start(f"{TRAINS}say('preview', path={str(picture)!r}); wait()")
    page_shown = lambda: window.findChild(RunPanel) is not None and panel(window).picture.is_shown  # noqa: E731
    qtbot.waitUntil(page_shown, timeout=10_000)
    middle = panel(window).picture.grab().toImage()
    assert middle.pixelColor(middle.width() // 2, middle.height() // 2).name() == "#ff0000"


def test_stopping_keeps_the_best_and_says_at_once_what_goes_on(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    window = start(UNTIL_STOPPED)
    assert not panel(window).stop.isEnabled()
    qtbot.waitUntil(lambda: epochs(window) == 2, timeout=10_000)
    page = panel(window)
    click(page.stop)
    assert not page.stop.isEnabled()
    assert "Asked to stop." in page.log.toPlainText()
    assert page.progress.maximum() == 0  # nobody knows how long it takes
    words = "Stopping; the best weights are kept · Scoring…"
    qtbot.waitUntil(lambda: words in [label.text() for label in page.findChildren(QLabel)])
    (tmp_path / "mine-run" / "seen").touch()
    ended(window, qtbot)
    assert phase(window) is Phase.DONE


def test_a_model_of_no_whole_epoch_says_so(start: Start, qtbot: QtBot) -> None:
    for script, begins in (("say('result', result={'model': 'x'})", "Stopped in its"), (TO_THE_END, "Done.")):
        window = start(script)
        ended(window, qtbot)
        assert phase(window) is Phase.DONE
        words = [label.text() for label in panel(window).findChildren(QLabel)]
        assert any(text.startswith(begins) and text.endswith("saved as mine.keras.") for text in words)


def test_cancelling_takes_less_than_a_second(start: Start, qtbot: QtBot) -> None:
    window = start(ON_AND_ON)
    qtbot.waitUntil(lambda: epochs(window) == 2, timeout=10_000)
    began = time.monotonic()
    click(panel(window).cancel)
    assert not panel(window).cancel.isEnabled()
    ended(window, qtbot)
    assert time.monotonic() - began < 1
    assert phase(window) is Phase.CANCELLED
    assert shown(window) == ["Resume"]


def test_a_killed_training_is_a_sentence_and_edits_live_on(start: Start, qtbot: QtBot) -> None:
    window = start(KILLED, A)
    window.work.segment()
    ended(window, qtbot)
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert phase(window) is Phase.FAILED
    assert [entry.files.id for entry in window.session.unsaved] == [A.name]
    problem = panel(window)._problem
    assert problem.isVisible()
    assert "memory" in problem.text()
    assert "resumed" in problem.text()
    assert epochs(window) == 2


def test_an_interrupted_training_is_resumed_where_it_was(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    window = start(KILLED)
    ended(window, qtbot)
    records = [
        {"number": n, "step": n * 10, "loss": 1 / n, "seconds": 60, "scores": {}, "time_ms": 0}
        for n in (1, 2)
    ]
    (tmp_path / "mine-run" / "journal.json").write_text(json.dumps({"epochs": records}))
    began: list[list[str]] = []
    plan = window.desk.training.run.plan if window.desk.training.run else None
    assert plan is not None
    window.desk.training.began.connect(lambda: began.append(plan.arguments(resume=True)))
    click(panel(window).resume)
    assert epochs(window) == 2
    assert [x for x, _ in panel(window).loss.series[0].points] == [1, 2]
    ended(window, qtbot)
    assert began[0][-2:] == ["--resume", str(tmp_path / "mine-run")]


def pick(window: MainWindow, name: str, folder: Path) -> None:
    dialog = window.findChild(QFileDialog, name)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(folder))
    dialog.reject()


ECHO = "say('log', message=' '.join(sys.argv[1:])); say('result', result=1)"


def test_a_run_folder_is_resumed_from_the_menu(
    make_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(FakeCore(worker=scripted(ECHO)))
    plan = TrainingPlan(data=str(tmp_path), validation="subject-3", name="mine", folder=str(tmp_path))
    write_plan(plan)
    (tmp_path / "mine-run" / "config.json").write_text("{}")
    window.bar.qt("train.resume").trigger()
    pick(window, "resume", tmp_path / "mine-run")
    ended(window, qtbot)
    assert " ".join(plan.arguments(resume=True)) in panel(window).log.toPlainText()


def test_the_plan_of_an_earlier_run_does_not_outlive_it(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    clears = "os.remove(os.path.join(folder, 'plan.json'))\n"
    (tmp_path / "mine-run").mkdir()
    (tmp_path / "mine-run" / "plan.json").write_text("{}")
    window = start(TRAINS.replace("def epoch", clears + "def epoch", 1))
    qtbot.waitUntil(lambda: epochs(window) == 2, timeout=10_000)
    ended(window, qtbot)
    (tmp_path / "mine-run" / "config.json").write_text("{}")
    assert read_plan(tmp_path / "mine-run").data == "/data"


def test_where_the_data_of_a_run_are_is_asked_if_nobody_knows(
    make_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    """A run begun on the command line has no plan."""
    window = make_window(FakeCore(worker=scripted(ECHO)))
    (tmp_path / "theirs-run").mkdir()
    (tmp_path / "theirs-run" / "config.json").write_text("{}")
    window.desk.resume(tmp_path / "theirs-run")
    assert not window.desk.training.is_running
    pick(window, "data", tmp_path)
    ended(window, qtbot)
    assert f"train {tmp_path} -o {tmp_path / 'theirs.keras'}" in panel(window).log.toPlainText()


def test_a_folder_that_is_no_run_is_told(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    window = start("pass")
    ended(window, qtbot)
    window.desk.resume(tmp_path)
    box = window.findChild(QMessageBox, "problem")
    assert isinstance(box, QMessageBox)
    assert "not the folder of a training run" in box.text()
    box.accept()


def test_the_model_is_used_from_then_on(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    window = start(TO_THE_END, A)
    ended(window, qtbot)
    click(panel(window).use)
    assert panel(window).use.text() == "In Use"
    assert window.chooser.name.text() == "mine"
    window.bar.qt("page.images").trigger()
    assert window.planes.isVisible()
    with qtbot.waitSignal(window.session.result_arrived):
        window.work.segment()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert window.model.current == str(tmp_path / "mine.keras")


def test_the_model_is_registered_once(start: Start, qtbot: QtBot) -> None:
    window = start(AND_REGISTERS)
    ended(window, qtbot)
    register = panel(window).register
    click(register)
    assert (register.text(), register.isEnabled()) == ("Registering…", False)
    ended(window, qtbot)
    assert (register.text(), register.isEnabled()) == ("Registered as Version 7", False)


def test_a_registration_that_fails_is_told_and_can_be_tried_again(start: Start, qtbot: QtBot) -> None:
    refuses = "if sys.argv[1] == 'models':\n    say('error', message='No store.')\n    sys.exit(1)\n"
    window = start(refuses + TO_THE_END)
    ended(window, qtbot)
    click(panel(window).register)
    ended(window, qtbot)
    box = window.findChild(QMessageBox, "problem")
    assert isinstance(box, QMessageBox)
    assert box.text() == "No store."
    box.accept()
    assert panel(window).register.isEnabled()


def test_closing_asks_and_ends_the_training(
    start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = start("say('log', message=f'pid {os.getpid()}')\n" + ON_AND_ON)
    qtbot.waitUntil(lambda: epochs(window) == 2, timeout=10_000)
    worker = psutil.Process(int(re.findall(r"pid (\d+)", panel(window).log.toPlainText())[0]))
    monkeypatch.setattr(window.prompts, "may_end_training", lambda: False)
    assert not window.close()
    assert window.desk.training.is_running
    monkeypatch.setattr(window.prompts, "may_end_training", lambda: True)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=5000)
    assert not worker.is_running()


def test_the_question_before_closing(start: Start, qtbot: QtBot) -> None:
    from PySide6.QtCore import QTimer

    window = start(ON_AND_ON)

    def answer(words: str) -> None:
        box = window.findChild(QMessageBox, "end training")
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text() == words).click()

    QTimer.singleShot(0, lambda: answer("Keep Training"))
    assert not window.prompts.may_end_training()
    QTimer.singleShot(0, lambda: answer("End Training"))
    assert window.prompts.may_end_training()


def test_a_folder_that_cannot_be_written_to_is_told(
    make_window: Callable[..., MainWindow], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    window = make_window(FakeCore(worker=scripted("pass")))
    window.desk.training.start(TrainingPlan(data="/d", name="mine", folder=str(tmp_path / "file")))
    box = window.findChild(QMessageBox, "problem")
    assert isinstance(box, QMessageBox)
    assert "cannot be written" in box.text()
    box.accept()
    assert not window.desk.training.is_running


def test_what_acts_on_the_images_waits_while_another_page_is_shown(start: Start, qtbot: QtBot) -> None:
    window = start(ON_AND_ON, A)
    acting = ("segment.start", "tool.brush", "paint.csf", "tidy.smooth", "start.nothing")
    assert not any(window.bar.qt(name).isEnabled() for name in acting)  # the training is shown
    assert "on the page Images" in window.bar.qt("tool.brush").toolTip()
    window.workspace.show_first()
    assert all(window.bar.qt(name).isEnabled() for name in acting)


def test_the_pages_are_turned_by_key(start: Start, qtbot: QtBot) -> None:
    window = start(ON_AND_ON, A)
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.planes.isVisible()
    assert window.readout.isVisible()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert panel(window).isVisible()
    assert not window.readout.isVisible()


def test_a_window_that_trains_nothing_has_no_tabs(make_window: Callable[..., MainWindow]) -> None:
    window = make_window()
    assert not window.workspace.tabs.isVisible()
    assert not window.bar.qt("page.training").isEnabled()
    assert not window.bar.qt("train.cancel").isEnabled()
