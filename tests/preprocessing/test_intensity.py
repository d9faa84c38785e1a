import numpy as np
import pytest

from isegcore.errors import UnreadableImageError
from isegcore.preprocessing.intensity import brain_mask, normalise, rescale
from isegcore.preprocessing.spec import Scaling
from tests.helpers.phantoms import T1_LEVELS, T2_LEVELS, ellipsoid_labels

LABELS = ellipsoid_labels()
BRAIN = LABELS > 0


def image(levels: np.ndarray = T1_LEVELS, noise: float = 5.0, seed: int = 0) -> np.ndarray:
    data = levels[LABELS] + noise * np.random.default_rng(seed).standard_normal(LABELS.shape) * BRAIN
    return data.astype(np.float32)


def test_a_stripped_image_says_itself_where_the_brain_is() -> None:
    assert np.array_equal(brain_mask([image()]), BRAIN)


def test_the_background_may_be_any_constant() -> None:
    assert np.array_equal(brain_mask([image() - np.float32(1000)]), BRAIN)


def test_small_negative_values_inside_and_traces_outside_do_not_matter() -> None:
    data = image()
    data[16, 16, 14] = -3
    data[0, 0, 0] = 1e-5
    assert np.array_equal(brain_mask([data]), BRAIN)


def test_modalities_are_united_and_holes_are_filled() -> None:
    t1, t2 = image(), image(T2_LEVELS)
    t1[10:14, 16:20, 12:16] = 0
    t2[11:13, 17:19, 13:15] = 0
    t2[:16] = 0
    assert np.array_equal(brain_mask([t1, t2]), BRAIN)


def test_specks_in_the_air_are_dropped() -> None:
    data = image()
    data[1, 1, 1] = data[30, 2, 2] = 200
    assert np.array_equal(brain_mask([data]), BRAIN)


def test_a_head_in_noisy_air_falls_back_to_the_foreground() -> None:
    rng = np.random.default_rng(0)
    data = image() + np.abs(rng.normal(0, 4, LABELS.shape)).astype(np.float32)
    mask = brain_mask([data])
    overlap = 2 * np.count_nonzero(mask & BRAIN) / (np.count_nonzero(mask) + np.count_nonzero(BRAIN))
    assert overlap > 0.8
    assert not mask[:2].any()


@pytest.mark.parametrize("value", [0, 7])
def test_constant_images_are_refused_with_advice(value: float) -> None:
    with pytest.raises(UnreadableImageError, match="one value everywhere") as error:
        brain_mask([np.full((8, 8, 8), value, np.float32)])
    assert error.value.hint


def test_one_constant_modality_does_not_spoil_the_other() -> None:
    assert np.array_equal(brain_mask([image(), np.zeros(LABELS.shape, np.float32)]), BRAIN)


def test_normalised_values_have_mean_0_and_sd_1_inside_and_are_0_outside() -> None:
    out = normalise(image(), BRAIN)
    assert out.dtype == np.float32
    assert out[BRAIN].mean() == pytest.approx(0, abs=1e-4)
    assert out[BRAIN].std() == pytest.approx(1, abs=1e-4)
    assert not out[~BRAIN].any()


def test_scale_and_offset_do_not_matter() -> None:
    data = image()
    assert normalise(data * 37 + 500, BRAIN) == pytest.approx(normalise(data, BRAIN), abs=1e-3)


def test_outliers_are_clipped() -> None:
    plain, bright = image(), image()
    at = tuple(np.argwhere(BRAIN)[100])
    bright[at] = 1e6
    assert normalise(bright, BRAIN)[at] < 4
    assert normalise(bright, BRAIN) == pytest.approx(normalise(plain, BRAIN), abs=5)


def test_a_constant_inside_or_an_empty_mask_gives_zeros() -> None:
    assert not normalise(np.full(LABELS.shape, 9, np.float32), BRAIN).any()
    assert not normalise(image(), np.zeros(LABELS.shape, bool)).any()


def test_the_input_is_left_as_it_was() -> None:
    data = image()
    data.setflags(write=False)
    before = data.copy()
    normalise(data, brain_mask([data]))
    assert np.array_equal(data, before)


def test_the_share_of_a_head_does_not_depend_on_how_its_slices_divide() -> None:
    """448 x 448 slices once made the sample fall on a single slice."""
    shares = []
    for side in (440, 448):
        rng = np.random.default_rng(0)
        axes = np.ogrid[-1 : 1 : side * 1j, -1 : 1 : side * 1j, -1:1:10j]
        head = sum(axis**2 for axis in axes[:2]) < 0.5 * (1 - 0.3 * axes[2] ** 2)
        data = 20 + 5 * rng.standard_normal(head.shape) + 200 * head
        shares.append(brain_mask([np.asfortranarray(data, np.float32)]).mean())
    assert shares[0] == pytest.approx(shares[1], abs=0.01)
    assert shares[0] == pytest.approx(head.mean(), abs=0.02)


def test_a_part_is_scaled_by_the_whole() -> None:
    whole = image() + 7
    part = whole[10:20]
    scaled = rescale(whole, whole, Scaling.MINMAX)
    assert (scaled.min(), scaled.max()) == (0, 1)
    np.testing.assert_array_equal(rescale(part, whole, Scaling.MINMAX), scaled[10:20])
    standard = rescale(whole, whole, Scaling.ZSCORE)
    assert standard.mean() == pytest.approx(0, abs=1e-4)
    assert standard.std() == pytest.approx(1, abs=1e-4)
    assert standard.dtype == np.float32


@pytest.mark.parametrize("scaling", [Scaling.MINMAX, Scaling.ZSCORE])
def test_an_image_of_one_value_becomes_zeros(scaling: Scaling) -> None:
    flat = np.full((4, 4, 4), 12345.0, np.float32)
    assert not rescale(flat, flat, scaling).any()
