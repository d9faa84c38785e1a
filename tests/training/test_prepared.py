from pathlib import Path

import numpy as np
import pytest

from isegcore.errors import DatasetError, OutputError
from isegcore.preprocessing.spec import PreprocessSpec
from isegcore.training.labelled import example_of
from isegcore.training.prepared import PreparedSubjects, preparation, write_prepared
from tests.helpers.phantoms import phantom_subject


def test_what_is_written_is_drawn_from_disk(tmp_path: Path) -> None:
    examples = [example_of(phantom_subject(noise=5, seed=n), PreprocessSpec()) for n in range(2)]
    for number, example in enumerate(examples):
        write_prepared(tmp_path, number, example)
    source = PreparedSubjects(tmp_path, 2)
    read = source.read(1)
    assert isinstance(read.image, np.memmap)
    assert np.array_equal(read.image, examples[1].image)
    assert np.array_equal(read.labels, examples[1].labels)
    assert np.array_equal(read.box, examples[1].box)
    rng = np.random.default_rng(0)
    drawn = [source.draw(rng).image for _ in range(20)]
    assert {np.array_equal(image, examples[0].image) for image in drawn} == {True, False}


def test_the_folder_goes_with_the_run_and_what_was_left_there_before(tmp_path: Path) -> None:
    folder = tmp_path / "prepared"
    folder.mkdir()
    (folder / "00000-image.npy").write_bytes(b"left by a killed run")
    with preparation(folder):
        assert not folder.exists()
        write_prepared(folder, 0, example_of(phantom_subject(), PreprocessSpec()))
        assert folder.exists()
    assert not folder.exists()


def test_a_subject_that_went_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="cannot be read any more"):
        PreparedSubjects(tmp_path, 1).read(0)


def test_a_disk_that_does_not_take_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "prepared").write_bytes(b"a file, no folder")
    with pytest.raises(OutputError):
        write_prepared(tmp_path / "prepared", 0, example_of(phantom_subject(), PreprocessSpec()))
