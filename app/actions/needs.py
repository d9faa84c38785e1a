"""What an action that cannot be done now waits for, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.actions.action import Action
from app.language import QT_TRANSLATE_NOOP, tr

_OPEN = QT_TRANSLATE_NOOP("", "Needs an open subject.")
_SHOWN = QT_TRANSLATE_NOOP("", "Needs an open subject, on the page Images.")
_LISTED = QT_TRANSLATE_NOOP("", "Needs a subject in the list.")
_TWO = QT_TRANSLATE_NOOP("", "Needs an open subject that has T1 and T2.")
_LABELS = QT_TRANSLATE_NOOP("", "Needs labels of the open subject: segment it.")
_NETWORK = QT_TRANSLATE_NOOP("", "Needs a result of a network: segment the open subject.")
_COMPARED = QT_TRANSLATE_NOOP("", "Needs labels that are compared with others.")
_FIGURES = QT_TRANSLATE_NOOP("", "Needs the figures of the page Measure.")
_NO_TRAINING = QT_TRANSLATE_NOOP("", "Waits for the training under way.")
_TRAINING = QT_TRANSLATE_NOOP("", "Nothing is being trained.")
_SEGMENTING = QT_TRANSLATE_NOOP("", "Nothing is being segmented.")
_IDLE = QT_TRANSLATE_NOOP("", "Needs an open subject, on the page Images, and waits for the last correction.")
_SURFACE = QT_TRANSLATE_NOOP("", "Needs the 3D view, and labels to show there.")

_OF_GROUPS = {
    "study": _LISTED,
    **dict.fromkeys(("tool", "paint", "brush", "start"), _SHOWN),
    "tidy": _IDLE,
    "verdict": _LISTED,
    "doubt": _NETWORK,
    "heat": _NETWORK,
    "compare": _COMPARED,
    "surface": _SURFACE,
}
_OF_ACTIONS = {
    "segment.start": QT_TRANSLATE_NOOP(
        "", "Needs an open subject, on the page Images, and no other that is being segmented."
    ),
    "segment.cancel": _SEGMENTING,
    "segment.cancel-many": _SEGMENTING,
    "segment.all": QT_TRANSLATE_NOOP("", "Needs subjects without a result, and no others being segmented."),
    "segment.selected": QT_TRANSLATE_NOOP(
        "", "Needs selected subjects not corrected by hand, and no others being segmented."
    ),
    "export.segmentation": QT_TRANSLATE_NOOP("", "Needs a result of the open subject."),
    "export.more": QT_TRANSLATE_NOOP("", "Needs a subject that has a result."),
    "export.surfaces": _LABELS,
    "picture.sheet": _LABELS,
    "earlier.open": QT_TRANSLATE_NOOP("", "Needs an open subject with an earlier result, and no newer one."),
    "images.register": _TWO,
    "list.remove": QT_TRANSLATE_NOOP("", "Needs a chosen subject that is not being segmented."),
    "edit.undo": QT_TRANSLATE_NOOP("", "There is nothing to undo on this page."),
    "edit.redo": QT_TRANSLATE_NOOP("", "There is nothing to redo on this page."),
    "start.reference": QT_TRANSLATE_NOOP(
        "", "Needs an open subject that has a reference, on the page Images."
    ),
    "train.start": _NO_TRAINING,
    "train.resume": _NO_TRAINING,
    "train.keep": _TRAINING,
    "train.cancel": _TRAINING,
    "train.reviewed": QT_TRANSLATE_NOOP("", "Needs two reviewed subjects, and no training under way."),
    "page.training": QT_TRANSLATE_NOOP("", "Nothing has been trained in this window."),
    "view.modality": _TWO,
    "layout.side-by-side": _TWO,
    "verdict.next": QT_TRANSLATE_NOOP("", "No other subject with labels waits for a verdict."),
    "doubt.previous": QT_TRANSLATE_NOOP("", "There is no spot before this one."),
    "compare.reference": QT_TRANSLATE_NOOP("", "Needs a result and a reference of the open subject."),
    "compare.file": _LABELS,
    "heat.difference": _COMPARED,
    "measure.clear": QT_TRANSLATE_NOOP("", "No line has been drawn over this subject."),
    "measure.copy": _FIGURES,
    "measure.save": _FIGURES,
}


# What acts on the images, and would do so out of sight on another page.
_ON_IMAGES = ("tool", "paint", "brush", "tidy", "start", "edit", "segment.start")


def on_images(actions: Iterable[Action], shown: Callable[[], bool]) -> list[Action]:
    """Return the actions, those that act on the images only while these are `shown`."""
    return [_while_shown(action, shown) if _acts_on_images(action.id) else action for action in actions]


def _acts_on_images(action_id: str) -> bool:
    return action_id in _ON_IMAGES or action_id.split(".", maxsplit=1)[0] in _ON_IMAGES


def _while_shown(action: Action, shown: Callable[[], bool]) -> Action:
    return replace(action, enabled_when=lambda: shown() and action.enabled_when())


def with_needs(actions: Iterable[Action]) -> list[Action]:
    """Return the actions, each of which says what it waits for; most need an open subject."""
    return [replace(action, needs=tr(_needs(action.id))) for action in actions]


def _needs(action_id: str) -> str:
    return _OF_ACTIONS.get(action_id) or _OF_GROUPS.get(action_id.split(".", maxsplit=1)[0], _OPEN)
