"""What can be done in measuring: draw lines, take the figures elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.actions.action import Action, Menu
from app.language import QT_TRANSLATE_NOOP, tr
from app.session.line import LineKind
from app.session.lines import Lines
from app.session.session import Session

_TIPS = {
    LineKind.RULER: QT_TRANSLATE_NOOP("", "Measure a distance in mm over a plane"),
    LineKind.ANGLE: QT_TRANSLATE_NOOP("", "Measure an angle over a plane; its second place is the corner"),
    LineKind.PROFILE: QT_TRANSLATE_NOOP("", "Plot T1 and T2 along a line over a plane"),
}
_KEYS = {LineKind.RULER: "M", LineKind.ANGLE: "Shift+M", LineKind.PROFILE: "P"}


@dataclass(frozen=True, slots=True)
class MeasureIntents:
    """What needs a window: its planes, its clipboard and its dialogs."""

    choose: Callable[[LineKind], None]
    chosen: Callable[[], LineKind | None]
    has_figures: Callable[[], bool]
    copy: Callable[[], None]
    save: Callable[[], None]


def make_measure_actions(session: Session, lines: Lines, intents: MeasureIntents) -> list[Action]:
    """Return the actions in the order of the menu."""
    return [
        *(_line_action(session, intents, kind) for kind in LineKind),
        Action(
            "measure.clear",
            tr("Forget All Li&nes"),
            Menu.MEASURE,
            lines.clear,
            tr("Remove every ruler, angle and profile of this subject"),
            enabled_when=lambda: bool(lines.current),
        ),
        Action(
            "measure.copy",
            tr("Copy Tissue &Figures"),
            Menu.MEASURE,
            intents.copy,
            tr("Volumes, means and spreads of the labels shown, for a spreadsheet"),
            ("Ctrl+Shift+C",),
            enabled_when=intents.has_figures,
        ),
        Action(
            "measure.save",
            tr("Save Tissue Fi&gures…"),
            Menu.MEASURE,
            intents.save,
            tr("Write volumes, means and spreads of the labels shown as CSV"),
            enabled_when=intents.has_figures,
        ),
    ]


def _line_action(session: Session, intents: MeasureIntents, kind: LineKind) -> Action:
    return Action(
        f"measure.{kind.name.lower()}",
        tr("Draw {name}").format(name=tr(kind.value)),
        Menu.MEASURE,
        lambda: intents.choose(kind),
        tr(_TIPS[kind]),
        (_KEYS[kind],),
        enabled_when=lambda: session.opened is not None,
        checked_when=lambda: intents.chosen() is kind,
    )
