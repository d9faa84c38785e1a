"""Tissue volumes."""

from __future__ import annotations

import numpy as np

from isegcore.data.volume import LabelMap
from isegcore.labels import BRAIN_TISSUES, Tissue


def tissue_volumes_ml(labels: LabelMap) -> dict[Tissue, float]:
    """Return the millilitres of CSF, GM and WM."""
    return {t: int(np.count_nonzero(labels.data == t)) * labels.grid.voxel_ml for t in BRAIN_TISSUES}
