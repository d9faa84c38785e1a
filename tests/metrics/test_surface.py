"""Surface distances agree with the surface-distance package, and with what can be worked out by hand."""

from __future__ import annotations

import time
import warnings

import numpy as np
import pytest
from numpy.typing import NDArray

from isegcore.labels import BRAIN_TISSUES
from isegcore.metrics.surface import SurfaceDistances, surface_distances
from tests.helpers.phantoms import ellipsoid_labels

Spacing = tuple[float, float, float]
SPACINGS: list[Spacing] = [(1.0, 1.0, 1.0), (0.8, 0.8, 2.4), (2.0, 0.5, 1.0)]


def ball(radius_mm: float, spacing: Spacing, shape: tuple[int, int, int] = (60, 60, 60)) -> NDArray[np.bool_]:
    axes = np.ogrid[tuple(slice(0, n) for n in shape)]
    square = sum(((a - n / 2 + 0.2) * mm) ** 2 for a, n, mm in zip(axes, shape, spacing, strict=True))
    return np.asarray(square < radius_mm**2)


def speckled(labels: NDArray[np.uint8], seed: int) -> NDArray[np.uint8]:
    rng = np.random.default_rng(seed)
    wrong = rng.random(labels.shape) < 0.05
    return np.where(wrong, rng.integers(0, 4, labels.shape), labels).astype(np.uint8)


def packaged(a: NDArray[np.bool_], b: NDArray[np.bool_], spacing: Spacing) -> SurfaceDistances:
    """Return the same by the surface-distance package; ASSD is the mean over both of its surfaces."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # it calls scipy by names of old
        import surface_distance as package

        found = package.compute_surface_distances(b, a, spacing)
    directions = ("gt_to_pred", "gt"), ("pred_to_gt", "pred")
    sums = [found[f"distances_{d}"] @ found[f"surfel_areas_{s}"] for d, s in directions]
    area = sum(found[f"surfel_areas_{s}"].sum() for _, s in directions)
    return SurfaceDistances(float(package.compute_robust_hausdorff(found, 95)), float(sum(sums) / area))


def assert_agreement(a: NDArray[np.bool_], b: NDArray[np.bool_], spacing: Spacing) -> None:
    ours, theirs = surface_distances(a, b, spacing), packaged(a, b, spacing)
    assert ours.hd95_mm == pytest.approx(theirs.hd95_mm, abs=1e-6)
    assert ours.assd_mm == pytest.approx(theirs.assd_mm, rel=1e-6)


@pytest.mark.parametrize("spacing", SPACINGS)
@pytest.mark.parametrize("tissue", BRAIN_TISSUES)
def test_agreement_on_a_brain(tissue: int, spacing: Spacing) -> None:
    reference = ellipsoid_labels()
    for predicted in (speckled(reference, seed=4), np.roll(reference, (1, 0, -2), axis=(0, 1, 2))):
        assert_agreement(predicted == tissue, reference == tissue, spacing)


@pytest.mark.parametrize("spacing", SPACINGS)
def test_agreement_on_any_neighbourhood(spacing: Spacing) -> None:
    """Noise holds all 256 ways in which eight voxels around a corner can belong to a mask."""
    a, b = np.random.default_rng(5).random((2, 20, 20, 20)) < 0.5
    assert_agreement(a, b, spacing)


def test_agreement_where_a_mask_touches_the_edge_of_the_image() -> None:
    a, b = np.zeros((2, 12, 10, 8), bool)
    a[:5], b[:6, 2:] = True, True
    assert_agreement(a, b, (1.0, 1.5, 3.0))


def test_two_voxels() -> None:
    """Their near corners are two voxels of 2 mm apart, their far ones three."""
    a, b = np.zeros((2, 9, 5, 5), bool)
    a[2, 2, 2] = b[5, 2, 2] = True
    assert surface_distances(a, b, (2.0, 1.0, 1.0)) == SurfaceDistances(6.0, pytest.approx(5.0))


def test_a_ball_inside_a_ball() -> None:
    """The true distance is 4 mm everywhere; corners of voxels are up to one voxel off."""
    spacing = (0.5, 0.5, 1.0)
    found = surface_distances(ball(8, spacing), ball(12, spacing), spacing)
    assert found.assd_mm == pytest.approx(4, abs=0.5)
    assert found.hd95_mm == pytest.approx(4, abs=0.5)


def test_the_same_and_the_empty() -> None:
    mask = ball(5, (1, 1, 1))
    assert surface_distances(mask, mask, (1.0, 1.0, 1.0)) == SurfaceDistances(0, 0)
    for a, b in ((mask, mask & False), (mask & False, mask), (mask & False, mask & False)):
        assert np.isnan([surface_distances(a, b, (1.0, 1.0, 1.0)).hd95_mm]).all()


def test_a_subject_of_iseg_size_takes_less_than_two_seconds() -> None:
    reference = np.zeros((144, 192, 256), np.uint8)
    reference[16:128, 20:172, 70:190] = ellipsoid_labels((112, 152, 120))
    predicted = speckled(reference, seed=6) * (reference > 0)
    seconds = []
    for _ in range(2):
        start = time.process_time()  # other programs' time does not count
        for tissue in BRAIN_TISSUES:
            surface_distances(predicted == tissue, reference == tissue, (1.0, 1.0, 1.0))
        seconds.append(time.process_time() - start)
    assert min(seconds) < 2
