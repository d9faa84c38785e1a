"""Images of every kind that is read, checked against nibabel."""

from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest

from isegcore.data.orientation import orientation_of
from isegcore.errors import LabelValueError, OptionError
from isegcore.io.images import read_label_map, read_volume
from isegcore.io.nifti import write_analyze
from isegcore.labels import BIDS, INDEX, ISEG
from tests.helpers.fakes import RecordingMonitor
from tests.helpers.image_files import CODES, OBLIQUE, ramp, write_nifti


@pytest.mark.parametrize("name", ["a.nii", "a.nii.gz", "a.hdr", "a.img", "a.hdr.gz", "a.img.gz"])
@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("order", ["<", ">"])
def test_every_container_and_byte_order(tmp_path: Path, name: str, version: int, order: str) -> None:
    path = write_nifti(tmp_path / name, affine=OBLIQUE, version=version, order=order)
    volume = read_volume(path)
    np.testing.assert_array_equal(volume.data, ramp())
    np.testing.assert_allclose(volume.grid.affine, OBLIQUE, atol=1e-5)
    assert volume.source is not None
    assert volume.source.format == f"NIfTI-{version}"
    assert volume.source.shape == (6, 5, 4)
    assert not volume.source.orientation_assumed
    assert volume.source.notes == ()


def test_a_label_image_in_a_scans_place_is_told(tmp_path: Path) -> None:
    scan = np.random.default_rng(1).integers(0, 300, (64, 64, 64)).astype(np.int16)
    labels = (scan // 100).astype(np.uint8)
    for data, notes in ((scan, 0), (labels, 1)):
        source = read_volume(write_nifti(tmp_path / "a.nii", data)).source
        assert source is not None
        assert ["only 3 different values" in note for note in source.notes] == [True] * notes


@pytest.mark.parametrize(
    "dtype", ["uint8", "int8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64"]
)
def test_every_real_type_becomes_read_only_float32(tmp_path: Path, dtype: str) -> None:
    volume = read_volume(write_nifti(tmp_path / "a.nii", ramp(dtype=dtype)))
    np.testing.assert_array_equal(volume.data, ramp())
    assert volume.data.dtype == np.float32
    assert not volume.data.flags.writeable


@pytest.mark.parametrize(
    ("slope", "inter", "factor", "added"),
    [
        (2.5, -7.0, 2.5, -7.0),
        (0.0, 3.0, 1, 0),
        (np.nan, np.nan, 1, 0),
        (np.inf, 0.0, 1, 0),
        (3.0, np.nan, 3, 0),
    ],
)
def test_scaling(tmp_path: Path, slope: float, inter: float, factor: float, added: float) -> None:
    path = write_nifti(tmp_path / "a.nii.gz", scl_slope=slope, scl_inter=inter)
    np.testing.assert_allclose(read_volume(path).data, ramp() * factor + added)


def test_values_that_are_not_finite_become_zero_and_are_counted(tmp_path: Path) -> None:
    data = ramp(dtype="float64")
    data[0, 0, 1], data[1, 0, 1], data[2, 0, 1] = np.nan, -np.inf, 1e300
    volume = read_volume(write_nifti(tmp_path / "a.nii", data))
    assert volume.data[:3, 0, 1].tolist() == [0, 0, 0]
    assert volume.data[3, 0, 1] == data[3, 0, 1]
    assert volume.source is not None
    assert "3 voxels were not finite" in volume.source.notes[0]


def test_trailing_axes_of_one_are_dropped_but_remembered(tmp_path: Path) -> None:
    volume = read_volume(write_nifti(tmp_path / "a.nii", ramp((6, 5, 4, 1, 1))))
    assert volume.data.shape == (6, 5, 4)
    assert volume.source is not None
    assert volume.source.shape == (6, 5, 4, 1, 1)


def test_the_sform_is_used_before_the_qform_and_a_disagreement_is_told(tmp_path: Path) -> None:
    other = np.diag([2.0, 2.0, 2.0, 1.0])
    header = nib.Nifti1Header()
    header.set_sform(other, 2)
    rows = {name: header[name] for name in ("srow_x", "srow_y", "srow_z")}
    volume = read_volume(write_nifti(tmp_path / "a.nii", **rows))
    np.testing.assert_array_equal(volume.grid.affine, other)
    assert volume.source is not None
    assert "sform and qform" in volume.source.notes[0]
    qform_alone = read_volume(write_nifti(tmp_path / "b.nii", sform_code=0, **rows))
    np.testing.assert_allclose(qform_alone.grid.affine, np.diag([-1.5, 1, 2, 1]), atol=1e-6)


@pytest.mark.parametrize("code", CODES)
def test_a_file_without_orientation_takes_the_assumed_one(tmp_path: Path, code: str) -> None:
    path = write_nifti(tmp_path / "a.nii", sform_code=0, qform_code=0)
    volume = read_volume(path, assumed_orientation=code)
    assert orientation_of(volume.grid.affine).code == code
    assert volume.grid.spacing == (1.5, 1.0, 2.0)
    np.testing.assert_allclose(volume.grid.to_mm((np.array(volume.grid.shape) - 1) / 2), 0, atol=1e-9)
    assert volume.source is not None
    assert volume.source.orientation_assumed
    assert code in volume.source.notes[0]


def test_the_assumed_orientation_is_nibabels_unless_said_otherwise(tmp_path: Path) -> None:
    path = write_nifti(tmp_path / "a.nii", sform_code=0, qform_code=0)
    np.testing.assert_allclose(read_volume(path).grid.affine, nib.load(path).affine)


@pytest.mark.parametrize("code", ["LAX", "LLS", "RA", "RASP", ""])
def test_an_impossible_orientation_is_not_blamed_on_the_file(tmp_path: Path, code: str) -> None:
    with pytest.raises(OptionError, match="orientation"):
        read_volume(write_nifti(tmp_path / "a.nii"), assumed_orientation=code)


def test_iseg_image_and_label_agree_although_their_orient_bytes_differ(tmp_path: Path) -> None:
    labels = np.array([0, 10, 150, 250], np.uint8)[ramp() % 4]
    write_analyze(tmp_path / "subject-1-T1.hdr", ramp())
    write_analyze(tmp_path / "subject-1-label.hdr", labels)
    image = read_volume(tmp_path / "subject-1-T1.img")
    label = read_label_map(tmp_path / "subject-1-label.hdr")
    assert image.source is not None
    assert image.source.format == "Analyze 7.5"
    assert image.source.shape == (6, 5, 4, 1)
    assert image.source.orientation_assumed
    assert image.source.path.name == "subject-1-T1.hdr"
    assert orientation_of(image.grid.affine).code == "LAS"
    np.testing.assert_array_equal(image.grid.affine, label.grid.affine)
    np.testing.assert_array_equal(label.data, ramp() % 4)


def test_big_endian_analyze_and_its_unsigned_shorts(tmp_path: Path) -> None:
    header = nib.AnalyzeHeader(endianness=">")
    header["dim"] = [3, 6, 5, 4, 0, 0, 0, 0]
    header["datatype"], header["bitpix"] = 512, 16
    (tmp_path / "a.hdr").write_bytes(header.binaryblock)
    (tmp_path / "a.img").write_bytes(ramp(dtype=">u2").tobytes("F"))
    np.testing.assert_array_equal(read_volume(tmp_path / "a.hdr").data, ramp())


@pytest.mark.parametrize(
    ("units", "spacing", "expected", "note"),
    [
        (1, 0.0015, 1.5, "converted to mm"),
        (3, 800.0, 0.8, "converted to mm"),
        (2, 1.0, 1.0, None),
        (0, 1.0, 1.0, None),
        (1 | 8, 1.0, 1.0, "cannot be"),
        (3, 1.0, 1.0, "cannot be"),
    ],
)
def test_units_of_length(
    tmp_path: Path, units: int, spacing: float, expected: float, note: str | None
) -> None:
    affine = np.diag([spacing, spacing, spacing, 1.0])
    volume = read_volume(write_nifti(tmp_path / "a.nii", affine=affine, xyzt_units=units))
    np.testing.assert_allclose(volume.grid.spacing, expected, rtol=1e-6)
    assert volume.source is not None
    assert bool(volume.source.notes) == (note is not None)
    assert note is None or note in volume.source.notes[0]


def test_gzip_is_known_by_its_content(tmp_path: Path) -> None:
    plain = write_nifti(tmp_path / "a.nii")
    (tmp_path / "zipped.nii").write_bytes(gzip.compress(plain.read_bytes()))
    plain.rename(tmp_path / "plain.nii.gz")
    for name in ("zipped.nii", "plain.nii.gz"):
        np.testing.assert_array_equal(read_volume(tmp_path / name).data, ramp())


def test_gzip_of_several_members(tmp_path: Path) -> None:
    content = write_nifti(tmp_path / "a.nii").read_bytes()
    path = tmp_path / "b.nii.gz"
    path.write_bytes(gzip.compress(content[:400]) + gzip.compress(content[400:]) + b"\0" * 10)
    np.testing.assert_array_equal(read_volume(path).data, ramp())


def test_a_path_with_spaces_and_other_scripts(tmp_path: Path) -> None:
    folder = tmp_path / "слой 脑 é"
    folder.mkdir()
    write_nifti(folder / "мозг 1.HDR".replace("HDR", "hdr"))
    np.testing.assert_array_equal(read_volume(folder / "мозг 1.img").data, ramp())


def test_names_in_capitals(tmp_path: Path) -> None:
    write_nifti(tmp_path / "a.hdr")
    (tmp_path / "a.hdr").rename(tmp_path / "A.HDR")
    (tmp_path / "a.img").rename(tmp_path / "A.IMG")
    np.testing.assert_array_equal(read_volume(tmp_path / "A.IMG").data, ramp())


def test_no_copy_of_the_whole_is_made_on_the_way(tmp_path: Path) -> None:
    path = write_nifti(tmp_path / "a.nii.gz", ramp((150, 150, 150), "uint16"))
    kept = 150**3 * 4
    tracemalloc.start()
    read_volume(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1.5 * kept


def test_a_large_image_reports_as_it_comes_in(tmp_path: Path) -> None:
    monitor = RecordingMonitor()
    read_volume(write_nifti(tmp_path / "a.nii", ramp((150, 150, 150))), stage="Reading T1", monitor=monitor)
    fractions = [report.fraction for report in monitor.reports]
    assert {report.stage for report in monitor.reports} == {"Reading T1"}
    assert (fractions[0], fractions[-1]) == (0, 1)
    assert len(fractions) > 5
    assert fractions == sorted(fractions)


@pytest.mark.parametrize("scheme", [ISEG, INDEX, BIDS])
@pytest.mark.parametrize("dtype", ["uint8", "int16", "float32"])
def test_labels_become_class_indices(tmp_path: Path, scheme: object, dtype: str) -> None:
    indices = (ramp() % 4).astype(np.uint8)
    path = write_nifti(tmp_path / "a.nii.gz", scheme.to_values(indices).astype(dtype))
    labels = read_label_map(path, scheme)
    np.testing.assert_array_equal(labels.data, indices)
    assert labels.data.dtype == np.uint8
    if scheme is not BIDS:
        assert read_label_map(path).scheme is scheme


def test_labels_behind_a_slope(tmp_path: Path) -> None:
    path = write_nifti(tmp_path / "a.nii", (ramp() % 4).astype(np.uint8), scl_slope=1.0, scl_inter=0.0)
    np.testing.assert_array_equal(read_label_map(path).data, ramp() % 4)
    tens = write_nifti(tmp_path / "b.nii", np.array([0, 1, 15, 25], np.uint8)[ramp() % 4], scl_slope=10.0)
    assert read_label_map(tens).scheme is ISEG


def test_labels_that_a_float_has_rounded(tmp_path: Path) -> None:
    data = np.array([0, 9.99999, 150.00002, 250], np.float32)[ramp() % 4]
    np.testing.assert_array_equal(read_label_map(write_nifti(tmp_path / "a.nii", data)).data, ramp() % 4)


def test_an_empty_label_image_is_one(tmp_path: Path) -> None:
    assert not read_label_map(write_nifti(tmp_path / "a.nii", np.zeros((4, 4, 4), np.uint8))).data.any()


def test_the_smallest_integer_is_no_label(tmp_path: Path) -> None:
    data = ramp(dtype="int64") % 3
    data[2, 2, 2] = np.iinfo(np.int64).min
    with pytest.raises(LabelValueError, match="got -9"):
        read_label_map(write_nifti(tmp_path / "a.nii", data))


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([0, 10, 77], "77"),
        ([0, -1, 3], "-1"),
        ([0, 1.5], "1.5"),
        ([0, 1000], "1000"),
        ([0, np.nan], "nan"),
        ([0, 255.6], "255.6"),
    ],
)
def test_values_that_are_no_labels(tmp_path: Path, values: list[float], shown: str) -> None:
    data = np.array(values, np.float32)[ramp() % len(values)]
    path = write_nifti(tmp_path / "a.nii", data)
    with pytest.raises(LabelValueError, match=shown) as caught:
        read_label_map(path)
    assert caught.value.path == path
    assert caught.value.hint
