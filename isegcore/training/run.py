"""A whole training run: from a source of labelled subjects to a model file with its card."""

from __future__ import annotations

import platform
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import keras
from pydantic import JsonValue

from isegcore import __version__
from isegcore.bundles.bundle import write_bundle
from isegcore.bundles.card import Card, Score
from isegcore.errors import IsegError
from isegcore.inference.keras_predictor import KerasPredictor
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.report.sheet import make_sheet
from isegcore.training.calibration import assess
from isegcore.training.config import TrainingConfig
from isegcore.training.epoch import Epoch, Validated
from isegcore.training.run_files import LAST_GOOD_FILE
from isegcore.training.sampling import Batches
from isegcore.training.trainer import Trainer
from isegcore.training.validation import Cases, validate


@dataclass(frozen=True, slots=True)
class TrainingOutcome:
    """What a run gave: the model file, and how good it is on the validation cases."""

    path: Path
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class ModelText:
    """What the card says in words."""

    title: str
    description: str
    data: str
    licence: str
    limits: tuple[str, ...] = ()


def make_card(name: str, text: ModelText, config: TrainingConfig, *, seconds: float) -> Card:
    """Return the card of a network trained with this recipe."""
    training: dict[str, JsonValue] = {
        "data": text.data,
        "recipe": config.model_dump(mode="json"),
        "hours": round(seconds / 3600, 3),
        "made_with": f"iSeg Desktop {__version__}, keras {keras.__version__} on {keras.backend.backend()}, "
        f"Python {platform.python_version()}",
    }
    return Card(
        name=name,
        version="1",
        title=text.title,
        description=text.description,
        network=config.network.model_dump(mode="json"),
        divisor=config.network.divisor,
        size=config.network.size,
        preprocessing=config.spec,
        both_ways=True,  # half of all patches are mirrored
        training=training,
        limits=text.limits,
        licence=text.licence,
    )


def train_model(
    trainer: Trainer,
    batches: Batches,
    cases: Cases,
    text: ModelText,
    out: Path,
    *,
    on_epoch: Callable[[Epoch], None] | None = None,
    on_preview: Callable[[bytes], None] | None = None,
    monitor: Monitor = NULL_MONITOR,
) -> TrainingOutcome:
    """Train to the end and write the model with the best weights.

    `on_preview` hears of every validation, before `on_epoch`, with a PNG of the first case.

    Raises:
        Cancelled: If the monitor says so; the run's last checkpoint stays.
        IsegError: If the training breaks down, or the model cannot be written. What was best until then is
            in the run's folder, as a model.
    """
    card = make_card(out.stem, text, trainer.config, seconds=0)

    def check(network: keras.Model, watcher: Monitor) -> Validated:
        validation = validate(network, card, cases, watcher)
        if on_preview:
            on_preview(make_sheet(validation.subject, validation.segmentation))
        return validation.found

    try:
        network = trainer.fit(batches, validate=check if cases else None, on_epoch=on_epoch, monitor=monitor)
        card = make_card(out.stem, text, trainer.config, seconds=trainer.seconds)
        if cases:
            card = assess(KerasPredictor(network), card, cases, monitor)
        write_bundle(network, card, out)
    except IsegError as error:
        raise _with_weights_kept(error, trainer, card) from error
    return TrainingOutcome(out, card.scores)


def _with_weights_kept(error: IsegError, trainer: Trainer, card: Card) -> IsegError:
    """Return the error, telling of the model that was written of what had been learnt before it."""
    if trainer.step == 0:
        return error
    path = trainer.run_folder / LAST_GOOD_FILE
    with suppress(IsegError, MemoryError):
        write_bundle(trainer.best_network(), card, path)
        hint = f"{error.hint} The best weights until then are kept as a model, {path.name}."
        return IsegError(error.message, path=error.path, hint=hint.strip())
    return error
