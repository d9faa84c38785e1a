"""Who has a study open: one window at a time may save it. QtCore only."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile

from isegcore.io.path_text import is_text

_LONGEST_NAME = 255  # bytes


@dataclass(frozen=True, slots=True)
class Holder:
    """The window that has a study open; `pid` is 0 where it cannot be told."""

    pid: int
    host: str


class StudyLock:
    """A file beside a study, with number and machine of the process that has it open.

    What a process on this machine left behind that is gone is taken over; of another machine that cannot be
    told, so its lock counts until the user says otherwise.
    """

    def __init__(self, study: Path) -> None:
        self.path = _lock_path(study)
        self._file = QLockFile(str(self.path))
        self._file.setStaleLockTime(0)  # an old lock is not a dead one

    def take(self) -> bool:
        """Return whether the study is this window's now."""
        return self._file.tryLock(0)

    def take_over(self) -> bool:
        """Take the lock from whoever has it."""
        self.path.unlink(missing_ok=True)
        return self.take()

    def release(self) -> None:
        """Let others have it; who has taken it over keeps it, though Qt would remove their file."""
        theirs = None if self.is_mine or not self.path.exists() else self.path.read_bytes()
        self._file.unlock()
        if theirs is not None:
            self.path.write_bytes(theirs)

    @property
    def is_mine(self) -> bool:
        """Return whether it still is this window's: another may have taken it over."""
        return self._file.isLocked() and self._file.getLockInfo()[0] == os.getpid()

    @property
    def holder(self) -> Holder | None:
        """Return who has it, or None if nobody does: the folder cannot be written to."""
        if self._file.error() is not QLockFile.LockError.LockFailedError:
            return None
        pid, host, _ = self._file.getLockInfo()
        return Holder(int(pid), str(host))


def _lock_path(study: Path) -> Path:
    """Return the file beside a study; if Qt or the disk cannot name that, one that counts on this machine."""
    beside = study.with_name(f".{study.name}.lock")
    if is_text(str(beside)) and len(os.fsencode(beside.name)) <= _LONGEST_NAME:
        return beside
    digest = hashlib.sha256(os.fsencode(beside.absolute())).hexdigest()
    return Path(tempfile.gettempdir()) / f"iseg-{digest[:32]}.lock"
