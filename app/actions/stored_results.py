"""Reads the stored result of a subject when it is opened, and lets go of it when another one is.

A study of fifty subjects would not fit into memory with all its results.
"""
# ruff: noqa: PLC0415 - nibabel is not needed to start

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Signal

from app.jobs.job import Job, Runner
from app.language import QT_TRANSLATE_NOOP
from app.session.session import Entry, Session, Stored, make_result
from isegcore.data.grid import Grid
from isegcore.errors import IsegError
from isegcore.monitor import Monitor


class StoredResults(QObject):
    """Keeps the stored result of the open subject in memory, and others only where they are needed.

    Args:
        is_needed: Whether the result of a subject must stay, by its key.

    Signals:
        failed: Why a stored result could not be read.
    """

    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        runner: Runner,
        is_needed: Callable[[str], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._runner, self._is_needed = session, runner, is_needed
        session.current_changed.connect(self._follow)

    def read_again(self) -> None:
        """Read the result of the open subject once more, after that could not be done."""
        current = self._session.current
        if current is not None and current.stored is not None:
            self._session.mark_stored(current.key, replace(current.stored, problem=None))
            self._follow()

    def _follow(self) -> None:
        current, images = self._session.current, self._session.opened
        for entry in self._session.entries:
            if entry is not current and not entry.running and not self._is_needed(entry.key):
                self._session.release_result(entry.key)
        if current is None or images is None or current.stored is None or current.result is not None:
            return
        stored = current.stored
        if stored.problem is not None:  # told already; whoever has mended it asks again
            return
        work = partial(_read, stored, images.subject.grid, current.choice.orientation)
        job = Job(QT_TRANSLATE_NOOP("", "Reading the result of {name}"), work, name=current.files.id)
        job.succeeded.connect(partial(self._hold, current.key, stored))
        job.failed.connect(partial(self._lose, current.key, stored))
        self._runner.submit(job)

    def _hold(self, key: str, stored: Stored, value: object) -> None:
        entry = self._session.entry(key)
        if entry is self._session.current and _holds(entry, stored):
            self._session.hold_stored_result(key, cast(Stored, value))

    def _lose(self, key: str, stored: Stored, error: object) -> None:
        if isinstance(error, IsegError) and _holds(self._session.entry(key), stored):
            self._session.mark_stored(key, replace(stored, problem=error.with_traceback(None)))
        self.failed.emit(error)


def _holds(entry: Entry | None, stored: Stored) -> bool:
    return entry is not None and entry.stored is not None and entry.stored.path == stored.path


def _read(stored: Stored, grid: Grid, orientation: str, monitor: Monitor) -> Stored:
    from isegcore.io.stored_results import read_result
    from isegcore.study.results import SCHEME

    read = read_result(stored.path, grid, SCHEME, monitor, assumed_orientation=orientation)
    return Stored(stored.path, make_result(read), stored.edited)
