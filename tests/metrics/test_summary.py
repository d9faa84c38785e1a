import math

import numpy as np
import pytest

from isegcore.metrics.evaluate import TissueScore
from isegcore.metrics.summary import MEASURES, spread, subject_dice, summarise


def score(subject: str, tissue: str, dice: float) -> TissueScore:
    return TissueScore(subject, tissue, dice, 1.0, 0.5, 100, 100, 0.0)


def test_mean_and_spread_are_numpys() -> None:
    values = [0.5, 0.7, 0.9, 0.8]
    found = spread(values)
    assert (found.mean, found.sd) == pytest.approx((np.mean(values), np.std(values, ddof=1)))


def test_what_is_no_number_does_not_count() -> None:
    found = spread([math.nan, 0.5])
    assert (found.mean, found.count) == (0.5, 1)
    assert math.isnan(found.sd)
    assert math.isnan(spread([]).mean)


def test_each_tissue_is_summarised_over_subjects() -> None:
    scores = [score("a", "GM", 0.8), score("a", "WM", 0.6), score("b", "GM", 0.9), score("b", "WM", 0.9)]
    gm, wm = summarise(scores)
    assert (gm.tissue, wm.tissue) == ("GM", "WM")
    assert set(gm.measures) == set(MEASURES)
    assert (gm.measures["dice"].mean, wm.measures["dice"].mean) == pytest.approx((0.85, 0.75))
    assert subject_dice(scores) == pytest.approx({"a": 0.7, "b": 0.9})
