"""Where correcting comes together in the window: tools on the planes, their panel, actions and questions."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from app.actions.action import Action
from app.actions.edit_actions import EditIntents, make_edit_actions
from app.actions.tidying import Tidying
from app.jobs.job import Runner
from app.panels.labels_panel import LabelsPanel
from app.panels.tools_panel import ToolsPanel
from app.session.editing import Editing
from app.session.painting import ToolKind
from app.session.session import Session
from app.session.viewing import Viewing
from app.viewer.ortho_view import OrthoView
from app.viewer.tools import make_tools
from app.window.icons import themed_icon
from app.window.label_files import LabelFiles
from app.window.theme import Theme

_TOLD_MS = 8000


class CorrectingDesk(QObject):
    """Correcting in a window.

    Attributes:
        editing: The corrections.
        panel: The settings of the tools.

    Signals:
        failed: The exception that a job raised.
    """

    failed = Signal(object)

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        viewing: Viewing,
        editing: Editing,
        planes: OrthoView,
        labels: LabelsPanel,
        runner: Runner,
    ) -> None:
        super().__init__(window)
        self._session, self._planes, self._labels = session, planes, labels
        self.editing = editing
        self.tidying = Tidying(session, viewing, self.editing, runner)
        self._tools = make_tools(session, viewing, self.editing, self.tidying.fill_all)
        self.panel = ToolsPanel(session, viewing, self.editing)
        self.files = LabelFiles(window, viewing)
        for told in (self.editing.told, self.files.told):
            told.connect(lambda words: window.statusBar().showMessage(words, _TOLD_MS))
        labels.table_requested.connect(self.files.ask_table)
        labels.saving_requested.connect(self.files.ask_saving)
        self.files.failed.connect(self.failed)
        self.editing.drawn.connect(lambda: planes.refresh_plane(viewing.active_plane))
        self.editing.changed.connect(planes.refresh_marks)
        planes.tool_changed.connect(self._follow_tool)
        self.tidying.failed.connect(self.failed)
        self.panel.interpolate_requested.connect(self.tidying.interpolate)
        self.panel.smooth_requested.connect(self.tidying.smooth)
        self.panel.islands_requested.connect(
            lambda: self.tidying.remove_islands(self.editing.painting.island_mm3)
        )

    def make_actions(self) -> list[Action]:
        """Return what the Edit menu holds."""
        intents = EditIntents(self.choose_tool, self.files.ask_table, self.files.ask_saving)
        return make_edit_actions(self._session, self.editing, self.tidying, intents)

    def tint(self, theme: Theme) -> None:
        """Draw the icons in the colours of the theme."""
        self._labels.set_icons(themed_icon("outline", theme), themed_icon("locked", theme))

    def choose_tool(self, kind: ToolKind) -> None:
        """Give the left button to a tool."""
        self._planes.set_tool(self._tools.get(kind))

    def _follow_tool(self) -> None:
        """Know which tool has the left button, whoever chose it."""
        kinds = (kind for kind, tool in self._tools.items() if tool is self._planes.tool)
        kind = ToolKind.CROSSHAIR if self._planes.tool is None else next(kinds, None)
        self.editing.set(tool=kind)
        if kind is ToolKind.THRESHOLD:
            self.panel.offer_range()
