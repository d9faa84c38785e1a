"""Results as a BIDS derivative, which the official validator accepts and other programs read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
import SimpleITK as sitk  # noqa: N813

from isegcore.data.dataset import SubjectFiles
from isegcore.data.segmentation import Segmentation
from isegcore.data.subject import Modality, Subject
from isegcore.errors import GridMismatchError, OutputError, UnreadableImageError
from isegcore.io.bids import bids_name, require_derivative
from isegcore.io.bids_results import BidsTarget, require_distinct
from isegcore.io.discovery import find_subjects
from isegcore.io.images import read_label_map
from isegcore.io.stored_results import read_bids_result
from isegcore.io.subject import ReadOptions, read_subject
from isegcore.labels import BIDS
from tests.helpers.bids import bids_errors, write_bids
from tests.helpers.image_files import write_nifti
from tests.helpers.phantoms import ras_grid
from tests.helpers.window_fakes import phantom_segmentation

STEMS = ("sub-01", "sub-02_ses-a", "sub-02_ses-b_run-1", "sub-02_ses-b_run-2")


def _segmented(subject: Subject) -> Segmentation:
    """Return a segmentation that keeps probabilities."""
    made = phantom_segmentation(subject)
    certain = np.eye(4, dtype=np.uint8)[made.labels.data] * np.uint8(100)
    return replace(made, probabilities=certain)


def _write_all(raw: Path, root: Path) -> list[tuple[Path, ...]]:
    written = []
    for files in find_subjects(raw).subjects:
        subject = read_subject(files)
        target = BidsTarget(root, files.id, probabilities=True, confidence=True)
        written.append(target.write(_segmented(subject), subject))
        assert written[-1] == target.files
    return written


def test_the_validator_accepts_raw_data_and_results(tmp_path: Path) -> None:
    raw = write_bids(tmp_path / "raw", *STEMS)
    before = sorted(raw.rglob("*"))
    _write_all(raw, raw / "derivatives" / "iseg")
    assert bids_errors(raw) == []
    assert bids_errors(raw / "derivatives" / "iseg") == []
    assert [path for path in sorted(raw.rglob("*")) if "derivatives" not in path.parts] == before


def test_the_validator_is_no_rubber_stamp(tmp_path: Path) -> None:
    raw = write_bids(tmp_path, "sub-01")
    root = raw / "derivatives" / "iseg"
    _write_all(raw, root)
    (root / "sub-01/anat/sub-01_dseg.nii.gz").rename(root / "sub-01/anat/sub-01_tissues.nii.gz")
    assert any("sub-01_tissues" in error for error in bids_errors(root))


def test_results_lie_where_their_images_lie_and_are_found_again(tmp_path: Path) -> None:
    raw = write_bids(tmp_path, *STEMS)
    root = raw / "derivatives" / "iseg"
    written = _write_all(raw, root)
    names = [files[0].relative_to(root).as_posix() for files in written]
    assert names == [
        "sub-01/anat/sub-01_dseg.nii.gz",
        "sub-02/ses-a/anat/sub-02_ses-a_dseg.nii.gz",
        "sub-02/ses-b/anat/sub-02_ses-b_run-1_dseg.nii.gz",
        "sub-02/ses-b/anat/sub-02_ses-b_run-2_dseg.nii.gz",
    ]
    found = find_subjects(raw).subjects
    assert [files.results for files in found] == [(files[0],) for files in written]
    for files, (labels, *_) in zip(found, written, strict=True):
        subject = read_subject(files)
        read = read_label_map(labels)
        assert read.scheme is BIDS
        np.testing.assert_array_equal(read.data, phantom_segmentation(subject).labels.data)
        nibabels = nib.load(labels)
        np.testing.assert_allclose(nibabels.affine, subject.grid.affine, atol=1e-5)
        itks = sitk.ReadImage(str(labels))
        first = np.array(itks.TransformIndexToPhysicalPoint([3, 4, 5])) * [-1, -1, 1]
        np.testing.assert_allclose(first, subject.grid.to_mm((3, 4, 5)), atol=1e-4)


def test_probabilities_are_shares_one_file_a_tissue(tmp_path: Path) -> None:
    raw = write_bids(tmp_path, "sub-01")
    root = raw / "derivatives" / "iseg"
    _write_all(raw, root)
    labels = nib.load(root / "sub-01/anat/sub-01_dseg.nii.gz").get_fdata()
    for name, value in (("CSF", 3), ("GM", 1), ("WM", 2)):
        share = nib.load(root / f"sub-01/anat/sub-01_label-{name}_probseg.nii.gz").get_fdata()
        np.testing.assert_allclose(share, labels == value, atol=1e-6)
    sure = nib.load(root / "sub-01/anat/sub-01_desc-confidence_probseg.nii.gz").get_fdata()
    assert sure.max() == pytest.approx(0.93)


def test_the_record_names_its_sources_and_what_made_it(tmp_path: Path) -> None:
    raw = write_bids(tmp_path / "raw", "sub-01")
    root = raw / "derivatives" / "iseg"
    _write_all(raw, root)
    record = json.loads((root / "sub-01/anat/sub-01_dseg.json").read_text())
    assert record["Sources"] == [f"bids:raw:sub-01/anat/sub-01_{m}w.nii.gz" for m in ("T1", "T2")]
    assert record["Provenance"]["model"] == "phantom 1"
    assert [image["modality"] for image in record["Provenance"]["inputs"]] == ["T1", "T2"]
    described = json.loads((root / "dataset_description.json").read_text())
    assert described["DatasetType"] == "derivative"
    assert described["DatasetLinks"] == {"raw": "../.."}
    assert described["GeneratedBy"][0]["Name"] == "iSeg Desktop"
    elsewhere = tmp_path / "out of the way"
    _write_all(raw, elsewhere)
    assert "DatasetLinks" not in json.loads((elsewhere / "dataset_description.json").read_text())
    assert bids_errors(elsewhere) == []


@pytest.mark.parametrize(
    ("subject", "stem"),
    [
        ("sub-01_ses-2_run-1", "sub-01_ses-2_run-1"),
        ("subject-3", "sub-subject3"),
        ("sub-a.b", "sub-ab"),
        ("site_sub-01", "sub-sitesub01"),
        ("婴儿", "sub-1"),
        ("month06", "sub-month06"),
    ],
)
def test_every_subject_gets_a_bids_name(subject: str, stem: str) -> None:
    assert bids_name(subject).stem == stem


def test_two_subjects_of_one_bids_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"a\.b and a-B would get the same BIDS name"):
        require_distinct([BidsTarget(tmp_path, name) for name in ("a.b", "c", "a-B")])


def test_a_result_of_images_that_do_not_say_how_they_lie_is_read_back(tmp_path: Path) -> None:
    image = write_nifti(tmp_path / "sub-01_T1w.nii", sform_code=0, qform_code=0)
    subject = read_subject(SubjectFiles("sub-01", {Modality.T1: image}), ReadOptions("PSR"))
    labels = BidsTarget(tmp_path / "out", "sub-01").write(phantom_segmentation(subject), subject)[0]
    assert read_bids_result(labels, subject.grid, assumed_orientation="PSR").labels.grid is subject.grid


def test_a_result_is_read_back_as_it_was(tmp_path: Path) -> None:
    raw = write_bids(tmp_path, "sub-01")
    (files,) = find_subjects(raw).subjects
    subject = read_subject(files)
    made = phantom_segmentation(subject)
    root = raw / "derivatives" / "iseg"
    labels = BidsTarget(root, "sub-01", confidence=True).write(made, subject)[0]
    found = read_bids_result(labels, subject.grid)
    np.testing.assert_array_equal(found.labels.data, made.labels.data)
    np.testing.assert_array_equal(found.confidence, made.confidence)
    assert found.provenance.model == made.provenance.model
    (root / "sub-01/anat/sub-01_desc-confidence_probseg.nii.gz").unlink()
    assert not read_bids_result(labels, subject.grid).confidence.any()  # nobody knows
    with pytest.raises(GridMismatchError, match="another grid"):
        read_bids_result(labels, ras_grid((5, 5, 5)))
    for record in (b"{", b"[]", b'{"Provenance": {}}'):
        (root / "sub-01/anat/sub-01_dseg.json").write_bytes(record)
        with pytest.raises(UnreadableImageError, match="record"):
            read_bids_result(labels, subject.grid)


def test_results_that_exist_are_replaced_only_on_demand(tmp_path: Path) -> None:
    raw = write_bids(tmp_path, "sub-01")
    root = raw / "derivatives" / "iseg"
    _write_all(raw, root)
    with pytest.raises(OutputError, match="exists"):
        _write_all(raw, root)
    subject = read_subject(find_subjects(raw).subjects[0])
    BidsTarget(root, "sub-01").write(_segmented(subject), subject, overwrite=True)


@pytest.mark.parametrize("folder", ["", "sub-01", "sub-01/derivatives/iseg", "code"])
def test_nothing_is_written_among_raw_images(tmp_path: Path, folder: str) -> None:
    raw = write_bids(tmp_path, "sub-01")
    with pytest.raises(OutputError, match="raw images") as caught:
        require_derivative(raw / folder)
    assert "derivatives/iseg" in caught.value.hint


def test_another_programs_results_are_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "derivatives" / "fmriprep"
    other.mkdir(parents=True)
    told = {
        "Name": "x",
        "BIDSVersion": "1.10.0",
        "DatasetType": "derivative",
        "GeneratedBy": [{"Name": "fMRIPrep"}],
    }
    (other / "dataset_description.json").write_text(json.dumps(told))
    with pytest.raises(OutputError, match="another program"):
        require_derivative(other)


def test_a_broken_description_counts_as_raw(tmp_path: Path) -> None:
    (tmp_path / "dataset_description.json").write_text("[" * 100_000)
    with pytest.raises(OutputError, match="raw images"):
        require_derivative(tmp_path)


def test_a_raw_data_set_behind_a_link_is_seen(tmp_path: Path) -> None:
    raw = write_bids(tmp_path / "raw", "sub-01")
    (tmp_path / "link").symlink_to(raw, target_is_directory=True)
    with pytest.raises(OutputError, match="raw images"):
        require_derivative(tmp_path / "link" / "code")
