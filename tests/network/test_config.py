import sys

import pytest
from pydantic import ValidationError

from isegcore.network.config import UNetConfig
from isegcore.network.presets import DEFAULT_PRESET, PRESETS
from isegcore.preprocessing.spec import TRAINING_SPEC, Plane, PreprocessSpec


def test_divisor_counts_the_poolings() -> None:
    assert UNetConfig(widths=(4, 8)).divisor == 2
    assert UNetConfig().divisor == 16


@pytest.mark.parametrize(
    "bad",
    [
        {"widths": (8,)},
        {"widths": (8, 0)},
        {"dims": 4},
        {"dropout": 1.0},
        {"depth": 3},
        {"inputs": 4},
        {"neighbours": 1, "inputs": 9},
        {"dims": 2, "neighbours": 1},
        {"dims": 2, "size": (144, 192, 144)},
        {"dims": 2, "size": (144, 190)},
    ],
)
def test_nonsense_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        UNetConfig.model_validate(bad)


@pytest.mark.parametrize("name", PRESETS)
def test_it_survives_json(name: str) -> None:
    config = PRESETS[name].network
    assert UNetConfig.model_validate_json(config.model_dump_json()) == config


def test_what_a_network_is_trained_on_follows_from_its_shape() -> None:
    assert UNetConfig().preprocessing == TRAINING_SPEC
    assert not UNetConfig(inputs=2).preprocessing.coordinates
    three_slices = UNetConfig(dims=2, neighbours=1, inputs=9).preprocessing
    assert (three_slices.plane, three_slices.neighbours) == (Plane.AXIAL, 1)
    fixed = PRESETS["plain2d"].network.preprocessing
    assert fixed == PreprocessSpec(plane=Plane.AXIAL, coordinates=False)
    assert UNetConfig(dims=2, neighbours=1, inputs=6).preprocessing.channels == 6
    with pytest.raises(ValidationError, match="without a plane"):
        PreprocessSpec(neighbours=1)


def test_the_default_preset_is_the_network_that_recipes_start_from() -> None:
    assert PRESETS[DEFAULT_PRESET].network == UNetConfig()
    assert PRESETS["plain2d"].file_name == "unet_stage1_4class.keras"


def test_the_config_alone_loads_no_keras() -> None:
    import subprocess

    code = "import sys, isegcore.network.presets, isegcore.training.config; sys.exit('keras' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
