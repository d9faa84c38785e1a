"""The seam between our arrays and whatever runs the network."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from isegcore.monitor import Monitor


class Predictor(Protocol):
    """Something that turns image patches into class probabilities."""

    @property
    def device(self) -> str:
        """Return what runs the network and how, for people: "CPU, OpenVINO bf16"."""

    def predict(self, patches: NDArray[np.float32], monitor: Monitor) -> NDArray[np.float32]:
        """Return probabilities `(B, I, J, K, 4)` for patches `(B, I, J, K, C)`, both float32.

        A 2D network has no K. The sides are multiples of the model's divisor, or its fixed size. The monitor
        is asked about cancellation while the network runs, at least every 100 ms.

        Raises:
            Cancelled: If the monitor says so.
        """


def as_batches(patches: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what a network is given at once, in turn: volumes one after the other, slices together.

    `(B, 1, I, J, K, C)` of volumes `(B, I, J, K, C)`, and `(1, B, I, J, C)` of slices `(B, I, J, C)`.
    """
    return patches[np.newaxis] if patches.ndim == 4 else patches[:, np.newaxis]
