from itertools import pairwise

import pytest
from pydantic import ValidationError

from isegcore.network.config import UNetConfig
from isegcore.preprocessing.spec import Plane
from isegcore.training.config import TrainingConfig


def test_learning_rate_warms_up_and_falls_to_zero() -> None:
    config = TrainingConfig(steps=1000, warmup_steps=100, learning_rate=1e-3)
    rates = [config.learning_rate_at(step) for step in range(1001)]
    assert rates[0] == pytest.approx(1e-5)
    assert max(rates) == rates[100] == pytest.approx(1e-3)
    assert rates[1000] == pytest.approx(0, abs=1e-9)
    assert all(a >= b for a, b in pairwise(rates[100:]))


def test_it_survives_json() -> None:
    config = TrainingConfig(steps=7, batch=3)
    assert TrainingConfig.model_validate_json(config.model_dump_json()) == config


@pytest.mark.parametrize("bad", [{"steps": 0}, {"ema": 1.0}, {"missing_t1": 0.9}, {"epochs": 3}])
def test_nonsense_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TrainingConfig.model_validate(bad)


def test_the_time_that_has_passed_lowers_the_rate_like_steps_do() -> None:
    config = TrainingConfig(steps=1000, warmup_steps=0, learning_rate=1e-3)
    assert config.learning_rate_at(10, share=0.5) == config.learning_rate_at(500) == pytest.approx(5e-4)
    assert config.learning_rate_at(500, share=0.1) == config.learning_rate_at(500)
    assert config.learning_rate_at(10, share=1.0) == pytest.approx(0, abs=1e-9)


SLICES = UNetConfig(dims=2, inputs=13, neighbours=2)


@pytest.mark.parametrize(
    ("network", "patch", "plane", "sides"),
    [
        (UNetConfig(), 64, None, (64, 64, 64)),
        (UNetConfig(), (96, 112, 80), None, (96, 112, 80)),
        (SLICES, 64, None, (64, 64, 5)),
        (SLICES, (96, 112), Plane.AXIAL, (96, 112, 5)),
        (SLICES, (96, 112), Plane.CORONAL, (96, 5, 112)),
        (SLICES, (96, 112), Plane.SAGITTAL, (5, 96, 112)),
    ],
)
def test_patches_are_cubes_bricks_or_slices_with_their_neighbours(
    network: UNetConfig, patch: object, plane: Plane | None, sides: tuple[int, int, int]
) -> None:
    spec = network.preprocessing.model_copy(update={"plane": plane}) if plane else None
    config = TrainingConfig.model_validate(
        {"network": network, "patch": patch, "preprocessing": spec and spec.model_dump()}
    )
    assert config.sides == sides
    assert TrainingConfig.model_validate_json(config.model_dump_json()) == config


@pytest.mark.parametrize("patch", [40, (64, 64), (64, 64, 40), 0, ()])
def test_a_patch_must_fit_the_network(patch: object) -> None:
    with pytest.raises(ValidationError, match=r"3 multiples of 16|greater than 0"):
        TrainingConfig.model_validate({"patch": patch})


def test_preprocessing_must_fit_the_network() -> None:
    bare = UNetConfig().preprocessing.model_copy(update={"coordinates": False})
    with pytest.raises(ValidationError, match="must yield the channels"):
        TrainingConfig(preprocessing=bare)
    with pytest.raises(ValidationError, match="must yield the channels"):
        TrainingConfig(preprocessing=UNetConfig(dims=2).preprocessing)
