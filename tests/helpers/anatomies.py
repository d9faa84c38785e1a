"""Tiny anatomies to simulate from."""

from __future__ import annotations

import numpy as np

from isegcore.simulation.anatomy import Anatomy
from isegcore.simulation.structures import Structure
from tests.helpers.phantoms import ellipsoid_labels


def tiny_anatomy(name: str = "tiny", *, head: bool = False) -> Anatomy:
    """Return nested ellipsoids of CSF, cortex, white matter and thalamus; with a skull if asked for."""
    tissue = ellipsoid_labels((36, 40, 32))
    table = np.array([0, Structure.SULCAL_CSF, Structure.CORTEX, Structure.WHITE_MATTER], np.uint8)
    structures = table[tissue]
    structures[14:20, 16:22, 13:18] = Structure.THALAMUS
    if head:
        structures = np.pad(structures, 3)
        structures[1, 5:-5, 5:-5] = Structure.SKULL
    return Anatomy(name, structures, (1.0, 1.0, 1.0), head)
