from pathlib import Path

import pytest

from isegcore.data.dataset import SubjectFiles
from isegcore.errors import DatasetError, OptionError
from isegcore.training.labelled import split_subjects
from isegcore.training.simulated import split_anatomies
from isegcore.training.split import held_out
from tests.helpers.anatomies import tiny_anatomy

NAMES = [f"subject-{n}" for n in range(1, 11)]


def subjects(labelled: int, unlabelled: int = 0) -> list[SubjectFiles]:
    return [
        SubjectFiles(f"subject-{n}", {}, Path("label") if n <= labelled else None)
        for n in range(1, labelled + unlabelled + 1)
    ]


def test_a_share_is_seeded_and_whole_subjects() -> None:
    assert len(held_out(NAMES, "0.2", 0, what="subject")) == 2
    assert held_out(NAMES, "0.2", 0, what="subject") == held_out(NAMES, "0.2", 0, what="subject")
    assert len({held_out(NAMES, "0.2", seed, what="subject") for seed in range(8)}) > 1


@pytest.mark.parametrize(("share", "count"), [("0.01", 1), ("0.99", 9)])
def test_at_least_one_is_held_out_and_one_left(share: str, count: int) -> None:
    assert len(held_out(NAMES, share, 0, what="subject")) == count


def test_names_can_be_given() -> None:
    assert held_out(NAMES, "subject-3, subject-9", 0, what="subject") == {"subject-3", "subject-9"}


@pytest.mark.parametrize("bad", ["0", "1", "-0.5", "subject-99", ",".join(NAMES)])
def test_splits_that_cannot_be_are_refused(bad: str) -> None:
    with pytest.raises(OptionError):
        held_out(NAMES, bad, 0, what="subject")


def test_subjects_without_labels_are_left_out() -> None:
    train, validation = split_subjects(subjects(4, 3), "0.25", 0)
    assert len(train) == 3
    assert len(validation) == 1
    assert {s.id for s in (*train, *validation)} == {f"subject-{n}" for n in range(1, 5)}


def test_one_labelled_subject_is_too_few() -> None:
    with pytest.raises(DatasetError, match="two labelled subjects"):
        split_subjects(subjects(1, 5), "0.2", 0)


def test_anatomies_are_split_whole_and_a_single_one_is_trained_on() -> None:
    anatomies = [tiny_anatomy(name) for name in "abcd"]
    train, held = split_anatomies(anatomies, "b", 0)
    assert [a.name for a in train] == ["a", "c", "d"]
    assert [a.name for a in held] == ["b"]
    assert split_anatomies(anatomies[:1], "0.5", 0) == ((anatomies[0],), ())
