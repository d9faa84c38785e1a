"""Which recipe a training follows: the one for its data, or one from a file, with what the user wishes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue, ValidationError

from isegcore.errors import OptionError
from isegcore.network.config import UNetConfig
from isegcore.network.presets import PRESETS
from isegcore.training.config import TrainingConfig

# More steps than any time allows: the minutes decide.
_UNBOUNDED = 1_000_000
_DEFAULT_MINUTES = 20.0


def labelled_recipe(network: UNetConfig) -> TrainingConfig:
    """Return the recipe for labelled subjects: 20 minutes, validations in a twentieth of it."""
    return TrainingConfig(
        network=network,
        steps=_UNBOUNDED,
        minutes=_DEFAULT_MINUTES,
        validate_every=1,
        validation_share=0.05,
    )


def read_recipe(path: Path) -> TrainingConfig:
    """Return the recipe in a JSON file.

    Raises:
        OptionError: If it cannot be read, is none, or is not consistent.
    """
    try:
        return TrainingConfig.model_validate_json(path.read_text(encoding="utf-8"))
    except ValidationError as error:
        raise OptionError(f"The recipe cannot be used: {_first(error)}.", path=path) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise OptionError(f"The recipe cannot be used: {reason}.", path=path) from error


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user wants otherwise than the recipe has it; None leaves it as it is.

    Attributes:
        network: Name of a network, one of `PRESETS`.
        epochs: Length; without `minutes` it takes as long as it takes.
        minutes: Duration; without `epochs` as many as fit in.
        batch: Patches a step.
    """

    network: str | None = None
    epochs: int | None = None
    minutes: float | None = None
    batch: int | None = None

    def applied_to(self, recipe: TrainingConfig) -> TrainingConfig:
        """Return the recipe with these wishes.

        Raises:
            OptionError: If there is no such network, or the result is not consistent.
        """
        changes: dict[str, JsonValue] = {}
        if self.network is not None:
            changes["network"] = _preset(self.network).model_dump(mode="json")
        if self.epochs is not None or self.minutes is not None:
            changes["steps"] = self.epochs * recipe.steps_per_epoch if self.epochs else _UNBOUNDED
            changes["minutes"] = self.minutes
        if self.batch is not None:
            changes["batch"] = self.batch
        try:
            return TrainingConfig.model_validate({**recipe.model_dump(mode="json"), **changes})
        except ValidationError as error:
            raise OptionError(f"The recipe cannot be used: {_first(error)}.") from error


def _preset(name: str) -> UNetConfig:
    if name not in PRESETS:
        raise OptionError(f"There is no network {name!r}.", hint=f"There are: {', '.join(PRESETS)}.")
    return PRESETS[name].network


def _first(error: ValidationError) -> str:
    """Return the first thing that is wrong, with the name of the field."""
    problem = error.errors()[0]
    where = ".".join(map(str, problem["loc"]))
    return f"{where}: {problem['msg']}" if where else problem["msg"].removeprefix("Value error, ")
