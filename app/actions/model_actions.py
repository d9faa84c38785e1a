"""What the user can do with models: choose one, train one, look back at runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.actions.action import Action, Menu
from app.actions.training import Training
from app.language import tr
from app.session.training_run import Phase


@dataclass(frozen=True, slots=True)
class ModelIntents:
    """What needs a window: dialogs and pages."""

    choose: Callable[[], None]
    train: Callable[[], None]
    resume: Callable[[], None]
    show_images: Callable[[], None]
    show_run: Callable[[], None]
    show_runs: Callable[[], None]


def make_model_actions(training: Training, intents: ModelIntents) -> list[Action]:
    """Return the actions in the order of the menu."""

    def may_stop() -> bool:
        return training.is_running and training.run is not None and training.run.phase is Phase.RUNNING

    return [
        Action(
            "model.choose",
            tr("&Choose Model…"),
            Menu.MODEL,
            intents.choose,
            tr("Which model Segment uses, and what its card says"),
            ("Ctrl+M",),
        ),
        Action(
            "train.start",
            tr("&Train…"),
            Menu.MODEL,
            intents.train,
            tr("Train a model on labelled subjects"),
            ("Ctrl+T",),
            "train",
            enabled_when=lambda: not training.is_running,
            toolbar=tr("Train…"),
        ),
        Action(
            "train.resume",
            tr("&Resume Training…"),
            Menu.MODEL,
            intents.resume,
            tr("Go on with a training that was interrupted"),
            enabled_when=lambda: not training.is_running,
        ),
        Action(
            "train.keep",
            tr("&Stop and Keep Best"),
            Menu.MODEL,
            training.keep_best,
            tr("End the training early with the weights that did best"),
            enabled_when=may_stop,
        ),
        Action(
            "train.cancel",
            tr("Ca&ncel Training"),
            Menu.MODEL,
            training.cancel,
            tr("End the training; its last checkpoint is kept"),
            enabled_when=lambda: training.is_running,
        ),
        Action("page.images", tr("Show &Images"), Menu.MODEL, intents.show_images, shortcuts=("Ctrl+1",)),
        Action(
            "page.training",
            tr("Show Trainin&g"),
            Menu.MODEL,
            intents.show_run,
            shortcuts=("Ctrl+2",),
            enabled_when=lambda: training.run is not None,
        ),
        Action(
            "page.runs",
            tr("Show R&uns"),
            Menu.MODEL,
            intents.show_runs,
            tr("Every training that MLflow has recorded"),
            ("Ctrl+3",),
        ),
    ]
