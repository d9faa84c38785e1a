"""How the open subject is looked at: what the View menu holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.actions.action import Action, Menu
from app.session.session import Session
from app.session.view_state import Convention, ViewState
from app.session.viewing import Viewing
from isegcore.data.subject import Modality

_OPACITY_STEP = 0.1


@dataclass(frozen=True, slots=True)
class LookIntents:
    """What needs a window: its planes, its side column and its colours."""

    step: Callable[[int], None]
    toggle_side: Callable[[], None]
    side_is_open: Callable[[], bool]
    toggle_theme: Callable[[], None]
    is_dark: Callable[[], bool]


def make_look_actions(session: Session, viewing: Viewing, intents: LookIntents) -> list[Action]:
    """Return the actions in the order of the menu."""
    return [
        *_overlay_actions(session, viewing),
        *_slice_actions(session, viewing, intents),
    ]


def _overlay_actions(session: Session, viewing: Viewing) -> list[Action]:
    def is_open() -> bool:
        return session.opened is not None

    def changes(to: Callable[[ViewState], ViewState]) -> Callable[[], None]:
        return lambda: viewing.change(to)

    return [
        Action(
            "view.modality",
            "Switch &T1 / T2",
            Menu.VIEW,
            changes(lambda s: replace(s, modality=Modality.T2 if s.modality is Modality.T1 else Modality.T1)),
            "Show the other image",
            ("T",),
            "contrast",
            enabled_when=lambda: session.opened is not None and len(session.opened.subject.images) > 1,
            toolbar="T1/T2",
        ),
        Action(
            "view.overlay",
            "Show &Overlay",
            Menu.VIEW,
            changes(lambda s: replace(s, overlay_shown=not s.overlay_shown)),
            "Show or hide the tissues over the image",
            ("S",),
            "overlay",
            is_open,
            checked_when=lambda: viewing.state.overlay_shown,
            toolbar="Overlay",
        ),
        Action(
            "view.more",
            "&More Opaque",
            Menu.VIEW,
            changes(lambda s: s.with_opacity(s.opacity + _OPACITY_STEP)),
            shortcuts=("D",),
            enabled_when=is_open,
        ),
        Action(
            "view.less",
            "&Less Opaque",
            Menu.VIEW,
            changes(lambda s: s.with_opacity(s.opacity - _OPACITY_STEP)),
            shortcuts=("A",),
            enabled_when=is_open,
        ),
        Action(
            "view.crosshair",
            "Show &Crosshair",
            Menu.VIEW,
            changes(lambda s: replace(s, crosshair_shown=not s.crosshair_shown)),
            "Show or hide the crosshair",
            ("X",),
            "crosshair",
            is_open,
            checked_when=lambda: viewing.state.crosshair_shown,
            toolbar="Crosshair",
        ),
        Action(
            "view.reset",
            "&Reset View",
            Menu.VIEW,
            viewing.reset,
            "Fit the brain, centre the crosshair, robust black and white",
            ("R",),
            "reset",
            is_open,
            toolbar="Reset",
        ),
    ]


def _slice_actions(session: Session, viewing: Viewing, intents: LookIntents) -> list[Action]:
    def is_open() -> bool:
        return session.opened is not None

    return [
        Action(
            "slice.next",
            "&Next Slice",
            Menu.VIEW,
            lambda: intents.step(1),
            "One slice towards superior, right or anterior",
            ("PgUp",),
            enabled_when=is_open,
        ),
        Action(
            "slice.previous",
            "&Previous Slice",
            Menu.VIEW,
            lambda: intents.step(-1),
            "One slice towards inferior, left or posterior",
            ("PgDown",),
            enabled_when=is_open,
        ),
        Action(
            "look.convention",
            "Ne&urological Convention",
            Menu.VIEW,
            lambda: viewing.change(ViewState.with_sides_swapped),
            "Patient's left on the left of the screen; radiological otherwise",
            checked_when=lambda: viewing.state.convention is Convention.NEUROLOGICAL,
        ),
        Action(
            "look.side",
            "Side &Pages",
            Menu.VIEW,
            intents.toggle_side,
            "Show or hide the pages at the right",
            ("F9",),
            checked_when=intents.side_is_open,
        ),
        Action("look.dark", "&Dark Theme", Menu.VIEW, intents.toggle_theme, checked_when=intents.is_dark),
    ]
