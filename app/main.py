"""Puts the program together and starts it: `iseg-desktop [PATH…] [--demo]`."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

import isegcore
from app.dialogs.crash import CrashReporter
from app.jobs.journal import log_jobs, log_qt_messages, log_settings
from app.language import speak
from app.services import core_services
from app.session.preferences import Preferences
from app.window.first_page import look_at_hardware
from app.window.main_window import MainWindow
from app.window.rest import Rest
from app.window.theme import Themes
from isegcore.diagnostics.logs import log_start, start_logging

_NO_DISPLAY = "iseg-desktop: There is no display to open a window on. Without one, use the command iseg.\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Show the window, then open what the command line names; return the exit status."""
    options = _parse(sys.argv[1:] if argv is None else argv)
    if not _has_display():
        sys.stderr.write(_NO_DISPLAY)
        return 1
    app = QApplication(sys.argv[:1])
    app.setApplicationName("iSeg Desktop")
    app.setDesktopFileName("iseg-desktop")
    app.setStyle("Fusion")
    themes = Themes(app)
    themes.follow_system()
    store = QSettings("iseg-desktop", "iseg-desktop")
    preferences = Preferences(store)
    speak(preferences.current.language, app)
    services = core_services(lambda: preferences.current.device)
    window = MainWindow(services, themes, store, preferences)
    logs = start_logging()
    log_start(isegcore.__version__)
    log_settings(preferences.current)
    preferences.changed.connect(lambda: log_settings(preferences.current))
    log_jobs(window.runner)
    log_qt_messages()
    reporter = CrashReporter()
    reporter.crashed.connect(window.recovery.autosave.save_now)
    reporter.crashed.connect(window.show_error)
    reporter.install()
    window.show()
    look_at_hardware(window.welcome, window.runner)
    Rest(window, window.runner).came.connect(window.desk.make_ready)
    QTimer.singleShot(0, lambda: _open_asked(window, options))
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    status = app.exec()
    window.runner.shut_down()
    window.desk.workers.shut_down()
    reporter.uninstall()
    if logs is not None:
        logs.stop()
    return status


def _has_display() -> bool:
    """Return whether Qt will find a display; without one on Linux it would abort the process."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="iseg-desktop", description="Segment infant brain MRI. Research software; not a medical device."
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="folders or images to open")
    parser.add_argument("--demo", action="store_true", help="open the bundled simulated subject")
    parser.add_argument("--version", action="version", version=f"iSeg Desktop {isegcore.__version__}")
    return parser.parse_args(argv)


def _open_asked(window: MainWindow, options: argparse.Namespace) -> None:
    window.recovery.offer()
    if options.demo:
        window.open_sample()
    if options.paths:
        window.open_paths(options.paths)


if __name__ == "__main__":
    sys.exit(main())
