"""Doubtful spots: inside the brain, parted, ranked by how much of them is likely to be wrong."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from isegcore.data.grid import Grid
from isegcore.data.volume import LabelMap
from isegcore.inference.doubt import doubtful_spots
from isegcore.labels import ISEG, Tissue
from isegcore.monitor import Cancelled

SHAPE = (60, 50, 40)
AFFINE = np.array([[-0.8, 0, 0, 30], [0, 0.8, 0, -20], [0, 0, 1.2, 5], [0, 0, 0, 1.0]])
GRID = Grid(SHAPE, AFFINE)


def brain() -> NDArray[np.uint8]:
    data = np.zeros(SHAPE, np.uint8)
    data[4:-4, 4:-4, 4:-4] = Tissue.WM
    data[4:30, 4:-4, 4:-4] = Tissue.GM
    return data


def cube(confidence: NDArray[np.uint8], centre: tuple[int, int, int], half: int, percent: int) -> None:
    confidence[tuple(slice(c - half, c + half + 1) for c in centre)] = percent


def sure(data: NDArray[np.uint8], percent: int = 95) -> NDArray[np.uint8]:
    return np.where(data > 0, percent, 100).astype(np.uint8)


def test_spots_are_ranked_by_size_times_doubt_and_lie_where_the_doubt_is() -> None:
    data = brain()
    confidence = sure(data)
    cube(confidence, (15, 15, 12), 3, 40)  # large and doubtful: 7³ voxels
    cube(confidence, (45, 35, 28), 2, 40)  # smaller, as doubtful
    cube(confidence, (45, 15, 12), 2, 55)  # as small, less doubtful
    spots = doubtful_spots(LabelMap(data, GRID, ISEG), confidence)
    assert len(spots) == 3
    for spot, centre in zip(spots, ((15, 15, 12), (45, 35, 28), (45, 15, 12)), strict=True):
        assert np.abs(np.array(spot.voxel) - centre).max() <= 1
        assert spot.mm == pytest.approx(tuple(GRID.to_mm(spot.voxel)))
        assert 0.05 < spot.ml < 0.6
    assert [spot.tissues[0] for spot in spots] == [Tissue.GM, Tissue.WM, Tissue.WM]
    weights = [spot.weight for spot in spots]
    assert weights == sorted(weights, reverse=True)


def test_two_centres_of_doubt_that_touch_are_two_spots() -> None:
    data = brain()
    confidence = sure(data)
    confidence[12:46, 20:27, 15:22] = 70
    cube(confidence, (16, 23, 18), 3, 40)
    cube(confidence, (40, 23, 18), 3, 40)
    spots = doubtful_spots(LabelMap(data, GRID, ISEG), confidence)
    assert {spot.voxel[0] // 30 for spot in spots[:2]} == {0, 1}


def test_the_rim_of_the_brain_and_thin_borders_are_no_spots() -> None:
    data = brain()
    confidence = sure(data)
    confidence[4, :, :] = confidence[:, :, 4] = 40  # the rim
    confidence[29:31, :, :] = 75  # the border between the tissues
    assert doubtful_spots(LabelMap(data, GRID, ISEG), confidence) == ()


def test_of_a_sure_result_or_none_at_all_there_are_no_spots() -> None:
    data = brain()
    assert doubtful_spots(LabelMap(data, GRID, ISEG), sure(data)) == ()
    nothing = np.zeros(SHAPE, np.uint8)
    assert doubtful_spots(LabelMap(nothing, GRID, ISEG), nothing) == ()


def test_where_nothing_is_said_nothing_is_doubtful() -> None:
    data = brain()
    confidence = sure(data)
    cube(confidence, (15, 15, 12), 3, 40)
    cube(confidence, (45, 35, 28), 3, 0)  # painted by hand
    spots = doubtful_spots(LabelMap(data, GRID, ISEG), confidence)
    assert [spot.tissues[0] for spot in spots] == [Tissue.GM]


class Impatient:
    def update(self, stage: str, done: float, total: float) -> None:
        if done == 1:
            raise Cancelled


def test_looking_can_be_cancelled() -> None:
    with pytest.raises(Cancelled):
        doubtful_spots(LabelMap(brain(), GRID, ISEG), sure(brain()), Impatient())
