"""Tooltips: they name the keys that the user has set, and what an action waits for that cannot be done."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.actions.needs import _OF_ACTIONS, _OF_GROUPS
from app.window.main_window import MainWindow
from tests.helpers.window_fakes import FakeCore

Make = Callable[..., MainWindow]
_KEYS = re.compile(r"\((Ctrl|Shift|Alt|F\d|[A-Z]|\[|\])[^)]{0,12}\)$")
A = Path("/data/sub-01.nii.gz")


def test_tips_of_panels_name_the_keys_that_are_set(make_window: Make) -> None:
    window = make_window(FakeCore(), A)
    doubt, slider = window.review.doubt, window.labels.opacity
    assert doubt.next.toolTip() == "Tick this spot off and go to the next (N)"
    assert doubt.next.accessibleName() == "Tick this spot off and go to the next"
    assert slider.toolTip() == "Opacity of all labels, less and more (A, D)"
    window.help.shortcuts.set({"doubt.next": ("Ctrl+Alt+N",), "view.less": ()})
    assert doubt.next.toolTip() == "Tick this spot off and go to the next (Ctrl+Alt+N)"
    assert slider.toolTip() == "Opacity of all labels, less and more (D)"
    again = make_window()
    assert again.review.doubt.next.toolTip().endswith("(Ctrl+Alt+N)")


def test_every_key_named_in_a_tip_is_that_of_an_action(make_window: Make) -> None:
    window = make_window()
    window.help.shortcuts.set({action.id: () for action in window.bar.actions})
    for widget in window.findChildren(QWidget):
        tip = widget.toolTip()
        assert not _KEYS.search(tip) or tip.endswith("(Del)"), tip  # of the list, and of no action
        for name in str(widget.property("keys-of") or "").split():
            assert window.bar.qt(name)


def test_what_cannot_be_done_says_what_it_waits_for(make_window: Make) -> None:
    window = make_window()
    for action in window.bar.actions:
        qt = window.bar.qt(action.id)
        assert qt.isEnabled() == (not qt.toolTip().endswith(f"\n{action.needs}")), action.id
    crosshair, undo = window.bar.qt("view.crosshair"), window.bar.qt("edit.undo")
    assert crosshair.toolTip().endswith("\nNeeds an open subject.")
    assert undo.toolTip().endswith("\nThere is nothing to undo on this page.")
    assert all(menu.toolTipsVisible() for menu in window.bar.menus.values())
    opened = make_window(FakeCore(), A)
    assert opened.bar.qt("view.crosshair").toolTip() == "Show or hide the crosshair (X)"
    assert set(_OF_ACTIONS) <= {action.id for action in window.bar.actions}
    groups = {action.id.split(".")[0] for action in window.bar.actions}
    assert set(_OF_GROUPS) <= groups
