"""Which recipe a training follows: the one for its data, or one from a file, with what the user wishes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue, ValidationError

from isegcore.errors import OptionError
from isegcore.io.storage import regular
from isegcore.network.config import UNetConfig
from isegcore.network.presets import PRESETS
from isegcore.training.config import Augmentation, TrainingConfig

# More steps than any time allows: the minutes decide.
_UNBOUNDED = 1_000_000
_DEFAULT_MINUTES = 20.0
_MOST_WORKERS = 8
_PATCH, _BATCH = 64, 2
# Slices are cheap, so a batch holds more of them; most of a brain's slice fits into the patch.
_SLICE_PATCH, _SLICE_BATCH = (128, 160), 8


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user wants otherwise than the recipe has it; None leaves it as it is.

    Attributes:
        network: Name of a network, one of `PRESETS`.
        epochs: Length; without `minutes` it takes as long as it takes.
        minutes: Duration; without `epochs` as many as fit in.
        batch: Patches or slices a step.
    """

    network: str | None = None
    epochs: int | None = None
    minutes: float | None = None
    batch: int | None = None


def labelled_recipe(network: UNetConfig) -> TrainingConfig:
    """Return the recipe for labelled subjects: 20 minutes, a twentieth of them for validations."""
    slices = network.dims == 2
    return TrainingConfig(
        network=network,
        patch=_SLICE_PATCH if slices else _PATCH,
        batch=_SLICE_BATCH if slices else _BATCH,
        steps=_UNBOUNDED,
        minutes=_DEFAULT_MINUTES,
        augmentation=Augmentation(),
        missing_t1=0.05,
        missing_t2=0.05,
        validate_every=1,
        validation_share=0.05,
        workers=max(1, min(_MOST_WORKERS, (os.cpu_count() or 2) // 2)),
    )


def simulated_recipe(network: UNetConfig) -> TrainingConfig:
    """Return the recipe for simulated subjects, which vary so much that nothing else has to."""
    return TrainingConfig(network=network)


def wished(recipe: TrainingConfig, wishes: Wishes) -> TrainingConfig:
    """Return the recipe with what the user wishes instead.

    Raises:
        OptionError: If the result is not consistent.
    """
    changes: dict[str, JsonValue] = {}
    if wishes.network is not None:
        changes |= {"network": preset(wishes.network).model_dump(mode="json"), "preprocessing": None}
    if wishes.epochs is not None or wishes.minutes is not None:
        changes["steps"] = wishes.epochs * recipe.steps_per_epoch if wishes.epochs else _UNBOUNDED
        changes["minutes"] = wishes.minutes
    if wishes.batch is not None:
        changes["batch"] = wishes.batch
    try:
        return TrainingConfig.model_validate({**recipe.model_dump(mode="json"), **changes})
    except ValidationError as error:
        raise OptionError(f"The recipe cannot be used: {_first(error)}.") from error


def preset(name: str) -> UNetConfig:
    """Return the network of that name.

    Raises:
        OptionError: If there is none.
    """
    if name not in PRESETS:
        raise OptionError(f"There is no network {name!r}.", hint=f"There are: {', '.join(PRESETS)}.")
    return PRESETS[name].network


def read_recipe(path: Path) -> TrainingConfig:
    """Return the recipe in a JSON file.

    Raises:
        OptionError: If it cannot be read, is none, or is not consistent.
    """
    try:
        return TrainingConfig.model_validate_json(regular(path).read_text(encoding="utf-8"))
    except ValidationError as error:
        raise OptionError(f"The recipe cannot be used: {_first(error)}.", path=path) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise OptionError(f"The recipe cannot be used: {reason}.", path=path) from error


def _first(error: ValidationError) -> str:
    """Return the first thing that is wrong, with the name of the field."""
    problem = error.errors()[0]
    where = ".".join(map(str, problem["loc"]))
    return f"{where}: {problem['msg']}" if where else problem["msg"].removeprefix("Value error, ")
