import numpy as np
import pytest

from isegcore.simulation.contrast import ADULT_MONTHS, AgeBand, draw_any_contrast, draw_contrast, draw_months
from isegcore.simulation.structures import Structure

CORTEX, WHITE, CSF = Structure.CORTEX, Structure.WHITE_MATTER, Structure.SULCAL_CSF


def levels(months: float) -> np.ndarray:
    return draw_contrast(months, 1, 0.0, np.random.default_rng(0)).levels


def test_newborns_are_inverted_and_adults_are_not() -> None:
    newborn, adult = levels(0), levels(ADULT_MONTHS)
    assert newborn[0, WHITE] < newborn[0, CORTEX]
    assert newborn[1, WHITE] > newborn[1, CORTEX]
    assert adult[0, WHITE] > adult[0, CORTEX]
    assert adult[1, WHITE] < adult[1, CORTEX]


def test_contrast_is_least_at_six_months() -> None:
    apart = {months: np.abs(levels(months)[1, WHITE] - levels(months)[1, CORTEX]) for months in (0, 6, 24)}
    assert apart[6] < min(apart[0], apart[24])


@pytest.mark.parametrize("months", [0, 3, 6, 12, 24, 60, 400])
def test_csf_is_dark_in_t1_and_bright_in_t2(months: float) -> None:
    t1, t2 = levels(months)
    brain = list(range(Structure.CORTEX, Structure.CHOROID))
    assert t1[CSF] < t1[brain].min()
    assert t2[CSF] > t2[brain].max()


def test_myelin_grows_with_age() -> None:
    rng = np.random.default_rng(0)
    shares = [draw_contrast(months, 1, 0.0, rng).myelin_rim for months in (0, 6, 12, 24)]
    assert shares == sorted(shares)


@pytest.mark.parametrize(
    ("band", "low", "high"),
    [
        (AgeBand.NEWBORN, 0, 3),
        (AgeBand.ISOINTENSE, 4, 8),
        (AgeBand.ADULT_LIKE, 9, 61),
        (AgeBand.MIXED, 0, 61),
    ],
)
def test_ages_stay_in_their_band(band: AgeBand, low: float, high: float) -> None:
    rng = np.random.default_rng(0)
    months = [draw_months(band, rng) for _ in range(200)]
    assert low <= min(months) < max(months) <= high


def test_random_contrasts_keep_csf_of_one_kind() -> None:
    contrast = draw_any_contrast(np.random.default_rng(0))
    assert (contrast.levels[:, Structure.VENTRICLE] == contrast.levels[:, CSF]).all()
    assert contrast.levels.dtype == np.float32
