import sys

import pytest
from pydantic import ValidationError

from isegcore.network.config import UNetConfig


def test_divisor_counts_the_poolings() -> None:
    assert UNetConfig(widths=(4, 8)).divisor == 2
    assert UNetConfig().divisor == 16


@pytest.mark.parametrize(
    "bad", [{"widths": (8,)}, {"widths": (8, 0)}, {"dims": 4}, {"dropout": 1.0}, {"depth": 3}]
)
def test_nonsense_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        UNetConfig.model_validate(bad)


def test_it_survives_json() -> None:
    config = UNetConfig(widths=(8, 16), dims=2)
    assert UNetConfig.model_validate_json(config.model_dump_json()) == config


def test_the_config_alone_loads_no_keras() -> None:
    import subprocess

    code = "import sys, isegcore.network.config, isegcore.training.config; sys.exit('keras' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
