from itertools import pairwise

import pytest
from pydantic import ValidationError

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


def test_a_patch_must_fit_the_network() -> None:
    with pytest.raises(ValidationError, match="multiple of 16"):
        TrainingConfig(patch=40)
