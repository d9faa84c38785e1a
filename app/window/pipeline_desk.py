"""Where the pipeline and batches of subjects come together in the window: page, report, viewer."""
# ruff: noqa: PLC0415 - a window that runs no pipeline does not pay for its page

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMainWindow

from app.actions.pipelines import Pipelines
from app.actions.work import Work
from app.language import tr
from app.session.model_choice import ModelChoice
from app.session.pipeline_plan import PipelinePlan
from app.window.workspace import Workspace

if TYPE_CHECKING:
    from app.panels.pipeline_page import PipelinePage

_KEY = "pipeline/plan"


class PipelineDesk(QObject):
    """The pipeline of a window."""

    def __init__(
        self,
        window: QMainWindow,
        workspace: Workspace,
        pipelines: Pipelines,
        work: Work,
        model: ModelChoice,
        settings: QSettings,
    ) -> None:
        super().__init__(window)
        self._workspace, self._work, self._model, self._settings = workspace, work, model, settings
        self.pipelines = pipelines
        self.page: PipelinePage | None = None
        self.pipelines.fetched.connect(self._show_fetched)
        self.pipelines.changed.connect(self._tell_title)

    def show_page(self) -> None:
        """Turn to the page of the pipeline."""
        if self.page is None:
            self.page = self._make_page()
            self._workspace.add_page(tr("Pipeline"), self.page)
            self.page.form.fill(PipelinePlan.from_text(str(self._settings.value(_KEY, ""))))
        self._workspace.show_page(self.page)

    def _make_page(self) -> PipelinePage:
        from app.panels.pipeline_page import PipelinePage

        page = PipelinePage(self.pipelines, self._model)
        page.look_requested.connect(self.pipelines.look)
        page.run_requested.connect(self._run)
        page.cancel_requested.connect(self.pipelines.cancel)
        page.report_requested.connect(self._open_report)
        page.show_requested.connect(self.pipelines.fetch)
        return page

    def _run(self, plan: PipelinePlan) -> None:
        self._settings.setValue(_KEY, plan.to_text())
        self.pipelines.start(plan)

    def _open_report(self) -> None:
        run = self.pipelines.run
        if run is not None and run.page is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(run.page)))

    def _show_fetched(self, key: str) -> None:
        self._workspace.show_first()
        self._work.open_subject(key)

    def _tell_title(self) -> None:
        run = self.pipelines.run
        if run is not None and self.page is not None:
            state = tr(run.phase.value).partition(";")[0].strip().lower()
            self._workspace.set_title(self.page, tr("Pipeline: {state}").format(state=state))
