"""What can be done in reviewing: judge a subject, go through doubtful spots, compare, learn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.actions.action import Action, Menu
from app.actions.learning import FEWEST, Learning
from app.language import tr
from app.session.comparison import REFERENCE, Comparison
from app.session.doubts import Doubts
from app.session.session import Session, Verdict
from app.session.view_state import Heat
from app.session.viewing import Viewing


def make_verdict_actions(session: Session, open_subject: Callable[[str], None]) -> list[Action]:
    """Return the actions that judge a subject, and the one that goes on with the next."""

    def toggle(verdict: Verdict) -> Callable[[], None]:
        def run() -> None:
            entry = session.current
            if entry is not None:
                session.judge(entry.key, None if entry.verdict is verdict else verdict)

        return run

    def is_marked(verdict: Verdict) -> Callable[[], bool]:
        return lambda: session.current is not None and session.current.verdict is verdict

    def open_next() -> None:
        if (key := next_unreviewed(session)) is not None:
            open_subject(key)

    def is_chosen() -> bool:
        return session.current is not None

    return [
        Action(
            "verdict.reviewed",
            tr("Mark as R&eviewed"),
            Menu.SUBJECT,
            toggle(Verdict.REVIEWED),
            tr("The labels of this subject are right; a later change takes the mark away"),
            ("Ctrl+R",),
            enabled_when=is_chosen,
            checked_when=is_marked(Verdict.REVIEWED),
        ),
        Action(
            "verdict.flagged",
            tr("Fla&g"),
            Menu.SUBJECT,
            toggle(Verdict.FLAGGED),
            tr("Something about this subject is to be looked at again"),
            ("Ctrl+Shift+R",),
            enabled_when=is_chosen,
            checked_when=is_marked(Verdict.FLAGGED),
        ),
        Action(
            "verdict.next",
            tr("Next to Re&view"),
            Menu.SUBJECT,
            open_next,
            tr("Open the next subject that has labels and is neither reviewed nor flagged"),
            ("Ctrl+J",),
            enabled_when=lambda: next_unreviewed(session) is not None,
        ),
    ]


def make_doubt_actions(doubts: Doubts, viewing: Viewing) -> list[Action]:
    """Return the actions that go through what is doubtful, and show how sure the network is."""

    def toggle(heat: Heat) -> Callable[[], None]:
        return lambda: viewing.set(heat=None if viewing.state.heat is heat else heat)

    def is_shown(heat: Heat) -> Callable[[], bool]:
        return lambda: viewing.state.heat is heat

    def can_look() -> bool:
        return doubts.can_look

    return [
        Action(
            "doubt.next",
            tr("Next &Doubtful Spot"),
            Menu.SUBJECT,
            lambda: doubts.step(forward=True),
            tr("Tick off the spot under the crosshair and go to the next, the gravest first"),
            ("N",),
            enabled_when=can_look,
        ),
        Action(
            "doubt.previous",
            tr("&Previous Doubtful Spot"),
            Menu.SUBJECT,
            lambda: doubts.step(forward=False),
            tr("Go back to the spot before"),
            ("Shift+N",),
            enabled_when=lambda: bool(doubts.at),
        ),
        Action(
            "heat.confidence",
            tr("Show Conf&idence"),
            Menu.VIEW,
            toggle(Heat.CONFIDENCE),
            tr("Lay over the images how sure the network is of each label: the brighter, the less"),
            ("U",),
            enabled_when=can_look,
            checked_when=is_shown(Heat.CONFIDENCE),
        ),
        Action(
            "heat.entropy",
            tr("Show Entrop&y"),
            Menu.VIEW,
            toggle(Heat.ENTROPY),
            tr("Lay over the images how torn the network is between the tissues: the brighter, the more"),
            ("Shift+U",),
            enabled_when=can_look,
            checked_when=is_shown(Heat.ENTROPY),
        ),
    ]


@dataclass(frozen=True, slots=True)
class CompareIntents:
    """What needs a window."""

    choose_file: Callable[[], None]


def make_compare_actions(comparison: Comparison, viewing: Viewing, intents: CompareIntents) -> list[Action]:
    """Return the actions that set the labels against others."""

    def is_compared() -> bool:
        return comparison.compared is not None

    def toggle_difference() -> None:
        shown = viewing.state.heat is Heat.DIFFERENCE
        viewing.set(heat=None if shown else Heat.DIFFERENCE)

    return [
        Action(
            "compare.reference",
            tr("Compare with Re&ference"),
            Menu.SUBJECT,
            lambda: comparison.choose(REFERENCE),
            tr("Set the result against the reference of this subject"),
            enabled_when=lambda: REFERENCE in comparison.sources,
        ),
        Action(
            "compare.file",
            tr("Compare &with File…"),
            Menu.SUBJECT,
            intents.choose_file,
            tr("Set the labels against a label image: another program's, another person's, an earlier one"),
            enabled_when=lambda: comparison.can_compare,
        ),
        Action(
            "compare.stop",
            tr("Stop C&omparing"),
            Menu.SUBJECT,
            lambda: comparison.choose(None),
            tr("Show the labels of this subject alone again"),
            enabled_when=lambda: comparison.source is not None,
        ),
        Action(
            "heat.difference",
            tr("Show Di&fference"),
            Menu.VIEW,
            toggle_difference,
            tr("Colour only the voxels that differ from the other labels, by what those say"),
            ("Shift+D",),
            enabled_when=is_compared,
            checked_when=lambda: viewing.state.heat is Heat.DIFFERENCE,
        ),
        Action(
            "compare.swipe",
            tr("S&wipe"),
            Menu.VIEW,
            lambda: viewing.set(swipe=not viewing.state.swipe),
            tr("Show the other labels right of the crosshair: drag it to and fro"),
            ("Q",),
            enabled_when=is_compared,
            checked_when=lambda: viewing.state.swipe,
        ),
    ]


def make_learning_action(
    learning: Learning, may_train: Callable[[], bool], ask: Callable[[], None]
) -> Action:
    """Return the action that leads from reviewed subjects to a better model."""
    return Action(
        "train.reviewed",
        tr("&Fine-tune on Reviewed Subjects…"),
        Menu.MODEL,
        ask,
        tr("Train the chosen model further on the reviewed subjects, two or more, with their labels"),
        enabled_when=lambda: may_train() and learning.count >= FEWEST,
    )


def next_unreviewed(session: Session) -> str | None:
    """Return the key of the next subject down the list, from the top again, that waits to be judged."""
    keys = [entry.key for entry in session.entries]
    here = keys.index(session.current.key) + 1 if session.current is not None else 0
    for key in keys[here:] + keys[: max(0, here - 1)]:
        entry = session.entry(key)
        if entry is None or entry.verdict is not None or entry.problem is not None:
            continue
        if entry.result is not None or entry.stored is not None or entry.files.label is not None:
            return key
    return None
