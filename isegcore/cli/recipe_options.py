"""Options that say how a network is trained, for the commands that train."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from isegcore.cli.model_choice import local_model
from isegcore.network.presets import PRESETS

if TYPE_CHECKING:
    from isegcore.cli.terminal import Terminal
    from isegcore.training.starting_point import StartingPoint

_AT_RANDOM = "none"

ConfigOption = Annotated[Path | None, typer.Option("--config", help="Recipe, JSON (TrainingConfig).")]
NetworkOption = Annotated[
    str | None,
    typer.Option("--network", help=f"Instead of the recipe's: {', '.join(PRESETS)}.", show_default=False),
]
EpochsOption = Annotated[int | None, typer.Option("--epochs", min=1, help="Train so many epochs.")]
MinutesOption = Annotated[
    float | None,
    typer.Option("--minutes", min=0.01, help="Train for so long, reading and validating included."),
]
BatchOption = Annotated[int | None, typer.Option("--batch", min=1, help="Patches or slices a step.")]
StartOption = Annotated[
    str | None,
    typer.Option(
        "--from",
        help="Model whose weights to start from, by name or path, or 'none'. "
        "If not given: the shipped one, where the network is the same.",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class RecipeChoice:
    """What was given of these options; None where nothing was."""

    config: Path | None
    network: str | None
    epochs: int | None
    minutes: float | None
    batch: int | None
    start: str | None

    @property
    def is_empty(self) -> bool:
        """Return whether none was given."""
        return self == RecipeChoice(None, None, None, None, None, None)

    def starting_point(self, terminal: Terminal, *, labelled: bool) -> StartingPoint:
        """Return where a training with these options starts, and say whose weights those are.

        Raises:
            IsegError: If the recipe or the model cannot be used.
        """
        from isegcore.bundles.library import open_model
        from isegcore.shipped import DEFAULT_MODEL
        from isegcore.training.recipe import Wishes, read_recipe
        from isegcore.training.starting_point import find_starting_point

        recipe = read_recipe(self.config) if self.config else None
        at_random = self.start == _AT_RANDOM
        model = None if at_random else open_model(local_model(self.start or DEFAULT_MODEL, terminal))
        wishes = Wishes(self.network, self.epochs, self.minutes, self.batch)
        found = find_starting_point(recipe, wishes, model, chosen=self.start is not None, labelled=labelled)
        if found.model is not None:
            terminal.say(f"Starting from the weights of {found.model.path.stem}.")
        return found
