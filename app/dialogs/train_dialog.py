"""The training dialog: what to train on, how, and what it will be called."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.actions.data_check import DataCheck
from app.dialogs.model_shelf import Shelved, find_shelf
from app.dialogs.train_data_box import DataBox
from app.dialogs.train_recipe_box import RecipeBox
from app.jobs.job import Job, Runner
from app.language import tr
from app.panels.parts import problem_text, resize_on_screen, scrolling, set_role
from app.services import Services
from app.session.training_plan import TrainingPlan
from isegcore.data.dataset import join_ids

_KEY = "training/plan"


class TrainDialog(QDialog):
    """Asks for a training; remembers the answer.

    Signals:
        train_requested: The `TrainingPlan`.
    """

    train_requested = Signal(object)

    def __init__(
        self,
        data: DataCheck,
        files: Sequence[str],
        services: Services,
        runner: Runner,
        settings: QSettings,
        parent: QWidget,
    ) -> None:
        """Ask.

        Args:
            data: Looks into folders.
            files: Models that may be started from beside those of the library.
            services: Finds and opens models.
            runner: Runs what takes time.
            settings: Remember the answer.
            parent: The window.
        """
        super().__init__(parent)
        self.setObjectName("train")
        self.setWindowTitle(tr("Train a Model"))
        self.setAcceptDrops(True)
        self._settings = settings
        self._data = data
        self.data = DataBox(data)
        self.recipe = RecipeBox()
        self.problem = problem_text()
        self.train = QPushButton(tr("Train"))
        self.train.setProperty("primary", "true")
        self.train.setDefault(True)
        self.cancel = QPushButton(tr("Cancel"))
        self._lay_out()
        self.data.changed.connect(self._refresh)
        self.recipe.changed.connect(self._refresh)
        self.train.clicked.connect(self._go)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(self._put_away)
        plan = TrainingPlan.from_text(str(settings.value(_KEY, "")))
        self.recipe.fill(plan)
        self.data.fill(plan.data, plan.validation)
        job = Job("Looking for models", partial(find_shelf, services, files), quiet=True)
        job.succeeded.connect(self._offer_models)
        runner.submit(job)
        self._refresh()

    def propose(self, data: Path, start: str, name: str) -> None:
        """Propose to train a model further on a folder of subjects, as another model."""
        self.data.choose(data)
        self.recipe.propose(start, name)

    @property
    def plan(self) -> TrainingPlan:
        """Return what is chosen."""
        data = str(Path(self.data.folder.text().strip()).expanduser().absolute())
        return self.recipe.put_into(TrainingPlan(data=data, validation=self.data.validation))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a folder."""
        if _folder_in(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look into the folder that was dropped."""
        folder = _folder_in(event)
        if folder is not None:
            self.data.choose(folder)
            event.acceptProposedAction()

    def _offer_models(self, shelf: object) -> None:
        bundles = [shelved.bundle for shelved in cast(list[Shelved], shelf)]
        self.recipe.offer_models([bundle for bundle in bundles if bundle is not None])

    def _refresh(self) -> None:
        """Say the first thing that stands in the way, and let Train be pressed if nothing does."""
        problem = self.data.problem or self.recipe.problem
        self.problem.setText(problem)
        set_role(self.problem, "muted" if self.data.is_blank else "problem")
        self.train.setEnabled(not problem and not self._data.is_busy)

    def _go(self) -> None:
        plan = self.plan
        self._settings.setValue(_KEY, plan.to_text())
        # The subjects by name: exactly those that the table shows, whatever seed the recipe has.
        self.train_requested.emit(replace(plan, validation=join_ids(sorted(self.data.held_out))))
        self.accept()

    def _put_away(self) -> None:
        self._data.stop()
        self.deleteLater()

    def _lay_out(self) -> None:
        resize_on_screen(self, 1120, 600)
        both = QWidget()
        halves = QHBoxLayout(both)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(24)
        halves.addWidget(self.data, 3)
        self.recipe.setFixedWidth(392)
        halves.addWidget(self.recipe)
        line = QFrame()
        line.setObjectName("line")
        line.setFixedHeight(1)
        foot = QHBoxLayout()
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.train)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(14)
        column.addWidget(scrolling(both), 1)
        column.addWidget(line)
        column.addLayout(foot)


def _folder_in(event: QDropEvent) -> Path | None:
    """Return the first folder in a drop, or the folder of its first file."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    folders = [path if path.is_dir() else path.parent for path in paths]
    return folders[0] if folders else None
