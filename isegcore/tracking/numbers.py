"""Names of the numbers that are recorded; MLflow takes letters, digits and `_ - . /` and spaces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import fmean

from isegcore.bundles.card import Score
from isegcore.tracking.journal import EpochRecord
from isegcore.tracking.tracker import Value
from isegcore.training.config import TrainingConfig

_FORBIDDEN = re.compile(r"[^\w.\- /]")


def mean_dice(scores: Mapping[str, float]) -> dict[str, float]:
    """Return Dice by tissue, from Dice by "group modalities tissue", groups counting equally."""
    by_tissue: dict[str, list[float]] = defaultdict(list)
    for name, value in scores.items():
        by_tissue[name.rpartition(" ")[2]].append(value)
    return {tissue: fmean(values) for tissue, values in by_tissue.items()}


def epoch_numbers(epoch: EpochRecord) -> dict[str, float]:
    """Return what is recorded of an epoch: loss, accuracy, learning rate; of a validation also Dice."""
    names = ("loss", "accuracy", "learning_rate", "val_loss", "val_accuracy")
    numbers = {name: float(value) for name in names if (value := getattr(epoch, name)) is not None}
    tissues = mean_dice(epoch.scores)
    if tissues:
        numbers |= {f"val_dice_{tissue}": value for tissue, value in tissues.items()}
        numbers["val_dice"] = fmean(tissues.values())
    if len(epoch.scores) > len(tissues):
        numbers |= {_name(f"val_dice/{name}"): value for name, value in epoch.scores.items()}
    return numbers


def score_numbers(scores: Sequence[Score]) -> dict[str, float]:
    """Return the finished model's mean Dice by evaluation set, modalities and tissue."""
    return {_name(f"dice/{s.data.split(',')[0]} {s.modalities} {s.tissue}"): s.mean for s in scores}


def recipe_params(config: TrainingConfig) -> dict[str, Value]:
    """Return the recipe as flat parameters; those of the network start with `network.`."""
    params: dict[str, Value] = {}
    for name, value in config.model_dump(mode="json").items():
        nested = value.items() if isinstance(value, dict) else ()
        params |= {f"{name}.{inner}": str(content) for inner, content in nested}
        if not isinstance(value, dict):
            params[name] = value
    return params


def _name(name: str) -> str:
    return _FORBIDDEN.sub("_", name)
