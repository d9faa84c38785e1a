"""Mean and spread of scores over subjects."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from isegcore.labels import BRAIN_TISSUES
from isegcore.metrics.evaluate import TissueScore

MEASURES = ("dice", "hd95_mm", "assd_mm", "volume_error_percent")


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean and sample standard deviation of some numbers; NaN where there are too few.

    Attributes:
        mean: Of those that are numbers.
        sd: Likewise, dividing by one less than their count.
        count: How many are numbers.
    """

    mean: float
    sd: float
    count: int


@dataclass(frozen=True, slots=True)
class TissueSummary:
    """The scores of one tissue over subjects, by the names in `MEASURES`."""

    tissue: str
    measures: dict[str, Spread]


def spread(values: Iterable[float]) -> Spread:
    """Return mean and spread of the values that are numbers."""
    numbers = [value for value in values if not math.isnan(value)]
    mean = fmean(numbers) if numbers else math.nan
    return Spread(mean, stdev(numbers) if len(numbers) > 1 else math.nan, len(numbers))


def summarise(scores: Sequence[TissueScore]) -> tuple[TissueSummary, ...]:
    """Return the summary of each tissue that was scored."""
    by_tissue = {t.name: [s for s in scores if s.tissue == t.name] for t in BRAIN_TISSUES}
    return tuple(
        TissueSummary(tissue, {name: spread(getattr(s, name) for s in found) for name in MEASURES})
        for tissue, found in by_tissue.items()
        if found
    )


def subject_dice(scores: Sequence[TissueScore]) -> dict[str, float]:
    """Return each subject's Dice, the mean of its tissues, in the order in which they were scored."""
    subjects = dict.fromkeys(score.subject for score in scores)
    return {name: spread(s.dice for s in scores if s.subject == name).mean for name in subjects}
