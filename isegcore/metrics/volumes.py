"""Tissue volumes."""

from __future__ import annotations

import numpy as np

from isegcore.data.volume import LabelMap
from isegcore.labels import BRAIN_TISSUES, Tissue


def tissue_volumes_ml(labels: LabelMap) -> dict[Tissue, float]:
    """Return the millilitres of CSF, GM and WM."""
    counts = np.bincount(labels.data.reshape(-1), minlength=len(Tissue))
    return {tissue: float(counts[tissue]) * labels.grid.voxel_ml for tissue in BRAIN_TISSUES}
