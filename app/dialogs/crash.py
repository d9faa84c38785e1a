"""A bug: says so, offers the traceback to copy, and lets the window live on."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

import isegcore
from app.language import tr
from app.panels.parts import resize_on_screen


class CrashDialog(QDialog):
    """Shows the traceback of an unexpected exception.

    Signals:
        report_requested: The user wants to write a report for support.
    """

    report_requested = Signal()

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crash")
        self.setWindowTitle(tr("Something went wrong"))
        resize_on_screen(self, 680, 420)
        words = QLabel(
            tr(
                "iSeg Desktop ran into a mistake of its own. What is open stays open; the last action may "
                "not have been completed. Please report the text below; it may hold names of files, so look "
                "through it first. A report for support names nobody."
            )
        )
        words.setWordWrap(True)
        self.text = QPlainTextEdit(report(error))
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(tr("Technical report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = buttons.addButton(tr("Copy Report"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(self.text.toPlainText()))
        self.save = buttons.addButton(tr("Save Report for Support…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save.clicked.connect(self.report_requested)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        for part in (words, self.text, buttons):
            column.addWidget(part)
        self.finished.connect(self.deleteLater)


def report(error: BaseException) -> str:
    """Return the traceback with the versions it happened on."""
    versions = (
        f"iSeg Desktop {isegcore.__version__}, Python {platform.python_version()}, "
        f"PySide6 {PySide6.__version__}, {platform.platform()}"
    )
    return f"{versions}\n\n{''.join(traceback.format_exception(error))}"


class CrashReporter(QObject):
    """Brings exceptions that nobody caught, from any thread, to the GUI thread.

    Signals:
        crashed: The exception.
    """

    crashed = Signal(object)

    def install(self) -> None:
        """Become the hook of last resort."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._report(args.exc_value)

    def uninstall(self) -> None:
        """Leave the hooks as Python has them."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if not issubclass(kind, KeyboardInterrupt):
            self._report(error)

    def _report(self, error: BaseException | None) -> None:
        if error is not None:
            self.crashed.emit(error)
