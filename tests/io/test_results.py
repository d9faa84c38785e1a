"""A result is a set of files that is written as a whole, or refused before the first of them."""

from __future__ import annotations

from pathlib import Path

import nibabel as nib
import numpy as np
import pytest

from isegcore.data.provenance import Provenance
from isegcore.data.segmentation import Segmentation
from isegcore.errors import OutputError
from isegcore.io.images import read_label_map
from isegcore.io.results import result_files, write_result
from isegcore.labels import BIDS, INDEX
from tests.helpers.phantoms import phantom_subject

_RECORD = Provenance(
    inputs=(),
    model="m 1",
    model_sha256="",
    device="none",
    options={},
    notes=(),
    seconds={},
    volumes_ml={},
    versions={},
    created="2020-01-01T00:00:00Z",
)


def _segmentation(*, probabilities: bool = False, **record: object) -> Segmentation:
    labels = phantom_subject().reference
    assert labels is not None
    shape = labels.grid.shape
    return Segmentation(
        labels,
        np.full(shape, 93, np.uint8),
        np.full(shape, 20, np.uint8),
        _RECORD.model_copy(update=record),
        np.zeros((*shape, 4), np.uint8) if probabilities else None,
    )


@pytest.mark.parametrize("name", ["a.nii.gz", "a.nii"])
@pytest.mark.parametrize("probabilities", [False, True])
def test_exactly_the_files_that_were_named_are_written(
    tmp_path: Path, name: str, probabilities: bool
) -> None:
    named = result_files(tmp_path / name, probabilities=probabilities)
    segmentation = _segmentation(probabilities=probabilities)
    assert write_result(segmentation, phantom_subject(), tmp_path / name, BIDS) == named
    assert sorted(tmp_path.iterdir()) == sorted(named)
    assert [path.name for path in named[1:]] == ["a.json", "a.tsv", "a-probabilities.nii.gz"][
        : len(named) - 1
    ]


def test_maps_of_how_sure_the_model_is_read_as_zero_to_one(tmp_path: Path) -> None:
    named = result_files(tmp_path / "a.nii.gz", probabilities=True, confidence=True)
    segmentation = _segmentation(probabilities=True)
    assert write_result(segmentation, phantom_subject(), named[0], BIDS, confidence=True) == named
    assert sorted(tmp_path.iterdir()) == sorted(named)
    confidence, entropy = (the_one_value_of(path) for path in named[4:])
    assert confidence == pytest.approx(0.93)
    assert entropy == pytest.approx(0.20)


def the_one_value_of(path: Path) -> float:
    (value,) = np.unique(nib.load(path).get_fdata())
    return float(value)


@pytest.mark.parametrize("name", [".nii.gz", ".nii", "a.mgz", "a.nii.bz2"])
def test_a_name_that_cannot_be_a_result(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="NAME"):
        result_files(tmp_path / name, probabilities=False)
    with pytest.raises(OutputError):
        write_result(_segmentation(), phantom_subject(), tmp_path / name, BIDS)
    assert not list(tmp_path.iterdir())


def test_a_record_that_cannot_be_serialised_leaves_no_image(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="surrogates"):
        write_result(_segmentation(device="\udcff"), phantom_subject(), tmp_path / "a.nii", INDEX)
    assert not list(tmp_path.iterdir())


def test_one_file_in_the_way_leaves_all_unwritten(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("mine")
    with pytest.raises(OutputError, match="exists"):
        write_result(_segmentation(), phantom_subject(), tmp_path / "a.nii", INDEX)
    assert [path.name for path in tmp_path.iterdir()] == ["a.tsv"]
    write_result(_segmentation(), phantom_subject(), tmp_path / "a.nii", INDEX, overwrite=True)
    np.testing.assert_array_equal(read_label_map(tmp_path / "a.nii").data, _segmentation().labels.data)
