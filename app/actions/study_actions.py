"""What can be done with studies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.actions.action import Action, Menu
from app.language import tr


@dataclass(frozen=True, slots=True)
class StudyIntents:
    """What needs a window."""

    start_new: Callable[[], None]
    open: Callable[[], None]
    save: Callable[[], None]
    save_as: Callable[[], None]
    has_subjects: Callable[[], bool]


def make_study_actions(intents: StudyIntents) -> list[Action]:
    """Return the actions in the order of the menu."""
    return [
        Action(
            "study.new",
            tr("&New Study"),
            Menu.FILE,
            intents.start_new,
            tr("Start with an empty list of subjects"),
            ("Ctrl+N",),
            enabled_when=intents.has_subjects,
        ),
        Action(
            "study.open",
            tr("Open S&tudy…"),
            Menu.FILE,
            intents.open,
            tr("Open a study with its subjects and results"),
            ("Ctrl+Alt+O",),
        ),
        Action(
            "study.save",
            tr("&Save Study"),
            Menu.FILE,
            intents.save,
            tr("Keep subjects, results and decisions in a file to go on with"),
            ("Ctrl+S",),
            enabled_when=intents.has_subjects,
        ),
        Action(
            "study.save-as",
            tr("Save Study &As…"),
            Menu.FILE,
            intents.save_as,
            tr("Save the study in another place, with its results"),
            ("Ctrl+Shift+S",),
            enabled_when=intents.has_subjects,
        ),
    ]
