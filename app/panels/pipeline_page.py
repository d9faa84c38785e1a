"""A pipeline, before it runs, while it does, and after."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.actions.pipelines import Pipelines
from app.language import tr
from app.panels.parts import heading, muted, problem_text, table_of_rows, title
from app.panels.pipeline_form import PipelineForm
from app.panels.pipeline_subjects import PROGRESS_COLUMN, PipelineSubjects, ProgressBars
from app.panels.stage_graph import STAGE_TITLES, StageGraph
from app.session.model_choice import ModelChoice
from app.session.pipeline_plan import PipelinePlan, plan_problem
from app.session.pipeline_run import PipelinePhase, PipelineRun

_LOG_LINES = 5000
_SOON_MS = 100  # what comes within it is shown at once
_NAME_PX, _BAR_PX = 220, 130


class PipelinePage(QWidget):
    """The pipeline of the window.

    Signals:
        run_requested: The `PipelinePlan`.
        cancel_requested: See there.
        report_requested: See there.
        show_requested: Id of a subject to be shown with its result.
        look_requested: A folder to find subjects in.
    """

    run_requested = Signal(object)
    cancel_requested = Signal()
    report_requested = Signal()
    show_requested = Signal(str)
    look_requested = Signal(object)

    def __init__(self, pipelines: Pipelines, model: ModelChoice) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._pipelines, self._model = pipelines, model
        self._state = muted()
        self._problem = problem_text()
        self.form = PipelineForm()
        self.graph = StageGraph()
        self.subjects = PipelineSubjects()
        self.table = table_of_rows(
            self.subjects, tr("Subjects of the pipeline"), QAbstractItemView.SelectionMode.SingleSelection
        )
        self.log = QPlainTextEdit()
        self.run, self.cancel = QPushButton(tr("Run")), QPushButton(tr("Cancel"))
        self.report, self.show_result = QPushButton(tr("Open Report")), QPushButton(tr("Show in Viewer"))
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._set_up()
        self._lay_out()
        self.refresh()

    @property
    def plan(self) -> PipelinePlan:
        """Return what is asked for."""
        return replace(self.form.plan, subjects=self.subjects.chosen, model=self._model.current)

    def refresh(self) -> None:
        """Show where everything stands."""
        run, busy = self._pipelines.run, self._pipelines.is_running
        problem = self._in_the_way()
        self._state.setText(_words(run) if run is not None else problem)
        self._problem.setVisible(run is not None and run.problem is not None)
        if run is not None and run.problem is not None:
            self._problem.setText(f"{run.problem.message} {run.problem.hint}")
        self.graph.show_stages(run.stages if run else {}, run.progress if run and busy else None)
        self.form.setEnabled(not busy)
        self.subjects.set_locked(busy)
        self.run.setEnabled(not busy and not problem)
        self.run.setToolTip(problem or tr("Do what is missing of all stages"))
        self.cancel.setEnabled(run is not None and run.phase is PipelinePhase.RUNNING)
        self.report.setEnabled(run is not None and run.page is not None)
        self.show_result.setEnabled(bool(self._to_show()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a folder."""
        if _folder_in(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the folder for that of the subjects."""
        folder = _folder_in(event)
        if folder is not None and not self._pipelines.is_running:
            self.form.choose(str(folder))
            event.acceptProposedAction()

    def _set_up(self) -> None:
        self.table.setItemDelegateForColumn(PROGRESS_COLUMN, ProgressBars(self.table))
        header = self.table.horizontalHeader()
        for column, width in ((0, _NAME_PX), (PROGRESS_COLUMN, _BAR_PX)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        self.log.setReadOnly(True)
        self.log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.log.setMaximumBlockCount(_LOG_LINES)
        self.log.setAccessibleName(tr("Log of the pipeline"))
        self.run.setProperty("primary", "true")
        self.cancel.setToolTip(tr("End it; what is done by then is kept"))
        self.report.setToolTip(tr("Open the report in the web browser"))
        self.show_result.setToolTip(tr("Open the chosen subject with its result beside the others"))
        self.run.clicked.connect(lambda: self.run_requested.emit(self.plan))
        self.cancel.clicked.connect(self.cancel_requested)
        self.report.clicked.connect(self.report_requested)
        self.show_result.clicked.connect(lambda: self.show_requested.emit(self._to_show()))
        self.table.doubleClicked.connect(self._show_row)
        self.table.selectionModel().currentRowChanged.connect(self.refresh)
        self.form.changed.connect(self.refresh)
        self.form.folder_chosen.connect(self.look_requested)
        self.subjects.ticked.connect(self.refresh)
        self._soon.timeout.connect(self.refresh)
        self._pipelines.looked.connect(self._show_found)
        self._pipelines.began.connect(self._follow)
        self._pipelines.changed.connect(self.refresh)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title(tr("Pipeline")))
        words.addWidget(self._state)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(words, 1)
        for button in (self.show_result, self.report, self.cancel, self.run):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        lower = QSplitter(Qt.Orientation.Vertical)
        lower.setHandleWidth(12)
        lower.setChildrenCollapsible(False)
        lower.addWidget(_titled(tr("Subjects"), self.table))
        lower.addWidget(_titled(tr("Log"), self.log))
        lower.setSizes([320, 110])
        lower.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self._problem)
        column.addWidget(self.form)
        column.addWidget(self.graph)
        column.addWidget(lower, 1)

    def _in_the_way(self) -> str:
        """Return why a pipeline cannot be started; empty if it can."""
        problem = plan_problem(self.plan)
        if problem or not self.plan.data:
            return problem
        if self._pipelines.is_looking:
            return tr("Looking for subjects…")
        return str(self._pipelines.problem or "")

    def _to_show(self) -> str:
        """Return the subject to show: the chosen one if it has a result, else the first that has."""
        run = self._pipelines.run
        finished = run.finished if run is not None else ()
        chosen = self.subjects.subject(self.table.currentIndex().row())
        return chosen if chosen in finished else next(iter(finished), "") if not chosen else ""

    def _show_row(self, index: QModelIndex) -> None:
        run = self._pipelines.run
        if run is not None and self.subjects.subject(index.row()) in run.finished:
            self.show_requested.emit(self.subjects.subject(index.row()))

    def _show_found(self) -> None:
        self.subjects.show_subjects(self._pipelines.found)
        self.refresh()

    def _follow(self) -> None:
        """Show the pipeline that has begun."""
        run = self._pipelines.run
        if run is None:
            return
        self.log.clear()
        self.subjects.forget()
        run.changed.connect(self._hurry)
        run.logged.connect(self.log.appendPlainText)
        run.subject_changed.connect(lambda subject: self.subjects.show_news(run.subjects[subject]))
        self.refresh()

    def _hurry(self) -> None:
        """Show what has changed soon, together with what follows."""
        if not self._soon.isActive():
            self._soon.start()


def _words(run: PipelineRun) -> str:
    """Return where a run stands."""
    if run.phase is PipelinePhase.DONE:
        done, failed = len(run.finished), run.failed
        if failed:
            told = tr("Done. Subjects with a result: {n}; failed: {failed}.")
            return told.format(n=done, failed=failed)
        return tr("Done. Subjects with a result: {n}.").format(n=done)
    if run.phase is PipelinePhase.RUNNING and run.progress is not None:
        stage, _, detail = run.progress.stage.partition(": ")
        return f"{tr(detail or STAGE_TITLES.get(stage, stage))}…"
    return tr(run.phase.value)


def _titled(words: str, widget: QWidget) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(heading(words))
    column.addWidget(widget, 1)
    return part


def _folder_in(event: QDropEvent) -> Path | None:
    """Return the first folder in a drop."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((path for path in paths if path.is_dir()), None)
