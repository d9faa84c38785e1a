"""Tidying one label as a whole: smoothing its border, removing its islands."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from isegcore.data.box import Box, box_of
from isegcore.data.grid import Grid
from isegcore.labels import Tissue


def smoothed(labels: NDArray[np.uint8], grid: Grid, label: int, sigma_mm: float) -> NDArray[np.uint8]:
    """Return labels with the border of one class smoothed.

    Each class is blurred by a Gaussian. The class keeps or gains the voxels where it has the majority; a
    voxel that it loses goes to the strongest of the others. Borders between other classes stay.

    Args:
        labels: Class indices `(I, J, K)`; not changed.
        grid: Their grid.
        label: The class to smooth.
        sigma_mm: Standard deviation of the Gaussian; detail smaller than about twice that goes.
    """
    result = labels.copy()
    sigma = [sigma_mm / step for step in grid.spacing]
    box = _wider(box_of(labels == label), [int(np.ceil(4 * s)) + 1 for s in sigma], labels.shape)
    part = labels[box]
    shares = [_blurred(part == tissue, sigma) for tissue in Tissue]
    belongs = shares[label] > 0.5
    shares[label] = np.full_like(shares[label], -1)
    others = np.argmax(shares, axis=0).astype(np.uint8)
    lost = (part == label) & ~belongs
    result[box] = np.where(belongs, np.uint8(label), np.where(lost, others, part))
    return result


def without_islands(labels: NDArray[np.uint8], label: int, smallest: int) -> NDArray[np.uint8]:
    """Return labels without the small pieces of one class; its largest piece always stays.

    Args:
        labels: Class indices `(I, J, K)`; not changed.
        label: The class.
        smallest: Voxels that a piece, joined by faces, must have to stay.

    Returns:
        Labels in which each removed voxel has the class of the nearest voxel that is not of `label`.
    """
    result = labels.copy()
    pieces, count = ndimage.label(labels == label)
    if count < 2:
        return result
    sizes = np.bincount(pieces.reshape(-1))
    small = sizes < smallest
    small[0] = small[1 + np.argmax(sizes[1:])] = False
    for number, box in enumerate(ndimage.find_objects(pieces), start=1):
        if small[number]:
            _give_away(result, pieces, number, _wider((box[0], box[1], box[2]), [1, 1, 1], labels.shape))
    return result


def _give_away(labels: NDArray[np.uint8], pieces: NDArray[np.signedinteger], number: int, box: Box) -> None:
    """Give the voxels of one piece the class nearest to them, in place; `box` holds the piece and a rim."""
    part, piece = labels[box], pieces[box] == number
    known = pieces[box] == 0
    nearest = ndimage.distance_transform_edt(~known, return_distances=False, return_indices=True)
    part[piece] = part[tuple(nearest)][piece]


def _blurred(mask: NDArray[np.bool_], sigma: list[float]) -> NDArray[np.float32]:
    blurred: NDArray[np.float32] = ndimage.gaussian_filter(mask.astype(np.float32), sigma, mode="nearest")
    return blurred


def _wider(box: Box, by: list[int], shape: tuple[int, ...]) -> Box:
    """Return a box widened on every side by so many voxels, inside the grid."""
    i, j, k = (
        slice(max(0, side.start - rim), min(size, side.stop + rim))
        for side, rim, size in zip(box, by, shape, strict=True)
    )
    return i, j, k
