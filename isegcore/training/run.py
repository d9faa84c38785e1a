"""A whole training run: from a source of labelled subjects to a model file with its card."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import keras
from pydantic import JsonValue

from isegcore import __version__
from isegcore.bundles.bundle import write_bundle
from isegcore.bundles.card import Card, Score
from isegcore.inference.segmenter import Segmenter
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.report.sheet import make_sheet
from isegcore.training.config import TrainingConfig
from isegcore.training.sampling import ExampleSource
from isegcore.training.trainer import Epoch, Trainer
from isegcore.training.validation import Case, NetworkPredictor, score


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


def make_card(
    name: str, text: ModelText, config: TrainingConfig, *, seconds: float, scores: Sequence[Score] = ()
) -> Card:
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
        preprocessing=config.network.preprocessing,
        training=training,
        scores=tuple(scores),
        limits=text.limits,
        licence=text.licence,
    )


def train_model(
    trainer: Trainer,
    source: ExampleSource,
    cases: Sequence[Case],
    text: ModelText,
    out: Path,
    *,
    on_epoch: Callable[[Epoch], None] | None = None,
    on_preview: Callable[[bytes], None] | None = None,
    monitor: Monitor = NULL_MONITOR,
) -> TrainingOutcome:
    """Train to the end and write the model.

    `on_preview` hears of every validation, before `on_epoch`, with a PNG of the first case.

    Raises:
        Cancelled: If the monitor says so; the run's last checkpoint stays.
        IsegError: If the training breaks down, or the model cannot be written.
    """
    card = make_card(out.stem, text, trainer.config, seconds=0)

    def validate(network: keras.Model) -> dict[str, float]:
        if on_preview:
            segmenter = Segmenter(NetworkPredictor(network), card)
            on_preview(make_sheet(cases[0].subject, segmenter.segment(cases[0].subject, monitor)))
        return {_name(s): s.mean for s in score(network, card, cases, monitor=monitor)}

    network = trainer.fit(source, validate=validate if cases else None, on_epoch=on_epoch, monitor=monitor)
    scores = score(network, card, cases, each_modality=True, monitor=monitor) if cases else ()
    card = make_card(out.stem, text, trainer.config, seconds=trainer.seconds, scores=scores)
    write_bundle(network, card, out)
    return TrainingOutcome(out, scores)


def _name(result: Score) -> str:
    return f"{result.data.split(',')[0]} {result.modalities} {result.tissue}"
