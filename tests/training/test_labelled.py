from pathlib import Path

import numpy as np
import pytest

from isegcore.data.dataset import SubjectFiles
from isegcore.data.subject import Subject
from isegcore.errors import DatasetError
from isegcore.io.discovery import find_subjects
from isegcore.io.nifti import write_analyze
from isegcore.io.subject import ReadOptions
from isegcore.labels import ISEG
from isegcore.preprocessing.spec import PreprocessSpec
from isegcore.training import labelled
from isegcore.training.labelled import LabelledPool, example_of
from tests.helpers.phantoms import ellipsoid_labels, phantom_subject


def write_subjects(folder: Path, count: int) -> tuple[SubjectFiles, ...]:
    labels = ellipsoid_labels()
    for number in range(1, count + 1):
        for name, levels in (("T1", (0, 100, 200, 300)), ("T2", (0, 300, 200, 100))):
            data = (np.array(levels, np.int16)[labels] * number).astype(np.int16)
            write_analyze(folder / f"subject-{number}-{name}.hdr", data)
        write_analyze(folder / f"subject-{number}-label.hdr", ISEG.to_values(labels))
    return find_subjects(folder).subjects


def test_every_subject_is_drawn_and_held(tmp_path: Path) -> None:
    pool = LabelledPool(write_subjects(tmp_path, 3), PreprocessSpec(), ReadOptions())
    rng = np.random.default_rng(0)
    drawn = {id(pool.draw(rng)) for _ in range(40)}
    assert len(drawn) == 3


def test_memory_stays_bounded_and_subjects_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labelled, "_KEPT", 2)
    monkeypatch.setattr(labelled, "_DRAWS_BEFORE_CHANGE", 4)
    pool = LabelledPool(write_subjects(tmp_path, 4), PreprocessSpec(), ReadOptions())
    rng = np.random.default_rng(0)
    seen = [pool.draw(rng) for _ in range(60)]
    assert len({id(example) for example in seen[-4:]}) <= 3
    assert len({id(example) for example in seen}) > 4  # read again when their turn comes


def test_an_example_is_the_prepared_subject() -> None:
    example = example_of(phantom_subject(), PreprocessSpec())
    assert example.image.dtype == np.float16
    assert example.image.shape == (*example.labels.shape, 2)
    assert np.array_equal(example.labels > 0, example.image[..., 0] != 0)


def test_a_subject_without_labels_is_refused() -> None:
    subject = phantom_subject()
    with pytest.raises(DatasetError, match="no labels"):
        example_of(Subject("a", subject.images), PreprocessSpec())
