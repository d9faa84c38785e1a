"""The structures that the simulation tells apart, and how label maps name them."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from isegcore.labels import Tissue


class Structure(IntEnum):
    """Parts of a head that can have an intensity of their own."""

    BACKGROUND = 0
    SULCAL_CSF = 1
    VENTRICLE = 2
    CORTEX = 3
    WHITE_MATTER = 4
    CAUDATE = 5
    PUTAMEN = 6
    PALLIDUM = 7
    THALAMUS = 8
    HIPPOCAMPUS = 9
    AMYGDALA = 10
    VENTRAL_DC = 11
    BRAINSTEM = 12
    CEREBELLAR_GM = 13
    CEREBELLAR_WM = 14
    CHOROID = 15
    SKULL = 16
    SKIN = 17
    HEAD = 18


_S = Structure
_TISSUE = {
    Tissue.CSF: (_S.SULCAL_CSF, _S.VENTRICLE, _S.CHOROID),
    Tissue.GM: (
        _S.CORTEX,
        _S.CAUDATE,
        _S.PUTAMEN,
        _S.PALLIDUM,
        _S.THALAMUS,
        _S.HIPPOCAMPUS,
        _S.AMYGDALA,
        _S.VENTRAL_DC,
        _S.CEREBELLAR_GM,
    ),
    Tissue.WM: (_S.WHITE_MATTER, _S.BRAINSTEM, _S.CEREBELLAR_WM),
}
DEEP_GREY = (_S.CAUDATE, _S.PUTAMEN, _S.PALLIDUM, _S.THALAMUS)
HINDBRAIN = (_S.BRAINSTEM, _S.CEREBELLAR_GM, _S.CEREBELLAR_WM)
OUTSIDE = (_S.SKULL, _S.SKIN, _S.HEAD)

# FreeSurfer's aseg numbering (FreeSurferColorLUT.txt); 500 and above are SynthSeg's extra-cerebral classes.
_ASEG = {
    _S.SULCAL_CSF: (24,),
    _S.VENTRICLE: (4, 5, 14, 15, 43, 44, 72, 213, 221),
    _S.CORTEX: (3, 42, 19, 20, 55, 56),
    _S.WHITE_MATTER: (2, 41, 77, 78, 79, 85, 192, 250, 251, 252, 253, 254, 255),
    _S.CAUDATE: (11, 50, 26, 58, 136, 137, 163, 164),
    _S.PUTAMEN: (12, 51),
    _S.PALLIDUM: (13, 52),
    _S.THALAMUS: (9, 10, 48, 49),
    _S.HIPPOCAMPUS: (17, 53),
    _S.AMYGDALA: (18, 54),
    _S.VENTRAL_DC: (28, 60),
    _S.BRAINSTEM: (16,),
    _S.CEREBELLAR_GM: (8, 47),
    _S.CEREBELLAR_WM: (7, 46),
    _S.CHOROID: (30, 31, 62, 63),
    _S.SKULL: (502, 514, 515, 516),
    _S.SKIN: (507, 508),
    _S.HEAD: (506, 509, 511, 512, 530),
}
# BrainParc's 0..106 numbering: cortical regions are everything that is not named here.
_BRAINPARC = {
    _S.SULCAL_CSF: (100,),
    _S.VENTRICLE: (53, 54, 55, 56, 57, 58, 97, 98),
    _S.CAUDATE: (41, 42, 49, 50),
    _S.PUTAMEN: (43, 44),
    _S.PALLIDUM: (45, 46),
    _S.THALAMUS: (47, 48),
    _S.VENTRAL_DC: (51, 52),
    _S.HIPPOCAMPUS: (35, 36),
    _S.AMYGDALA: (39, 40),
    _S.WHITE_MATTER: (91, 92, 101, 102, 103, 104, 105, 106),
    _S.CEREBELLAR_GM: (93, 94),
    _S.CEREBELLAR_WM: (95, 96),
    _S.BRAINSTEM: (99,),
}


def _table(names: dict[Structure, tuple[int, ...]], size: int, rest: Structure) -> NDArray[np.uint8]:
    table = np.full(size, rest, np.uint8)
    table[0] = Structure.BACKGROUND
    for structure, values in names.items():
        table[list(values)] = structure
    return table


# Indexed by file value; aseg values that are not named (vessels, optic chiasm, lesions) count as white matter
# if they are within the brain's range.
FROM_ASEG = _table(_ASEG, 600, Structure.WHITE_MATTER)
FROM_BRAINPARC = _table(_BRAINPARC, 107, Structure.CORTEX)

TISSUE_OF = np.zeros(len(Structure), np.uint8)
"""Tissue class index of each structure, `(19,)` uint8: index it with a structure map."""
for _tissue, _structures in _TISSUE.items():
    TISSUE_OF[list(_structures)] = _tissue
