"""Tidying one label as a whole: smoothing its border, removing its islands."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from isegcore.data.box import Box, box_of, whole, widened
from isegcore.data.grid import Grid
from isegcore.labels import Tissue

_SURE = 0.95  # a voxel that has more of its own class around it is not asked
_ROUNDS = 8
_CLOSE = 0.001


def smoothed(
    labels: NDArray[np.uint8],
    grid: Grid,
    label: int,
    sigma_mm: float,
    *,
    reach: Box | None = None,
    locked: Collection[int] = (),
) -> NDArray[np.uint8]:
    """Return labels with the border of one class smoothed, and as much of every class as before.

    Each class is blurred by a Gaussian, and a voxel goes to the class that has most there. To each class is
    added what lets it keep its volume: without that, thin sheets such as the CSF of sulci would be outvoted
    by what is on both sides of them. Only what the class loses or gains changes; borders between other
    classes stay. Jacobs, Merkurjev & Esedoglu, Auction dynamics: a volume constrained MBO scheme (2018),
    doi:10.1016/j.jcp.2017.10.036.

    Args:
        labels: Class indices `(I, J, K)`; not changed.
        grid: Their grid.
        label: The class to smooth.
        sigma_mm: Standard deviation of the Gaussian; detail smaller than about twice that goes.
        reach: Where labels may change; a single slice is smoothed in its plane. None means everywhere.
        locked: Classes that neither lose nor gain a voxel.
    """
    result = labels.copy()
    reached = np.zeros(labels.shape, bool)
    reached[whole(labels.shape) if reach is None else reach] = True
    here = reached & (labels == label)
    if label in locked or not here.any():
        return result
    flat = [reach is not None and side.stop - side.start == 1 for side in reach or ()] or [False] * 3
    sigma = [0.0 if one else sigma_mm / step for one, step in zip(flat, grid.spacing, strict=True)]
    box = widened(box_of(here), [int(np.ceil(4 * s)) + 1 for s in sigma], labels.shape)
    part = result[box]
    shares = np.stack([_blurred(part == tissue, sigma) for tissue in Tissue])
    unsure = np.where(part == label, shares[label] < _SURE, shares[label] > 1 - _SURE)
    unsure &= reached[box] & ~np.isin(part, list(locked))
    part[unsure] = _shared_out(shares[:, unsure], part[unsure], label)
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
            _give_away(result, pieces, number, widened((box[0], box[1], box[2]), [1, 1, 1], labels.shape))
    return result


def _give_away(labels: NDArray[np.uint8], pieces: NDArray[np.signedinteger], number: int, box: Box) -> None:
    """Give the voxels of one piece the class nearest to them, in place; `box` holds the piece and a rim."""
    part, piece = labels[box], pieces[box] == number
    known = pieces[box] == 0
    nearest = ndimage.distance_transform_edt(~known, return_distances=False, return_indices=True)
    part[piece] = part[tuple(nearest)][piece]


def _shared_out(shares: NDArray[np.float32], before: NDArray[np.uint8], label: int) -> NDArray[np.uint8]:
    """Return the class `(N,)` of voxels whose classes have `shares` `(4, N)`, each class as often as before.

    A voxel that is not of `label` stays or becomes of `label`; one that is may go to any class that occurs.
    """
    classes = np.arange(len(shares), dtype=np.uint8)[:, np.newaxis]
    open_to = (classes == before) | (classes == label) | (before == label)
    bids = np.where(open_to, shares, -np.inf)
    wanted = np.bincount(before, minlength=len(shares))
    after = before
    for _ in range(_ROUNDS):
        for tissue in range(len(shares)):
            if tissue != label:
                mine = open_to[tissue]
                rivals = np.delete(bids[:, mine], tissue, axis=0).max(axis=0)
                bids[tissue] += _raise(rivals - bids[tissue, mine], wanted[tissue])
        after = np.argmax(bids, axis=0).astype(np.uint8)
        if np.all(abs(np.bincount(after, minlength=len(shares)) - wanted) <= _CLOSE * wanted):
            break
    return after


def _raise(short: NDArray[np.float64], count: int) -> float:
    """Return what wins so many voxels if added to what is `short` `(N,)` of the best other bid in each."""
    if count == 0:
        return -np.inf
    if count == len(short):
        return float(short.max()) + 1
    last, first_lost = np.partition(short, (count - 1, count))[count - 1 : count + 1]
    return float(last + first_lost) / 2


def _blurred(mask: NDArray[np.bool_], sigma: list[float]) -> NDArray[np.float32]:
    blurred: NDArray[np.float32] = ndimage.gaussian_filter(mask.astype(np.float32), sigma, mode="nearest")
    return blurred
