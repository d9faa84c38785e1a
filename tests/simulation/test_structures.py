import numpy as np
import pytest

from isegcore.labels import Tissue
from isegcore.simulation.structures import FROM_ASEG, FROM_BRAINPARC, OUTSIDE, TISSUE_OF, Structure


def test_every_structure_has_a_tissue_but_what_lies_outside() -> None:
    outside = {Structure.BACKGROUND, *OUTSIDE}
    assert {s for s in Structure if TISSUE_OF[s] == Tissue.BACKGROUND} == outside


@pytest.mark.parametrize(
    ("aseg", "tissue"),
    [
        (24, Tissue.CSF),
        (4, Tissue.CSF),
        (3, Tissue.GM),
        (42, Tissue.GM),
        (10, Tissue.GM),
        (13, Tissue.GM),
        (53, Tissue.GM),
        (2, Tissue.WM),
        (251, Tissue.WM),
        (16, Tissue.WM),
        (516, Tissue.BACKGROUND),
        (0, Tissue.BACKGROUND),
    ],
)
def test_aseg_follows_the_convention_of_iseg(aseg: int, tissue: Tissue) -> None:
    assert TISSUE_OF[FROM_ASEG[aseg]] == tissue


def test_left_and_right_are_the_same_structure() -> None:
    left = np.array([2, 3, 4, 5, 7, 8, 10, 11, 12, 13, 17, 18, 28])
    right = np.array([41, 42, 43, 44, 46, 47, 49, 50, 51, 52, 53, 54, 60])
    assert (FROM_ASEG[left] == FROM_ASEG[right]).all()
    assert (FROM_BRAINPARC[np.arange(41, 49, 2)] == FROM_BRAINPARC[np.arange(42, 50, 2)]).all()
