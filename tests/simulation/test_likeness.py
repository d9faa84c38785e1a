"""Do practice subjects look like the challenge's? Figures of its ten training subjects, as published."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from isegcore.shipped import shipped_path
from isegcore.simulation.contrast import AgeBand
from isegcore.simulation.label_maps import read_anatomy
from isegcore.simulation.practice import practice_recipe
from isegcore.simulation.subject import SimulatedSubject, simulate

SHARES = {1: 0.22, 2: 0.47, 3: 0.31}
# Intersection of the histograms of two tissues, in T1 and T2.
OVERLAPS = {(2, 3): (0.70, 0.90), (1, 2): (0.36, 0.36), (1, 3): (0.27, 0.35)}


@pytest.fixture(scope="module")
def subjects() -> list[SimulatedSubject]:
    anatomy = read_anatomy(shipped_path("sample") / "subject-1-label.hdr")
    recipe = practice_recipe(AgeBand.ISOINTENSE)
    return [simulate(anatomy, recipe, np.random.default_rng([20, number])) for number in range(10)]


def intersection(image: NDArray[np.float32], tissue: NDArray[np.uint8], pair: tuple[int, int]) -> float:
    edges = np.linspace(*np.percentile(image[tissue > 0], (0.5, 99.5)), 101)
    one, other = (np.histogram(v, edges)[0] / v.size for v in (image[tissue == k] for k in pair))
    return float(np.minimum(one, other).sum())


@pytest.mark.slow
def test_tissue_shares_are_those_of_the_challenge(subjects: list[SimulatedSubject]) -> None:
    for tissue, share in SHARES.items():
        found = [np.mean(s.tissue[s.tissue > 0] == tissue) for s in subjects]
        assert np.mean(found) == pytest.approx(share, abs=0.06)


@pytest.mark.slow
@pytest.mark.parametrize("pair", list(OVERLAPS))
def test_tissues_overlap_as_those_of_the_challenge(
    subjects: list[SimulatedSubject], pair: tuple[int, int]
) -> None:
    for channel, expected in enumerate(OVERLAPS[pair]):
        found = [intersection((s.t1, s.t2)[channel], s.tissue, pair) for s in subjects]
        assert np.mean(found) == pytest.approx(expected, abs=0.12)
