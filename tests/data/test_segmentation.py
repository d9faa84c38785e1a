"""A segmentation holds arrays that fit its labels, and nobody can write into them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.phantoms import phantom_subject
from tests.helpers.window_fakes import phantom_segmentation


def test_every_array_is_read_only() -> None:
    plain = phantom_segmentation(phantom_subject())
    made = replace(plain, probabilities=np.zeros((*plain.labels.grid.shape, 4), np.uint8))
    assert made.probabilities is not None
    for array in (made.labels.data, made.confidence, made.entropy, made.probabilities):
        assert not array.flags.writeable


@pytest.mark.parametrize("field", ["confidence", "entropy", "probabilities"])
def test_maps_of_another_shape_or_type_are_refused(field: str) -> None:
    made = phantom_segmentation(phantom_subject())
    with pytest.raises(ValueError, match="data must be"):
        replace(made, **{field: np.zeros((2, 2, 2), np.uint8)})
    with pytest.raises(ValueError, match="data must be"):
        replace(made, **{field: made.labels.data.astype(np.float32)})
