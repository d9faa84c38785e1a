"""What the user can do with many subjects at once."""

from __future__ import annotations

from collections.abc import Callable

from app.actions.action import Action, Menu


def make_pipeline_actions(show_page: Callable[[], None]) -> list[Action]:
    """Return the actions in the order of the menus."""
    return [
        Action(
            "page.pipeline",
            "&Pipeline…",
            Menu.MODEL,
            show_page,
            "Validate, train if need be, segment and report a whole folder",
            ("Ctrl+4",),
            "pipeline",
            toolbar="Pipeline…",
        ),
    ]
