"""What is done to the labels: removing islands too small to be anatomy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from isegcore.labels import Tissue
from isegcore.monitor import NULL_MONITOR, Monitor

STAGE = "Removing islands"
_FACES = [(axis, step) for axis in range(3) for step in (-1, 1)]


def remove_islands(
    labels: NDArray[np.uint8], voxel_ml: float, island_ml: float, monitor: Monitor = NULL_MONITOR
) -> NDArray[np.uint8]:
    """Return labels `(I, J, K)` uint8 without islands.

    Pieces of brain apart from the largest, smaller than a hundred islands, become background. Pieces of any
    one class smaller than `island_ml` millilitres take the commonest class around them.

    Args:
        labels: Class indices 0..3.
        voxel_ml: Volume of a voxel in ml.
        island_ml: Smallest piece to keep; 0 keeps everything.
        monitor: Hears of every class.
    """
    smallest = island_ml / voxel_ml
    labels = labels.copy()
    if smallest <= 1:
        return labels
    labels[_small_pieces(labels > 0, 100 * smallest)] = Tissue.BACKGROUND
    islands = np.zeros(labels.shape, bool)
    for tissue in Tissue:
        monitor.update(STAGE, tissue, len(Tissue))
        islands |= _small_pieces(labels == tissue, smallest)
    return _fill_from_around(labels, islands)


def _small_pieces(mask: NDArray[np.bool_], smallest: float) -> NDArray[np.bool_]:
    """Return the connected pieces (by faces) below a size in voxels, but never the largest."""
    pieces, count = ndimage.label(mask)
    if count < 2:
        return np.zeros(mask.shape, bool)
    sizes = np.bincount(pieces.reshape(-1))
    small = sizes < smallest
    small[0] = False
    small[1 + np.argmax(sizes[1:])] = False
    flags: NDArray[np.bool_] = small[pieces]
    return flags


def _fill_from_around(labels: NDArray[np.uint8], holes: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Give each voxel of `holes` the commonest class of its known face neighbours, from the rim inward."""
    places = np.argwhere(holes)
    while len(places):
        votes = np.zeros((len(places), len(Tissue)), np.int8)
        for axis, step in _FACES:
            neighbour = places.copy()
            neighbour[:, axis] += step
            inside = (neighbour[:, axis] >= 0) & (neighbour[:, axis] < labels.shape[axis])
            index = tuple(neighbour[inside].T)
            known = ~holes[index]
            rows = np.flatnonzero(inside)[known]
            votes[rows, labels[index][known]] += 1  # one neighbour a voxel: no row stands twice
        decided = votes.any(axis=1)
        if not decided.any():
            return labels
        index = tuple(places[decided].T)
        labels[index] = votes[decided].argmax(axis=1)
        holes[index] = False
        places = places[~decided]
    return labels
