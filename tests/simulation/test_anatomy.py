import numpy as np
import pytest

from isegcore.errors import LabelValueError
from isegcore.labels import ISEG
from isegcore.simulation.anatomy import (
    anatomy_from_values,
    cropped,
    with_narrow_sulci,
    with_rim,
    without_hindbrain,
)
from isegcore.simulation.structures import HINDBRAIN, TISSUE_OF, Structure
from tests.helpers.anatomies import tiny_anatomy
from tests.helpers.phantoms import ellipsoid_labels

ONE_MM = (1.0, 1.0, 1.0)


@pytest.mark.parametrize("values", [(0, 1, 2, 3), ISEG.values])
def test_tissue_maps_keep_their_tissues(values: tuple[int, ...]) -> None:
    tissue = ellipsoid_labels()
    anatomy = anatomy_from_values("a", np.array(values)[tissue], ONE_MM)
    assert (TISSUE_OF[anatomy.structures] == cropped(tissue)).all()
    assert Structure.THALAMUS in anatomy.structures or Structure.CORTEX in anatomy.structures
    assert not anatomy.has_head


def test_aseg_is_told_by_its_values_and_a_head_is_noticed() -> None:
    aseg = np.array([0, 24, 3, 2])[ellipsoid_labels()]
    assert not anatomy_from_values("a", aseg, ONE_MM).has_head
    aseg[0] = 516
    anatomy = anatomy_from_values("a", aseg, ONE_MM)
    assert anatomy.has_head
    assert set(np.unique(anatomy.structures)) == {0, 1, 3, 4, Structure.SKULL}


def test_brain_volume_counts_neither_head_nor_hindbrain() -> None:
    plain, head = tiny_anatomy(), tiny_anatomy(head=True)
    assert plain.brain_ml == pytest.approx(np.count_nonzero(plain.structures) / 1000)
    assert head.brain_ml == plain.brain_ml


@pytest.mark.parametrize("bad", [-1, 600, 100_000])
def test_values_that_are_no_labels_are_refused(bad: int) -> None:
    values = ellipsoid_labels().astype(np.int32)
    values[0, 0, 0] = bad
    with pytest.raises(LabelValueError, match="tissue, FreeSurfer aseg or BrainParc"):
        anatomy_from_values("a", values, ONE_MM)


def test_an_empty_map_is_refused() -> None:
    with pytest.raises(LabelValueError, match="empty"):
        anatomy_from_values("a", np.zeros((8, 8, 8), np.int32), ONE_MM)


def test_hindbrain_goes_with_the_csf_around_it() -> None:
    structures = np.zeros((40, 40, 60), np.uint8)
    structures[8:32, 8:32, 34:56] = Structure.CORTEX
    structures[8:32, 8:32, 6:30] = Structure.CEREBELLAR_GM
    structures[8:32, 8:32, 30:34] = Structure.SULCAL_CSF
    structures[4:36, 4:36, 2:6] = Structure.SULCAL_CSF
    left = without_hindbrain(structures)
    assert not np.isin(left, HINDBRAIN).any()
    assert not left[:, :, 2:6].any()
    assert (left[8:32, 8:32, 34:56] == Structure.CORTEX).all()


def test_a_loose_rim_is_wider_than_a_tight_one_and_tissue_stays() -> None:
    structures = np.pad(tiny_anatomy().structures, 6)
    brain = (structures > 0) & (structures != Structure.SULCAL_CSF)
    loose, tight = (with_rim(structures, 3.0, reach) for reach in (0.1, 0.4))
    assert np.count_nonzero(loose) > np.count_nonzero(tight) >= np.count_nonzero(brain)
    for outlined in (loose, tight):
        assert (outlined[brain] == structures[brain]).all()


def test_narrow_sulci_turn_csf_into_cortex_only_where_told() -> None:
    structures = np.full((9, 9, 9), Structure.SULCAL_CSF, np.uint8)
    structures[:, :, :3] = structures[:, :, 6:] = Structure.CORTEX
    where = np.zeros(structures.shape, bool)
    where[:4] = True
    closed = with_narrow_sulci(structures, where, 2)
    assert (closed[:4] == Structure.CORTEX).all()
    assert (closed[4:] == structures[4:]).all()
