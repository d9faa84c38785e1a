"""Finding an action by a few letters of its name."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtGui import QKeySequence

from app.actions.action import Action, Menu
from app.language import tr

_START, _NEXT = 8, 9  # for a letter that begins a word, and for one that follows the last one found


def found(query: str, actions: Sequence[Action]) -> list[Action]:
    """Return the actions that the letters of `query` occur in, in their order, the best first."""
    scored = [(score, action) for action in actions if (score := match(query, described(action))) is not None]
    return [action for _, action in sorted(scored, key=lambda pair: -pair[0])]


def described(action: Action) -> str:
    """Return what an action is found by: menu and title, without mnemonics."""
    return tr("{menu}: {title}").format(menu=menu_title(action.menu), title=plain_title(action))


def plain_title(action: Action) -> str:
    """Return the title without its mnemonic."""
    return action.title.replace("&", "")


def native_keys(action: Action) -> str:
    """Return the keys that are shown for an action, as the desktop writes them; empty if it has none."""
    if not action.shortcuts:
        return ""
    return QKeySequence(action.shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText)


def menu_title(menu: Menu) -> str:
    """Return the title of a menu without its mnemonic."""
    return tr(menu.value).replace("&", "")


def match(query: str, text: str) -> int | None:
    """Return how well the letters of `query` fit `text`, more being better; None if they are not all there.

    Letters must come in order, with or without their accents; spaces in the query only part its words. The
    best of several ways to find them counts.
    """
    letters = [letter for letter in _bare(query) if not letter.isspace()]
    low = _bare(text)
    if not letters:
        return 0
    best: dict[int, int] = {-1: 0}  # by where the last letter was found
    for letter in letters:
        reached: dict[int, int] = {}
        for at in (place for place, other in enumerate(low) if other == letter):
            begins = at == 0 or not low[at - 1].isalnum()
            ways = [
                score + 1 + (_START if begins else 0) + (_NEXT if last == at - 1 else 0)
                for last, score in best.items()
                if last < at
            ]
            if ways:
                reached[at] = max(ways)
        if not reached:
            return None
        best = reached
    return max(best.values()) * 100 - len(text)


def _bare(text: str) -> str:
    """Return small letters without accents."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
