"""Where a result is most worth a second look: spots of low confidence inside the brain, the gravest first."""
# ruff: noqa: PLC0415 - scipy and scikit-image are paid for by who looks for spots

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from isegcore.data.box import box_of
from isegcore.data.grid import Grid
from isegcore.data.volume import LabelMap
from isegcore.labels import Tissue
from isegcore.monitor import NULL_MONITOR, Monitor

_BLUR_MM = 1.5
_RIM_MM = 1.5
_LEAST_DOUBT = 0.2
_DOUBTFUL_SHARE = 0.1
_APART_MM = 6.0
_SMALLEST_ML = 0.05
_MOST = 100
_STAGE = "Looking for doubtful spots"


@dataclass(frozen=True, slots=True)
class Spot:
    """A region in which the result is doubtful.

    Attributes:
        voxel: Where the doubt is greatest.
        mm: The same place, RAS.
        ml: How large the region is.
        doubt: Mean over the region of the probability that the label is wrong, 0 to 1.
        tissues: The two labels that are commonest in it, the commoner first; one where there is one.
    """

    voxel: tuple[int, int, int]
    mm: tuple[float, float, float]
    ml: float
    doubt: float
    tissues: tuple[Tissue, ...]

    @property
    def weight(self) -> float:
        """Return how many millilitres of it are likely to be wrong: what spots are ranked by."""
        return self.ml * self.doubt


def doubtful_spots(
    labels: LabelMap, confidence: NDArray[np.uint8], monitor: Monitor = NULL_MONITOR
) -> tuple[Spot, ...]:
    """Return the doubtful spots of a result, those with the most likely wrong voxels first.

    Every border between tissues is a little doubtful, and so is the rim of the brain. Doubt is therefore
    averaged over a few millimetres inside the brain, its rim left out, and only the most doubtful tenth of
    that counts, and nothing below 20 %. What hangs together is parted where doubt is least between its peaks
    (Meyer, Topographic distance and watershed lines (1994), doi:10.1016/0165-1684(94)90060-4).

    Args:
        labels: The result.
        confidence: `(I, J, K)` uint8: probability of each voxel's label, percent; 0 is no doubt: it says
            nothing, as where a person has decided.
        monitor: Asked about cancellation.

    Raises:
        Cancelled: If the monitor says so.
    """
    monitor.update(_STAGE, 0, 3)
    if not labels.data.any():
        return ()
    box = box_of(labels.data > 0)
    tissue, grid = labels.data[box], labels.grid
    doubt, smooth = _smooth_doubt(tissue, confidence[box], grid)
    monitor.update(_STAGE, 1, 3)
    regions = _regions(smooth, grid)
    monitor.update(_STAGE, 2, 3)
    first = np.array([side.start for side in box])
    spots = _measured(regions, doubt, smooth, tissue, first, grid)
    monitor.update(_STAGE, 3, 3)
    return tuple(sorted(spots, key=lambda spot: -spot.weight)[:_MOST])


def _smooth_doubt(
    tissue: NDArray[np.uint8], confidence: NDArray[np.uint8], grid: Grid
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return doubt, 0 to 1, and its mean over the surrounding brain; both 0 on the rim and outside."""
    from scipy import ndimage

    spacing = np.array(grid.spacing)
    depth = ndimage.distance_transform_edt(np.pad(tissue > 0, 1), sampling=spacing)[1:-1, 1:-1, 1:-1]
    core = depth > _RIM_MM
    doubt = np.where(core & (confidence > 0), (100 - confidence.astype(np.float32)) / 100, np.float32(0))
    smooth, around = (
        ndimage.gaussian_filter(data, _BLUR_MM / spacing) for data in (doubt, core.astype(np.float32))
    )
    mean: NDArray[np.float32] = np.where(core, smooth / np.maximum(around, 1e-3), 0).astype(np.float32)
    return doubt, mean


def _regions(smooth: NDArray[np.float32], grid: Grid) -> NDArray[np.int32]:
    """Return the number of the region of each voxel, from 1; 0 where nothing is doubtful."""
    from scipy import ndimage
    from skimage.segmentation import watershed

    inside = smooth > 0
    if not inside.any():
        return np.zeros(smooth.shape, np.int32)
    threshold = max(_LEAST_DOUBT, float(np.quantile(smooth[inside], 1 - _DOUBTFUL_SHARE)))
    doubtful = smooth >= threshold
    window = [2 * max(1, round(_APART_MM / mm / 2)) + 1 for mm in grid.spacing]
    peaks = doubtful & (smooth == ndimage.maximum_filter(smooth, size=window))
    markers, _ = ndimage.label(peaks, np.ones((3, 3, 3)))
    regions: NDArray[np.int32] = watershed(-smooth, markers, mask=doubtful)  # type: ignore[no-untyped-call]
    return regions


def _measured(
    regions: NDArray[np.int32],
    doubt: NDArray[np.float32],
    smooth: NDArray[np.float32],
    tissue: NDArray[np.uint8],
    first: NDArray[np.int64],
    grid: Grid,
) -> list[Spot]:
    """Return the regions that are large enough, as spots; `first` is the voxel at the arrays' corner."""
    from scipy import ndimage

    spots = []
    for number, place in enumerate(ndimage.find_objects(regions), start=1):
        if place is None:
            continue
        here = regions[place] == number
        ml = int(np.count_nonzero(here)) * grid.voxel_ml
        if ml < _SMALLEST_ML:
            continue
        peak = np.unravel_index(np.argmax(np.where(here & (doubt[place] > 0), smooth[place], 0)), here.shape)
        voxel = first + np.array([side.start for side in place]) + np.array(peak)
        mm = grid.to_mm(voxel)
        counts = np.bincount(tissue[place][here], minlength=len(Tissue))
        commonest = [Tissue(int(t)) for t in np.argsort(-counts, kind="stable")[:2] if counts[t]]
        spots.append(
            Spot(
                (int(voxel[0]), int(voxel[1]), int(voxel[2])),
                (float(mm[0]), float(mm[1]), float(mm[2])),
                ml,
                float(doubt[place][here].mean()),
                tuple(commonest),
            )
        )
    return spots
