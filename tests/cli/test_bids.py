"""`iseg segment --data BIDS --layout bids`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.helpers.bids import bids_errors, write_bids


def test_a_data_set_gets_a_derivative_that_is_valid_and_scores(run: Run, tmp_path: Path) -> None:
    raw = write_bids(tmp_path / "données", "sub-01", "sub-02_ses-1")
    ran = run("segment", "--data", raw, "--layout", "bids", "--probabilities", "--confidence", "--json")
    assert ran.exit_code == 0, ran.output
    rows = json.loads(ran.stdout)
    root = raw / "derivatives" / "iseg"
    assert [row["files"][0] for row in rows] == [
        str(root / "sub-01/anat/sub-01_dseg.nii.gz"),
        str(root / "sub-02/ses-1/anat/sub-02_ses-1_dseg.nii.gz"),
    ]
    assert bids_errors(raw) == []
    assert bids_errors(root) == []
    for file in (Path(name) for row in rows for name in row["files"]):
        assert file.is_file()
    again = run("segment", "--data", raw, "--layout", "bids")
    assert again.exit_code == 1
    assert "exists" in again.output


def test_one_subject_of_a_data_set_goes_into_the_same_place(run: Run, tmp_path: Path) -> None:
    raw = write_bids(tmp_path, "sub-01", "sub-02")
    assert run("segment", "--data", raw / "sub-02", "--layout", "bids").exit_code == 0
    assert (raw / "derivatives/iseg/sub-02/anat/sub-02_dseg.nii.gz").is_file()


def test_subjects_in_other_layouts_become_a_derivative_too(run: Run, data: Path, tmp_path: Path) -> None:
    ran = run("segment", "--data", data, "-o", tmp_path / "out", "--layout", "bids")
    assert ran.exit_code == 0, ran.output
    assert (tmp_path / "out/sub-subject1/anat/sub-subject1_dseg.nii.gz").is_file()
    assert bids_errors(tmp_path / "out") == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--layout", "bids", "--labels", "iseg"), "leave --labels out"),
        (("--layout", "bids", "-o", "{raw}"), "raw images"),
        (("--layout", "bids", "-o", "{raw}/sub-01"), "among the raw images"),
    ],
)
def test_what_would_spoil_a_data_set_is_refused_before_the_work(
    run: Run, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    raw = write_bids(tmp_path, "sub-01")
    ran = run("segment", "--data", raw, *(option.format(raw=raw) for option in options))
    assert ran.exit_code == 1
    assert words in ran.output
    assert not list(raw.rglob("*dseg*"))


def test_validate_says_who_the_subjects_are_and_what_was_found_before(run: Run, tmp_path: Path) -> None:
    raw = write_bids(tmp_path, "sub-01")
    assert run("segment", "--data", raw, "--layout", "bids").exit_code == 0
    ran = run("validate", raw, "--json")
    assert ran.exit_code == 0
    row = json.loads(ran.stdout)["subjects"][0]
    assert row["about"] == {"age": "0.5"}
    assert row["label"] is False
    assert row["results"] == ["sub-01_dseg.nii.gz"]
