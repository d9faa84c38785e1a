"""Whether new subjects, taken together, are still what a model was made for.

`findings` warns of one odd subject. Here many are held against the profile in the model's card: each sign of
each subject lies within its 1st to 99th percentile there, or not. If the new subjects came from where the
profile's did, the number of them outside would follow a beta-binomial distribution whatever the sign's own
distribution is (Wilks 1942, doi:10.1214/aoms/1177731537); more than chance allows is drift. Signs are tested
together by Holm's step-down method, which holds though they are correlated (Holm 1979, doi:10.2307/4615733).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from isegcore.bundles.profile import Profile
from isegcore.data.subject import Modality, Subject
from isegcore.inference import signs as sign
from isegcore.inference.findings import SLACK
from isegcore.inference.segmenter import Segmenter
from isegcore.labels import BRAIN_TISSUES, Tissue
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.preprocessing.preprocess import preprocess

SIGNIFICANCE = 0.05
"""Chance, at most, of seeing drift in any sign where there is none."""

DRIFT_SIGNS = (
    *(sign.tail_of(m) for m in Modality),
    *(sign.coherence_of(m) for m in Modality),
    *(sign.contrast_of(m, t) for m in Modality for t in (Tissue.CSF, Tissue.WM)),
    *(sign.share_of(t) for t in BRAIN_TISSUES),
    sign.VOLUME,
)
"""What is held against the profile: intensities of the images, and volumes that the model found in them."""

_OUTERMOST = 0.01  # the profile's percentiles: 1st and 99th


@dataclass(frozen=True, slots=True)
class SignDrift:
    """One sign over all new subjects.

    Attributes:
        sign: Its name; see `isegcore.inference.signs`.
        low: From here on it is as usual.
        high: Up to here.
        subjects: How many have the sign.
        below: How many of them lie below `low`.
        above: How many lie above `high`.
        p: Probability of so many outside, or more, if nothing has changed.
        p_adjusted: The same for all signs together (Holm).
    """

    sign: str
    low: float
    high: float
    subjects: int
    below: int
    above: int
    p: float
    p_adjusted: float = 1.0

    @property
    def drifted(self) -> bool:
        """Return whether more subjects lie outside than chance allows."""
        return self.p_adjusted < SIGNIFICANCE


@dataclass(frozen=True, slots=True)
class Drift:
    """What is found of all signs.

    Attributes:
        signs: Those that any subject has.
        could_tell: Whether there are subjects enough for drift to show at all, if every one lay outside.
    """

    signs: tuple[SignDrift, ...]
    could_tell: bool

    @property
    def seen(self) -> bool:
        """Return whether any sign has drifted."""
        return any(found.drifted for found in self.signs)


def measure_subject(
    subject: Subject, segmenter: Segmenter, monitor: Monitor = NULL_MONITOR
) -> Mapping[str, float]:
    """Return the signs of a subject by name, segmenting it: shares and contrasts are those of its tissues.

    Raises:
        IsegError: If it cannot be segmented; see `Segmenter.segment`.
        Cancelled: If the monitor says so.
    """
    spec = segmenter.card.preprocessing
    labels = segmenter.segment(subject, monitor).labels
    return sign.measure(subject, preprocess(subject, spec, monitor), labels.data, spec).values


def find_drift(measured: Sequence[Mapping[str, float]], profile: Profile) -> Drift:
    """Return how new subjects lie against a profile.

    Args:
        measured: The signs of each subject, by name.
        profile: What is usual; from a model's card.
    """
    known = [name for name in DRIFT_SIGNS if name in profile.ranges]
    found = [
        _sign_drift(name, values, profile)
        for name in known
        if (values := [signs[name] for signs in measured if name in signs])
    ]
    lowest = [_chance(one.subjects, one.subjects, profile.subjects) for one in found]
    could_tell = any(p * len(found) < SIGNIFICANCE for p in lowest)
    return Drift(tuple(_holm(found)), could_tell)


def _sign_drift(name: str, values: Sequence[float], profile: Profile) -> SignDrift:
    usual, slack = profile.ranges[name], SLACK[name]
    low, high = usual.low - slack, usual.high + slack
    below, above = sum(value < low for value in values), sum(value > high for value in values)
    p = _chance(below + above, len(values), profile.subjects)
    return SignDrift(name, low, high, len(values), below, above, p)


def _chance(outside: int, subjects: int, reference: int) -> float:
    """Return the probability of so many subjects outside, or more, if they are like the reference.

    The percentiles of few subjects lie within their `rank` outermost values on either side, so that the
    share of all the world that lies outside follows a beta distribution: this errs towards no drift.

    Args:
        outside: How many lie outside the percentiles.
        subjects: Of how many.
        reference: How many the percentiles were taken from.
    """
    from scipy import stats  # noqa: PLC0415 - half a second, and the window needs none of it

    rank = math.floor(_OUTERMOST * (reference - 1)) + 2
    inside = reference + 1 - 2 * rank
    if inside <= 0:  # so few that nothing lies surely outside
        return 1.0
    return float(stats.betabinom.sf(outside - 1, subjects, 2 * rank, inside))


def _holm(found: Sequence[SignDrift]) -> list[SignDrift]:
    """Return the signs, in their order, with probabilities for all of them together."""
    adjusted, so_far = {}, 0.0
    for place, one in enumerate(sorted(found, key=lambda one: one.p)):
        so_far = max(so_far, min(1.0, one.p * (len(found) - place)))
        adjusted[one.sign] = so_far
    return [replace(one, p_adjusted=adjusted[one.sign]) for one in found]
