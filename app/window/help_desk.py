"""Where preferences and help meet the window: their dialogs, and what the settings change in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMainWindow

from app.actions.action import Action
from app.actions.help_actions import HelpIntents
from app.actions.shortcuts import Shortcuts
from app.dialogs.about import show_about
from app.dialogs.documents import show_documents
from app.dialogs.keys import Keys
from app.dialogs.palette import Palette
from app.dialogs.preferences import PreferencesDialog
from app.dialogs.shortcuts import ShortcutsDialog
from app.jobs.job import Job, Runner
from app.language import QT_TRANSLATE_NOOP, tr
from app.session.preferences import Preferences
from app.session.viewing import Viewing
from app.settings import ThemeChoice
from app.window.action_bar import ActionBar
from app.window.key_tips import name_keys
from app.window.theme import DARK, LIGHT, Themes
from isegcore.folders import logs_folder
from isegcore.monitor import Monitor

_TOLD_MS = 8000
_SERVER = "MLFLOW_TRACKING_URI"
_GIVEN_SERVER = os.environ.get(_SERVER)  # to the process, before any window


class HelpDesk(QObject):
    """Preferences and help in a window.

    Attributes:
        shortcuts: The user's keys.

    Signals:
        failed: The exception a job raised.
    """

    failed = Signal(object)

    def __init__(
        self,
        window: QMainWindow,
        preferences: Preferences,
        themes: Themes,
        viewing: Viewing,
        runner: Runner,
        store: QSettings,
    ) -> None:
        super().__init__(window)
        self._window, self._preferences, self._themes = window, preferences, themes
        self._viewing, self._runner = viewing, runner
        self._bar: ActionBar | None = None
        self._usual: Sequence[Action] = ()
        self.shortcuts = Shortcuts(store, self)
        self._before = preferences.current
        self._apply_first()
        preferences.changed.connect(self._apply)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def intents(self) -> HelpIntents:
        """Return what the actions ask of the window."""
        return HelpIntents(
            preferences=lambda: PreferencesDialog(self._preferences, self._window).open(),
            shortcuts=lambda: ShortcutsDialog(self.shortcuts, self._usual, self._window).open(),
            palette=self.show_palette,
            documents=lambda: show_documents(self._window),
            keys=lambda: Keys(self.actions, self._window).open(),
            report=self.ask_report,
            logs=show_logs,
            about=lambda: show_about(self._window, self._window.windowIcon()),
        )

    @property
    def actions(self) -> Sequence[Action]:
        """Return all actions with the user's keys."""
        return self.shortcuts.applied(self._usual)

    def take(self, bar: ActionBar, usual: Sequence[Action]) -> None:
        """Give the actions of a window the user's keys, from now on."""
        self._bar, self._usual = bar, usual
        self.shortcuts.changed.connect(self._rebind)
        self._rebind()

    def show_palette(self) -> None:
        """Show everything that can be done."""
        bar = self._bar
        if bar is not None:
            palette = Palette(self.actions, lambda name: bar.qt(name).isEnabled(), self._window)
            palette.chosen.connect(lambda name: bar.qt(name).trigger())
            palette.open()

    def ask_report(self) -> None:
        """Ask where to write a report for support, and write it."""
        dialog = QFileDialog(
            self._window, tr("Save a report for support"), str(Path.home()), tr("Zip archives (*.zip)")
        )
        dialog.setObjectName("report")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.selectFile("iseg-report.zip")
        dialog.fileSelected.connect(lambda name: self._write_report(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write_report(self, path: Path) -> None:
        job = Job(QT_TRANSLATE_NOOP("", "Writing the report"), partial(_write_report, path))
        written = tr("Written: {path}").format(path=path)
        job.succeeded.connect(lambda _: self._window.statusBar().showMessage(written, _TOLD_MS))
        job.failed.connect(self.failed)
        self._runner.submit(job)

    def toggle_theme(self) -> None:
        """Change from light to dark or back, and stay with it."""
        theme = ThemeChoice.LIGHT if self._themes.current.dark else ThemeChoice.DARK
        self._preferences.set(replace(self._preferences.current, theme=theme))

    def _rebind(self) -> None:
        if self._bar is not None:
            self._bar.rebind(self.actions)
            name_keys(self._window, self.actions)

    def _apply_first(self) -> None:
        settings = self._preferences.current
        if settings.theme is not ThemeChoice.SYSTEM:
            self._wear(settings.theme)
        self._viewing.set(convention=settings.side, smooth=settings.smooth)
        self._use_server(settings.server)

    def _apply(self) -> None:
        """Bring what has been changed into force; what has not been, the user may have changed elsewhere."""
        before, settings = self._before, self._preferences.current
        self._before = settings
        if settings.theme is not before.theme:
            self._wear(settings.theme)
        if settings.side is not before.side:
            self._viewing.set(convention=settings.side)
        if settings.smooth is not before.smooth:
            self._viewing.set(smooth=settings.smooth)
        if settings.server != before.server:
            self._use_server(settings.server)

    def _wear(self, theme: ThemeChoice) -> None:
        wear: dict[ThemeChoice, Callable[[], None]] = {
            ThemeChoice.SYSTEM: self._themes.follow_system,
            ThemeChoice.LIGHT: lambda: self._themes.wear(LIGHT),
            ThemeChoice.DARK: lambda: self._themes.wear(DARK),
        }
        wear[theme]()

    def _follow_system(self) -> None:
        if self._preferences.current.theme is ThemeChoice.SYSTEM:
            self._themes.follow_system()

    def _use_server(self, server: str) -> None:
        """Let workers, which inherit the environment, record there; what it said before counts otherwise."""
        address = server or _GIVEN_SERVER
        if address:
            os.environ[_SERVER] = address
        else:
            os.environ.pop(_SERVER, None)


def show_logs() -> None:
    """Open the folder of the logs in the desktop's own file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(logs_folder())))


def _write_report(path: Path, monitor: Monitor) -> None:
    from isegcore.diagnostics.report import write_report  # noqa: PLC0415 - pydantic: not at the start

    write_report(path, overwrite=True, monitor=monitor)  # the dialog has asked
