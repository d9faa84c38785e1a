"""Folders to train on: discovery finds in them who was put in, with the labels given; no input changes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from isegcore.data.subject import Modality
from isegcore.data.volume import LabelMap
from isegcore.errors import OutputError
from isegcore.io.discovery import find_subjects
from isegcore.io.subject import ReadOptions, read_subject
from isegcore.io.training_folder import Lesson, write_training_folder
from isegcore.labels import ISEG
from tests.cli.conftest import write_subject


@pytest.fixture
def lessons(tmp_path: Path) -> list[Lesson]:
    """Two subjects of the challenge's layout, their corrected labels in memory."""
    data = tmp_path / "data"
    data.mkdir()
    for number in (1, 2):
        write_subject(data, number)
    made = []
    for files in find_subjects(data).subjects:
        labels = read_subject(files).reference
        assert labels is not None
        corrected = np.where(labels.data == 3, 2, labels.data).astype(np.uint8)
        made.append(Lesson(files.id, files.images, LabelMap(corrected, labels.grid, ISEG)))
    return made


def reread(folder: Path) -> dict[str, LabelMap]:
    found = {}
    for files in find_subjects(folder).subjects:
        subject = read_subject(files, ReadOptions(require_reference=True))
        assert set(subject.images) == set(files.images)
        assert subject.reference is not None
        found[files.id] = subject.reference
    return found


def test_what_was_put_in_is_found_with_its_corrected_labels(lessons: list[Lesson], tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in (tmp_path / "data").iterdir()}
    names = write_training_folder(tmp_path / "lessons", lessons)
    assert names == ("subject-1", "subject-2")
    found = reread(tmp_path / "lessons")
    for lesson in lessons:
        assert isinstance(lesson.labels, LabelMap)
        assert (found[lesson.id].data == lesson.labels.data).all()
    assert {path: path.read_bytes() for path in (tmp_path / "data").iterdir()} == before


def test_labels_may_come_from_a_file(lessons: list[Lesson], tmp_path: Path) -> None:
    label = tmp_path / "data" / "subject-1-label.hdr"
    write_training_folder(tmp_path / "lessons", [Lesson("subject-1", lessons[0].images, label)])
    assert set(np.unique(reread(tmp_path / "lessons")["subject-1"].data)) == {0, 1, 2, 3}


@pytest.mark.parametrize("reading", [ReadOptions("PIR"), ReadOptions(register=True)])
def test_images_are_read_there_as_the_user_had_them_read(
    lessons: list[Lesson], tmp_path: Path, reading: ReadOptions
) -> None:
    files = find_subjects(tmp_path / "data").subjects[0]
    assert files.label is not None
    wanted = read_subject(files, reading)
    write_training_folder(tmp_path / "lessons", [Lesson(files.id, files.images, files.label, reading)])
    found = read_subject(find_subjects(tmp_path / "lessons").subjects[0], ReadOptions(require_reference=True))
    assert found.reference is not None
    assert wanted.reference is not None
    pairs = [(found.images[m], wanted.images[m]) for m in Modality]
    for image, other in (*pairs, (found.reference, wanted.reference)):
        assert image.grid.matches(other.grid)
        assert np.array_equal(image.data, other.data)


def test_visits_keep_the_names_that_tell_whose_they_are(lessons: list[Lesson], tmp_path: Path) -> None:
    ids = ("sub-01_ses-1", "sub-01_ses-2_run-1")
    made = [Lesson(name, lesson.images, lesson.labels) for name, lesson in zip(ids, lessons, strict=True)]
    write_training_folder(tmp_path / "lessons", made)
    assert (tmp_path / "lessons" / "sub-01_ses-1_T1w.hdr").is_file()
    assert (tmp_path / "lessons" / "sub-01_ses-2_run-1_dseg.nii.gz").is_file()
    assert set(reread(tmp_path / "lessons")) == {"sub-01_ses-1", "sub-01_ses-2"}


def test_names_that_are_alike_or_unfit_are_told_apart(lessons: list[Lesson], tmp_path: Path) -> None:
    made = [Lesson("subject-1", lesson.images, lesson.labels) for lesson in lessons]
    made.append(Lesson("Ana / 3 months", lessons[0].images, lessons[0].labels))
    names = write_training_folder(tmp_path / "lessons", made)
    assert names == ("subject-1", "subject-1.2", "Ana-3-months")
    assert len(reread(tmp_path / "lessons")) == 3


def test_a_name_that_would_be_taken_for_something_else_is_replaced_and_nobody_is_lost(
    lessons: list[Lesson], tmp_path: Path
) -> None:
    odd = ["anna-pred", "T1", "seg-1", "sub-01_desc-aseg", "T2", "n" * 246, "...", "Anna", "anna"]
    made = [Lesson(name, lessons[0].images, lessons[0].labels) for name in [*odd, "subject-2"]]
    names = write_training_folder(tmp_path / "lessons", made)
    kept = ["Anna", "anna.2", "subject-2"]
    assert list(names) == [*(f"subject-{n}" for n in (1, 3, 4, 5, 6, 7, 8)), *kept]
    assert set(reread(tmp_path / "lessons")) == set(names)


def test_a_folder_that_holds_something_is_left_alone(lessons: list[Lesson], tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="not empty"):
        write_training_folder(tmp_path / "data", lessons)
    assert len(list((tmp_path / "data").iterdir())) == 12
