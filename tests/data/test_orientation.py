"""Orientations agree with nibabel's, on every axis order and on oblique and sheared grids."""

from __future__ import annotations

import nibabel as nib
import numpy as np
import pytest

from isegcore.data.orientation import centred_affine, orientation_named, orientation_of
from isegcore.errors import OptionError
from tests.helpers.image_files import CODES, OBLIQUE, ramp


@pytest.mark.parametrize("code", CODES)
def test_code_affine_and_array_agree(code: str) -> None:
    orientation = orientation_named(code.lower())
    affine = centred_affine(orientation, (6, 5, 4), (0.5, 1.0, 3.0))
    assert orientation.code == code
    assert orientation_of(affine) == orientation
    assert nib.aff2axcodes(affine) == tuple(code)
    data = ramp()
    upright = nib.as_closest_canonical(nib.Nifti1Image(data, affine))
    np.testing.assert_array_equal(orientation.to_ras(data), np.asarray(upright.dataobj))
    np.testing.assert_array_equal(orientation.from_ras(orientation.to_ras(data)), data)


def test_trailing_axes_stay_behind() -> None:
    orientation = orientation_named("PIR")
    data = ramp((6, 5, 4, 2))
    for channel in range(2):
        np.testing.assert_array_equal(
            orientation.to_ras(data)[..., channel], orientation.to_ras(data[..., channel])
        )
    np.testing.assert_array_equal(orientation.from_ras(orientation.to_ras(data)), data)


def test_random_oblique_and_sheared_grids_are_told_as_nibabel_tells_them() -> None:
    rng = np.random.default_rng(3)
    for _ in range(300):
        affine = np.eye(4)
        affine[:3, :3] = rng.normal(size=(3, 3)) * rng.uniform(0.3, 6, 3)
        assert orientation_of(affine).code == "".join(nib.aff2axcodes(affine))
    assert orientation_of(OBLIQUE).code == "LAS"


@pytest.mark.parametrize("code", ["LRS", "XAS", "LA", "LASR"])
def test_codes_that_are_none(code: str) -> None:
    with pytest.raises(OptionError, match="orientation"):
        orientation_named(code)
