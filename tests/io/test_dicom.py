"""A DICOM folder becomes a subject: right in space, and with nothing that names a person."""

from __future__ import annotations

import gzip
import importlib.util
import os
import time
from pathlib import Path

import numpy as np
import pytest

from isegcore.data.subject import Modality
from isegcore.errors import DatasetError, IsegError, OptionError, OutputError
from isegcore.io import dicom
from isegcore.io.dicom import DicomFolder, read_dicom
from isegcore.io.dicom_import import free_subject, import_subject
from isegcore.io.dicom_series import guess_weighting, pick
from isegcore.io.discovery import find_subjects
from isegcore.io.subject import read_subject
from isegcore.monitor import Cancelled
from tests.helpers.bids import bids_errors
from tests.helpers.dicom import T1, T2, oblique_grid, phantom, write_series, write_subject
from tests.helpers.fakes import RecordingMonitor
from tests.helpers.phantoms import T1_LEVELS, T2_LEVELS

ANY = {Modality.T1: None, Modality.T2: None}


def _import(folder: Path, out: Path, **options: object) -> None:
    with read_dicom(folder) as found:
        import_subject(pick(found.series, ANY), out, "01", **options)  # type: ignore[arg-type]


def test_a_subject_lies_where_the_scanner_says(tmp_path: Path) -> None:
    _import(write_subject(tmp_path / "dcm"), tmp_path / "out")
    (files,) = find_subjects(tmp_path / "out").subjects
    subject = read_subject(files)
    grid, where = oblique_grid(), np.indices(oblique_grid().shape).reshape(3, -1).T
    for modality, levels in ((Modality.T1, T1_LEVELS), (Modality.T2, T2_LEVELS)):
        image = subject.images[modality]
        voxels = image.grid.to_voxel(grid.to_mm(where))
        np.testing.assert_allclose(voxels, np.rint(voxels), atol=0.01)
        found = image.data[tuple(np.rint(voxels).astype(int).T)]
        np.testing.assert_array_equal(found, phantom(levels).reshape(-1))
    np.testing.assert_allclose(sorted(subject.grid.spacing), [1.0, 1.2, 1.5], atol=1e-4)
    assert bids_errors(tmp_path / "out") == []


def test_nothing_that_is_written_names_anyone(tmp_path: Path) -> None:
    """Neither names nor numbers of the patient, dates, places, or what people typed at the scanner."""
    folder = write_subject(tmp_path / "Secret Anna", person="Secret^Anna", SeriesDescription="T1 Secret")
    with read_dicom(folder) as found:
        chosen = {Modality.T1: found.series[1], Modality.T2: found.series[2]}
        import_subject(chosen, tmp_path / "out", "01", "2")
    written = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert len(written) == 5
    for path in written:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for word in (
            b"Secret",
            b"Anna",
            b"Doctor",
            b"20260102",
            b"20250102",
            b"101112",
            b"10:11",
            b"1.2.826",
        ):
            assert word not in content, (path.name, word)
        assert "Secret" not in str(path.relative_to(tmp_path))


def test_what_was_converted_is_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with read_dicom(write_subject(tmp_path / "dcm")) as found:
        work = found.series[0].image.parent
        assert work.parent == tmp_path
        assert work.stat().st_mode & 0o077 == 0
    assert not work.exists()


def test_two_people_in_one_folder_are_never_mixed(tmp_path: Path) -> None:
    write_subject(tmp_path / "dcm" / "a", study="1.2.3", person="First")
    write_subject(tmp_path / "dcm" / "b", study="1.2.4", person="Second")
    with read_dicom(tmp_path / "dcm") as found:
        assert [series.study for series in found.series] == [1, 1, 1, 2, 2, 2]
        with pytest.raises(OptionError, match="2 studies, perhaps of several people"):
            pick(found.series, ANY)
        with pytest.raises(OptionError, match="must come from one study"):
            pick(found.series, {Modality.T1: 2, Modality.T2: 6})
        with pytest.raises(OptionError, match="no study 3"):
            pick(found.series, ANY, study=3)
        assert {m: s.key for m, s in pick(found.series, ANY, study=2).items()} == {
            Modality.T1: 5,
            Modality.T2: 6,
        }
        # one series says which study is meant
        assert pick(found.series, {Modality.T1: 2, Modality.T2: None})[Modality.T2].key == 3


@pytest.mark.parametrize("other", [{"PatientID": "2"}, {"PatientName": "Other^Ben"}])
def test_two_people_under_one_study_uid_are_never_mixed(tmp_path: Path, other: dict[str, str]) -> None:
    write_series(tmp_path / "dcm", number=2, **T1)
    write_series(tmp_path / "dcm", phantom(T2_LEVELS), number=3, **T2, **other)
    with read_dicom(tmp_path / "dcm") as found:
        assert sorted(series.study for series in found.series) == [1, 2]
        with pytest.raises(OptionError, match="2 studies, perhaps of several people"):
            pick(found.series, ANY)
        with pytest.raises(OptionError, match="must come from one study"):
            pick(found.series, {Modality.T1: found.series[0].key, Modality.T2: found.series[1].key})


def test_a_folder_without_dicom(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no images")
    with pytest.raises(DatasetError, match="no DICOM images") as caught:
        read_dicom(tmp_path)
    assert caught.value.path == tmp_path
    with pytest.raises(DatasetError, match="no such folder"):
        read_dicom(tmp_path / "none")


def test_a_dicom_folder_opened_as_images_says_what_to_do(tmp_path: Path) -> None:
    write_subject(tmp_path / "dcm")
    with pytest.raises(DatasetError, match="DICOM files") as caught:
        find_subjects(tmp_path)
    assert "import-dicom" in caught.value.hint


def test_a_file_cut_short_in_its_pixels(tmp_path: Path) -> None:
    files = write_series(tmp_path / "dcm", **T1)
    _cut(files[10], -500)
    with pytest.raises(DatasetError, match="A DICOM file is cut short"):
        read_dicom(tmp_path / "dcm")
    write_series(tmp_path / "dcm", number=3, **T2)
    with read_dicom(tmp_path / "dcm") as found:
        assert [series.guess for series in found.series] == [Modality.T2]
        assert "A file is cut short" in found.notes[0]


@pytest.mark.parametrize("size", [700, 0])
def test_a_series_that_lacks_a_slice_is_not_used(tmp_path: Path, size: int) -> None:
    """Its slices would be taken to lie closer than they do."""
    files = write_series(tmp_path / "dcm", **T1)
    _cut(files[10], size)
    with read_dicom(tmp_path / "dcm") as found:
        (series,) = found.series
        assert series.problem == "Slices are missing, or a file is damaged."
        for wanted in (ANY, {Modality.T1: 1}):
            with pytest.raises(OptionError, match=r"cannot be used\. Slices are missing"):
                pick(found.series, wanted)


def _cut(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])


def test_cancelling_ends_the_process_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid, made = tmp_path / "pid", tmp_path / "tmp"
    made.mkdir()
    slow = tmp_path / "dcm2niix"
    slow.write_text(f"#!/bin/sh\necho $$ > {pid}\necho Progress: 0.25\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(dicom, "find_program", lambda: str(slow))
    monkeypatch.setattr("tempfile.tempdir", str(made))
    (tmp_path / "dcm").mkdir()

    class Impatient(RecordingMonitor):
        def update(self, stage: str, done: float, total: float) -> None:
            if done == 0.25:
                raise Cancelled

    began = time.monotonic()
    with pytest.raises(Cancelled):
        read_dicom(tmp_path / "dcm", Impatient())
    assert time.monotonic() - began < 10
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
    assert not list(made.iterdir())


def test_cancelling_the_writing_leaves_no_half_subject(tmp_path: Path) -> None:
    class AtT2(RecordingMonitor):
        def update(self, stage: str, done: float, total: float) -> None:
            super().update(stage, done, total)
            if len(self.reports) > 1:  # each image is one block
                raise Cancelled

    folder, out = write_subject(tmp_path / "dcm"), tmp_path / "out"
    with read_dicom(folder) as found:
        chosen = pick(found.series, ANY)
        with pytest.raises(Cancelled):
            import_subject(chosen, out, "01", monitor=AtT2())
        assert [path.name for path in out.iterdir()] == ["dataset_description.json"]
        import_subject(chosen, out, "01")
        before = {path: path.read_bytes() for path in out.rglob("*.*") if path.is_file()}
        with pytest.raises(Cancelled):
            import_subject(chosen, out, "01", overwrite=True, monitor=AtT2())
    assert {path: path.read_bytes() for path in out.rglob("*.*") if path.is_file()} == before


def test_a_contrast_of_an_earlier_import_does_not_stay_beside_another_persons(tmp_path: Path) -> None:
    folder, out = write_subject(tmp_path / "dcm"), tmp_path / "out"
    _import(folder, out)
    with read_dicom(folder) as found:
        alone = pick(found.series, {Modality.T1: None, Modality.T2: 0})
        with pytest.raises(OutputError, match="exists"):
            import_subject(alone, out, "01")
        import_subject(alone, out, "01", overwrite=True)
    names = {path.name for path in (out / "sub-01" / "anat").iterdir()}
    assert names == {"sub-01_T1w.nii.gz", "sub-01_T1w.json"}


def test_without_dcm2niix_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(IsegError, match="not installed") as caught:
        read_dicom(tmp_path)
    assert "pip install dcm2niix" in caught.value.hint


def test_a_subject_is_replaced_only_on_demand_and_labels_are_letters(tmp_path: Path) -> None:
    folder, out = write_subject(tmp_path / "dcm"), tmp_path / "out"
    _import(folder, out)
    with pytest.raises(OutputError, match="exists"):
        _import(folder, out)
    _import(folder, out, overwrite=True)
    assert free_subject(out) == "02"
    with read_dicom(folder) as found, pytest.raises(OptionError, match="letters and digits"):
        import_subject(pick(found.series, ANY), out, "Anna Secret")
    (out / "dataset_description.json").write_text('{"DatasetType": "derivative"}')
    with pytest.raises(OutputError, match="holds results"):
        _import(folder, out, overwrite=True)


def _folder(found: DicomFolder) -> dict[str, int]:
    return {modality.value: series.key for modality, series in pick(found.series, ANY).items()}


def test_the_last_and_finest_original_is_likeliest(tmp_path: Path) -> None:
    folder = tmp_path / "dcm"
    write_series(folder, number=2, **T1)
    write_series(folder, number=3, **T1)
    write_series(folder, number=4, **(T1 | {"ImageType": ["DERIVED", "SECONDARY", "MPR"]}))
    with read_dicom(folder) as found:
        assert _folder(found) == {"T1": 2}


@pytest.mark.parametrize(
    ("description", "times", "guess"),
    [
        ("t1_mprage_sag_p2_iso", (), Modality.T1),
        ("SAG FSPGR BRAVO", (), Modality.T1),
        ("WIP T1W_3D_TFE", (), Modality.T1),
        ("t2_space_sag_p2", (), Modality.T2),
        ("T2W_TSE", (), Modality.T2),
        ("Sag T2 CUBE", (), Modality.T2),
        ("t2_flair_sag", (), None),
        ("AAHead_Scout_MPR", (), None),
        ("ep2d_diff_mddw_64", (), None),
        ("T2* GRE", (), None),
        ("brain", (0.003, 2.3, 0.9), Modality.T1),
        ("brain", (0.1, 4.0, 0), Modality.T2),
        ("brain", (0.12, 9.0, 2.5), None),
        ("", (), None),
        ("T1 T2 planning", (), None),
    ],
)
def test_t1_and_t2_are_told_apart(description: str, times: tuple[float, ...], guess: Modality | None) -> None:
    names = ("EchoTime", "RepetitionTime", "InversionTime")
    told = {"SeriesDescription": description, **dict(zip(names, times, strict=False))}
    found, reason = guess_weighting(told)
    assert found is guess
    assert reason
