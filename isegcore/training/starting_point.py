"""Where a training starts: what it will follow, and the weights that it has at first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from isegcore.bundles.bundle import ModelBundle
from isegcore.network.config import UNetConfig
from isegcore.training.config import TrainingConfig
from isegcore.training.recipe import Wishes, labelled_recipe, preset, simulated_recipe, wished

if TYPE_CHECKING:
    from isegcore.training.trainer import Trainer


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """A training before its first step.

    Attributes:
        recipe: What it follows.
        model: Whose weights it starts from; at random if None.
    """

    recipe: TrainingConfig
    model: ModelBundle | None

    def make_trainer(self, run_folder: Path) -> Trainer:
        """Return a trainer that has done nothing yet.

        Raises:
            ModelError: If the weights are those of another network, or cannot be read.
        """
        from isegcore.training.trainer import Trainer  # noqa: PLC0415 - imports Keras

        trainer = Trainer(self.recipe, run_folder)
        if self.model is not None:
            trainer.start_from(self.model.load_network().get_weights())
        return trainer


def find_starting_point(
    recipe: TrainingConfig | None,
    wishes: Wishes,
    model: ModelBundle | None,
    *,
    chosen: bool,
    labelled: bool,
) -> StartingPoint:
    """Return where a training starts; its network is that of the model, unless told.

    Args:
        recipe: One that was given; else the one for its data.
        wishes: What the user wants otherwise.
        model: A model whose weights it may start from.
        chosen: Whether the user named the model; if not, it counts only where the network is the same.
        labelled: Whether labelled subjects are trained on, and not simulated ones.

    Raises:
        OptionError: If the recipe is not consistent.
    """
    own = UNetConfig.model_validate(model.card.network) if model else UNetConfig()
    if recipe is None:
        network = preset(wishes.network) if wishes.network else own
        recipe = labelled_recipe(network) if labelled else simulated_recipe(network)
    recipe = wished(recipe, wishes)
    if model is None or not (chosen or own == recipe.network):
        return StartingPoint(recipe, None)
    if labelled and recipe.preprocessing is None:
        recipe = recipe.model_copy(update={"preprocessing": model.card.preprocessing})
    return StartingPoint(recipe, model)
