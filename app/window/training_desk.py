"""Where training, recorded runs and models come together in the window: their pages, dialogs and questions.

The pages are made when they are first shown, so that a window which trains nothing does not pay for them.
"""
# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QMainWindow

from app.actions.data_check import DataCheck
from app.actions.model_actions import ModelIntents
from app.actions.runs import Runs
from app.actions.training import Training
from app.jobs.children import Children
from app.jobs.job import Job, Runner
from app.language import tr
from app.panels.parts import percent
from app.services import Services
from app.session.model_choice import ModelChoice
from app.session.training_plan import read_plan
from app.window.prompts import Prompts
from app.window.workspace import Workspace
from isegcore.errors import IsegError

if TYPE_CHECKING:
    from app.dialogs.train_dialog import TrainDialog
    from app.panels.run_panel import RunPanel
    from app.panels.runs_panel import RunsPanel
    from app.session.training_run import TrainingRun

_SHOWN_MS = 100  # by when a dialog is on the screen


class TrainingDesk(QObject):
    """Training in a window.

    Attributes:
        workers: All worker processes of the window.
        training: The training under way, or the last one.
        runs: What MLflow has recorded.
    """

    def __init__(
        self,
        window: QMainWindow,
        workspace: Workspace,
        services: Services,
        runner: Runner,
        model: ModelChoice,
        prompts: Prompts,
        settings: QSettings,
    ) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self._services, self._runner = services, runner
        self._model, self._settings, self._prompts = model, settings, prompts
        self.workers = Children(services.worker, self)
        self.training = Training(self.workers, self)
        self.runs = Runs(self.workers, self)
        self._data = DataCheck(runner, services, self)
        self._run_page: RunPanel | None = None
        self._runs_page: RunsPanel | None = None
        self.training.began.connect(self._show_run)
        self.training.ended.connect(self._follow_end)
        self.runs.served.connect(lambda address: QDesktopServices.openUrl(QUrl(address)))

    @property
    def intents(self) -> ModelIntents:
        """Return what the actions of the Model menu ask of the window."""
        return ModelIntents(
            choose=self.choose_model,
            train=self.ask,
            resume=lambda: self._prompts.ask_run_folder(self.resume),
            show_images=self._workspace.show_first,
            show_run=self.show_run,
            show_runs=self.show_runs,
        )

    def choose_model(self) -> None:
        """Open the model chooser."""
        from app.dialogs.model_dialog import ModelDialog

        ModelDialog(self._model, self._services, self._runner, self._window).open()

    def ask(self) -> None:
        """Open the training dialog."""
        self._open_dialog()

    def ask_fine_tuning(self, data: Path) -> None:
        """Open the training dialog with a folder of subjects, to train the chosen model further."""
        self._open_dialog().propose(data, self._model.current, f"{self._model.label}-tuned")

    def _open_dialog(self) -> TrainDialog:
        from app.dialogs.train_dialog import TrainDialog

        dialog = TrainDialog(
            self._data, self._model.files, self._services, self._runner, self._settings, self._window
        )
        dialog.train_requested.connect(self.training.start)
        dialog.open()
        QTimer.singleShot(_SHOWN_MS, self, self._make_run_page)
        return dialog

    def make_ready(self) -> None:
        """Make the page of the training, before there is one: its charts take half a second to load."""
        self._make_run_page()

    def resume(self, run_folder: Path) -> None:
        """Go on with an interrupted run."""
        try:
            plan = read_plan(run_folder)
        except IsegError as problem:
            self.training.failed.emit(problem)
            return
        if plan.data and Path(plan.data).is_dir():
            self.training.start(plan, resume=True)
        else:  # begun on the command line, or the folder has been moved
            self._prompts.ask_training_data(
                plan.name, lambda data: self.training.start(replace(plan, data=str(data)), resume=True)
            )

    def show_run(self) -> None:
        """Turn to the page of the training."""
        if self._run_page is not None:
            self._workspace.show_page(self._run_page)

    def show_runs(self) -> None:
        """Turn to the page of the recorded runs, which are read again."""
        if self._runs_page is None:
            self._runs_page = self._make_runs_page()
        self._workspace.show_page(self._runs_page)
        self.runs.refresh()

    def may_close(self) -> bool:
        """Return whether the window may be closed: not while a training goes on, unless the user says so."""
        return not self.training.is_running or self._prompts.may_end_training()

    def _show_run(self) -> None:
        run = self.training.run
        if run is None:
            return
        page = self._make_run_page()
        run.changed.connect(self._tell_title)
        run.preview_changed.connect(partial(self._show_preview, run, page))
        self._workspace.add_page(tr("Training"), page)
        self._tell_title()
        self._workspace.show_page(page)

    def _show_preview(self, run: TrainingRun, page: RunPanel) -> None:
        """Read the picture of a validation subject and show it, unless there is another training by then."""
        path = str(run.preview)
        job = Job("Reading the preview", lambda _monitor: QImage(path), quiet=True)
        job.succeeded.connect(
            lambda image: page.picture.show_image(image) if run is self.training.run else None
        )
        self._runner.submit(job)

    def _follow_end(self) -> None:
        self._tell_title()
        if self._runs_page is not None:
            self.runs.refresh()

    def _tell_title(self) -> None:
        run = self.training.run
        if run is not None and self._run_page is not None:
            state = tr(run.phase.value).partition(";")[0].strip().lower()
            told = state if run.phase.is_over else percent(run.fraction)
            title = tr("Training: {name}, {state}").format(name=run.plan.name, state=told)
            self._workspace.set_title(self._run_page, title)

    def _make_run_page(self) -> RunPanel:
        """Return the page of the training, not yet among the others the first time.

        Made while the user rests, or at the latest while the dialog is looked at, so that no training has to
        wait for it. Not in a thread: two that make Qt's types known to Python at once crash the process. Not
        piece by piece either: pyqtgraph loads as a whole.
        """
        from app.panels.run_panel import RunPanel

        if self._run_page is not None:
            return self._run_page
        page = RunPanel(self.training, self._model)
        page.stop_requested.connect(self.training.keep_best)
        page.cancel_requested.connect(self.training.cancel)
        page.resume_requested.connect(self.training.resume)
        page.register_requested.connect(self.training.register)
        page.use_requested.connect(self._use)
        self._run_page = page
        return page

    def _make_runs_page(self) -> RunsPanel:
        from app.panels.runs_panel import RunsPanel

        page = RunsPanel(self.runs)
        page.refresh_requested.connect(self.runs.refresh)
        page.open_requested.connect(self.runs.open_pages)
        page.promote_requested.connect(self.runs.promote)
        self._workspace.add_page(tr("Runs"), page)
        return page

    def _use(self) -> None:
        """Segment with the trained model from now on."""
        if self.training.run is not None:
            self._model.choose(str(self.training.run.plan.output))
