"""Images of one person come onto one grid, and what was done for it is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from isegcore.data.dataset import SubjectFiles
from isegcore.data.grid import Grid
from isegcore.data.subject import Modality
from isegcore.errors import (
    DatasetError,
    GridMismatchError,
    IsegError,
    LabelValueError,
    TooLargeError,
    UnreadableImageError,
)
from isegcore.io.discovery import find_subjects
from isegcore.io.images import read_volume
from isegcore.io.nifti import write_analyze
from isegcore.io.resample import resample_onto
from isegcore.io.subject import ReadOptions, read_subject
from isegcore.labels import BIDS
from isegcore.monitor import Cancelled
from tests.helpers.fakes import RecordingMonitor
from tests.helpers.image_files import OBLIQUE, ramp, write_nifti

_OBLIQUE_MM = (0.9, 1.2, 2.0)
_GRID = Grid((12, 10, 8), np.diag([1.0, 1.0, 2.0, 1.0]))


_STRICT = ReadOptions(require_reference=True)


def _files(**paths: Path) -> SubjectFiles:
    label = paths.pop("label", None)
    return SubjectFiles("anna", {Modality(name): path for name, path in paths.items()}, label)


def _plane(grid: Grid) -> NDArray[np.float32]:
    """Return an image whose value is linear in space, so that linear resampling is exact."""
    places = grid.to_mm(np.stack(np.indices(grid.shape), axis=-1))
    return (100 + places @ [3.0, -2.0, 1.5]).astype(np.float32)


def _write(path: Path, grid: Grid, data: NDArray[np.generic] | None = None) -> Path:
    return write_nifti(path, _plane(grid) if data is None else data, grid.affine)


def test_images_on_one_grid_are_taken_as_they_are(tmp_path: Path) -> None:
    monitor = RecordingMonitor()
    labels = (ramp(_GRID.shape) % 4).astype(np.uint8)
    files = _files(
        T1=_write(tmp_path / "t1.nii", _GRID),
        T2=_write(tmp_path / "t2.nii.gz", _GRID),
        label=_write(tmp_path / "l.nii", _GRID, labels),
    )
    subject = read_subject(files, monitor=monitor)
    assert subject.id == "anna"
    assert subject.notes == (
        "l.nii: its values are taken as CSF 1, GM 2, WM 3, since nothing says otherwise.",
    )
    assert list(subject.images) == [Modality.T1, Modality.T2]
    np.testing.assert_array_equal(subject.images[Modality.T2].data, _plane(_GRID))
    assert subject.reference is not None
    np.testing.assert_array_equal(subject.reference.data, labels)
    assert list(dict.fromkeys(report.stage for report in monitor.reports)) == [
        "Reading T1",
        "Reading T2",
        "Reading the reference",
    ]


@pytest.mark.parametrize(("there", "missing"), [("T1", "T2"), ("T2", "T1")])
def test_a_missing_modality_is_told(tmp_path: Path, there: str, missing: str) -> None:
    subject = read_subject(_files(**{there: _write(tmp_path / "a.nii", _GRID)}))
    assert subject.primary == there
    assert subject.notes == (f"There is no {missing}: only {there} is used.",)


def test_t2_on_another_grid_is_resampled_through_space_and_that_is_told(tmp_path: Path) -> None:
    around = np.eye(4)
    around[:3, :3] = OBLIQUE[:3, :3] * 0.7
    around[:3, 3] = _GRID.to_mm((np.array(_GRID.shape) - 1) / 2) - around[:3, :3] @ [19.5, 14.5, 14.5]
    wide = Grid((40, 30, 30), around)
    monitor = RecordingMonitor()
    files = _files(T1=_write(tmp_path / "t1.nii", _GRID), T2=_write(tmp_path / "t2.nii", wide))
    subject = read_subject(files, monitor=monitor)
    t2 = subject.images[Modality.T2]
    np.testing.assert_allclose(t2.data, _plane(_GRID), atol=1e-3)
    assert subject.notes == (
        "T2 lies on another grid (40 x 30 x 30) and was resampled onto 12 x 10 x 8.",
    )  # fmt: skip
    assert t2.source is not None
    assert t2.source.path.name == "t2.nii"
    assert "Resampling T2" in {report.stage for report in monitor.reports}


def test_resampling_stops_when_asked(tmp_path: Path) -> None:
    moved = Grid(_GRID.shape, _GRID.affine + np.eye(4, k=3))
    files = _files(T1=_write(tmp_path / "t1.nii", _GRID), T2=_write(tmp_path / "t2.nii", moved))
    with pytest.raises(Cancelled):
        read_subject(files, monitor=RecordingMonitor(cancel_at="Resampling"))


def test_a_t2_that_covers_little_is_told(tmp_path: Path) -> None:
    shift = np.eye(4)
    shift[0, 3] = 8
    moved = Grid(_GRID.shape, shift @ _GRID.affine)
    subject = read_subject(
        _files(T1=_write(tmp_path / "t1.nii", _GRID), T2=_write(tmp_path / "t2.nii", moved))
    )
    assert "covers only 3" in subject.notes[0]
    assert not subject.images[Modality.T2].data[0].any()


def test_images_that_do_not_overlap_are_refused(tmp_path: Path) -> None:
    far = _GRID.affine.copy()
    far[0, 3] = 500
    files = _files(
        T1=_write(tmp_path / "t1.nii", _GRID), T2=_write(tmp_path / "t2.nii", Grid(_GRID.shape, far))
    )
    with pytest.raises(GridMismatchError, match="T2 does not lie where") as caught:
        read_subject(files)
    assert caught.value.path == tmp_path / "t2.nii"


def test_overlap_without_content_is_refused(tmp_path: Path) -> None:
    data = np.zeros((24, 10, 8), np.float32)
    data[22] = 5
    files = _files(
        T1=_write(tmp_path / "t1.nii", _GRID),
        T2=_write(tmp_path / "t2.nii", Grid((24, 10, 8), _GRID.affine), data),
    )
    with pytest.raises(GridMismatchError, match="does not lie where"):
        read_subject(files)


def test_analyze_images_of_different_shapes_are_two_persons(tmp_path: Path) -> None:
    write_analyze(tmp_path / "subject-1-T1.hdr", ramp((6, 5, 4)))
    write_analyze(tmp_path / "subject-1-T2.hdr", ramp((6, 5, 5)))
    with pytest.raises(
        GridMismatchError, match="6 x 5 x 5 voxels, the image it goes with 6 x 5 x 4"
    ) as caught:
        read_subject(find_subjects(tmp_path).subjects[0])
    assert caught.value.path == tmp_path / "subject-1-T2.hdr"


def test_an_iseg_subject_with_another_assumed_orientation(tmp_path: Path) -> None:
    labels = np.array([0, 10, 150, 250], np.uint8)[ramp() % 4]
    for kind, data in (("T1", ramp()), ("T2", ramp()[::-1]), ("label", labels)):
        write_analyze(tmp_path / f"subject-1-{kind}.hdr", data)
    subject = read_subject(find_subjects(tmp_path).subjects[0], ReadOptions(assumed_orientation="RPI"))
    assert np.sign(np.diag(subject.grid.affine)).tolist() == [1, -1, -1, 1]
    (note,) = (note for note in subject.notes if "RPI" in note)
    assert all(f"subject-1-{name}.hdr" in note for name in ("T1", "T2", "label"))
    assert subject.reference is not None
    np.testing.assert_array_equal(subject.reference.data, ramp() % 4)


def test_same_shape_without_orientation_counts_as_the_same_voxels(tmp_path: Path) -> None:
    image = write_nifti(tmp_path / "t1.nii", ramp(), OBLIQUE)
    write_analyze(tmp_path / "t2.hdr", ramp(), spacing=_OBLIQUE_MM)
    write_analyze(tmp_path / "label.hdr", (ramp() % 4).astype(np.uint8), spacing=_OBLIQUE_MM)
    subject = read_subject(_files(T1=image, T2=tmp_path / "t2.hdr", label=tmp_path / "label.hdr"))
    np.testing.assert_array_equal(subject.images[Modality.T2].data, ramp())
    assert subject.reference is not None
    np.testing.assert_array_equal(subject.reference.data, ramp() % 4)
    assert sum("as many voxels as the image" in note for note in subject.notes) == 2


def test_a_reference_on_another_grid_is_resampled_to_the_nearest(tmp_path: Path) -> None:
    fine = Grid((24, 20, 16), _GRID.affine @ np.diag([0.5, 0.5, 0.5, 1]))
    coarse_labels = (ramp(_GRID.shape) % 4).astype(np.uint8)
    labels = coarse_labels.repeat(2, 0).repeat(2, 1).repeat(2, 2)
    files = _files(T1=_write(tmp_path / "t1.nii", _GRID), label=_write(tmp_path / "l.nii", fine, labels))
    subject = read_subject(files)
    assert subject.reference is not None
    np.testing.assert_array_equal(subject.reference.data, coarse_labels)
    assert "The reference lies on another grid" in subject.notes[-1]


def test_a_reference_of_another_shape_and_no_orientation_is_refused(tmp_path: Path) -> None:
    write_analyze(tmp_path / "l.hdr", np.ones((4, 4, 4), np.uint8))
    with pytest.raises(GridMismatchError, match="The reference has 4 x 4 x 4 voxels"):
        read_subject(_files(T1=_write(tmp_path / "t1.nii", _GRID), label=tmp_path / "l.hdr"), _STRICT)


def test_the_label_scheme_is_the_users(tmp_path: Path) -> None:
    labels = (ramp(_GRID.shape) % 4).astype(np.uint8)
    files = _files(T1=_write(tmp_path / "t1.nii", _GRID), label=_write(tmp_path / "l.nii", _GRID, labels))
    subject = read_subject(files, ReadOptions(label_scheme=BIDS))
    assert subject.reference is not None
    np.testing.assert_array_equal(BIDS.to_values(subject.reference.data), labels)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    files = _files(T1=_write(tmp_path / "t1.nii", _GRID), T2=tmp_path / "none.nii")
    with pytest.raises(UnreadableImageError) as caught:
        read_subject(files)
    assert caught.value.path == tmp_path / "none.nii"
    bad = _files(T1=files.images[Modality.T1], label=_write(tmp_path / "l.nii", _GRID, ramp(_GRID.shape)))
    with pytest.raises(LabelValueError):
        read_subject(bad, _STRICT)


def test_same_shape_but_other_voxels_is_another_grid(tmp_path: Path) -> None:
    write_analyze(tmp_path / "t1.hdr", ramp())
    write_analyze(tmp_path / "t2.hdr", ramp(), spacing=(1.0, 1.0, 3.0))
    with pytest.raises(
        GridMismatchError, match="1 x 1 x 3 mm voxels, the image it goes with 1 x 1 x 1"
    ) as caught:
        read_subject(_files(T1=tmp_path / "t1.hdr", T2=tmp_path / "t2.hdr"))
    assert "registered" in caught.value.hint


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: _write(path, _GRID, ramp(_GRID.shape)),  # values that are no labels
        lambda path: path.write_bytes(b"no image"),
        lambda path: _write(path, Grid(_GRID.shape, np.eye(4) + 1e3 * np.eye(4, k=3))),  # elsewhere
        lambda path: None,  # not there
    ],
)
def test_a_reference_that_cannot_be_used_does_not_close_its_subject(
    tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(tmp_path / "l.nii")
    files = _files(T1=_write(tmp_path / "t1.nii", _GRID), label=tmp_path / "l.nii")
    subject = read_subject(files)
    assert subject.reference is None
    assert subject.notes[-1].startswith("The reference l.nii is left out. ")
    assert str(tmp_path) not in subject.notes[-1]
    with pytest.raises(IsegError) as caught:
        read_subject(files, _STRICT)
    assert caught.value.message in subject.notes[-1]


def test_two_label_images_leave_the_subject_open(tmp_path: Path) -> None:
    labels = (ramp(_GRID.shape) % 4).astype(np.uint8)
    _write(tmp_path / "s-T1.nii", _GRID)
    for name in ("s-seg.nii", "s-label.nii"):
        _write(tmp_path / name, _GRID, labels)
    files = find_subjects(tmp_path).subjects[0]
    subject = read_subject(files)
    assert subject.reference is None
    assert "Two files claim to be the label image of s: s-label.nii and s-seg.nii." in subject.notes[-1]
    with pytest.raises(DatasetError, match="Two files claim"):
        read_subject(files, _STRICT)


def test_what_cannot_be_told_apart_is_refused_when_it_is_read(tmp_path: Path) -> None:
    for name in ("s-T1.nii", "s-T1.nii.gz", "other-T1.nii"):
        _write(tmp_path / name, _GRID)
    other, twins = find_subjects(tmp_path).subjects
    assert read_subject(other).id == "other"
    with pytest.raises(DatasetError, match=r"T1 image of s: s-T1.nii and s-T1.nii.gz") as caught:
        read_subject(twins)
    assert caught.value.path == tmp_path
    alone = find_subjects(tmp_path / "s-T1.nii.gz").subjects[0]
    source = read_subject(alone).images[Modality.T1].source
    assert source is not None
    assert source.path.name == "s-T1.nii.gz"


def test_a_name_that_says_nothing_is_told(tmp_path: Path) -> None:
    subject = read_subject(find_subjects(_write(tmp_path / "scan.nii", _GRID)).subjects[0])
    assert subject.primary is Modality.T1
    assert subject.notes[0] == "scan.nii is taken as a T1, since its name does not say what it is."


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")
def test_names_that_are_no_text_are_told_as_far_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9-T1.nii")
    write_nifti(path, sform_code=0, qform_code=0)
    subject = read_subject(find_subjects(path).subjects[0])
    assert subject.id == "caf\ufffd"
    assert subject.notes[0].startswith("caf\ufffd-T1.nii: orientation assumed")
    path.write_bytes(b"no image")
    with pytest.raises(UnreadableImageError) as caught:
        read_subject(find_subjects(path).subjects[0])
    assert "caf\ufffd-T1.nii" in str(caught.value)
    assert json.dumps([*subject.notes, str(caught.value)], ensure_ascii=False).encode()


@pytest.mark.parametrize("stage", ["Reading T1", "Reading T2", "Reading the reference", "Resampling the"])
def test_reading_stops_when_asked(tmp_path: Path, stage: str) -> None:
    fine = Grid((24, 20, 16), _GRID.affine @ np.diag([0.5, 0.5, 0.5, 1]))
    files = _files(
        T1=_write(tmp_path / "t1.nii", _GRID),
        T2=_write(tmp_path / "t2.nii", _GRID),
        label=_write(tmp_path / "l.nii", fine, (ramp(fine.shape) % 4).astype(np.uint8)),
    )
    with pytest.raises(Cancelled):
        read_subject(files, monitor=RecordingMonitor(cancel_at=stage))


def _free(monkeypatch: pytest.MonkeyPatch, available: float) -> None:
    monkeypatch.setattr("psutil.virtual_memory", lambda: SimpleNamespace(available=available))


def test_resampling_what_does_not_fit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coarse = Grid((6, 5, 4), _GRID.affine @ np.diag([2.0, 2.0, 2.0, 1.0]))
    files = _files(T1=_write(tmp_path / "t1.nii", _GRID), T2=_write(tmp_path / "t2.nii", coarse))
    primary = read_volume(files.images[Modality.T1])
    second = read_volume(files.images[Modality.T2])
    _free(monkeypatch, _GRID.voxels * 4 - 1)
    with pytest.raises(TooLargeError, match="Resampling"):
        resample_onto(second.data, second.grid, primary.grid)


def test_images_on_one_grid_need_neither_scipys_resampling_nor_itk(tmp_path: Path) -> None:
    _write(tmp_path / "a-T1.nii", _GRID)
    _write(tmp_path / "a-T2.nii", _GRID)
    code = (
        "import sys; from pathlib import Path; from isegcore.io.discovery import find_subjects; "
        "from isegcore.io.subject import read_subject; import isegcore.preprocessing.geometry; "
        f"read_subject(find_subjects(Path({str(tmp_path)!r})).subjects[0]); "
        "unneeded = {'scipy.ndimage', 'SimpleITK', 'tensorflow', 'mlflow', 'pydicom'}; "
        "sys.exit(bool(unneeded & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
