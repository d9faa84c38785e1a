"""What can be done in reviewing: judge a subject, go through doubtful spots, compare, learn."""

from __future__ import annotations

from collections.abc import Callable

from app.actions.action import Action, Menu
from app.session.session import Session, Verdict


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
            "Mark as &Reviewed",
            Menu.SUBJECT,
            toggle(Verdict.REVIEWED),
            "The labels of this subject are right; a later change takes the mark away",
            ("Ctrl+R",),
            enabled_when=is_chosen,
            checked_when=is_marked(Verdict.REVIEWED),
        ),
        Action(
            "verdict.flagged",
            "&Flag",
            Menu.SUBJECT,
            toggle(Verdict.FLAGGED),
            "Something about this subject is to be looked at again",
            ("Ctrl+Shift+R",),
            enabled_when=is_chosen,
            checked_when=is_marked(Verdict.FLAGGED),
        ),
        Action(
            "verdict.next",
            "Next to Re&view",
            Menu.SUBJECT,
            open_next,
            "Open the next subject that has labels and is neither reviewed nor flagged",
            ("Ctrl+J",),
            enabled_when=lambda: next_unreviewed(session) is not None,
        ),
    ]


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
