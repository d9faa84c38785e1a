"""Where measuring comes together in the window: its tools, its side pages, clipboard and files."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMainWindow

from app.actions.action import Action
from app.actions.measure_actions import MeasureIntents, make_measure_actions
from app.jobs.job import Job, Runner
from app.language import QT_TRANSLATE_NOOP, tr
from app.panels.header_panel import HeaderPanel
from app.panels.measure_panel import MeasurePanel
from app.session.line import LineKind
from app.session.lines import Lines
from app.session.measuring import Measuring
from app.session.session import Session
from app.session.viewing import Viewing
from app.viewer.line_tool import LineTool, line_marks
from app.viewer.ortho_view import OrthoView
from app.window.inspector import Inspector
from isegcore.data.table import Table
from isegcore.io.tables import write_csv
from isegcore.monitor import Monitor

_PAGE = QT_TRANSLATE_NOOP("", "Measure")


class MeasureDesk(QObject):
    """Measuring in a window.

    Signals:
        changed: What the actions depend on.
        failed: An exception, for a dialog.
        told: A sentence for the status bar.
    """

    changed = Signal()
    failed = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        viewing: Viewing,
        planes: OrthoView,
        inspector: Inspector,
        runner: Runner,
        settings: QSettings,
    ) -> None:
        super().__init__(window)
        self._window, self._settings, self._runner = window, settings, runner
        self._session, self._planes, self._inspector = session, planes, inspector
        self.lines = Lines(session, self)
        self.measuring = Measuring(session, viewing, runner, self)
        self.panel = MeasurePanel(session, viewing, self.measuring, self.lines)
        self.header = HeaderPanel(session, viewing)
        self._tools = {kind: LineTool(kind, self.lines, self._show_page) for kind in LineKind}
        inspector.add_page(_PAGE, self.panel)
        inspector.add_page(QT_TRANSLATE_NOOP("", "Header"), self.header)
        inspector.changed.connect(self._follow_page)
        planes.add_marks(partial(line_marks, self.lines))
        planes.tool_changed.connect(lambda: self.panel.show_tool(self._chosen()))
        self.lines.changed.connect(planes.refresh_marks)
        self.lines.changed.connect(self.changed)
        self.measuring.changed.connect(self.changed)
        self.measuring.failed.connect(self.failed)
        self.panel.tool_requested.connect(self._choose)
        self.panel.copy_requested.connect(self._copy)
        self.panel.save_requested.connect(self._ask_where)
        self._follow_page()

    def actions(self) -> list[Action]:
        """Return what the menus offer."""
        intents = MeasureIntents(
            choose=self._choose,
            chosen=self._chosen,
            has_figures=lambda: self.measuring.figures is not None,
            copy=lambda: self._hand_out(save=False),
            save=lambda: self._hand_out(save=True),
        )
        return make_measure_actions(self._session, self.lines, intents)

    def _choose(self, kind: LineKind) -> None:
        """Draw lines of a kind, or move the crosshair again."""
        self._planes.set_tool(None if self._chosen() is kind else self._tools[kind])

    def _chosen(self) -> LineKind | None:
        kinds = (kind for kind, tool in self._tools.items() if tool is self._planes.tool)
        return next(kinds, None)

    def _show_page(self) -> None:
        if not self._inspector.shows(_PAGE):
            self._inspector.show_page(_PAGE)

    def _follow_page(self) -> None:
        self.measuring.want(self._inspector.shows(_PAGE))

    def _hand_out(self, *, save: bool) -> None:
        entry, table = self._session.current, self.panel.table("tissues")
        if entry is not None and table is not None:
            if save:
                self._ask_where(table, f"{entry.files.id}-tissues.csv")
            else:
                self._copy(table)

    def _copy(self, table: Table) -> None:
        QGuiApplication.clipboard().setText(table.text("\t"))
        self.told.emit(tr("{n} rows are on the clipboard.").format(n=len(table.rows)))

    def _ask_where(self, table: Table, name: str) -> None:
        folder = str(self._settings.value("folders/tables", "")) or str(Path.home())
        dialog = QFileDialog(self._window, tr("Save figures"), folder, tr("Comma-separated values (*.csv)"))
        dialog.setObjectName("save figures")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: self._save(table, Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, table: Table, path: Path) -> None:
        """Write a table; whether a file may be replaced, the dialog has asked."""
        self._settings.setValue("folders/tables", str(path.parent))

        def write(monitor: Monitor) -> None:
            write_csv(path, table, overwrite=True)

        job = Job(f"Writing {path.name}", write, quiet=True)
        job.succeeded.connect(lambda _: self.told.emit(tr("Written: {path}").format(path=path)))
        job.failed.connect(self.failed)
        self._runner.submit(job)
