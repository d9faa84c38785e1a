"""The result of segmenting one subject."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from isegcore.data.provenance import Provenance
from isegcore.data.volume import LabelMap, seal
from isegcore.labels import Tissue


@dataclass(frozen=True, eq=False, slots=True)
class Segmentation:
    """Tissue labels on the subject's own grid.

    Attributes:
        labels: Class indices, on exactly the grid that the subject's images share.
        confidence: `(I, J, K)` uint8, read-only: calibrated probability of the label shown, in percent: of
            the voxels with 90, nine in ten are right if the images are like those that the model was
            calibrated on. 0 where it says nothing of the label: outside the brain box, and where rules or a
            person gave another one.
        entropy: `(I, J, K)` uint8, read-only: that of the calibrated probabilities, in percent of the
            largest: 0 where one class is certain, 50 where two are alike, 100 where all four are. 0 outside
            the brain box, and where a person gave another label.
        provenance: What made it, from what, on what, and how long it took.
        probabilities: `(I, J, K, 4)` uint8, read-only: percent per class, kept only when asked for.
    """

    labels: LabelMap
    confidence: NDArray[np.uint8]
    entropy: NDArray[np.uint8]
    provenance: Provenance
    probabilities: NDArray[np.uint8] | None = None

    def __post_init__(self) -> None:
        shape = self.labels.grid.shape
        seal(self.confidence, np.uint8, shape)
        seal(self.entropy, np.uint8, shape)
        if self.probabilities is not None:
            seal(self.probabilities, np.uint8, (*shape, len(Tissue)))
