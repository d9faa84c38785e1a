"""Reads the stored result of a subject when it is opened, and lets go of it when another one is.

A study of fifty subjects would not fit into memory with all its results.
"""
# ruff: noqa: PLC0415 - nibabel is not needed to start

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Signal

from app.jobs.job import Job, Runner
from app.language import QT_TRANSLATE_NOOP
from app.session.session import Entry, Session, Stored, make_result
from isegcore.data.grid import Grid
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

    def _follow(self) -> None:
        current, images = self._session.current, self._session.opened
        for entry in self._session.entries:
            if entry is not current and not entry.running and not self._is_needed(entry.key):
                self._session.release_result(entry.key)
        if current is None or images is None or current.stored is None or current.result is not None:
            return
        stored = current.stored
        work = partial(_read, stored, images.subject.grid)
        job = Job(QT_TRANSLATE_NOOP("", "Reading the result of {name}"), work, name=current.files.id)
        job.succeeded.connect(partial(self._hold, current.key, stored))
        job.failed.connect(partial(self._lose, current.key, stored))
        self._runner.submit(job)

    def _hold(self, key: str, stored: Stored, value: object) -> None:
        entry = self._session.entry(key)
        if entry is self._session.current and _holds(entry, stored):
            self._session.hold_stored_result(key, cast(Stored, value))

    def _lose(self, key: str, stored: Stored, error: object) -> None:
        entry = self._session.entry(key)
        if _holds(entry, stored):
            self._session.drop_stored(key)
        self.failed.emit(error)


def _holds(entry: Entry | None, stored: Stored) -> bool:
    return entry is not None and entry.stored is not None and entry.stored.path == stored.path


def _read(stored: Stored, grid: Grid, monitor: Monitor) -> Stored:
    from isegcore.io.stored_result import read_result
    from isegcore.study.results import SCHEME

    result = make_result(read_result(stored.path, grid, SCHEME, monitor))
    return Stored(stored.path, result, stored.edited)
