"""Preferences, and what helps: documents, commands, keys, what the program is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.actions.action import Action, Menu
from app.language import tr


@dataclass(frozen=True, slots=True)
class HelpIntents:
    """What needs a window: its dialogs."""

    preferences: Callable[[], None]
    shortcuts: Callable[[], None]
    palette: Callable[[], None]
    documents: Callable[[], None]
    keys: Callable[[], None]
    report: Callable[[], None]
    logs: Callable[[], None]
    about: Callable[[], None]


def make_preference_actions(intents: HelpIntents) -> list[Action]:
    """Return the actions that change how the program behaves."""
    return [
        Action(
            "preferences.edit",
            tr("&Preferences…"),
            Menu.FILE,
            intents.preferences,
            tr("Theme, model, device, undo and more"),
            ("Ctrl+,",),
        ),
        Action(
            "preferences.shortcuts",
            tr("&Keyboard Shortcuts…"),
            Menu.FILE,
            intents.shortcuts,
            tr("See and change the keys of every command"),
        ),
    ]


def make_help_actions(intents: HelpIntents) -> list[Action]:
    """Return the actions of the Help menu."""
    return [
        Action(
            "find.command",
            tr("&Find Command…"),
            Menu.HELP,
            intents.palette,
            tr("Do anything by typing a few letters of its name"),
            ("Ctrl+K",),
        ),
        Action(
            "help.documents", tr("&Documents"), Menu.HELP, intents.documents, tr("Tutorial and reference")
        ),
        Action(
            "help.keys",
            tr("&Mouse and Keys"),
            Menu.HELP,
            intents.keys,
            tr("What mouse and keys do"),
            shortcuts=("F1",),
        ),
        Action(
            "support.report",
            tr("Save &Report for Support…"),
            Menu.HELP,
            intents.report,
            tr("Versions, device, settings and the last log in one zip; it names nobody"),
        ),
        Action(
            "support.logs", tr("Show the &Logs"), Menu.HELP, intents.logs, tr("Open the folder of the logs")
        ),
        Action(
            "help.about", tr("&About iSeg Desktop"), Menu.HELP, intents.about, tr("What this is, and is not")
        ),
    ]
