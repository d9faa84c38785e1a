"""Subjects are found by the names of their files."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from isegcore.data.subject import Modality
from isegcore.errors import DatasetError, OptionError
from isegcore.io import discovery
from isegcore.io.discovery import find_subjects, natural_key, subject_from_files
from isegcore.monitor import Cancelled
from tests.helpers.datasets import files_by_subject, touch_files
from tests.helpers.fakes import RecordingMonitor


def _iseg(root: Path, *numbers: int) -> Path:
    kinds = ("T1", "T2", "label")
    return touch_files(
        root, *(f"subject-{n}-{kind}.{end}" for n in numbers for kind in kinds for end in ("hdr", "img"))
    )


def test_iseg_naming_in_natural_order(tmp_path: Path) -> None:
    _iseg(tmp_path / "training", 10, 2, 1)
    touch_files(
        tmp_path / "testing",
        "subject-11-T1.hdr",
        "subject-11-T1.img",
        "subject-11-T2.hdr",
        "subject-11-T2.img",
    )
    dataset = find_subjects(tmp_path)
    assert dataset.layout == "iSeg"
    assert [files.id for files in dataset.subjects] == ["subject-1", "subject-2", "subject-10", "subject-11"]
    assert files_by_subject(dataset)["subject-2"] == [
        f"training/subject-2-{kind}.hdr" for kind in ("T1", "T2", "label")
    ]
    assert files_by_subject(dataset)["subject-11"] == [
        "testing/subject-11-T1.hdr",
        "testing/subject-11-T2.hdr",
        "",
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("month06-T1w.nii.gz", "month06-T2w.nii.gz"), {"month06": [0, 1, None]}),
        (("study1_T1W.nii", "study1_T2W.nii", "study1_seg.nii"), {"study1": [0, 1, 2]}),
        (("T1.nii.gz", "T2.nii.gz"), {"root": [0, 1, None]}),
        (("A/T1.nii", "A/T2.nii", "B/t1.nii", "B/t2.nii"), {"A": [0, 1, None], "B": [2, 3, None]}),
        (("SUBJECT-3-t1.NII.GZ", "subject-3-label.nii"), {"SUBJECT-3": [0, None, None]}),
        (("anna t1.nii", "anna t2.nii", "anna t1 label.nii"), {"anna": [0, 1, 2]}),
        (("T1_脑 1.nii", "T2_脑 1.nii"), {"脑 1": [0, 1, None]}),
        (("x.T1.brain.nii.gz", "x.T2.brain.nii.gz"), {"x.brain": [0, 1, None]}),
        (("only-T2w.nii.gz", "flair.nii.gz", "only-T2star.nii.gz"), {"only": [None, 0, None]}),
        (("a-T1.img", "b-T1.hdr", "b-T1.img"), {"a": [0, None, None], "b": [1, None, None]}),
        (("a/scan-T1.nii", "b/scan-T1.nii"), {"a_scan": [0, None, None], "b_scan": [1, None, None]}),
        (
            ("s-T1.nii", "s-T1-pred.nii.gz", "s-pred-probabilities.nii.gz", ".s-T2.nii"),
            {"s": [0, None, None]},
        ),
        (("s-T1.nii", "s-T2.txt", "s-T2.json", "s-T2.nii.bak"), {"s": [0, None, None]}),
    ],
)
def test_other_names(tmp_path: Path, names: tuple[str, ...], expected: dict[str, list[int | None]]) -> None:
    root = touch_files(tmp_path / "root", *names)
    dataset = find_subjects(root)
    assert dataset.layout in ("files", "iSeg")
    assert files_by_subject(dataset) == {
        name: ["" if n is None else names[n] for n in numbers] for name, numbers in expected.items()
    }


@pytest.mark.parametrize(
    "names",
    [
        ("s-T1.nii", "s-T1.nii.gz"),
        ("s-T1.hdr", "s-T1.img", "s-T1w.nii"),
        ("s-T1.nii", "s-seg.nii", "s-label.nii"),
    ],
)
def test_two_files_for_one_role_are_named(tmp_path: Path, names: tuple[str, ...]) -> None:
    touch_files(tmp_path, *names, "clear-T1.nii")
    clear, twins = find_subjects(tmp_path).subjects
    assert (clear.id, clear.problem, clear.label_problem) == ("clear", "", "")
    assert re.fullmatch(
        r"Two files claim to be the .* of s: s-\S+ and s-\S+", twins.problem + twins.label_problem
    )


def test_a_repeated_run_with_a_twin_leaves_the_other_run(tmp_path: Path) -> None:
    touch_files(tmp_path, "sub-1_run-1_T1w.nii", "sub-1_run-1_T1w.nii.gz", "sub-1_run-2_T1w.nii")
    first, second = find_subjects(tmp_path).subjects
    assert "T1 image of sub-1_run-1" in first.problem
    assert (second.id, second.problem) == ("sub-1_run-2", "")


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (("a/b_c/s-T1.nii", "a_b/c/s-T1.nii"), ["a_b_c_s", "a_b_c_s_2"]),
        (("a/s-T1.nii", "b/s-T1.nii", "a_s-T1.nii"), ["a_s", "a_s_2", "b_s"]),
        (("a/s-T1.nii", "b/S-T1.nii"), ["a_s", "b_S"]),
        (
            ("a/b/s-T1.nii", "a_b/s-T1.nii", "x/a_b_s_2-T1.nii"),
            ["a_b_s", "a_b_s_2", "a_b_s_3"],
        ),
    ],
)
def test_no_two_subjects_have_one_name(tmp_path: Path, names: tuple[str, ...], ids: list[str]) -> None:
    touch_files(tmp_path, *names)
    assert [files.id for files in find_subjects(tmp_path).subjects] == ids


def test_searching_stops_when_asked(tmp_path: Path) -> None:
    touch_files(tmp_path, "a/s-T1.nii", "b/s-T1.nii")
    monitor = RecordingMonitor()
    find_subjects(tmp_path, monitor)
    assert [report.stage for report in monitor.reports] == ["Looking for subjects"] * 3
    with pytest.raises(Cancelled):
        find_subjects(tmp_path, RecordingMonitor(cancel_at="Looking"))


def test_two_images_of_one_contrast_are_no_pair(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="Both images are T1") as caught:
        subject_from_files(tmp_path / "a-T1.nii", tmp_path / "b-T1.nii")
    assert caught.value.path == tmp_path / "b-T1.nii"
    assert subject_from_files(tmp_path / "one.nii", tmp_path / "two.nii").notes == ()


def test_a_file_that_is_named_wins_over_its_twin(tmp_path: Path) -> None:
    touch_files(tmp_path, "s-T1.nii", "s-T1.nii.gz", "s-T2.nii")
    assert files_by_subject(find_subjects(tmp_path / "s-T1.nii")) == {"s": ["s-T1.nii", "s-T2.nii", ""]}


@pytest.mark.parametrize(
    "name", ["subject-2-T1.hdr", "subject-2-T1.img", "subject-2-T2.hdr", "subject-2-label.hdr"]
)
def test_a_file_brings_its_partners(tmp_path: Path, name: str) -> None:
    _iseg(tmp_path, 1, 2)
    dataset = find_subjects(tmp_path / name)
    assert dataset.layout == "iSeg"
    assert [files.id for files in dataset.subjects] == ["subject-2"]
    found = files_by_subject(dataset)["subject-2"]
    assert [Path(path).stem for path in found] == ["subject-2-T1", "subject-2-T2", "subject-2-label"]


def test_a_file_whose_name_tells_nothing_is_a_t1(tmp_path: Path) -> None:
    touch_files(tmp_path, "scan 5.nii.gz", "other-T2.nii")
    assert files_by_subject(find_subjects(tmp_path / "scan 5.nii.gz")) == {
        "scan 5": ["scan 5.nii.gz", "", ""]
    }


@pytest.mark.parametrize(
    ("given", "t1", "t2", "name"),
    [
        (("a-T1.nii",), "a-T1.nii", None, "a"),
        (("a-T2.nii",), None, "a-T2.nii", "a"),
        (("one.nii", "two.nii"), "one.nii", "two.nii", "one"),
        (("a-T2.nii", "a-T1.nii"), "a-T1.nii", "a-T2.nii", "a"),
        (("a-T2.nii", "b.nii"), "b.nii", "a-T2.nii", "a"),
        (("a.nii", "b-T1.nii"), "b-T1.nii", "a.nii", "a"),
        (("T1.nii",), "T1.nii", None, "folder"),
    ],
)
def test_a_subject_of_named_files(
    tmp_path: Path, given: tuple[str, ...], t1: str | None, t2: str | None, name: str
) -> None:
    files = subject_from_files(*(tmp_path / "folder" / file for file in given))
    assert files.id == name
    named = {modality: path.name for modality, path in files.images.items()}
    assert named == {m: file for m, file in ((Modality.T1, t1), (Modality.T2, t2)) if file}


@pytest.mark.parametrize(
    "names", [(), ("notes.txt",), ("scan.nii",), ("a-label.nii",), ("a-T1-pred.nii.gz",)]
)
def test_a_folder_without_subjects_says_what_was_looked_for(tmp_path: Path, names: tuple[str, ...]) -> None:
    touch_files(tmp_path, *names)
    with pytest.raises(DatasetError, match="no subjects") as caught:
        find_subjects(tmp_path)
    assert "subject-1-T1" in caught.value.hint
    assert caught.value.path == tmp_path


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no such file or folder"):
        find_subjects(tmp_path / "none")


def test_a_label_alone(tmp_path: Path) -> None:
    touch_files(tmp_path, "a-label.nii")
    with pytest.raises(DatasetError, match="no T1 or T2 beside"):
        find_subjects(tmp_path / "a-label.nii")


def test_links_that_loop_and_links_that_lead_nowhere(tmp_path: Path) -> None:
    touch_files(tmp_path, "in/deep/s-T1.nii")
    (tmp_path / "in" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "in" / "deep" / "s-T2.nii").symlink_to(tmp_path / "not fetched")
    assert files_by_subject(find_subjects(tmp_path)) == {"s": ["in/deep/s-T1.nii", "in/deep/s-T2.nii", ""]}


def test_folders_too_deep_are_left_alone(tmp_path: Path) -> None:
    touch_files(tmp_path, "s-T1.nii", "/".join("d" * 12) + "/far-T1.nii")
    assert list(files_by_subject(find_subjects(tmp_path))) == ["s"]


def test_a_whole_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch_files(tmp_path, *(f"{n}.txt" for n in range(30)))
    monkeypatch.setattr(discovery, "_MOST_ENTRIES", 20)
    with pytest.raises(DatasetError, match="more than 20 files"):
        find_subjects(tmp_path)


def test_folders_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch_files(tmp_path, "s-T1.nii", "closed/x-T1.nii")
    listed = Path.iterdir

    def guarded(self: Path) -> object:
        if self.name in closed:
            raise PermissionError(13, os.strerror(13))
        return listed(self)

    monkeypatch.setattr(Path, "iterdir", guarded)
    closed = {"closed"}
    assert list(files_by_subject(find_subjects(tmp_path))) == ["s"]
    closed.add(tmp_path.name)
    for path in (tmp_path, tmp_path / "s-T1.nii"):
        with pytest.raises(DatasetError, match="may not be read"):
            find_subjects(path)
    monkeypatch.setattr(Path, "is_dir", guarded)
    with pytest.raises(DatasetError, match="may not be read"):
        find_subjects(tmp_path)


def test_paths_relative_to_where_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch_files(tmp_path / "here", "T1.nii", "T2.nii")
    monkeypatch.chdir(tmp_path / "here")
    for path in (Path(), Path("T2.nii"), Path("../here")):
        dataset = find_subjects(path)
        assert files_by_subject(dataset) == {"here": ["T1.nii", "T2.nii", ""]}


def test_natural_order() -> None:
    names = ["subject-10", "Subject-2", "subject-2b", "sub-01_ses-10", "sub-01_ses-9", "7"]
    assert sorted(names, key=natural_key) == [
        "7", "sub-01_ses-9", "sub-01_ses-10", "Subject-2", "subject-2b", "subject-10"
    ]  # fmt: skip
