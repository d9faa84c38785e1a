"""How bright each structure is at which age, in T1 and T2.

The anchors are in standard deviations of the intensities within a brain mask (what `normalise` yields),
read off real single-subject pairs at 0, 6, 9, 12 and 24 months; between the ages they are interpolated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from isegcore.simulation.structures import OUTSIDE, Structure


class AgeBand(StrEnum):
    """The ages that can be asked for."""

    NEWBORN = "newborn"
    ISOINTENSE = "isointense"
    ADULT_LIKE = "adult-like"
    MIXED = "mixed"


ADULT_MONTHS = 60.0
_MONTHS = np.array([0.0, 6.0, 9.0, 12.0, 24.0, ADULT_MONTHS])
# Rows: one for each structure or state; columns: the ages of _MONTHS.
_T1 = {
    "csf": (-2.9, -2.8, -2.8, -2.7, -2.5, -2.4),
    "cortex": (0.50, -0.20, -0.30, -0.35, -0.45, -0.40),
    "wm_young": (-0.45, 0.30, 0.45, 0.70, 0.95, 1.05),
    "wm_myelinated": (1.30, 1.30, 1.27, 1.20, 1.15, 1.20),
    "caudate": (0.60, 0.00, -0.10, -0.10, -0.10, -0.20),
    "putamen": (0.75, 0.20, 0.15, 0.10, 0.10, 0.05),
    "pallidum": (1.20, 0.80, 0.80, 0.85, 0.85, 0.80),
    "thalamus": (1.05, 0.45, 0.45, 0.50, 0.50, 0.45),
    "limbic": (0.35, -0.15, -0.20, -0.25, -0.30, -0.30),
}
_T2 = {
    "csf": (3.2, 3.5, 3.8, 3.6, 3.4, 3.2),
    "cortex": (-0.45, 0.00, 0.05, 0.15, 0.50, 0.45),
    "wm_young": (0.85, 0.30, 0.15, -0.20, -0.85, -0.95),
    "wm_myelinated": (-0.65, -1.00, -1.00, -0.90, -1.20, -1.10),
    "caudate": (-0.10, -0.05, 0.00, 0.10, 0.30, 0.20),
    "putamen": (-0.30, -0.20, -0.15, -0.10, 0.10, 0.00),
    "pallidum": (-0.90, -0.90, -0.90, -0.90, -0.90, -1.10),
    "thalamus": (-0.65, -0.50, -0.50, -0.40, -0.40, -0.40),
    "limbic": (-0.10, 0.15, 0.20, 0.25, 0.50, 0.50),
}
# Share of myelin by age: deep inside, and at the rim under the cortex.
_MYELIN_DEEP = (0.80, 0.88, 0.90, 0.92, 0.97, 1.00)
_MYELIN_RIM = (0.00, 0.05, 0.15, 0.35, 0.85, 1.00)

_S = Structure
_ROW_OF = {
    _S.SULCAL_CSF: "csf",
    _S.VENTRICLE: "csf",
    _S.CHOROID: "csf",
    _S.CORTEX: "cortex",
    _S.CEREBELLAR_GM: "cortex",
    _S.WHITE_MATTER: "wm_young",
    _S.CEREBELLAR_WM: "wm_young",
    _S.CAUDATE: "caudate",
    _S.PUTAMEN: "putamen",
    _S.PALLIDUM: "pallidum",
    _S.THALAMUS: "thalamus",
    _S.VENTRAL_DC: "thalamus",
    _S.BRAINSTEM: "pallidum",
    _S.HIPPOCAMPUS: "limbic",
    _S.AMYGDALA: "limbic",
}


@dataclass(frozen=True, eq=False, slots=True)
class Contrast:
    """One person's contrast.

    Attributes:
        levels: `(2, S)` float32: mean intensity in T1 and T2 of each structure.
        myelinated: `(2,)` float32: that of fully myelinated white matter.
        myelin_deep: Share of myelin next to the deep grey matter, 0 to 1.
        myelin_rim: Share of myelin far from it.
    """

    levels: NDArray[np.float32]
    myelinated: NDArray[np.float32]
    myelin_deep: float
    myelin_rim: float


def draw_months(band: AgeBand, rng: np.random.Generator) -> float:
    """Return a random age in months; `ADULT_MONTHS` and above means adult contrast."""
    isointense = (4.5, 7.5)
    if band is AgeBand.MIXED:  # no age between birth and adulthood is left out
        isointense = (2.5, 9.0)
        bands = (AgeBand.NEWBORN, AgeBand.ISOINTENSE, AgeBand.ADULT_LIKE)
        band = bands[int(rng.choice(3, p=(0.4, 0.35, 0.25)))]
    if band is AgeBand.NEWBORN:  # most newborns are scanned near term
        return 2.5 * float(rng.uniform()) ** 2
    if band is AgeBand.ISOINTENSE:
        return float(rng.uniform(*isointense))
    return float(np.exp(rng.uniform(np.log(9), np.log(ADULT_MONTHS))))


def draw_contrast(months: float, strength: float, jitter: float, rng: np.random.Generator) -> Contrast:
    """Return a contrast of that age.

    Args:
        months: Age.
        strength: Factor on all differences to cortex, 1 as in the pairs that the anchors come from.
        jitter: Spread around the anchors: 1 follows them as real scans do, 0 exactly.
        rng: Source of all randomness.
    """
    rows = [_at_age(table, months) for table in (_T1, _T2)]
    levels = np.zeros((2, len(Structure)), np.float32)
    for structure, row in _ROW_OF.items():
        levels[:, structure] = [table[row] for table in rows]
    myelinated = np.array([table["wm_myelinated"] for table in rows], np.float32)
    grey = levels[:, [Structure.CORTEX]].copy()
    stretch = (strength * np.exp(jitter * rng.normal(0.05, 0.28, (2, 1)))).astype(np.float32)
    levels = grey + (levels - grey) * stretch
    myelinated = grey[:, 0] + (myelinated - grey[:, 0]) * stretch[:, 0]
    levels += (jitter * rng.normal(0, 0.12, levels.shape)).astype(np.float32)
    myelinated += (jitter * rng.normal(0, 0.12, 2)).astype(np.float32)
    # Vessels, membranes and partial volume dim the CSF of the sulci, not that of the ventricles.
    dim = (min(1.0, 2 * jitter) * rng.uniform(0.1, (0.65, 0.3))).astype(np.float32)
    levels[:, Structure.SULCAL_CSF] += dim * (grey[:, 0] - levels[:, Structure.SULCAL_CSF])
    levels[:, OUTSIDE] = rng.uniform(-3, 3, (2, len(OUTSIDE)))
    deep, rim = (float(np.interp(months, _MONTHS, share)) for share in (_MYELIN_DEEP, _MYELIN_RIM))
    deep += jitter * float(rng.normal(0, 0.12))
    rim += jitter * float(rng.normal(0, 0.03 + 0.12 * rim))  # a newborn's is none, with little doubt
    return Contrast(levels, myelinated, min(max(deep, 0.0), 1.0), min(max(rim, 0.0), 1.0))


def draw_any_contrast(rng: np.random.Generator) -> Contrast:
    """Return a contrast that no scanner need ever have made: every structure at random (SynthSeg's way)."""
    levels = rng.uniform(-2.5, 2.5, (2, len(Structure))).astype(np.float32)
    levels[:, Structure.CHOROID] = levels[:, Structure.VENTRICLE] = levels[:, Structure.SULCAL_CSF]
    for deep in (Structure.CAUDATE, Structure.PUTAMEN, Structure.HIPPOCAMPUS, Structure.AMYGDALA):
        levels[:, deep] = levels[:, Structure.CORTEX] + rng.normal(0, 0.4, 2)
    myelinated = levels[:, Structure.WHITE_MATTER] + rng.normal(0, 0.5, 2).astype(np.float32)
    deep_share, rim_share = rng.uniform(0, 1, 2)
    return Contrast(levels, myelinated.astype(np.float32), float(deep_share), float(rim_share))


def _at_age(table: Mapping[str, Sequence[float]], months: float) -> dict[str, float]:
    return {row: float(np.interp(months, _MONTHS, values)) for row, values in table.items()}
