"""The pipeline page, its worker played by a script: filled in, watched, cancelled, looked at afterwards."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from app.jobs.events import StageTold
from app.panels import stage_graph
from app.panels.pipeline_page import PipelinePage
from app.session.pipeline_plan import PipelinePlan, plan_problem, write_subjects
from app.session.pipeline_run import PipelinePhase
from app.session.session import ReadChoice
from app.window.main_window import MainWindow
from isegcore.data.dataset import Dataset, SubjectFiles
from isegcore.data.subject import Modality
from isegcore.io.results import write_result
from isegcore.io.subject import ReadOptions, read_subject
from isegcore.labels import ISEG
from isegcore.monitor import Monitor
from isegcore.pipeline.records import SubjectRecord
from isegcore.pipeline.stages import Stage
from isegcore.pipeline.store import Store
from isegcore.pipeline.tasks import reading_key
from tests.helpers.scripted_child import scripted
from tests.helpers.scripted_pipelines import BROKEN_OFF, ON_AND_ON, REFUSED, WITH_A_BAD_SUBJECT
from tests.helpers.studies import FileCore, write_unoriented
from tests.helpers.window_fakes import FakeCore, phantom_segmentation

Start = Callable[[str], tuple[MainWindow, PipelinePage]]


class TwoSubjects(FakeCore):
    """Finds two subjects in every folder."""

    def find(self, path: Path, monitor: Monitor) -> Dataset:
        if path in self.bad_paths:
            return super().find(path, monitor)
        subjects = (SubjectFiles(f"sub-0{n}", {Modality.T1: path / f"sub-0{n}_T1w.nii"}) for n in (1, 2))
        return Dataset(path, "BIDS", tuple(subjects))


@pytest.fixture
def start(make_window: Callable[..., MainWindow], tmp_path: Path, qtbot: QtBot) -> Start:
    """Returns what opens a window's page on a folder of two subjects; a script plays the pipeline."""

    def make(script: str) -> tuple[MainWindow, PipelinePage]:
        window = make_window(TwoSubjects(worker=scripted(script)))
        window.bar.qt("page.pipeline").trigger()
        page = window.pipeline.page
        assert page is not None
        page.form.choose(str(tmp_path))
        page.form.outputs.setText(str(tmp_path / "outputs"))
        qtbot.waitUntil(lambda: page.subjects.rowCount() == 2)
        return window, page

    return make


def click(button: QAbstractButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def cells(page: PipelinePage, row: int) -> list[str]:
    return [str(page.subjects.index(row, column).data() or "") for column in range(5)]


def ended(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.pipeline.pipelines.is_running, timeout=20_000)


def test_nothing_runs_until_the_folders_are_chosen(
    make_window: Callable[..., MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window(TwoSubjects(bad_paths={tmp_path}))
    window.bar.qt("page.pipeline").trigger()
    page = window.pipeline.page
    assert page is not None
    assert not page.run.isEnabled()
    assert not page.cancel.isEnabled()
    page.form.choose(str(tmp_path))
    assert page.form.outputs.text() == str(tmp_path.parent / "outputs")
    qtbot.waitUntil(lambda: not window.pipeline.pipelines.is_looking)
    assert "no subjects" in page.run.toolTip()
    assert not page.run.isEnabled()


def test_subjects_that_are_not_ticked_are_left_out(start: Start) -> None:
    _, page = start(ON_AND_ON)
    assert page.plan.subjects is None
    first = page.subjects.index(0, 0)
    page.subjects.setData(first, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert page.plan.subjects == ("sub-02",)
    page.subjects.setData(
        page.subjects.index(1, 0), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole
    )
    assert "Tick the subjects" in page.run.toolTip()
    assert not page.run.isEnabled()


def test_stages_and_subjects_are_watched_and_cancelling_takes_less_than_a_second(
    start: Start, qtbot: QtBot
) -> None:
    window, page = start(ON_AND_ON)
    click(page.run)
    run = window.pipeline.pipelines.run
    assert run is not None
    qtbot.waitUntil(lambda: "sub-02" in run.subjects, timeout=10_000)
    qtbot.waitUntil(lambda: "Segment: 1 of 2" in page.graph.accessibleDescription())
    assert "Train model: Skipped, Skip training: Done" in page.graph.accessibleDescription()
    assert cells(page, 1) == ["sub-02", "T1", "Segmenting", "", "Segmenting"]
    assert cells(page, 0)[2] == "Segmented"
    assert "decide_train: done. decide_train is done." in page.log.toPlainText()
    assert not page.form.isEnabled()
    assert not page.run.isEnabled()
    assert not page.subjects.flags(page.subjects.index(0, 0)) & Qt.ItemFlag.ItemIsUserCheckable
    asked = time.monotonic()
    click(page.cancel)
    ended(window, qtbot)
    assert time.monotonic() - asked < 1
    assert run.phase is PipelinePhase.CANCELLED
    assert page.run.isEnabled()
    assert window.workspace.tabs.tabText(1) == "Pipeline: cancelled"


def test_a_bad_subject_leaves_the_run_done_with_a_report_to_open(
    start: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    window, page = start(WITH_A_BAD_SUBJECT)
    click(page.run)
    ended(window, qtbot)
    run = window.pipeline.pipelines.run
    assert run is not None
    assert (run.phase, run.problem, run.failed) == (PipelinePhase.DONE, None, 1)
    assert cells(page, 0)[2] == "Done"
    assert cells(page, 1) == ["sub-02", "T1", "Failed", "", "It cannot be read."]
    click(page.report)
    assert opened == [str(tmp_path / "outputs" / "report.html")]
    page.table.setCurrentIndex(page.subjects.index(1, 0))
    assert not page.show_result.isEnabled()
    page.table.setCurrentIndex(page.subjects.index(0, 0))
    assert page.show_result.isEnabled()


def test_a_result_is_shown_on_images_read_as_the_pipeline_read_them(
    make_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    images = [write_unoriented(tmp_path / f"sub-0{n}_T1w.nii") for n in (1, 2)]
    subject = read_subject(SubjectFiles("sub-01", {Modality.T1: images[0]}), ReadOptions("PSR"))
    store = Store(tmp_path / "outputs")
    made = phantom_segmentation(subject)
    write_result(made, subject, store.prediction("sub-01"), ISEG, confidence=True)
    record = SubjectRecord(
        id="sub-01", reading=reading_key(ReadOptions("PSR")), files=(), images=(), label=""
    )
    store.write(record, Stage.VALIDATE, "sub-01")
    window = make_window(FileCore(worker=scripted(WITH_A_BAD_SUBJECT)), *images)
    window.bar.qt("page.pipeline").trigger()
    page = window.pipeline.page
    assert page is not None
    page.form.choose(str(tmp_path))
    page.form.outputs.setText(str(tmp_path / "outputs"))
    qtbot.waitUntil(page.run.isEnabled)
    click(page.run)
    ended(window, qtbot)
    click(page.show_result)
    qtbot.waitUntil(lambda: window.workspace.shows_first and not window.runner.busy)
    entry = window.session.current
    assert entry is not None
    assert entry.files.id == "sub-01"
    assert entry.choice == ReadChoice("PSR")
    assert window.viewing.labels is not None


def test_a_pipeline_that_breaks_off_or_is_refused_is_told(start: Start, qtbot: QtBot) -> None:
    window, page = start(BROKEN_OFF)
    click(page.run)
    ended(window, qtbot)
    run = window.pipeline.pipelines.run
    assert run is not None
    assert run.phase is PipelinePhase.FAILED
    assert "No space left" in page.log.toPlainText()
    assert page._problem.isVisible()
    window.pipeline.pipelines._children._command = scripted(REFUSED)
    click(page.run)
    ended(window, qtbot)
    assert "at work on this folder" in page._problem.text()


def test_what_was_asked_for_is_remembered(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    window, page = start(WITH_A_BAD_SUBJECT)
    page.form.policy.setCurrentIndex(page.form.policy.findData("never"))
    page.form.jobs.setValue(3)
    click(page.run)
    ended(window, qtbot)
    kept = PipelinePlan.from_text(str(window._settings.value("pipeline/plan")))
    assert (kept.data, kept.train, kept.jobs) == (str(tmp_path), "never", 3)
    assert kept.subjects is None


def test_every_control_has_a_name_and_a_key(start: Start) -> None:
    _, page = start(ON_AND_ON)
    for widget in (*page.form.findChildren(QLineEdit), *page.form.findChildren(QSpinBox)):
        if not isinstance(widget.parent(), QSpinBox):
            assert widget.accessibleName()
    for part in (page.graph, page.table, page.log, page.form.policy, page.form.browse_data):
        assert part.accessibleName()
    for button in (page.run, page.cancel, page.report, page.show_result):
        assert button.toolTip()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_stage_tells_what_came_of_it_under_the_mouse(start: Start) -> None:
    _, page = start(ON_AND_ON)
    told = StageTold("validate_data", "done", "iSeg: 2 subjects.", 0.5)
    page.graph.show_stages({"validate_data": told}, None)
    node = stage_graph._NODES[0]
    assert page.graph._tip(node) == "validate_data\niSeg: 2 subjects."
    assert "Validate data: Done · 0.5 s" in page.graph.accessibleDescription()


def test_a_plan_is_told_to_iseg_and_checked(tmp_path: Path) -> None:
    plan = PipelinePlan(str(tmp_path), str(tmp_path / "o"), ("a", "b"), "never", 5, 2, True, "mine")
    told = plan.arguments()
    assert told[:4] == ["pipeline", str(tmp_path), "-o", str(tmp_path / "o")]
    for name, value in (("--train", "never"), ("--jobs", "2"), ("--model", "mine")):
        assert told[told.index(name) + 1] == value
    assert "--track" in told
    write_subjects(plan)
    assert told[told.index("--subjects") + 1] == f"@{plan.subjects_file}"
    assert plan.subjects_file.read_text() == "a,b"
    assert plan_problem(plan) == ""
    assert PipelinePlan.from_text(json.dumps({"jobs": 7, "colour": 1})).jobs == 7
    assert PipelinePlan.from_text("nonsense") == PipelinePlan()
    shutil.rmtree(tmp_path / "o")
    (tmp_path / "o").write_text("a file")
    assert plan_problem(plan) == "The folder for the results is a file."
    assert "no such folder" in plan_problem(PipelinePlan(str(tmp_path / "gone"), "x"))
