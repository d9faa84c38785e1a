"""Corrections put aside come back exactly; a file that is cut short anywhere is told, never half read."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from pathlib import Path

import numpy as np
import pytest

from isegcore.data.dataset import SubjectFiles
from isegcore.data.subject import Modality
from isegcore.errors import UnreadableImageError
from isegcore.io.recovery import Recovery, read_recovery, write_recovery
from tests.helpers.phantoms import phantom_subject
from tests.helpers.window_fakes import phantom_segmentation

FILES = SubjectFiles("sub-01", {Modality.T1: Path("/data/anna b/T1.nii.gz")}, Path("/data/anna b/label.nii"))


@pytest.fixture
def put_aside(tmp_path: Path) -> Path:
    path = tmp_path / "x.iseg-recovery"
    write_recovery(path, Recovery(FILES, "RAS", True, phantom_segmentation(phantom_subject())))
    return path


def test_what_was_put_aside_comes_back(put_aside: Path) -> None:
    made = phantom_segmentation(phantom_subject())
    recovery = read_recovery(put_aside)
    assert recovery.files == FILES
    assert (recovery.orientation, recovery.registered) == ("RAS", True)
    back = recovery.segmentation
    for one, other in (
        (back.labels.data, made.labels.data),
        (back.confidence, made.confidence),
        (back.entropy, made.entropy),
        (back.labels.grid.affine, made.labels.grid.affine),
    ):
        assert np.array_equal(one, other)
    assert back.provenance == made.provenance
    assert back.labels.scheme == made.labels.scheme
    assert recovery.saved.endswith("+00:00")


def test_paths_that_are_no_text_come_back(tmp_path: Path) -> None:
    files = SubjectFiles("a", {Modality.T1: Path(os.fsdecode(b"/b\xe9b\xe9/T1.nii"))})
    write_recovery(tmp_path / "x", Recovery(files, "LAS", False, phantom_segmentation(phantom_subject())))
    assert read_recovery(tmp_path / "x").files == files


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.7, 0.999])
def test_a_file_that_is_cut_short_is_told(put_aside: Path, share: float) -> None:
    content = put_aside.read_bytes()
    put_aside.write_bytes(content[: int(share * len(content))])
    with pytest.raises(UnreadableImageError, match="cut short or damaged") as caught:
        read_recovery(put_aside)
    assert caught.value.path == put_aside


def test_a_flipped_bit_is_told(put_aside: Path) -> None:
    content = bytearray(put_aside.read_bytes())
    with zipfile.ZipFile(put_aside) as archive:
        at = archive.getinfo("labels").header_offset + 60
    content[at] ^= 0xFF
    put_aside.write_bytes(bytes(content))
    with pytest.raises(UnreadableImageError, match="cut short or damaged"):
        read_recovery(put_aside)


def test_a_newer_version_is_told_as_such(put_aside: Path) -> None:
    with zipfile.ZipFile(put_aside) as archive:
        header = json.loads(archive.read("header.json"))
    with zipfile.ZipFile(put_aside, "w") as archive:
        archive.writestr("header.json", json.dumps({**header, "schema_version": 99}))
    with pytest.raises(UnreadableImageError, match="newer version"):
        read_recovery(put_aside)


def test_others_cannot_read_it(put_aside: Path) -> None:
    assert not put_aside.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH)
