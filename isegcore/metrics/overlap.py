"""Overlap of two segmentations."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def dice(a: NDArray[np.bool_], b: NDArray[np.bool_]) -> float:
    """Return Dice's coefficient of two masks of one shape: 2 |A and B| / (|A| + |B|); NaN if both are empty.

    Dice, Ecology 26 (1945), doi:10.2307/1932409.
    """
    total = int(np.count_nonzero(a)) + int(np.count_nonzero(b))
    return 2 * int(np.count_nonzero(a & b)) / total if total else float("nan")


def share_within(a: NDArray[np.bool_], b: NDArray[np.bool_]) -> float:
    """Return how much of the smaller of two masks of one shape lies within the other, 0 to 1; NaN if empty.

    Unlike Dice's coefficient it is 1 for a part of the other, as a hemisphere, or a brain without its CSF.
    """
    smaller = min(int(np.count_nonzero(a)), int(np.count_nonzero(b)))
    return int(np.count_nonzero(a & b)) / smaller if smaller else float("nan")
