"""Writes to the log what a window works on: the kind of work and how long it took, not whose images."""

from __future__ import annotations

import json
import re
import sys
import time

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.jobs.job import Job, Runner
from app.settings import Settings, nameless
from isegcore.diagnostics.logs import Word, log

_KIND = re.compile(r"[A-Z][a-z]*ing\b")  # titles begin with what is done, and name a subject after that


def log_jobs(runner: Runner) -> None:
    """Log every job of a runner from now on."""
    runner.started.connect(_follow)


def log_settings(settings: Settings) -> None:
    """Log the settings; of names and addresses, whether they are set."""
    log().info("settings: %s", Word(json.dumps(nameless(settings))))


def log_error(error: BaseException) -> None:
    """Log something that the user was told of."""
    log().error("told: %s", Word(type(error).__name__), exc_info=error)


def log_qt_messages() -> None:
    """Log that Qt has said something; what, it may have taken from a file, goes to the terminal alone."""
    before = qInstallMessageHandler(None)

    def hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        log().warning("Qt said something: %s", kind)
        if before is not None:
            before(kind, context, message)
        else:
            sys.stderr.write(f"{message}\n")

    qInstallMessageHandler(hear)


def _follow(job: Job) -> None:
    found = _KIND.match(job.english)
    kind, began = Word(found[0] if found else "Working"), time.monotonic()
    job.succeeded.connect(lambda _: log().info("%s done after %.1f s", kind, time.monotonic() - began))
    job.cancelled.connect(lambda: log().info("%s cancelled after %.1f s", kind, time.monotonic() - began))
    job.failed.connect(lambda error: log().error("%s failed", kind, exc_info=error))
