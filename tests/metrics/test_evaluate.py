"""Scores agree with SimpleITK and with what can be worked out by hand; of distances see `test_surface`."""

from __future__ import annotations

import math

import numpy as np
import pytest

from isegcore.data.grid import Grid
from isegcore.data.volume import LabelMap
from isegcore.errors import GridMismatchError
from isegcore.labels import ISEG, Tissue
from isegcore.metrics.evaluate import evaluate
from isegcore.metrics.volumes import tissue_volumes_ml
from tests.helpers.phantoms import ellipsoid_labels, ras_grid


def label_map(data: np.ndarray, spacing: float = 1.0) -> LabelMap:
    return LabelMap(data.astype(np.uint8), ras_grid(data.shape, spacing), ISEG)


def test_a_perfect_prediction() -> None:
    reference = label_map(ellipsoid_labels())
    for score in evaluate("s", reference, reference):
        assert (score.dice, score.hd95_mm, score.assd_mm, score.volume_error_percent) == (1, 0, 0, 0)
        assert score.volume_ml > 0


def test_a_shift_by_two_voxels_is_two_spacings_away() -> None:
    cube = np.zeros((20, 20, 20), np.uint8)
    cube[5:10, 5:10, 5:10] = Tissue.GM
    gm = evaluate("s", label_map(np.roll(cube, 2, axis=0), 1.5), label_map(cube, 1.5))[1]
    assert gm.hd95_mm == pytest.approx(3.0)
    assert 0 < gm.assd_mm < 3.0
    assert gm.dice == pytest.approx(3 / 5)


def test_agreement_with_simpleitk() -> None:
    import SimpleITK as sitk  # noqa: N813

    rng = np.random.default_rng(3)
    reference = ellipsoid_labels()
    predicted = np.where(rng.random(reference.shape) < 0.1, rng.integers(0, 4, reference.shape), reference)
    scores = evaluate("s", label_map(predicted), label_map(reference))
    overlap = sitk.LabelOverlapMeasuresImageFilter()
    overlap.Execute(
        sitk.GetImageFromArray(predicted.astype(np.uint8)), sitk.GetImageFromArray(reference.astype(np.uint8))
    )
    for score, tissue in zip(scores, (1, 2, 3), strict=True):
        assert score.dice == pytest.approx(overlap.GetDiceCoefficient(tissue))


def test_volumes_are_millilitres() -> None:
    volumes = tissue_volumes_ml(label_map(ellipsoid_labels(), spacing=2.0))
    assert volumes[Tissue.WM] == pytest.approx(np.count_nonzero(ellipsoid_labels() == 3) * 8 / 1000)


def test_an_absent_tissue_is_not_a_number() -> None:
    reference = ellipsoid_labels()
    predicted = np.where(reference == 3, 2, reference)
    wm = evaluate("s", label_map(predicted), label_map(reference))[2]
    assert wm.dice == 0
    assert math.isnan(wm.hd95_mm)
    assert wm.volume_error_percent == -100


def test_other_grids_are_refused() -> None:
    reference = label_map(ellipsoid_labels())
    moved = LabelMap(reference.data, Grid(reference.grid.shape, np.eye(4)), ISEG)
    with pytest.raises(GridMismatchError, match="grid of the reference"):
        evaluate("s", moved, reference)
