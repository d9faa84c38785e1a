"""Places the panels, menus and bars, and hands on what the operating system brings: drops and closing."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.actions.action import Action, Menu
from app.actions.batches import Batches
from app.actions.catalogue import Intents, make_actions
from app.actions.pipeline_actions import make_pipeline_actions
from app.actions.pipelines import Pipelines
from app.actions.work import Work
from app.dialogs.crash import CrashDialog
from app.dialogs.documents import WARNINGS, show_documents
from app.dialogs.problem import show_problem
from app.jobs.job import Runner
from app.jobs.journal import log_error
from app.language import QT_TRANSLATE_NOOP, tr
from app.panels.banner import Banner
from app.panels.image_panel import ImagePanel
from app.panels.job_bar import JobBar
from app.panels.labels_panel import LabelsPanel
from app.panels.model_panel import ModelPanel
from app.panels.parts import press_by_return
from app.panels.placeholder import Placeholder
from app.panels.readout_bar import ReadoutBar
from app.panels.subjects_panel import SubjectsPanel
from app.panels.summary_panel import SummaryPanel
from app.panels.welcome import Welcome
from app.services import Services
from app.session.editing import Editing
from app.session.model_choice import ModelChoice
from app.session.preferences import Preferences
from app.session.recent import Recent
from app.session.session import Entry, ReadChoice, Session
from app.session.viewing import Viewing
from app.viewer.ortho_view import OrthoView
from app.window.action_bar import ActionBar
from app.window.correcting_desk import CorrectingDesk
from app.window.exchange_desk import ExchangeDesk
from app.window.first_page import connect_welcome
from app.window.help_desk import HelpDesk
from app.window.icons import app_icon
from app.window.inspector import Inspector
from app.window.look_desk import LookDesk
from app.window.measure_desk import MeasureDesk
from app.window.picture_desk import PictureDesk
from app.window.pipeline_desk import PipelineDesk
from app.window.prompts import Prompts
from app.window.recent_menu import RecentMenu
from app.window.recovery_desk import RecoveryDesk
from app.window.review_desk import ReviewDesk
from app.window.room import Room
from app.window.sidebar import make_sidebar
from app.window.study_desk import StudyDesk
from app.window.theme import Themes
from app.window.training_desk import TrainingDesk
from app.window.workspace import Workspace
from isegcore.errors import IsegError
from isegcore.label_table import TABLES
from isegcore.labels import LabelScheme, scheme_named
from isegcore.shipped import shipped_path

_USUAL_SIZE = QSize(1280, 820)


class MainWindow(QMainWindow):
    """The window."""

    def __init__(
        self, services: Services, themes: Themes, settings: QSettings, preferences: Preferences | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("iseg-desktop")
        self.setAcceptDrops(True)
        self.setWindowIcon(app_icon())
        self._themes = themes
        self._settings = settings
        self.session = Session(self)
        self.viewing = Viewing(self.session, self)
        self.editing = Editing(self.session, self.viewing, self)
        self.runner = Runner(self)
        self.preferences = preferences or Preferences(settings, self)
        self.model = ModelChoice(self.preferences, settings, self)
        self.work = Work(self.session, self.runner, services, self.model)
        self.prompts = Prompts(self, settings)
        self.review = ReviewDesk(self, self.session, self.viewing, self.runner, settings)
        self._closing = False
        self._place()
        self.recovery = RecoveryDesk(
            self, self.session, self.runner, self.preferences.current.autosave_seconds
        )
        self.desk = TrainingDesk(
            self, self.workspace, services, self.runner, self.model, self.prompts, settings
        )
        self.look = LookDesk(self.viewing, self.planes, self.inspector, self.image)
        self.measure = MeasureDesk(
            self, self.session, self.viewing, self.planes, self.inspector, self.runner, settings
        )
        pipelines = Pipelines(self.session, self.desk.workers, self.runner, services, self)
        self.batches = Batches(self.session, self.runner, services, self.model, self)
        self.pipeline = PipelineDesk(self, self.workspace, pipelines, self.work, self.model, settings)
        self.study = StudyDesk(
            self, self.session, self.viewing, self.work, self.runner, self.recent, self.editing
        )
        self.help = HelpDesk(self, self.preferences, themes, self.viewing, self.runner, settings)
        pictures = PictureDesk(self, self.session, self.viewing, self.planes, self.runner, self.prompts)
        self.exchange = ExchangeDesk(
            self, self.session, self.work, self.runner, services, self.prompts, settings, pictures
        )
        self.exchange.failed.connect(self.show_error)
        self.exchange.told.connect(self._tell)
        actions = self._actions()
        self.bar = ActionBar(self, actions, themes)
        self.help.take(self.bar, actions)
        self.recent_menu = RecentMenu(self.recent, self)
        self.bar.menus[Menu.FILE].insertMenu(self.bar.qt("open.sample"), self.recent_menu)
        self._connect()
        self._follow()
        press_by_return(self)
        self.resize(_USUAL_SIZE.boundedTo(self.screen().availableSize()))
        if (geometry := settings.value("window/geometry")) is not None:
            self.restoreGeometry(geometry)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open the subjects at these paths."""
        self.study.open_paths(paths)

    def open_sample(self) -> None:
        """Open the subject that comes with the program."""
        self.work.open_paths([shipped_path("sample")])

    def show_error(self, error: BaseException) -> None:
        """Tell a known problem in a box, and anything else with its traceback."""
        log_error(error)
        if isinstance(error, IsegError):
            show_problem(self, error)
        else:
            crash = CrashDialog(error, self)
            crash.report_requested.connect(self.help.ask_report)
            crash.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and folders."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        self.open_paths(_dropped(event))
        event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out anew."""
        super().resizeEvent(event)
        self._share_room()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about results that would be lost, stop the jobs, and close when the last one has ended."""
        if not self._closing and not (self.desk.may_close() and self.study.may_close()):
            event.ignore()
            return
        self._closing = True
        self._settings.setValue("window/geometry", self.saveGeometry())
        if self.sidebar.isVisible():
            self._settings.setValue("window/sidebar", self.sidebar.width())
        if self.runner.busy or self.desk.workers.busy:
            self.runner.cancel_all()
            self.desk.workers.cancel_all()
            self.setEnabled(False)
            event.ignore()
        else:
            self.study.studies.close()
            self.recovery.autosave.close()
            event.accept()

    def _place(self) -> None:
        self.subjects = SubjectsPanel(self.session)
        self.labels = LabelsPanel(self.session, self.viewing, self.editing)
        self.image = ImagePanel(self.session, self.viewing)
        self.chooser = ModelPanel(self.model)
        self.summary = SummaryPanel(self.session)
        self.planes = OrthoView(self.session, self.viewing, self.review.make_fourth_cell(self.summary))
        self.correcting = CorrectingDesk(
            self, self.session, self.viewing, self.editing, self.planes, self.labels, self.runner
        )
        self.banner = Banner(self.session)
        self.placeholder = Placeholder(self.session, app_icon())
        self.recent = Recent(self._settings, self)
        self.welcome = Welcome(self.recent, app_icon())
        self._pages = QStackedWidget()
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self.placeholder)
        self._pages.addWidget(_column(self.banner, self.planes))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        self.sidebar = make_sidebar(self.subjects, self.chooser)
        splitter.addWidget(self.sidebar)
        splitter.addWidget(self._pages)
        splitter.setStretchFactor(1, 1)
        splitter.setCollapsible(1, False)
        splitter.setSizes([int(str(self._settings.value("window/sidebar", 250))), 1030])
        self.inspector = self._make_inspector()
        self.inspector.add_to(splitter)
        self.workspace = Workspace(tr("Images"), splitter)
        self.setCentralWidget(self.workspace)
        self.job_bar = JobBar(self.runner)
        self.readout = ReadoutBar(self.session, self.viewing)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.job_bar, 1)
        self.statusBar().addPermanentWidget(self.readout)
        self._room = Room(self.sidebar, self._pages, self.inspector, splitter, self.readout)
        self.inspector.changed.connect(self._share_room)

    def _make_inspector(self) -> Inspector:
        inspector = Inspector(self._settings)
        inspector.add_page(
            QT_TRANSLATE_NOOP("", "Labels"), _column(self.labels, self.correcting.panel, spacing=18)
        )
        inspector.add_page(QT_TRANSLATE_NOOP("", "Image"), self.image)
        self.review.add_pages(inspector)
        return inspector

    def _actions(self) -> list[Action]:
        intents = Intents(
            open_folder=lambda: self.open_paths(self.prompts.ask_folder()),
            open_files=lambda: self.open_paths(self.prompts.ask_files()),
            open_sample=self.open_sample,
            segment=self._segment,
            export=self._export,
            close=self._quit,
            reread=self._reread,
            remove=self._remove,
            shows_images=lambda: self.workspace.shows_first,
            help=self.help.intents,
            look=self.look.intents(self.help.toggle_theme, lambda: self._themes.current.dark),
            edit=self.correcting.make_actions(),
            model=self.desk.intents,
            study=self.study.intents,
            exchange=self.exchange.intents,
            review=self.review.actions(lambda: not self.desk.training.is_running),
            measure=self.measure.actions(),
            pipeline=make_pipeline_actions(self.pipeline.show_page, self.batches, self._selected),
        )
        return make_actions(self.session, self.viewing, self.work, self.desk.training, intents)

    def _connect(self) -> None:
        for signal in (
            self.session.current_changed,
            self.session.entry_changed,
            self.session.entries_changed,
            self.batches.changed,
            self.subjects.list.itemSelectionChanged,
        ):
            signal.connect(self.bar.refresh)
        self.workspace.turned.connect(self._follow)
        self.workspace.turned.connect(self.bar.refresh)
        self.session.current_changed.connect(self._follow)
        self.session.entries_changed.connect(self._follow)
        self.session.entry_changed.connect(self._follow)
        self.viewing.restyled.connect(self.bar.refresh)
        self.review.subject_wanted.connect(self.work.open_subject)
        self.review.fine_tuning_wanted.connect(self.desk.ask_fine_tuning)
        for desk in (self.review, self.measure):
            desk.changed.connect(self.bar.refresh)
            desk.failed.connect(self.show_error)
            desk.told.connect(self._tell)
        self.inspector.changed.connect(self.bar.refresh)
        self.planes.tool_changed.connect(self.bar.refresh)
        self._themes.changed.connect(self.bar.refresh)
        self._themes.changed.connect(lambda: self.correcting.tint(self._themes.current))
        self.correcting.tint(self._themes.current)
        self.subjects.chosen.connect(self.work.open_subject)
        offered = ("verdict.reviewed", "verdict.flagged", "verdict.next", "list.remove")
        self.subjects.offer(map(self.bar.qt, offered))
        self.banner.reread_requested.connect(self._reread)
        self.banner.help_requested.connect(lambda: show_documents(self, WARNINGS))
        self.review.compare.segment_requested.connect(self.bar.qt("segment.start").trigger)
        self.planes.hovered.connect(self.readout.hover)
        self.summary.segment_requested.connect(self._segment)
        self.summary.export_requested.connect(self._export)
        self.summary.result_requested.connect(self.study.stored.read_again)
        connect_welcome(self.welcome, self.bar, lambda path: self.open_paths([path]))
        self.placeholder.again.clicked.connect(self._try_again)
        self.placeholder.remove.clicked.connect(self.bar.qt("list.remove").trigger)
        self.work.failed.connect(self.show_error)
        self.work.exported.connect(self._tell_exported)
        self.correcting.failed.connect(self.show_error)
        self.editing.subject_wanted.connect(self.work.open_subject)
        self.recovery.subject_wanted.connect(self.work.open_subject)
        self.recovery.failed.connect(self.show_error)
        self.recovery.told.connect(self._tell)
        self.preferences.changed.connect(self._follow_preferences)
        self._follow_preferences()
        self.editing.changed.connect(self.bar.refresh)
        self.runner.idle.connect(self._close_if_asked)
        self.chooser.choose_requested.connect(self.bar.qt("model.choose").trigger)
        self.desk.training.changed.connect(self.bar.refresh)
        self.desk.training.failed.connect(self.show_error)
        self.desk.workers.failed.connect(self.show_error)
        self.desk.workers.idle.connect(self._close_if_asked)
        for part in (self.pipeline.pipelines, self.batches, self.study.studies, self.study.stored, self.help):
            part.failed.connect(self.show_error)
        self.study.studies.changed.connect(self._tell_title)
        self.recent_menu.chosen.connect(lambda path: self.open_paths([path]))

    def _follow(self) -> None:
        self._share_room()
        self.inspector.setVisible(bool(self.session.entries))
        self.readout.setVisible(self.workspace.shows_first and bool(self.session.entries))
        shown = 2 if self.session.opened is not None else 1 if self.session.entries else 0
        self._pages.setCurrentIndex(shown)
        self._tell_title()

    def _share_room(self) -> None:
        self._room.share(self.width(), has_subjects=bool(self.session.entries))

    def _tell_title(self) -> None:
        entry = self.session.current
        parts = ("" if entry is None else entry.files.id, self.study.title, "iSeg Desktop")
        self.setWindowTitle(" – ".join(part for part in parts if part))
        self.setWindowModified(self.study.studies.path is not None and self.study.studies.is_dirty)

    def _try_again(self) -> None:
        if self.session.current is not None:
            self.work.open_subject(self.session.current.key)

    def _follow_preferences(self) -> None:
        self.editing.limit_memory(self.preferences.current.undo_megabytes << 20)
        self.recovery.autosave.set_interval(self.preferences.current.autosave_seconds)

    def _selected(self) -> list[Entry]:
        found = (self.session.entry(key) for key in self.subjects.selected)
        return [entry for entry in found if entry is not None]

    def _segment(self) -> None:
        entry = self.session.current
        edited = entry is not None and entry.result is not None and entry.result.is_edited
        if not edited or self.prompts.may_replace_edits():
            self.work.segment()

    def _export(self) -> None:
        entry = self.session.current
        if entry is not None and entry.result is not None:
            self.prompts.ask_export(
                entry,
                lambda path, scheme, overwrite: self.work.export(path, scheme, overwrite=overwrite),
                self._wanted_values(),
            )

    def _wanted_values(self) -> LabelScheme:
        """Return the values of the label table that was read, or else those that the user prefers."""
        table = self.viewing.state.table
        return scheme_named(self.preferences.current.labels.name.lower()) if table in TABLES else table.scheme

    def _reread(self, choice: ReadChoice) -> None:
        entry = self.session.current
        if entry is None:
            return
        has_result = entry.result is not None or entry.stored is not None
        unsaved = entry in self.session.unsaved
        if not has_result or self.prompts.may_read_another_way(entry, unsaved=unsaved):
            self.work.reopen(choice)
        else:
            self.banner.refresh()
            self.bar.refresh()

    def _remove(self) -> None:
        if self._may_lose_current():
            self.work.remove_current()

    def _may_lose_current(self) -> bool:
        lost = [entry for entry in self.session.unsaved if entry is self.session.current]
        return not lost or self.prompts.may_discard(lost)

    def _quit(self) -> None:
        self.close()

    def _tell_exported(self, path: Path) -> None:
        self._tell(tr("Written: {path}").format(path=path))

    def _tell(self, words: str) -> None:
        self.statusBar().showMessage(words, 8000)

    def _close_if_asked(self) -> None:
        if self._closing:
            self.close()


def _column(*widgets: QWidget, spacing: int = 0) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for widget in widgets:
        column.addWidget(widget)
    column.setStretch(len(widgets) - 1, 1)
    return page


def _dropped(event: QDropEvent) -> list[Path]:
    """Return the local files and folders in a drop."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
