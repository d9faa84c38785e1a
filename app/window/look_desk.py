"""Where looking comes together in the window: the tools of the planes, side pages and what the menu asks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.actions.look_actions import LookIntents
from app.panels.image_panel import ImagePanel
from app.session.viewing import Viewing
from app.viewer.contrast_tool import ContrastTool
from app.viewer.ortho_view import OrthoView
from app.window.inspector import Inspector


class LookDesk(QObject):
    """Looking at images in a window."""

    def __init__(self, viewing: Viewing, planes: OrthoView, inspector: Inspector, image: ImagePanel) -> None:
        super().__init__(planes)
        self._viewing, self._planes, self._inspector = viewing, planes, inspector
        self._region = ContrastTool(viewing, lambda: planes.set_tool(None))
        image.region_requested.connect(self._choose_region)
        planes.tool_changed.connect(lambda: image.show_region_chosen(self._chooses_region()))

    def intents(self, toggle_theme: Callable[[], None], is_dark: Callable[[], bool]) -> LookIntents:
        """Return what the actions of the View menu ask of the window."""
        return LookIntents(
            step=lambda steps: self._planes.step(self._viewing.active_plane, steps),
            choose_region=self._choose_region,
            chooses_region=self._chooses_region,
            toggle_side=lambda: self._inspector.set_open(not self._inspector.is_open),
            side_is_open=lambda: self._inspector.is_open,
            toggle_theme=toggle_theme,
            is_dark=is_dark,
        )

    def _choose_region(self) -> None:
        self._planes.set_tool(None if self._chooses_region() else self._region)

    def _chooses_region(self) -> bool:
        return self._planes.tool is self._region
