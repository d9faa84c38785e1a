"""Subjects of BIDS data sets: visits, runs, earlier results, and who people are."""

from __future__ import annotations

from pathlib import Path

import pytest

from isegcore.io.discovery import find_subjects
from tests.helpers.datasets import files_by_subject, touch_files


def test_bids(tmp_path: Path) -> None:
    touch_files(
        tmp_path,
        "dataset_description.json",
        "sub-02/anat/sub-02_T1w.nii.gz",
        "sub-02/anat/sub-02_T2w.nii.gz",
        "sub-02/anat/sub-02_T2star.nii.gz",
        "sub-02/func/sub-02_task-rest_bold.nii.gz",
        "sub-10/ses-1/anat/sub-10_ses-1_acq-mprage_T1w.nii",
        "sub-10/ses-1/anat/sub-10_ses-1_acq-space_T2w.nii",
        "sub-10/ses-2/anat/sub-10_ses-2_T1w.nii",
        "sub-10/ses-2/anat/sub-10_ses-2_dseg.nii",
        "derivatives/fmriprep/sub-02/anat/sub-02_desc-preproc_T1w.nii.gz",
        "derivatives/fmriprep/sub-02/anat/sub-02_desc-aseg_dseg.nii.gz",
        "derivatives/fmriprep/sub-02/anat/sub-02_space-MNI152_dseg.nii.gz",
        "derivatives/fmriprep/sub-02/anat/sub-02_dseg.nii.gz",
        "sourcedata/sub-02/anat/sub-02_T1w.nii.gz",
    )
    dataset = find_subjects(tmp_path)
    assert dataset.layout == "BIDS"
    assert files_by_subject(dataset) == {
        "sub-02": [
            "sub-02/anat/sub-02_T1w.nii.gz",
            "sub-02/anat/sub-02_T2w.nii.gz",
            "derivatives/fmriprep/sub-02/anat/sub-02_dseg.nii.gz",
        ],
        "sub-10_ses-1": [
            "sub-10/ses-1/anat/sub-10_ses-1_acq-mprage_T1w.nii",
            "sub-10/ses-1/anat/sub-10_ses-1_acq-space_T2w.nii",
            "",
        ],
        "sub-10_ses-2": [
            "sub-10/ses-2/anat/sub-10_ses-2_T1w.nii",
            "",
            "sub-10/ses-2/anat/sub-10_ses-2_dseg.nii",
        ],
    }
    in_anat = find_subjects(tmp_path / "sub-02" / "anat")
    assert [files.id for files in in_anat.subjects] == ["sub-02"]


def test_repeated_measurements_are_subjects_that_share_what_there_is_one_of(tmp_path: Path) -> None:
    touch_files(
        tmp_path,
        "sub-1_run-1_T1w.nii",
        "sub-1_run-2_T1w.nii",
        "sub-1_T2w.nii",
        "sub-1_run-2_dseg.nii",
    )
    assert files_by_subject(find_subjects(tmp_path)) == {
        "sub-1_run-1": ["sub-1_run-1_T1w.nii", "sub-1_T2w.nii", ""],
        "sub-1_run-2": ["sub-1_run-2_T1w.nii", "sub-1_T2w.nii", "sub-1_run-2_dseg.nii"],
    }


def test_one_label_serves_all_runs(tmp_path: Path) -> None:
    touch_files(tmp_path, "sub-1_run-1_T1w.nii", "sub-1_run-2_T1w.nii", "sub-1_dseg.nii")
    assert [row[2] for row in files_by_subject(find_subjects(tmp_path)).values()] == ["sub-1_dseg.nii"] * 2


@pytest.mark.parametrize(
    ("t1", "t2", "expected"),
    [
        # a T1 and a T2 of one run, however each was acquired
        (
            ("_acq-mprage_run-1", "_acq-mprage_run-2"),
            ("_acq-space_run-1", "_acq-space_run-2"),
            {"_acq-mprage_run-1": "_acq-space_run-1", "_acq-mprage_run-2": "_acq-space_run-2"},
        ),
        # two T1 of one visit, one T2 for both
        (("_acq-a", "_acq-b"), ("_acq-c",), {"_acq-a": "_acq-c", "_acq-b": "_acq-c"}),
        # a T2 of a run without a T1 is a subject too
        (("_run-1", "_run-2"), ("_run-2", "_run-3"), {"_run-1": "", "_run-2": "_run-2", "_run-3": "_run-3"}),
        # nobody can tell which goes with which
        (
            ("_acq-a", "_acq-b"),
            ("_acq-c", "_acq-d"),
            {"_acq-a": "", "_acq-b": "", "_acq-c": "_acq-c", "_acq-d": "_acq-d"},
        ),
    ],
)
def test_a_t1_goes_with_the_t2_of_its_run(
    tmp_path: Path, t1: tuple[str, ...], t2: tuple[str, ...], expected: dict[str, str]
) -> None:
    touch_files(
        tmp_path, *(f"sub-1{detail}_T1w.nii" for detail in t1), *(f"sub-1{detail}_T2w.nii" for detail in t2)
    )
    found = {key: row[1] for key, row in files_by_subject(find_subjects(tmp_path)).items()}
    assert found == {
        f"sub-1{key}": f"sub-1{value}_T2w.nii" if value else "" for key, value in expected.items()
    }


def test_our_own_derivatives_are_earlier_results_and_no_references(tmp_path: Path) -> None:
    touch_files(
        tmp_path,
        "sub-1/ses-1/anat/sub-1_ses-1_run-1_T1w.nii",
        "sub-1/ses-1/anat/sub-1_ses-1_run-2_T1w.nii",
        "sub-2/anat/sub-2_T1w.nii",
        "sub-2/anat/sub-2_dseg.nii",
        "derivatives/iseg/sub-1/ses-1/anat/sub-1_ses-1_run-2_dseg.nii.gz",
        "derivatives/iseg/sub-2/anat/sub-2_dseg.nii.gz",
        "derivatives/iseg/sub-2/anat/sub-2_label-GM_probseg.nii.gz",
    )
    first, second, other = find_subjects(tmp_path).subjects
    assert (first.results, first.label) == ((), None)
    assert [path.name for path in second.results] == ["sub-1_ses-1_run-2_dseg.nii.gz"]
    assert second.label is None
    assert [path.name for path in other.results] == ["sub-2_dseg.nii.gz"]
    assert other.label == tmp_path / "sub-2/anat/sub-2_dseg.nii"


def test_the_tables_of_a_bids_data_set_say_who_people_are(tmp_path: Path) -> None:
    touch_files(tmp_path, "sub-1/ses-a/anat/sub-1_ses-a_T1w.nii", "sub-1/ses-b/anat/sub-1_ses-b_T1w.nii")
    touch_files(tmp_path, "sub-2/anat/sub-2_T1w.nii", "sub-3/anat/sub-3_T1w.nii")
    (tmp_path / "participants.tsv").write_text(
        "participant_id\tage\tsex\tgroup\nsub-1\t0.5\tF\tn/a\nsub-2\t0.6\tM\tterm\n", encoding="utf-8-sig"
    )
    (tmp_path / "sub-1" / "sub-1_sessions.tsv").write_text("session_id\tage\nses-b\t1.0\n")
    about = {files.id: dict(files.about) for files in find_subjects(tmp_path).subjects}
    assert about == {
        "sub-1_ses-a": {"age": "0.5", "sex": "F"},
        "sub-1_ses-b": {"age": "1.0", "sex": "F"},
        "sub-2": {"age": "0.6", "sex": "M", "group": "term"},
        "sub-3": {},
    }


@pytest.mark.parametrize(
    "table", [b"", b"\xff\xfe\x00", b"participant_id\nsub-1\tmore\tthan\tthe\theader\n", b"id\nsub-1\n"]
)
def test_a_participants_table_that_cannot_be_read_does_not_stop_anyone(tmp_path: Path, table: bytes) -> None:
    touch_files(tmp_path, "sub-1/anat/sub-1_T1w.nii")
    (tmp_path / "participants.tsv").write_bytes(table)
    assert [files.about for files in find_subjects(tmp_path).subjects] == [()]
