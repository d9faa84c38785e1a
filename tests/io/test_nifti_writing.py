"""Results land where the image that they belong to lies, in nibabel's eyes and in ITK's."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
import SimpleITK

from isegcore.data.grid import Grid
from isegcore.data.orientation import centred_affine, orientation_named
from isegcore.data.volume import LabelMap, Source
from isegcore.errors import OutputError
from isegcore.io.images import read_label_map, read_volume
from isegcore.io.nifti import write_analyze, write_label_map, write_shares
from isegcore.labels import BIDS, INDEX, ISEG
from tests.helpers.image_files import CODES, OBLIQUE, ramp, write_nifti

_PLACE = (
    *("pixdim", "xyzt_units", "qform_code", "sform_code", "quatern_b", "quatern_c", "quatern_d"),
    *("qoffset_x", "qoffset_y", "qoffset_z", "srow_x", "srow_y", "srow_z"),
)


def _labels_on(path: Path) -> tuple[LabelMap, Source]:
    volume = read_volume(path)
    assert volume.source is not None
    return LabelMap((ramp(volume.grid.shape) % 4).astype(np.uint8), volume.grid, ISEG), volume.source


def _itk_places(path: Path) -> np.ndarray:
    """Return where ITK sees voxels 0, 0, 0 and 1, 2, 3, in RAS mm."""
    image = SimpleITK.ReadImage(str(path))
    return np.array([image.TransformIndexToPhysicalPoint(at) for at in ((0, 0, 0), (1, 2, 3))]) * [-1, -1, 1]


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"sform_code": 4, "qform_code": 2},
        {"sform_code": 0},
        {"qform_code": 0},
        {"sform_code": 0, "qform_code": 0},
        {"xyzt_units": 0, "pixdim": [-1, 1.5, 1, 2, 0.7, 0, 0, 0]},
        {"pixdim": [0, 1.5, 1, 2, 9, 9, 9, 9], "quatern_b": 0.1234567},
    ],
)
def test_a_nifti_headers_place_is_repeated_bit_for_bit(
    tmp_path: Path, version: int, order: str, fields: dict[str, object]
) -> None:
    source = write_nifti(tmp_path / "in.nii", affine=OBLIQUE, version=version, order=order, **fields)
    labels, like = _labels_on(source)
    write_label_map(tmp_path / "out.nii.gz", labels, like, ISEG)
    before, after = nib.load(source).header, nib.load(tmp_path / "out.nii.gz").header
    raw = {1: nib.Nifti1Header, 2: nib.Nifti2Header}[version](like.header, order, check=False)
    assert type(after) is type(before)
    written = type(raw)(
        gzip.decompress((tmp_path / "out.nii.gz").read_bytes())[: raw.sizeof_hdr], "<", check=False
    )
    for name in _PLACE:
        little = written[name].dtype
        assert raw[name].astype(little).tobytes() == written[name].tobytes(), name
    np.testing.assert_array_equal(nib.load(tmp_path / "out.nii.gz").affine, nib.load(source).affine)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("spacing", [(1.0, 1.0, 1.0), (0.5, 0.75, 6.0)])
def test_itk_sees_labels_and_image_in_one_place(
    tmp_path: Path, code: str, spacing: tuple[float, float, float]
) -> None:
    affine = centred_affine(orientation_named(code), (6, 5, 4), spacing)
    source = write_nifti(tmp_path / "in.nii", affine=affine)
    labels, like = _labels_on(source)
    write_label_map(tmp_path / "out.nii", labels, like, ISEG)
    np.testing.assert_allclose(_itk_places(tmp_path / "out.nii"), _itk_places(source), atol=1e-5)
    values = SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(tmp_path / "out.nii"))).T
    np.testing.assert_array_equal(values, ISEG.to_values(labels.data))


@pytest.mark.parametrize("code", ["LAS", "RAS", "PSR", "IAL"])
def test_analyze_in_gives_nifti_1_with_the_assumed_orientation(tmp_path: Path, code: str) -> None:
    write_analyze(tmp_path / "a.hdr", ramp(), spacing=(1.0, 2.0, 3.0))
    volume = read_volume(tmp_path / "a.hdr", assumed_orientation=code)
    labels = LabelMap(np.ones((6, 5, 4), np.uint8), volume.grid, ISEG)
    write_label_map(tmp_path / "out.nii.gz", labels, volume.source, ISEG)
    written = nib.load(tmp_path / "out.nii.gz")
    assert written.shape == (6, 5, 4, 1)
    assert (written.header["sform_code"], written.header["qform_code"]) == (2, 2)
    np.testing.assert_allclose(written.affine, volume.grid.affine)
    np.testing.assert_allclose(written.header.get_qform(), volume.grid.affine, atol=1e-6)
    assert nib.aff2axcodes(written.affine) == tuple(code)


def test_a_label_image_says_so_and_carries_no_text_of_the_input(tmp_path: Path) -> None:
    texts = {"descrip": b"Jane Doe", "aux_file": b"jane.txt", "db_name": b"Jane", "intent_name": b"Jane"}
    source = write_nifti(tmp_path / "in.nii", scl_slope=3, scl_inter=5, cal_max=4000, **texts)
    labels, like = _labels_on(source)
    write_label_map(tmp_path / "out.nii", labels, like, ISEG)
    header = nib.load(tmp_path / "out.nii").header
    assert header["intent_code"] == 1002
    assert header.get_data_dtype() == np.uint8
    scaling = nib.load(tmp_path / "out.nii").dataobj
    assert (scaling.slope, scaling.inter) == (1, 0)
    assert header["cal_max"] == 0
    assert b"Jane" not in (tmp_path / "out.nii").read_bytes()
    assert b"jane" not in (tmp_path / "out.nii").read_bytes()


@pytest.mark.parametrize("name", ["o.nii", "o.nii.gz", "o.hdr", "o.img.gz", "o 脑.NII.GZ"])
@pytest.mark.parametrize("scheme", [ISEG, INDEX, BIDS])
def test_every_container_reads_back(tmp_path: Path, name: str, scheme: object) -> None:
    labels, like = _labels_on(write_nifti(tmp_path / "in.nii.gz", ramp((6, 5, 4, 1)), OBLIQUE))
    write_label_map(tmp_path / name, labels, like, scheme)
    again = read_label_map(tmp_path / name, scheme)
    np.testing.assert_array_equal(again.data, labels.data)
    np.testing.assert_array_equal(again.grid.affine, labels.grid.affine)
    assert again.source is not None
    assert again.source.shape == (6, 5, 4, 1)


def test_an_image_made_here_needs_no_source(tmp_path: Path) -> None:
    sheared = OBLIQUE.copy()
    sheared[0, 2] += 0.8
    for affine, qform in ((OBLIQUE, 2), (sheared, 0)):
        labels = LabelMap((ramp() % 4).astype(np.uint8), Grid((6, 5, 4), affine), ISEG)
        write_label_map(tmp_path / "out.nii", labels, None, ISEG, overwrite=True)
        header = nib.load(tmp_path / "out.nii").header
        assert header["qform_code"] == qform
        np.testing.assert_allclose(read_label_map(tmp_path / "out.nii").grid.affine, affine, atol=1e-5)


def test_the_same_labels_give_the_same_bytes(tmp_path: Path) -> None:
    labels, like = _labels_on(write_nifti(tmp_path / "in.nii"))
    fortran = LabelMap(np.asfortranarray(labels.data), labels.grid, ISEG)
    write_label_map(tmp_path / "one.nii.gz", labels, like, ISEG)
    write_label_map(tmp_path / "two.nii.gz", fortran, like, ISEG)
    content = (tmp_path / "one.nii.gz").read_bytes()
    assert content == (tmp_path / "two.nii.gz").read_bytes()
    assert content[4:8] == b"\0\0\0\0"  # no time
    assert not content[3] & 8  # no name


def test_the_input_is_never_written_over(tmp_path: Path) -> None:
    source = write_nifti(tmp_path / "in.hdr")
    labels, like = _labels_on(source)
    before = (source.read_bytes(), source.with_suffix(".img").read_bytes())
    link = tmp_path / "link.nii"
    link.symlink_to(source)
    for path in (source, source.with_suffix(".img"), link):
        with pytest.raises(OutputError, match="input"):
            write_label_map(path, labels, like, ISEG, overwrite=True)
    assert before == (source.read_bytes(), source.with_suffix(".img").read_bytes())


def test_other_inputs_are_not_written_over_either(tmp_path: Path) -> None:
    labels, like = _labels_on(write_nifti(tmp_path / "t1.nii"))
    other = write_nifti(tmp_path / "t2.nii")
    with pytest.raises(OutputError, match="input"):
        write_label_map(other, labels, like, ISEG, overwrite=True, inputs=[other])


def test_writing_over_must_be_allowed(tmp_path: Path) -> None:
    labels, like = _labels_on(write_nifti(tmp_path / "in.nii"))
    write_label_map(tmp_path / "out.nii", labels, like, ISEG)
    with pytest.raises(OutputError, match="exists"):
        write_label_map(tmp_path / "out.nii", labels, like, INDEX)
    assert read_label_map(tmp_path / "out.nii").scheme is ISEG
    write_label_map(tmp_path / "out.nii", labels, like, INDEX, overwrite=True)
    assert read_label_map(tmp_path / "out.nii").scheme is INDEX


def test_labels_of_another_shape_are_a_bug(tmp_path: Path) -> None:
    labels, _ = _labels_on(write_nifti(tmp_path / "in.nii"))
    _, like = _labels_on(write_nifti(tmp_path / "other.nii", ramp((6, 5, 3))))
    with pytest.raises(ValueError, match="must begin with"):
        write_label_map(tmp_path / "out.nii", labels, like, ISEG)


def test_a_name_that_is_not_nifti(tmp_path: Path) -> None:
    labels, like = _labels_on(write_nifti(tmp_path / "in.nii"))
    with pytest.raises(OutputError, match="NIfTI"):
        write_label_map(tmp_path / "out.png", labels, like, ISEG)


@pytest.mark.parametrize("dtype", ["uint8", "float32"])
@pytest.mark.parametrize("analyze", [False, True])
def test_probabilities_read_as_zero_to_one(tmp_path: Path, dtype: str, analyze: bool) -> None:
    percent = np.stack([ramp() % 101, 100 - ramp() % 101], axis=-1)
    data = percent.astype(np.uint8) if dtype == "uint8" else (percent / 100).astype(np.float32)
    if analyze:
        write_analyze(tmp_path / "in.hdr", ramp())
    source = tmp_path / "in.hdr" if analyze else write_nifti(tmp_path / "in.nii.gz", affine=OBLIQUE)
    volume = read_volume(source)
    write_shares(tmp_path / "out.nii.gz", data, volume.grid, volume.source)
    written = nib.load(tmp_path / "out.nii.gz")
    np.testing.assert_allclose(written.get_fdata(), percent / 100, atol=1e-6)
    np.testing.assert_allclose(written.affine, volume.grid.affine, atol=1e-6)
    assert written.header.get_data_dtype() == dtype


def test_one_share_has_the_stored_shape_of_the_image(tmp_path: Path) -> None:
    volume = read_volume(write_nifti(tmp_path / "in.nii.gz", ramp((6, 5, 4, 1)), affine=OBLIQUE))
    percent = (ramp() % 101).astype(np.uint8)
    write_shares(tmp_path / "out.nii.gz", percent, volume.grid, volume.source)
    written = nib.load(tmp_path / "out.nii.gz")
    assert written.shape == (6, 5, 4, 1)
    np.testing.assert_allclose(written.get_fdata()[..., 0], percent / 100, atol=1e-6)
    np.testing.assert_array_equal(written.affine, nib.load(tmp_path / "in.nii.gz").affine)


@pytest.mark.parametrize("dtype", ["int16", "uint8"])
def test_the_exact_iseg_layout(tmp_path: Path, dtype: str) -> None:
    is_label = dtype == "uint8"
    data = np.zeros((144, 192, 256), dtype)
    data[70:80, 90:99, 120:130] = 250
    write_analyze(tmp_path / "subject-1-x.hdr", data)
    header = (tmp_path / "subject-1-x.hdr").read_bytes()
    assert len(header) == 348
    assert struct.unpack_from("<i", header, 0) == (348,)
    assert header[4:14].rstrip(b"\0") == (b"CHAR" if is_label else b"SHORT")
    assert struct.unpack_from("<i", header, 32) == (16384,)
    assert header[38:39] == b"r"
    assert struct.unpack_from("<8h", header, 40) == (4, 144, 192, 256, 1, 1, 1, 1)
    assert struct.unpack_from("<2h", header, 70) == ((2, 8) if is_label else (4, 16))
    assert struct.unpack_from("<3f", header, 80) == (1, 1, 1)
    assert struct.unpack_from("<i", header, 140) == ((255 if is_label else 250),)
    assert header[252] == is_label
    assert header[344:] == b"\0\0\0\0"
    body = (tmp_path / "subject-1-x.img").read_bytes()
    assert body == data.astype(data.dtype.newbyteorder("<")).tobytes("F")
