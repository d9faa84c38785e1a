"""Finding an action by a few letters."""

from __future__ import annotations

import pytest

from app.actions.action import Action, Menu
from app.actions.search import found, match

TITLES = (
    "Save Study",
    "Save Study &As…",
    "&Segment",
    "Switch &T1 / T2",
    "Show &Overlay",
    "Paste",
    "Save Mask of Outline",
    "Smooth Label",
)
ACTIONS = [Action(f"a.{number}", title, Menu.FILE, lambda: None) for number, title in enumerate(TITLES)]


def titles(query: str) -> list[str]:
    return [action.title.replace("&", "") for action in found(query, ACTIONS)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("ss", "Save Study"),
        ("ssa", "Save Study As…"),
        ("seg", "Segment"),
        ("SHOW", "Show Overlay"),
        ("t1", "Switch T1 / T2"),
        ("save as", "Save Study As…"),
        ("file past", "Paste"),
        ("smo", "Smooth Label"),  # three beginnings of words are in "Save Mask of Outline", too
    ],
)
def test_the_likeliest_comes_first(query: str, first: str) -> None:
    assert titles(query)[0] == first


def test_without_letters_all_are_there_in_their_order() -> None:
    assert titles("") == [title.replace("&", "") for title in TITLES]


def test_letters_that_are_not_there_find_nothing() -> None:
    assert titles("xyzzy") == []
    assert match("ba", "ab") is None
