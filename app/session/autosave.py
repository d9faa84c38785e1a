"""Puts corrections aside while they are made: every minute, and at once when something goes wrong."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.jobs.job import Job, Runner
from app.language import tr
from app.session.recovery_folder import OwnFolder, put_apart, recovery_name
from app.session.session import Entry, Session
from isegcore.errors import IsegError
from isegcore.monitor import Monitor


class Autosave(QObject):
    """Keeps a recovery file of every subject whose corrections are in no other file.

    Signals:
        failed: Why corrections could not be put aside; told once, not every minute.
        shared: Name of a subject that another window corrects, too.
    """

    failed = Signal(object)
    shared = Signal(str)

    def __init__(
        self, session: Session, runner: Runner, root: Path, seconds: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._runner = session, runner
        self._root = root
        self._folder = OwnFolder(root)
        self._names: dict[str, str] = {}
        self._changed: set[str] = set()
        self._has_failed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(seconds * 1000)
        self._timer.timeout.connect(self.save)
        session.entry_changed.connect(self._follow)
        session.entries_changed.connect(self._drop_removed)

    def set_interval(self, seconds: int) -> None:
        """Put corrections aside every so many seconds."""
        self._timer.setInterval(seconds * 1000)

    def save(self) -> None:
        """Put aside what has changed since the last time, each subject as a job."""
        for entry in self._take_changed():
            job = Job(
                tr("Putting {subject} aside").format(subject=entry.files.id),
                partial(self._write, entry),
                quiet=True,
            )
            job.failed.connect(self._tell)
            job.finished.connect(partial(self._tidy, entry.key))
            self._runner.submit(job)

    def save_now(self) -> None:
        """Put aside what has changed, before anything else happens: the program may not go on for long."""
        for entry in self._take_changed():
            try:
                self._write(entry)
            except (IsegError, OSError) as error:
                self._tell(error)

    def adopt(self, key: str, path: Path) -> None:
        """Take over the file that an earlier window put aside for a subject of the session."""
        try:
            self._folder.prepare()
            path.replace(self._folder.path / recovery_name(key))
        except OSError as error:
            self._tell(error)
            return
        self._names[key] = recovery_name(key)

    def put_apart(self, key: str) -> Path | None:
        """Move the file of a subject, if there is one, to where unusable ones are kept; return where."""
        path = self._folder.path / recovery_name(key)
        return put_apart(path, self._root) if path.exists() else None

    def close(self) -> None:
        """Drop everything that was put aside: the user has decided what becomes of it."""
        self._timer.stop()
        self._folder.remove()

    def _follow(self, key: str) -> None:
        entry = self._session.entry(key)
        if entry is not None and entry.result is not None and entry.is_edited and _is_nowhere_else(entry):
            self._changed.add(key)
            self._mark(entry)
            if not self._timer.isActive():
                self._timer.start()
        else:
            self._discard(key)

    def _mark(self, entry: Entry) -> None:
        if entry.key in self._names:
            return
        self._names[entry.key] = recovery_name(entry.key)
        try:
            if self._folder.mark(self._names[entry.key]):
                self.shared.emit(entry.files.id)
        except OSError as error:
            self._tell(error)

    def _discard(self, key: str) -> None:
        self._changed.discard(key)
        name = self._names.pop(key, None)
        if name is not None:
            self._folder.discard(name)

    def _tidy(self, key: str) -> None:
        """Drop a file that was written while its corrections were saved elsewhere."""
        if key not in self._names:
            self._folder.discard(recovery_name(key))

    def _drop_removed(self) -> None:
        here = {entry.key for entry in self._session.entries}
        for key in set(self._names) - here:
            self._discard(key)

    def _take_changed(self) -> list[Entry]:
        entries = [self._session.entry(key) for key in self._changed]
        self._changed.clear()
        return [entry for entry in entries if entry is not None and entry.result is not None]

    def _write(self, entry: Entry, monitor: Monitor | None = None) -> None:
        from isegcore.io.recovery import Recovery, write_recovery  # noqa: PLC0415 - pydantic: not at the start

        if entry.result is None:
            return
        choice, made = entry.choice, entry.result.segmentation
        recovery = Recovery(entry.files, choice.orientation, choice.register, made)
        write_recovery(self._folder.path / recovery_name(entry.key), recovery)

    def _tell(self, error: object) -> None:
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit(error)


def _is_nowhere_else(entry: Entry) -> bool:
    return not entry.exported and not entry.is_stored
