from dataclasses import replace

import numpy as np
import pytest

from isegcore.simulation.contrast import AgeBand
from isegcore.simulation.deformation import DeformationRange
from isegcore.simulation.scanner import ScannerRange
from isegcore.simulation.subject import Recipe, simulate
from tests.helpers.anatomies import tiny_anatomy

PLAIN = Recipe(any_contrast=0, hindbrain=1, loose_mask=0, jitter=0)
CALM = replace(
    PLAIN,
    deformation=DeformationRange(0, 0, 0, 0),
    scanner=ScannerRange((0, 0), (0.1, 0.1), 0, (1, 1), (0, 0), 0, 0, (0, 0), 0),
)


def test_the_same_seed_gives_the_same_subject() -> None:
    one, same, other = (simulate(tiny_anatomy(), Recipe(), np.random.default_rng(seed)) for seed in (3, 3, 4))
    assert np.array_equal(one.t1, same.t1)
    assert np.array_equal(one.tissue, same.tissue)
    assert one.months == same.months or np.isnan(one.months)
    assert one.t1.shape != other.t1.shape or not np.array_equal(one.t1, other.t1)


@pytest.mark.parametrize("seed", range(4))
def test_a_stripped_subject_is_zero_exactly_outside_its_labels(seed: int) -> None:
    subject = simulate(tiny_anatomy(), PLAIN, np.random.default_rng(seed))
    assert subject.t1.dtype == subject.t2.dtype == np.float32
    assert not subject.t1[subject.tissue == 0].any()
    assert not subject.t2[subject.tissue == 0].any()
    assert set(np.unique(subject.tissue)) == {0, 1, 2, 3}


def test_a_loose_mask_leaves_unlabelled_tissue() -> None:
    subject = simulate(tiny_anatomy(), replace(PLAIN, loose_mask=1), np.random.default_rng(0))
    assert np.count_nonzero(subject.t1[subject.tissue == 0]) > 100


def test_a_head_that_was_not_stripped_stays() -> None:
    recipe = replace(PLAIN, unstripped=1)
    subject = simulate(tiny_anatomy(head=True), recipe, np.random.default_rng(0))
    assert np.count_nonzero(subject.t1[subject.tissue == 0]) > 1000


@pytest.mark.parametrize(("age", "sign"), [(AgeBand.NEWBORN, -1), (AgeBand.ADULT_LIKE, 1)])
def test_contrast_follows_age(age: AgeBand, sign: int) -> None:
    subject = simulate(tiny_anatomy(), replace(CALM, age=age), np.random.default_rng(1))
    # Medians: deep grey and myelinated white matter are few.
    grey, white = (np.median(subject.t2[subject.tissue == k]) for k in (2, 3))
    assert np.sign(grey - white) == sign
    assert np.median(subject.t1[subject.tissue == 1]) < np.median(subject.t1[subject.tissue == 3])


def test_newborns_are_smaller_than_adults() -> None:
    sizes = [
        np.count_nonzero(simulate(tiny_anatomy(), replace(CALM, age=age), np.random.default_rng(0)).tissue)
        for age in (AgeBand.NEWBORN, AgeBand.ADULT_LIKE)
    ]
    assert sizes[0] < sizes[1]
