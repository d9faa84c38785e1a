import numpy as np
import pytest

from isegcore.simulation.deformation import DeformationRange, deform, enlarge, smooth_field
from tests.helpers.anatomies import tiny_anatomy

STILL = DeformationRange(rotation_deg=0, shear=0, stretch=0, displacement_mm=0)


def test_enlarging_is_linear_and_keeps_the_corners() -> None:
    coarse = np.arange(24, dtype=np.float32).reshape(2, 3, 4)
    fine = enlarge(coarse, (5, 9, 7))
    assert fine.shape == (5, 9, 7)
    assert fine[::4, ::4, ::2] == pytest.approx(coarse)
    assert fine[2, 0, 0] == pytest.approx((coarse[0, 0, 0] + coarse[1, 0, 0]) / 2)


def test_a_smooth_field_is_smooth_and_of_unit_spread() -> None:
    field = smooth_field((80, 80, 80), 8.0, np.random.default_rng(0))
    assert field.dtype == np.float32
    assert abs(field.mean()) < 0.2
    assert field.std() == pytest.approx(1.0, abs=0.15)
    assert np.abs(np.diff(field, axis=0)).max() < 1.2


def test_no_deformation_is_a_copy() -> None:
    labels = tiny_anatomy().structures
    out = deform(labels, (1, 1, 1), 1.0, STILL, np.random.default_rng(0))
    border = [(a - b) // 2 for a, b in zip(out.shape, labels.shape, strict=True)]
    inner = tuple(slice(c, c + n) for c, n in zip(border, labels.shape, strict=True))
    assert (out[inner] == labels).all()
    assert np.count_nonzero(out) == np.count_nonzero(labels)


@pytest.mark.parametrize("spacing", [(1.0, 1.0, 1.0), (0.8, 0.8, 0.8), (1.0, 0.5, 2.0)])
def test_scale_and_spacing_set_the_volume(spacing: tuple[float, float, float]) -> None:
    labels = tiny_anatomy().structures
    out = deform(labels, spacing, 1.3, STILL, np.random.default_rng(0))
    expected = np.count_nonzero(labels) * np.prod(spacing) * 1.3**3
    assert np.count_nonzero(out) == pytest.approx(expected, rel=0.06)


def test_the_same_seed_gives_the_same_shape() -> None:
    labels = tiny_anatomy().structures
    one, same, other = (
        deform(labels, (1, 1, 1), 1.0, DeformationRange(), np.random.default_rng(seed)) for seed in (1, 1, 2)
    )
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)
