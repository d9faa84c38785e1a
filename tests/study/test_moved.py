"""Images that have moved or changed since a study was saved."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from isegcore.study.fingerprint import has_changed, record_image
from isegcore.study.moved import find_moved
from isegcore.study.places import located, written
from tests.helpers.image_files import ramp, write_nifti


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "old" / "data"
    for number in (1, 2):
        place = folder / f"sub-0{number}" / "anat"
        place.mkdir(parents=True)
        write_nifti(place / "T1w.nii", ramp((6, 5, 4 + number)))
    return folder


def images(folder: Path) -> list[Path]:
    return sorted(folder.rglob("T1w.nii"))


def test_paths_are_relative_where_they_share_a_folder(tmp_path: Path) -> None:
    study = tmp_path / "studies"
    image = tmp_path / "data" / "a b.nii.gz"
    assert written(image, study) == "../data/a b.nii.gz"
    assert written(Path("/mnt/x.nii"), Path("/home/me")) == "/mnt/x.nii"
    assert located("../data/a b.nii.gz", study) == image
    assert located("..\\data\\a b.nii.gz", study) == image
    assert located("/mnt/x.nii", study) == Path("/mnt/x.nii")


@pytest.mark.parametrize("name", [b"b\xe9b\xe9.nii", b"a\\b.nii", b"a\n%41.nii", "b é.nii".encode()])
def test_every_name_that_a_disk_can_hold_is_written_and_read_back(tmp_path: Path, name: bytes) -> None:
    image = tmp_path / os.fsdecode(name)
    for folder in (tmp_path, tmp_path / "a", Path("/elsewhere")):
        text = written(image, folder)
        text.encode()
        assert located(text, folder) == image
    assert located("./data/%41.nii", tmp_path) == tmp_path / "data" / "%41.nii"  # as anyone may write it


def test_a_study_that_moved_alone_finds_its_images_from_where_it_was(data: Path, tmp_path: Path) -> None:
    image = images(data)[0]
    text = written(image, data)
    assert located(text, tmp_path / "elsewhere") != image
    assert located(text, tmp_path / "elsewhere", str(data)) == image


def test_all_are_found_from_one_folder(data: Path, tmp_path: Path) -> None:
    missing = {image: record_image(image, data) for image in images(data)}
    new = tmp_path / "new" / "disk"
    shutil.move(data, new / "renamed")
    found = find_moved(missing, tmp_path / "new")
    assert sorted(found.values()) == images(new)
    assert [old.parent.parent.name for old in found] == [at.parent.parent.name for at in found.values()]


def test_a_namesake_with_other_content_is_not_taken(data: Path, tmp_path: Path) -> None:
    image = images(data)[0]
    missing = {image: record_image(image, data)}
    new = tmp_path / "new"
    (new / "a").mkdir(parents=True)
    (new / "z").mkdir()
    write_nifti(new / "a" / "T1w.nii", ramp((6, 5, 5))[::-1])
    assert find_moved(missing, new) == {}
    shutil.copy(image, new / "z" / "T1w.nii")
    assert find_moved(missing, new) == {image: new / "z" / "T1w.nii"}


def test_a_copy_is_no_change_and_other_voxels_are(data: Path) -> None:
    image = images(data)[0]
    record = record_image(image, data)
    assert not has_changed(image, record)
    content = image.read_bytes()
    image.write_bytes(content)
    assert not has_changed(image, record)
    image.write_bytes(content[:-1] + b"\x07")
    assert has_changed(image, record)


def test_a_file_that_has_not_changed_is_not_hashed_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    image = images(data)[0]
    record = record_image(image, data)
    monkeypatch.setattr("isegcore.study.fingerprint.sha256_of", lambda path: pytest.fail("hashed again"))
    assert record_image(image, data, record) == record


def test_what_is_known_of_a_missing_image_is_kept(data: Path) -> None:
    image = images(data)[0]
    record = record_image(image, data)
    image.unlink()
    assert record_image(image, data, record) == record
    assert record_image(image, data).sha256 == ""
