"""Files that cannot be segmented: each is refused in a sentence, before anything large is allocated."""

from __future__ import annotations

import gzip
import logging
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import nibabel as nib
import numpy as np
import pytest

from isegcore.errors import IsegError, TooLargeError, UnreadableImageError
from isegcore.io.images import read_label_map, read_volume
from isegcore.io.nifti import write_analyze
from tests.helpers.image_files import ramp, write_nifti

_DATA = Path(os.environ.get("ISEG_TEST_DATA", Path(__file__).parents[2] / ".." / "shared" / "data")).resolve()
_NIBABEL = Path(nib.__file__).parent / "tests" / "data"
_ODD = sorted(_DATA.glob("odd-files/*"))
_FOREIGN = [*_ODD, *sorted(path for path in _NIBABEL.iterdir() if path.is_file())]


def _pair_without(tmp_path: Path, kind: str) -> Path:
    write_nifti(tmp_path / "a.hdr")
    (tmp_path / f"a.{kind}").unlink()
    return tmp_path / ("a.hdr" if kind == "img" else "a.img")


def _cut(path: Path, size: int) -> Path:
    os.truncate(path, size)
    return path


def _broken_gzip(tmp_path: Path) -> Path:
    rng = np.random.default_rng(0)
    path = write_nifti(tmp_path / "a.nii.gz", rng.integers(0, 9000, (30, 30, 30), "int16"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    return path


def _cut_gzip(tmp_path: Path, cut: int) -> Path:
    path = write_nifti(tmp_path / "a.nii.gz")
    return _cut(path, path.stat().st_size - cut)


def _content(tmp_path: Path, name: str, content: bytes) -> Path:
    (tmp_path / name).write_bytes(content)
    return tmp_path / name


def _folder(tmp_path: Path) -> Path:
    (tmp_path / "a.nii").mkdir()
    return tmp_path / "a.nii"


def _rgb(tmp_path: Path) -> Path:
    image = nib.Nifti1Image(np.zeros((4, 4, 4), [("R", "u1"), ("G", "u1"), ("B", "u1")]), np.eye(4))
    nib.save(image, tmp_path / "a.nii")
    return tmp_path / "a.nii"


def _bent(**fields: object) -> Callable[[Path], Path]:
    return lambda tmp_path: write_nifti(tmp_path / "a.nii", **fields)


def _of(data: np.ndarray, name: str = "a.nii") -> Callable[[Path], Path]:
    return lambda tmp_path: write_nifti(tmp_path / name, data)


_CASES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "no such file": (lambda p: p / "none.nii", "no such file"),
    "missing .img": (lambda p: _pair_without(p, "img"), "a.img, is missing"),
    "missing .hdr": (lambda p: _pair_without(p, "hdr"), "a.hdr, is missing"),
    "folder": (_folder, "folder"),
    "empty": (lambda p: _content(p, "a.nii", b""), "empty"),
    "empty gzip": (lambda p: _content(p, "a.nii.gz", gzip.compress(b"")), "empty"),
    "cut in the header": (lambda p: _cut(write_nifti(p / "a.nii"), 200), "inside its header"),
    "cut in the body": (lambda p: _cut(write_nifti(p / "a.nii"), 400), "too short"),
    "gzip cut in the body": (lambda p: _cut_gzip(p, 60), "cut short"),
    "gzip cut at its end": (lambda p: _cut_gzip(p, 4), "cut short"),
    "gzip damaged": (_broken_gzip, "damaged"),
    "gzip of a short body": (
        lambda p: _content(p, "b.nii.gz", gzip.compress(write_nifti(p / "a.nii").read_bytes()[:500])),
        "ends before its last voxel",
    ),
    "10^12 voxels": (_bent(dim=[3, 10000, 10000, 10000, 1, 1, 1, 1]), "too short"),
    "10^12 voxels, gzipped": (
        lambda p: write_nifti(p / "a.nii.gz", dim=[3, 10000, 10000, 10000, 1, 1, 1, 1]),
        "too short",
    ),
    "voxels beyond the end": (_bent(vox_offset=1e9), "too short"),
    "voxels nowhere": (_bent(vox_offset=np.nan), "cannot start"),
    "complex": (_of(np.ones((4, 4, 4), np.complex64)), "complex"),
    "RGB": (_rgb, "colours"),
    "unknown type": (_bent(datatype=999), "unknown type"),
    "bits": (_bent(datatype=1), "voxels"),
    "time series": (_of(ramp((4, 4, 4, 20))), "series of 20 volumes"),
    "vectors": (_of(ramp((4, 4, 4, 1, 3))), "series of 3 volumes"),
    "2D": (_of(ramp((8, 8))), "single slice"),
    "one slice": (_of(ramp((8, 8, 1))), "single slice"),
    "no axes": (_bent(dim=[0] * 8), "impossible sizes"),
    "negative size": (_bent(dim=[3, 6, -5, 4, 1, 1, 1, 1]), "impossible sizes"),
    "zero voxel size": (_bent(pixdim=[1, 1, 0, 1, 1, 1, 1, 1]), "voxel size must be positive"),
    "negative voxel size": (_bent(pixdim=[1, 1, -1, 1, 1, 1, 1, 1]), "voxel size must be positive"),
    "NaN voxel size": (_bent(pixdim=[1, 1, np.nan, 1, 1, 1, 1, 1]), "voxel size must be positive"),
    "voxels of a kilometre": (_bent(sform_code=0, pixdim=[1, 1e6, 1e6, 1e6, 1, 1, 1, 1]), "cannot be"),
    "singular affine": (_bent(srow_x=[0, 0, 0, 0]), "singular"),
    "far away": (_bent(srow_x=[1, 0, 0, 1e30]), "from the origin"),
    "flat affine": (_bent(srow_x=[1, 1, 1, 0], srow_y=[1, 1, 1, 0]), "singular"),
    "NaN affine": (_bent(srow_x=[np.nan, 0, 0, 0]), "singular"),
    "impossible quaternion": (_bent(sform_code=0, quatern_b=5.0), "makes no sense"),
    "all zero": (_of(np.zeros((4, 4, 4), np.int16)), "Every voxel is 0"),
    "all NaN": (_of(np.full((4, 4, 4), np.nan, np.float32)), "Every voxel is 0"),
    "constant": (_of(np.full((4, 4, 4), 7, np.int16)), "the same value"),
    "text": (lambda p: _content(p, "a.nii", b"patient,age\n" * 90), "not a NIfTI"),
    "PNG": (lambda p: _content(p, "a.png", b"\x89PNG\r\n\x1a\n" + bytes(900)), "not a NIfTI"),
    "DICOM": (lambda p: _content(p, "IM001", bytes(128) + b"DICM" + bytes(900)), "DICOM"),
    "no magic": (_bent(magic=b"abc"), "not a NIfTI"),
    "not gzip inside": (lambda p: _content(p, "a.nii.gz", b"\x1f\x8b" + bytes(800)), "gzip"),
}
if hasattr(os, "mkfifo"):  # Windows has no pipes with a place among the files
    _CASES["a pipe"] = (lambda p: (os.mkfifo(p / "a.nii"), p / "a.nii")[1], "not a regular file")


@pytest.mark.parametrize("name", _CASES)
def test_is_refused_with_the_file_and_what_to_do(name: str, tmp_path: Path) -> None:
    make, words = _CASES[name]
    path = make(tmp_path)
    tracemalloc.start()
    with pytest.raises(UnreadableImageError, match=words) as caught:
        read_volume(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8_000_000
    assert caught.value.path is not None
    assert caught.value.path.parent == path.parent
    assert len(str(caught.value).splitlines()) == 1


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_nifti(tmp_path / "a.nii")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableImageError, match="may not be read"):
        read_volume(path)


def test_cut_analyze_body_names_the_img(tmp_path: Path) -> None:
    write_analyze(tmp_path / "subject-1-T1.hdr", ramp())
    _cut(tmp_path / "subject-1-T1.img", 100)
    with pytest.raises(UnreadableImageError, match="6 x 5 x 4 voxels need 240 bytes") as caught:
        read_volume(tmp_path / "subject-1-T1.hdr")
    assert caught.value.path == tmp_path / "subject-1-T1.img"


def test_more_than_memory_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_nifti(tmp_path / "a.nii")

    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("isegcore.io.voxels.np.empty", full)
    with pytest.raises(IsegError, match="memory"):
        read_volume(path)


@pytest.mark.parametrize(("read", "size"), [(read_volume, 4), (read_label_map, 1)])
def test_a_small_file_that_expands_beyond_memory_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Callable[[Path], object], size: int
) -> None:
    path = write_nifti(tmp_path / "a.nii.gz", np.arange(40**3).reshape(40, 40, 40).astype(np.uint8) % 4)
    read(path)
    monkeypatch.setattr("psutil.virtual_memory", lambda: SimpleNamespace(available=40**3 * size - 1))
    monkeypatch.setattr("isegcore.io.voxels.read_blocks", None)
    with pytest.raises(TooLargeError, match="Reading this image needs") as caught:
        read(path)
    assert caught.value.path == path


@pytest.mark.parametrize("path", _FOREIGN, ids=lambda path: path.name)
def test_files_of_other_projects_open_right_or_are_refused(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        try:
            volume = read_volume(path)
        except IsegError as error:
            assert error.path is not None
            assert error.hint
        else:
            theirs = nib.load(path)
            expected = np.nan_to_num(theirs.get_fdata(dtype=np.float32), posinf=0, neginf=0)
            np.testing.assert_array_equal(volume.data, expected)
            np.testing.assert_allclose(volume.grid.affine, theirs.affine, atol=1e-6)
    assert not [record for record in caplog.records if record.name.startswith("nibabel")]


def test_known_good_ones_among_them_are_not_refused() -> None:
    names = {"anatomical.nii", "reoriented_anat_moved.nii", "standard.nii.gz"}
    opened = {path.name for path in _FOREIGN if path.name in names and read_volume(path)}
    assert opened == names


@pytest.mark.skipif(not _ODD, reason="the odd files are not on this machine")
def test_known_good_odd_files_are_not_refused() -> None:
    good = ("AIL.nii.gz", "low_res.nii.gz", "minimal.nii.gz", "ras.hdr", "ras.img", "shear.nii.gz")
    for name in good:
        assert read_volume(_DATA / "odd-files" / name).data.any()


@pytest.mark.parametrize("name", ["a.nii", "a.nii.gz", "a.hdr"])
@pytest.mark.parametrize("version", [1, 2])
def test_flipped_header_bytes_never_leak_an_error(name: str, version: int, tmp_path: Path) -> None:
    rng = np.random.default_rng(version)
    path = write_nifti(tmp_path / name, version=version)
    content = path.read_bytes()
    opened = 0
    tracemalloc.start()
    for _ in range(150):
        spoiled = bytearray(content)
        for place in rng.integers(0, len(content), rng.integers(1, 5)):
            spoiled[place] = rng.integers(0, 256)
        path.write_bytes(spoiled)
        for read in (read_volume, read_label_map):
            try:
                read(path)
            except IsegError as error:
                assert "\n" not in str(error)
            else:
                opened += 1
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # A stream that was cut or bent may claim as much as its size allows.
    assert peak < 20_000_000 + (1032 * len(content) if name.endswith(".gz") else 0)
    assert opened > 0 or name.endswith(".gz")
