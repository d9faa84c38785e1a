"""Files appear whole or not at all, and nothing is destroyed on the way."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from isegcore.data.volume import LabelMap
from isegcore.errors import OutputError
from isegcore.io.atomic import atomic_file, write_text
from isegcore.io.nifti import write_label_map
from isegcore.labels import ISEG
from isegcore.monitor import Cancelled
from tests.helpers.phantoms import ras_grid

resource = pytest.importorskip("resource")


@pytest.fixture
def small_disk() -> Iterator[None]:
    """Let no file grow beyond 20 kB, as on a disk that fills up while a result is written."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_appears_when_the_block_has_ended(tmp_path: Path) -> None:
    path = tmp_path / "a b 脑.txt"
    with atomic_file(path) as file:
        file.write(b"half")
        assert not path.exists()
        assert all(entry.name.startswith(".") for entry in tmp_path.iterdir())
        file.write(b" whole")
    assert path.read_bytes() == b"half whole"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [ValueError, Cancelled, KeyboardInterrupt])
def test_nothing_is_left_of_what_was_broken_off(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("before")
    with pytest.raises(error), atomic_file(path, overwrite=True) as file:
        file.write(b"new")
        raise error
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_someone_quicker_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with pytest.raises(OutputError, match="exists"), atomic_file(path) as file:
        file.write(b"slow")
        path.write_text("quick")
    assert path.read_text() == "quick"


def test_permissions_are_those_of_any_new_file(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "é")
    (tmp_path / "b.txt").write_text("é")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "b.txt").stat().st_mode
    assert (tmp_path / "a.txt").read_text("utf-8") == "é"


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    write_text(tmp_path / "link.txt", "new", overwrite=True)
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_the_folder_is_made(tmp_path: Path) -> None:
    write_text(tmp_path / "new" / "newer" / "a.txt", "x")
    assert (tmp_path / "new" / "newer" / "a.txt").read_text() == "x"


@pytest.mark.parametrize(("name", "words"), [("", "a folder"), ("file/a.txt", "where its folder should be")])
def test_places_that_cannot_be_written(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=words):
        write_text(tmp_path / name, "x")


@pytest.mark.parametrize("number", [13, 30])  # EACCES, EROFS
def test_a_read_only_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(OutputError, match="may not be written to") as caught:
        write_text(tmp_path / "a.txt", "x")
    assert caught.value.path == tmp_path / "a.txt"


@pytest.mark.parametrize("name", ["out.nii", "out.nii.gz", "out.hdr"])
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, small_disk: None, name: str) -> None:
    noise = np.random.default_rng(0).integers(0, 4, (64, 64, 64), np.uint8)
    labels = LabelMap(noise, ras_grid((64, 64, 64)), ISEG)
    with pytest.raises(OutputError, match="disk is full"):
        write_label_map(tmp_path / name, labels, None, ISEG)
    assert list(tmp_path.iterdir()) == []
