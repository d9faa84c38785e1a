from pathlib import Path

import pytest

from isegcore.errors import OptionError
from isegcore.network.config import UNetConfig
from isegcore.network.presets import PRESETS
from isegcore.training.config import TrainingConfig
from isegcore.training.recipe import Wishes, labelled_recipe, read_recipe, simulated_recipe, wished


@pytest.mark.parametrize("name", PRESETS)
def test_there_is_a_recipe_for_every_network(name: str) -> None:
    network = PRESETS[name].network
    for recipe in (labelled_recipe(network), wished(simulated_recipe(network), Wishes())):
        assert recipe.network == network
        assert len(recipe.sides) == 3


def test_without_wishes_the_time_is_bounded_and_the_validations_are() -> None:
    recipe = labelled_recipe(UNetConfig())
    assert recipe.minutes is not None
    assert recipe.validation_share < 0.1
    assert wished(recipe, Wishes()) == recipe


def test_wishes_replace_the_length() -> None:
    recipe = labelled_recipe(UNetConfig())
    longer = wished(recipe, Wishes(epochs=7))
    assert (longer.steps, longer.minutes) == (7 * recipe.steps_per_epoch, None)
    timed = wished(TrainingConfig(steps=10), Wishes(minutes=3))
    assert timed.minutes == 3
    assert timed.steps > 10**5
    both = wished(recipe, Wishes(epochs=7, minutes=3))
    assert (both.steps, both.minutes) == (700, 3)


def test_wishes_for_network_and_batch() -> None:
    recipe = wished(TrainingConfig(), Wishes(network="unet2d", batch=9))
    assert recipe.network == PRESETS["unet2d"].network
    assert recipe.batch == 9
    with pytest.raises(OptionError, match="no network 'resnet'") as error:
        wished(TrainingConfig(), Wishes(network="resnet"))
    assert "plain2d" in error.value.hint
    with pytest.raises(OptionError, match="patch must be 2 multiples"):
        wished(TrainingConfig(patch=(64, 64, 64)), Wishes(network="unet2d"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"learning_rat": 0.1}', "learning_rat: Extra inputs"),
        (b'{"patch": 40}', "patch must be 3 multiples of 16, got 40"),
        (b'{"steps": "many"}', "steps: Input should be a valid integer"),
        (b"steps: 3", "Invalid JSON"),
        (b"\xff\xfe", "no text"),
        (None, "No such file"),
    ],
)
def test_a_recipe_with_a_mistake_is_told_which(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "recipe.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OptionError, match=words) as error:
        read_recipe(path)
    assert error.value.path == path


def test_a_recipe_is_read(tmp_path: Path) -> None:
    path = tmp_path / "recipe.json"
    recipe = labelled_recipe(PRESETS["unet25d"].network)
    path.write_text(recipe.model_dump_json(), encoding="utf-8")
    assert read_recipe(path) == recipe
