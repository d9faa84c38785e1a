"""Whose prediction a file is, by its name."""

from pathlib import Path

import pytest

from isegcore.data.dataset import SubjectFiles
from isegcore.errors import DatasetError
from isegcore.io.predictions import find_predictions


def find(folder: Path, *ids: str, label: Path | None = None) -> dict[str, str]:
    subjects = [SubjectFiles(name, {}, label) for name in ids]
    found = find_predictions(folder, subjects)
    return {name: path.relative_to(folder).as_posix() for name, path in found.items()}


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("subject-1", "subject-1-pred.nii.gz"),
        ("subject-1", "deep/er/subject-1-pred.nii"),
        ("subject-1", "subject-1-label.hdr"),
        ("subject-1", "subject-1.nii.gz"),
        ("sub-01", "sub-01/anat/sub-01_dseg.nii.gz"),
        ("sub-01_run-2", "sub-01_run-2_dseg.nii.gz"),
        ("anna", "anna_seg.nii"),
        ("anna b", "anna\u00a0b_seg.nii"),  # ids are plain names
    ],
)
def test_names_that_are_understood(tmp_path: Path, subject: str, name: str) -> None:
    touch(
        tmp_path, name, "subject-10-pred.nii.gz", "subject-1-T1.nii.gz", "subject-1-pred-probabilities.nii.gz"
    )
    assert find(tmp_path, subject) == {subject: name}


def test_our_own_result_comes_first(tmp_path: Path) -> None:
    touch(tmp_path, "subject-1-pred.nii.gz", "subject-1-label.hdr", "subject-1-label.img")
    assert find(tmp_path, "subject-1") == {"subject-1": "subject-1-pred.nii.gz"}


def test_a_link_to_a_reference_is_none_and_links_in_a_circle_are_borne(tmp_path: Path) -> None:
    touch(tmp_path, "subject-1-label.hdr")
    (tmp_path / "subject-1.nii").symlink_to(tmp_path / "subject-1-label.hdr")
    (tmp_path / "subject-2.nii").symlink_to(tmp_path / "subject-2.nii")
    assert find(tmp_path, "subject-1", label=tmp_path / "subject-1-label.hdr") == {}


def test_a_reference_is_no_prediction(tmp_path: Path) -> None:
    touch(tmp_path, "subject-1-label.hdr")
    assert find(tmp_path, "subject-1", label=tmp_path / "subject-1-label.hdr") == {}


def test_two_that_claim_the_same_are_refused(tmp_path: Path) -> None:
    touch(tmp_path, "a/subject-1-pred.nii.gz", "b/subject-1-pred.nii.gz")
    with pytest.raises(DatasetError, match="Two files claim to be the prediction of subject-1"):
        find(tmp_path, "subject-1")


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no such folder"):
        find(tmp_path / "absent", "subject-1")
