"""The keys that the user gave to actions in place of the program's own. QtCore only."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QSettings, Signal

from app.actions.action import Action

_KEY = "shortcuts"


class Shortcuts(QObject):
    """Which action has which keys.

    Signals:
        changed: Some have others.
    """

    changed = Signal()

    def __init__(self, store: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._own = _understood(str(store.value(_KEY, "")))

    def set(self, own: Mapping[str, tuple[str, ...]]) -> None:
        """Have these in place of the program's keys; none for an action that shall have no keys."""
        if dict(own) != self._own:
            self._own = dict(own)
            self._store.setValue(_KEY, json.dumps(self._own))
            self.changed.emit()

    def applied(self, actions: Sequence[Action]) -> list[Action]:
        """Return the actions with the user's keys."""
        return [replace(a, shortcuts=self._own.get(a.id, a.shortcuts)) for a in actions]


def clashes(keys: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return for each action whose keys another one has too the id of that one.

    Args:
        keys: Of every action, as Qt writes them.
    """
    owner: dict[str, str] = {}
    found = {}
    for action, its in keys.items():
        for key in its:
            other = owner.setdefault(key.casefold(), action)
            if other != action:
                found[action], found[other] = other, action
    return found


def _understood(text: str) -> dict[str, tuple[str, ...]]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(values, dict):
        return {}
    return {
        action: tuple(keys)
        for action, keys in values.items()
        if isinstance(keys, list) and all(isinstance(key, str) for key in keys)
    }
