"""`iseg evaluate --cross-validate`: train on some, predict the others, fold after fold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from isegcore.cli.epoch_event import tell_epoch

if TYPE_CHECKING:
    from isegcore.cli.recipe_options import RecipeChoice
    from isegcore.cli.terminal import Terminal
    from isegcore.data.dataset import SubjectFiles
    from isegcore.inference.device import Device
    from isegcore.io.subject import ReadOptions
    from isegcore.training.config import TrainingConfig
    from isegcore.training.cross_validation import Fold


@dataclass(frozen=True, slots=True)
class CrossValidation:
    """What a cross-validation leaves to be scored.

    Attributes:
        predictions: The folder that holds them.
        folds: Which fold each subject was held out in, from 1.
        recipe: What every fold followed.
    """

    predictions: Path
    folds: Mapping[str, int]
    recipe: TrainingConfig


def cross_validate(
    subjects: Sequence[SubjectFiles],
    k: int,
    choice: RecipeChoice,
    device: Device,
    folder: Path,
    reading: ReadOptions,
    terminal: Terminal,
    *,
    overwrite: bool,
) -> CrossValidation:
    """Train and predict, and return what is there to be scored.

    Args:
        subjects: Labelled subjects.
        k: How many trainings.
        choice: How each of them goes.
        device: What trains and predicts.
        folder: Where runs, models and predictions go; what it holds of the same run is gone on with.
        reading: How subjects are read.
        terminal: Hears of folds and epochs.
        overwrite: Whether whatever the folder holds is thrown away instead.

    Raises:
        IsegError: If the folder, the recipe or the model cannot be used, or a training breaks down.
        Cancelled: If the terminal says so; the same call goes on later.
    """
    from isegcore.training.backend import use_device

    use_device(device)
    start = choice.starting_point(terminal, labelled=True)
    from isegcore.training.cross_validation import PREDICTIONS, folds_of, make_plan, open_folder, run_fold

    plan = make_plan(subjects, k, start, reading)
    open_folder(folder, plan, overwrite=overwrite)
    by_id = {files.id: files for files in subjects}
    for fold in folds_of(plan):
        _tell_fold(fold, terminal)
        run_fold(
            fold,
            by_id,
            start,
            folder,
            device=device,
            on_epoch=lambda epoch: tell_epoch(epoch, terminal),
            tell=terminal.say,
            monitor=terminal,
        )
    held_in = {name: number for number, held in enumerate(plan.folds, start=1) for name in held}
    return CrossValidation(folder / PREDICTIONS, held_in, plan.recipe)


def _tell_fold(fold: Fold, terminal: Terminal) -> None:
    held = list(fold.split.validation)
    terminal.event(
        "fold",
        {"fold": fold.number, "folds": fold.count, "held_out": list(held)},
        f"Fold {fold.number} of {fold.count}: trained on {len(fold.split.train)} subjects, "
        f"predicts {', '.join(held)}.",
    )
