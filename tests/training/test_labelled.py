from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from isegcore.data.dataset import SubjectFiles
from isegcore.data.orientation import orientation_of
from isegcore.data.subject import Subject
from isegcore.errors import DatasetError
from isegcore.io.discovery import find_subjects
from isegcore.io.nifti import write_analyze
from isegcore.io.subject import ReadOptions
from isegcore.labels import ISEG
from isegcore.monitor import Cancelled
from isegcore.network.config import UNetConfig
from isegcore.preprocessing.spec import PreprocessSpec
from isegcore.training.config import TrainingConfig
from isegcore.training.labelled import LabelledData, example_of, labelled_data
from isegcore.training.split import Split, labelled_only, read_split
from isegcore.training.trainer import Trainer
from tests.helpers.fakes import RecordingMonitor
from tests.helpers.phantoms import ellipsoid_labels, phantom_subject

TINY = TrainingConfig(network=UNetConfig(widths=(4, 8)), patch=16, batch=2, steps=4)


def write_subjects(folder: Path, count: int) -> tuple[SubjectFiles, ...]:
    labels = ellipsoid_labels()
    for number in range(1, count + 1):
        for name, levels in (("T1", (0, 100, 200, 300)), ("T2", (0, 300, 200, 100))):
            data = (np.array(levels, np.int16)[labels] * number).astype(np.int16)
            write_analyze(folder / f"subject-{number}-{name}.hdr", data, overwrite=True)
        write_analyze(folder / f"subject-{number}-label.hdr", ISEG.to_values(labels), overwrite=True)
    return find_subjects(folder).subjects


def split(train: int, validation: int) -> Split:
    names = [f"subject-{n + 1}" for n in range(train + validation)]
    return Split(train=tuple(names[:train]), validation=tuple(names[train:]))


@contextmanager
def opened(
    tmp_path: Path, wanted: Split, *, keep_all: bool = False, told: list[str] | None = None
) -> Iterator[LabelledData]:
    trainer = Trainer(TINY, tmp_path / "run")
    subjects = find_subjects(tmp_path / "data").subjects
    say = (told if told is not None else []).append
    with labelled_data(subjects, wanted, trainer, keep_all=keep_all, tell=say) as data:
        yield data


def test_a_run_is_fed_with_whom_it_trains_on_and_validated_on_the_others(tmp_path: Path) -> None:
    write_subjects(tmp_path / "data", 4)
    with opened(tmp_path, split(3, 1)) as data:
        images, labels = data.batches.batch(0, RecordingMonitor())
        assert images.shape == (2, 16, 16, 16, 5)
        assert labels.any()
        assert [case.subject.id for case in data.cases] == ["subject-4"]
        assert "3 subjects trained on, 1 held out" in data.text.data
        assert "subject-" not in data.text.data
    assert read_split(tmp_path / "run") == split(3, 1)
    assert not (tmp_path / "run" / "prepared").exists()


def damaged(folder: Path) -> None:
    (folder / "subject-2-T1.img").write_bytes(b"short")


def unknown_values(folder: Path) -> None:
    write_analyze(folder / "subject-2-label.hdr", ellipsoid_labels() * np.uint8(7), overwrite=True)


def empty(folder: Path) -> None:
    write_analyze(folder / "subject-2-label.hdr", np.zeros((32, 36, 28), np.uint8), overwrite=True)


def another_grid(folder: Path) -> None:
    write_analyze(folder / "subject-2-label.hdr", ellipsoid_labels((20, 20, 20)), overwrite=True)


@pytest.mark.parametrize("harm", [damaged, unknown_values, empty, another_grid])
def test_a_subject_that_cannot_be_used_is_named_and_left_out(tmp_path: Path, harm: object) -> None:
    write_subjects(tmp_path / "data", 4)
    assert callable(harm)
    harm(tmp_path / "data")
    told: list[str] = []
    with opened(tmp_path, split(3, 1), told=told) as data:
        data.batches.batch(0, RecordingMonitor())
    (sentence,) = told
    assert sentence.startswith("subject-2 is left out. ")
    assert str(tmp_path) not in sentence
    assert read_split(tmp_path / "run").train == ("subject-1", "subject-3")
    with (
        pytest.raises(DatasetError, match="subject-2 cannot be used"),
        opened(tmp_path, split(3, 1), keep_all=True),
    ):
        pass


@pytest.mark.parametrize(("wanted", "whom"), [(split(1, 1), "validate"), (split(2, 2), "")])
def test_without_anyone_left_the_run_does_not_start(tmp_path: Path, wanted: Split, whom: str) -> None:
    write_subjects(tmp_path / "data", 4)
    damaged(tmp_path / "data")
    if whom:
        with pytest.raises(DatasetError, match=f"left to {whom} on"), opened(tmp_path, wanted):
            pass
    else:
        with opened(tmp_path, wanted) as data:
            assert len(data.cases) == 2


def test_subjects_are_read_as_the_user_has_them_read(tmp_path: Path) -> None:
    write_subjects(tmp_path / "data", 2)
    wanted = split(1, 1).read_as(ReadOptions("PIR"))
    with opened(tmp_path, split(1, 1)) as data:
        usual, _ = data.batches.batch(0, RecordingMonitor())
    with opened(tmp_path, wanted) as data:
        (case,) = data.cases
        assert orientation_of(case.subject.grid.affine).code == "PIR"
        images, _ = data.batches.batch(0, RecordingMonitor())
    assert not np.array_equal(images, usual)
    assert read_split(tmp_path / "run") == wanted


def test_a_subject_of_the_run_that_is_gone_is_named(tmp_path: Path) -> None:
    write_subjects(tmp_path / "data", 2)
    with (
        pytest.raises(DatasetError, match="subject-3, which is part of the run"),
        opened(tmp_path, split(2, 1)),
    ):
        pass


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    subjects = write_subjects(tmp_path / "data", 3)
    trainer = Trainer(TINY, tmp_path / "run")
    monitor = RecordingMonitor(cancel_at="Reading subjects")
    with (
        pytest.raises(Cancelled),
        labelled_data(subjects, split(2, 1), trainer, keep_all=False, tell=print, monitor=monitor),
    ):
        pass
    assert not (tmp_path / "run" / "prepared").exists()


def test_subjects_without_labels_do_not_count(tmp_path: Path) -> None:
    subjects = write_subjects(tmp_path, 3)
    with_one_less = [*subjects[:2], SubjectFiles("subject-9", subjects[2].images)]
    assert labelled_only(with_one_less) == subjects[:2]
    with pytest.raises(DatasetError, match="two labelled subjects, got 1"):
        labelled_only(with_one_less[1:])
    visits = [replace(files, id=f"sub-01_ses-{n}") for n, files in enumerate(subjects)]
    with pytest.raises(DatasetError, match="at least two people"):
        labelled_only(visits)


def test_an_example_is_the_prepared_subject() -> None:
    example = example_of(phantom_subject(), PreprocessSpec())
    assert example.image.dtype == np.float16
    assert example.image.shape == (*example.labels.shape, 2)
    assert np.array_equal(example.labels > 0, example.image[..., 0] != 0)


def test_a_subject_without_labels_is_refused() -> None:
    subject = phantom_subject()
    with pytest.raises(DatasetError, match="no labels"):
        example_of(Subject("a", subject.images), PreprocessSpec())
