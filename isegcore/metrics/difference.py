"""Where two label maps differ, and what the other one says there."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from isegcore.data.volume import LabelMap


def differences(labels: LabelMap, other: LabelMap) -> NDArray[np.uint8]:
    """Return `(I, J, K)` uint8, read-only: 0 where both agree, elsewhere 1 + the other's class index."""
    different = np.where(labels.data == other.data, np.uint8(0), other.data + np.uint8(1))
    different.setflags(write=False)
    return different
