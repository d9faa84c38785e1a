"""Drift is what chance does not explain: seldom seen where there is none, seen where subjects are others."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from isegcore.bundles.profile import Profile, Range
from isegcore.data.subject import Modality
from isegcore.inference import signs as sign
from isegcore.inference.drift import DRIFT_SIGNS, SIGNIFICANCE, find_drift
from isegcore.inference.findings import SLACK
from isegcore.labels import Tissue

WM_SHARE = sign.share_of(Tissue.WM)
# Wide beside the slack, so that the slack does not hide how often chance alone is taken for drift.
SPREAD = {name: 20 * SLACK[name] for name in DRIFT_SIGNS}


def subjects(
    count: int, rng: np.random.Generator, shift: Mapping[str, float] | None = None
) -> list[dict[str, float]]:
    """Return the signs of subjects, skewed as volumes are; `shift` is in standard deviations."""
    moved = shift or {}
    return [
        {name: spread * (float(rng.gamma(4.0)) / 2 + moved.get(name, 0.0)) for name, spread in SPREAD.items()}
        for _ in range(count)
    ]


def profile_of(measured: list[dict[str, float]]) -> Profile:
    ranges = {}
    for name in measured[0]:
        low, high = np.percentile([signs[name] for signs in measured], (1, 99))
        ranges[name] = Range(low=float(low), high=float(high))
    return Profile(subjects=len(measured), ranges=ranges, layout="")


@pytest.mark.parametrize(("reference", "new"), [(24, 12), (200, 30)])
def test_without_drift_it_is_seen_no_oftener_than_promised(reference: int, new: int) -> None:
    rng = np.random.default_rng(1)
    tries = 200
    seen = sum(
        find_drift(subjects(new, rng), profile_of(subjects(reference, rng))).seen for _ in range(tries)
    )
    # Two standard deviations of the count above what is promised.
    assert seen <= tries * SIGNIFICANCE + 2 * np.sqrt(tries * SIGNIFICANCE * (1 - SIGNIFICANCE))


@pytest.mark.parametrize("name", [WM_SHARE, sign.contrast_of(Modality.T1, Tissue.WM), sign.VOLUME])
@pytest.mark.parametrize("side", [-6.0, 6.0])
def test_a_sign_that_moved_is_named_and_no_other(name: str, side: float) -> None:
    rng = np.random.default_rng(2)
    found = find_drift(subjects(20, rng, {name: side}), profile_of(subjects(24, rng)))
    assert found.seen
    (moved,) = [one for one in found.signs if one.drifted]
    assert moved.sign == name
    assert (moved.below, moved.above) == ((20, 0) if side < 0 else (0, 20))


def test_one_odd_subject_is_no_drift() -> None:
    rng = np.random.default_rng(3)
    new = [*subjects(9, rng), *subjects(1, rng, dict.fromkeys(SPREAD, 9.0))]
    assert not find_drift(new, profile_of(subjects(24, rng))).seen


def test_a_small_shift_that_means_nothing_is_no_drift_however_sure() -> None:
    usual = [dict.fromkeys(SPREAD, 1.0) for _ in range(100)]
    new = [{name: 1.0 + 0.9 * SLACK[name] for name in SPREAD} for _ in range(50)]
    assert not find_drift(new, profile_of(usual)).seen


def test_too_few_subjects_are_said_to_be_too_few() -> None:
    rng = np.random.default_rng(4)
    usual = profile_of(subjects(24, rng))
    far = dict.fromkeys(SPREAD, 20.0)
    few, enough = (find_drift(subjects(n, rng, far), usual) for n in (2, 4))
    assert (few.seen, few.could_tell) == (False, False)
    assert (enough.seen, enough.could_tell) == (True, True)
    tiny = find_drift(subjects(50, rng, far), profile_of(subjects(2, rng)))
    assert (tiny.seen, tiny.could_tell) == (False, False)


def test_the_chance_is_that_of_drawing_from_one_urn() -> None:
    """Of 24 old and 4 new subjects, all new outside the two outermost old ones on either side: counted."""
    rng = np.random.default_rng(5)
    usual = profile_of(subjects(24, rng))
    new = [{WM_SHARE: 1e6}] * 4
    (one,) = find_drift(new, usual).signs
    draws, hits = 40_000, 0
    for _ in range(draws):
        drawn = rng.permutation(28)
        old, fresh = np.sort(drawn[:24]), drawn[24:]
        hits += bool(((fresh < old[1]) | (fresh > old[-2])).all())
    assert one.p == pytest.approx(hits / draws, abs=4 * np.sqrt(one.p / draws))


def test_signs_that_subjects_or_the_profile_lack_are_left_out() -> None:
    rng = np.random.default_rng(6)
    only_t1 = [{k: v for k, v in s.items() if not k.startswith("T2")} for s in subjects(6, rng)]
    usual = subjects(24, rng)
    usual = [{k: v for k, v in s.items() if k != sign.VOLUME} for s in usual]
    names = {one.sign for one in find_drift(only_t1, profile_of(usual)).signs}
    assert sign.VOLUME not in names
    assert names
    assert not any(name.startswith("T2") for name in names)
