"""Tooltips of panels that name the keys of the actions they stand for: always those that the user has set."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.actions.action import Action
from app.actions.search import native_keys
from app.panels.parts import KEYS_OF, TIP


def name_keys(window: QWidget, actions: Sequence[Action]) -> None:
    """Put the keys of actions behind the tips of the widgets that stand for them, see `parts.set_tip`."""
    keys = {action.id: native_keys(action) for action in actions}
    for widget in window.findChildren(QWidget):
        ids, tip = widget.property(KEYS_OF), widget.property(TIP)
        if ids and tip:
            named = ", ".join(filter(None, (keys.get(name, "") for name in str(ids).split())))
            widget.setToolTip(f"{tip} ({named})" if named else str(tip))
