from pathlib import Path

import numpy as np
import pytest

from isegcore.errors import UnreadableImageError
from isegcore.io.nifti import write_analyze
from isegcore.tracking.data_digest import digest_images


def write(folder: Path, name: str, value: int) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.hdr"
    write_analyze(path, np.full((4, 4, 4), value, np.uint8))
    return path


def test_names_folders_and_order_do_not_matter_but_content_does(tmp_path: Path) -> None:
    one = [write(tmp_path / "a", "anna", 1), write(tmp_path / "a", "ben", 2)]
    other = [write(tmp_path / "b", "subject-2", 2), write(tmp_path / "b", "subject-1", 1)]
    assert digest_images(one) == digest_images(other)
    assert len(digest_images(one)) == 64
    changed = [one[0], write(tmp_path / "c", "ben", 3)]
    assert digest_images(one) != digest_images(changed)


def test_both_files_of_a_pair_count(tmp_path: Path) -> None:
    header = write(tmp_path, "a", 1)
    assert digest_images([header]) == digest_images([header.with_suffix(".img")])
    header.with_suffix(".img").unlink()
    with pytest.raises(UnreadableImageError):
        digest_images([header])
