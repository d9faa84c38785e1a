"""Subjects chosen by number, by name, and in lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from isegcore.data.dataset import Dataset, SubjectFiles, join_ids, split_ids
from isegcore.errors import DatasetError

ODD = ("a,b", 'the "first"', " anna ", "sub-01", "@list", "two\nlines", "婴儿", "-x", "1", "subject-1")
DATASET = Dataset(Path(), "files", tuple(SubjectFiles(name, {}) for name in ODD))


def chosen(wanted: str) -> tuple[str, ...]:
    return tuple(files.id for files in DATASET.chosen(wanted))


def test_a_list_holds_names_of_any_kind() -> None:
    assert tuple(split_ids(join_ids(ODD))) == ODD
    assert chosen(join_ids(ODD)) == ODD
    assert join_ids(("sub-01", "subject-2")) == "sub-01,subject-2"


def test_a_name_alone_needs_no_quotes() -> None:
    for name in ODD:
        assert chosen(name) == (name,)


def test_users_write_numbers_and_lines() -> None:
    assert chosen('01 , "a,b"\n-x\n') == ("a,b", "sub-01", "-x")
    for wanted in ("", ",", "7", "anna"):
        with pytest.raises(DatasetError, match="There is no subject"):
            chosen(wanted)


def test_thousands_are_chosen_at_once() -> None:
    ids = [f"sub-{number:05d}" for number in range(20_000)]
    dataset = Dataset(Path(), "BIDS", tuple(SubjectFiles(name, {}) for name in ids))
    assert len(dataset.chosen(join_ids(ids))) == len(ids)
