from pathlib import Path

import pytest

from isegcore.errors import IsegError, OptionError
from isegcore.training.simulated import split_anatomies
from isegcore.training.split import folds, held_out, read_split, split_names, write_split
from tests.helpers.anatomies import tiny_anatomy

NAMES = [f"subject-{n}" for n in range(1, 11)]


def test_a_share_is_seeded_and_whole_subjects() -> None:
    assert len(held_out(NAMES, "0.2", 0, what="subject")) == 2
    assert held_out(NAMES, "0.2", 0, what="subject") == held_out(NAMES, "0.2", 0, what="subject")
    assert len({held_out(NAMES, "0.2", seed, what="subject") for seed in range(8)}) > 1


@pytest.mark.parametrize(("share", "count"), [("0.01", 1), ("0.99", 9)])
def test_at_least_one_is_held_out_and_one_left(share: str, count: int) -> None:
    assert len(held_out(NAMES, share, 0, what="subject")) == count


def test_names_can_be_given() -> None:
    assert held_out(NAMES, "subject-3, subject-9", 0, what="subject") == {"subject-3", "subject-9"}


def test_a_number_that_is_a_name_is_a_name() -> None:
    assert held_out(["7", "8", "9"], "7", 0, what="subject") == {"7"}


@pytest.mark.parametrize("bad", ["0", "1", "-0.5", "subject-99", ",".join(NAMES)])
def test_splits_that_cannot_be_are_refused(bad: str) -> None:
    with pytest.raises(OptionError):
        held_out(NAMES, bad, 0, what="subject")


def test_visits_of_one_person_are_never_parted() -> None:
    visits = [f"study_sub-{person:02}_ses-{visit}" for person in range(5) for visit in (1, 2)]
    for seed in range(5):
        held = held_out(visits, "0.4", seed, what="subject")
        assert len(held) == 4
        assert len({name[:12] for name in held}) == 2
    assert held_out(visits, visits[0], 0, what="subject") == set(visits[:2])
    with pytest.raises(OptionError, match="none is left"):
        held_out(visits[:2], visits[0], 0, what="subject")


@pytest.mark.parametrize("k", [2, 3, 10])
def test_folds_hold_everyone_out_once(k: int) -> None:
    parts = folds(NAMES, k, seed=1)
    assert sorted(name for part in parts for name in part) == sorted(NAMES)
    assert {len(part) for part in parts} <= {10 // k, 10 // k + 1}
    assert folds(NAMES, k, seed=1) == parts
    assert folds(NAMES, k, seed=2) != parts or k == 10


@pytest.mark.parametrize("k", [0, 1, 11])
def test_folds_that_cannot_be_made_are_refused(k: int) -> None:
    with pytest.raises(OptionError, match="folds"):
        folds(NAMES, k, seed=0)


def test_a_split_is_kept_with_its_run(tmp_path: Path) -> None:
    split = split_names(NAMES, "0.3", 0, what="subject")
    assert len(split.validation) == 3
    assert sorted((*split.train, *split.validation)) == sorted(NAMES)
    write_split(tmp_path, split)
    assert read_split(tmp_path) == split


@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff"])
def test_a_run_without_a_split_is_refused(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "split.json").write_bytes(content)
    with pytest.raises(IsegError, match="which subjects"):
        read_split(tmp_path)


def test_anatomies_are_split_whole_and_a_single_one_is_trained_on() -> None:
    anatomies = [tiny_anatomy(name) for name in "abcd"]
    train, held = split_anatomies(anatomies, "b", 0)
    assert [a.name for a in train] == ["a", "c", "d"]
    assert [a.name for a in held] == ["b"]
    assert split_anatomies(anatomies[:1], "0.5", 0) == ((anatomies[0],), ())
