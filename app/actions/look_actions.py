"""How the open subject is looked at: what the View menu holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.actions.action import Action, Menu
from app.convention import Convention
from app.language import tr
from app.session.session import Session
from app.session.view_state import ColourMap, Layout, ViewState
from app.session.viewing import Viewing
from isegcore.data.subject import Modality

_OPACITY_STEP = 0.1
_LAYOUT_KEYS = {
    Layout.GRID: "F5",
    Layout.ROW: "F6",
    Layout.COLUMN: "F7",
    Layout.SIDE_BY_SIDE: "F3",
    Layout.SURFACE: "Shift+F8",
}


@dataclass(frozen=True, slots=True)
class LookIntents:
    """What needs a window: its planes, its side column and its colours."""

    step: Callable[[int], None]
    choose_region: Callable[[], None]
    chooses_region: Callable[[], bool]
    toggle_side: Callable[[], None]
    side_is_open: Callable[[], bool]
    toggle_theme: Callable[[], None]
    is_dark: Callable[[], bool]


def make_look_actions(session: Session, viewing: Viewing, intents: LookIntents) -> list[Action]:
    """Return the actions in the order of the menu."""
    return [
        *_overlay_actions(session, viewing),
        *_contrast_actions(session, viewing, intents),
        *_slice_actions(session, intents),
        *_layout_actions(session, viewing),
        *_window_actions(viewing, intents),
    ]


def _is_open(session: Session) -> Callable[[], bool]:
    return lambda: session.opened is not None


def _has_two(session: Session) -> Callable[[], bool]:
    return lambda: session.opened is not None and len(session.opened.subject.images) > 1


def _changes(viewing: Viewing, to: Callable[[ViewState], ViewState]) -> Callable[[], None]:
    return lambda: viewing.change(to)


def _overlay_actions(session: Session, viewing: Viewing) -> list[Action]:
    is_open = _is_open(session)
    return [
        Action(
            "view.modality",
            tr("Switch &T1 / T2"),
            Menu.VIEW,
            _changes(
                viewing,
                lambda s: replace(s, modality=Modality.T2 if s.modality is Modality.T1 else Modality.T1),
            ),
            tr("Show the other image"),
            ("T",),
            "contrast",
            enabled_when=_has_two(session),
            toolbar="",
        ),
        Action(
            "view.overlay",
            tr("Show &Overlay"),
            Menu.VIEW,
            _changes(viewing, lambda s: replace(s, overlay_shown=not s.overlay_shown)),
            tr("Show or hide the tissues over the image"),
            ("S",),
            "overlay",
            is_open,
            checked_when=lambda: viewing.state.overlay_shown,
            toolbar="",
        ),
        Action(
            "view.outline",
            tr("Tissues as Out&lines"),
            Menu.VIEW,
            _changes(viewing, lambda s: replace(s, outline=not s.outline, overlay_shown=True)),
            tr("Draw only the borders of the tissues"),
            ("O",),
            enabled_when=is_open,
            checked_when=lambda: viewing.state.outline,
        ),
        Action(
            "view.more",
            tr("&More Opaque"),
            Menu.VIEW,
            _changes(viewing, lambda s: s.with_opacity(s.opacity + _OPACITY_STEP)),
            shortcuts=("D",),
            enabled_when=is_open,
        ),
        Action(
            "view.less",
            tr("Less Opa&que"),
            Menu.VIEW,
            _changes(viewing, lambda s: s.with_opacity(s.opacity - _OPACITY_STEP)),
            shortcuts=("A",),
            enabled_when=is_open,
        ),
        Action(
            "view.crosshair",
            tr("Show &Crosshair"),
            Menu.VIEW,
            _changes(viewing, lambda s: replace(s, crosshair_shown=not s.crosshair_shown)),
            tr("Show or hide the crosshair"),
            ("X",),
            enabled_when=is_open,
            checked_when=lambda: viewing.state.crosshair_shown,
        ),
        Action(
            "view.reset",
            tr("&Reset View"),
            Menu.VIEW,
            viewing.reset,
            tr("Fit the brain, centre the crosshair, robust black and white"),
            ("R",),
            "reset",
            is_open,
            toolbar="",
        ),
    ]


def _contrast_actions(session: Session, viewing: Viewing, intents: LookIntents) -> list[Action]:
    is_open = _is_open(session)
    return [
        Action(
            "contrast.auto",
            tr("&Automatic Contrast"),
            Menu.VIEW,
            viewing.reset_window,
            tr("Black and white so that all but 0.1 % of the brain's voxels at either end lie between"),
            ("Shift+W",),
            enabled_when=is_open,
        ),
        Action(
            "contrast.region",
            tr("Contrast from a Re&gion"),
            Menu.VIEW,
            intents.choose_region,
            tr("Drag a rectangle over what shall fill the range from black to white"),
            ("W",),
            enabled_when=is_open,
            checked_when=intents.chooses_region,
        ),
        Action(
            "contrast.smooth",
            tr("Smooth &Pixels"),
            Menu.VIEW,
            _changes(viewing, lambda s: replace(s, smooth=not s.smooth)),
            tr("Interpolate between voxels, or show each as a block"),
            enabled_when=is_open,
            checked_when=lambda: viewing.state.smooth,
        ),
        *(_colour_map_action(session, viewing, colours) for colours in ColourMap),
    ]


def _colour_map_action(session: Session, viewing: Viewing, colours: ColourMap) -> Action:
    return Action(
        f"colours.{colours.name.lower()}",
        tr("Colours: {name}").format(name=tr(colours.value)),
        Menu.VIEW,
        lambda: viewing.set(colour_map=colours),
        tr("Show the image in these colours"),
        enabled_when=_is_open(session),
        checked_when=lambda: viewing.state.colour_map is colours,
    )


def _slice_actions(session: Session, intents: LookIntents) -> list[Action]:
    return [
        Action(
            "slice.next",
            tr("&Next Slice"),
            Menu.VIEW,
            lambda: intents.step(1),
            tr("One slice towards superior, right or anterior"),
            ("PgUp",),
            enabled_when=_is_open(session),
        ),
        Action(
            "slice.previous",
            tr("Pre&vious Slice"),
            Menu.VIEW,
            lambda: intents.step(-1),
            tr("One slice towards inferior, left or posterior"),
            ("PgDown",),
            enabled_when=_is_open(session),
        ),
    ]


def _layout_actions(session: Session, viewing: Viewing) -> list[Action]:
    return [
        *(_layout_action(session, viewing, layout) for layout in Layout),
        Action(
            "layout.enlarge",
            tr("&Enlarge Plane"),
            Menu.VIEW,
            viewing.toggle_enlarged,
            tr("Show the plane that was used last alone, or all of them again; as a double click does"),
            ("F4",),
            enabled_when=_is_open(session),
            checked_when=lambda: viewing.state.enlarged is not None,
        ),
    ]


def _layout_action(session: Session, viewing: Viewing, layout: Layout) -> Action:
    needs_two = layout is Layout.SIDE_BY_SIDE
    return Action(
        f"layout.{layout.name.lower().replace('_', '-')}",
        tr("Layout: {name}").format(name=tr(layout.value)),
        Menu.VIEW,
        lambda: viewing.set(layout=layout, enlarged=None),
        tr("Arrange the planes this way"),
        (_LAYOUT_KEYS[layout],),
        enabled_when=_has_two(session) if needs_two else _is_open(session),
        checked_when=lambda: viewing.state.layout is layout,
    )


def _window_actions(viewing: Viewing, intents: LookIntents) -> list[Action]:
    return [
        Action(
            "look.convention",
            tr("Ne&urological Convention"),
            Menu.VIEW,
            _changes(viewing, ViewState.with_sides_swapped),
            tr("Patient's left on the left of the screen; radiological otherwise"),
            checked_when=lambda: viewing.state.convention is Convention.NEUROLOGICAL,
        ),
        Action(
            "look.side",
            tr("Side Page&s"),
            Menu.VIEW,
            intents.toggle_side,
            tr("Show or hide the pages at the right"),
            ("F9",),
            checked_when=intents.side_is_open,
        ),
        Action("look.dark", tr("&Dark Theme"), Menu.VIEW, intents.toggle_theme, checked_when=intents.is_dark),
    ]
