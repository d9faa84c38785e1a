"""What can be done with the surfaces: show, look from a side, write to files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from app.actions.action import Action, Menu
from app.language import tr
from app.session.surfaces import Surfaces
from app.viewer.surface_camera import Side


@dataclass(frozen=True, slots=True)
class SurfaceIntents:
    """What needs a window."""

    toggle: Callable[[], None]
    is_shown: Callable[[], bool]
    look_from: Callable[[Side], None]
    export: Callable[[], None]


def make_surface_actions(surfaces: Surfaces, intents: SurfaceIntents) -> list[Action]:
    """Return the actions in the order of the menus."""

    def is_shown() -> bool:
        return intents.is_shown() and surfaces.has_labels

    return [
        Action(
            "surface.show",
            tr("Show &3D Surface"),
            Menu.VIEW,
            intents.toggle,
            tr("Show the visible tissues in 3D in the fourth cell, or the summary again"),
            ("F8",),
            checked_when=intents.is_shown,
        ),
        *(
            Action(
                f"surface.{side.title.lower()}",
                tr("3D from {side}").format(side=tr(side.title)),
                Menu.VIEW,
                partial(intents.look_from, side),
                tr("Look at the surface from this side: {side}").format(side=tr(side.title)),
                (f"Alt+{number}",),
                enabled_when=is_shown,
            )
            for number, side in enumerate(Side, start=1)
        ),
        Action(
            "export.surfaces",
            tr("Export S&urfaces…"),
            Menu.FILE,
            intents.export,
            tr("Write the visible tissues as STL, OBJ or GIFTI surfaces"),
            enabled_when=lambda: surfaces.has_labels,
        ),
    ]
