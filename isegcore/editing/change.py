"""A change of a label map that can be taken back: only the box it touched, packed.

A voxel's class before and after are kept as their exclusive or, so that one record serves undo and redo.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from isegcore.data.box import Box, box_of
from isegcore.labels import Tissue


@dataclass(frozen=True, eq=False, slots=True)
class Change:
    """What became of the voxels of a box.

    Attributes:
        box: Where, in an `(I, J, K)` array.
        masks: For each exclusive or of old and new class that occurs, the bits of the voxels it occurs in, in
            C order, deflated. Filling a region of one class gives a single mask.
        counts: Voxels that each of the four classes gained (or lost).
    """

    box: Box
    masks: tuple[tuple[int, bytes], ...]
    counts: tuple[int, int, int, int]

    @property
    def size(self) -> int:
        """Return the bytes it takes."""
        return sum(len(bits) for _, bits in self.masks) + 256

    def apply(self, labels: NDArray[np.uint8]) -> None:
        """Change `labels` `(I, J, K)` in place from before to after, or from after to before."""
        part = labels[self.box]
        for difference, bits in self.masks:
            mask = np.unpackbits(np.frombuffer(zlib.decompress(bits), np.uint8), count=part.size)
            mask *= np.uint8(difference)
            part ^= mask.reshape(part.shape)


def change_between(before: NDArray[np.uint8], after: NDArray[np.uint8], box: Box) -> Change | None:
    """Return what differs inside a box of two label maps `(I, J, K)`; None if nothing does."""
    difference = before[box] ^ after[box]
    inner = box_of(difference != 0)
    difference = difference[inner]
    values = np.flatnonzero(np.bincount(difference.reshape(-1), minlength=4))
    masks = tuple(
        (int(value), zlib.compress(np.packbits(difference == value).tobytes(), 1))
        for value in values
        if value
    )
    if not masks:
        return None
    i, j, k = (
        slice(o.start + n.start, o.start + n.stop) for o, n in zip(_plain(box, before), inner, strict=True)
    )
    exact = (i, j, k)
    background, csf, gm, wm = (
        int(np.count_nonzero(after[exact] == tissue)) - int(np.count_nonzero(before[exact] == tissue))
        for tissue in Tissue
    )
    return Change(exact, masks, (background, csf, gm, wm))


def _plain(box: Box, labels: NDArray[np.uint8]) -> Box:
    """Return the box with its borders as numbers inside the grid."""
    i, j, k = (slice(*side.indices(size)[:2]) for side, size in zip(box, labels.shape, strict=True))
    return i, j, k
