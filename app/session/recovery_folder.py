"""Where each window puts corrections aside, and what windows left behind that are no longer there.

Every window has a folder of its own with a lock in it, so that two windows which correct the same subject
never write over each other's corrections. A lock whose process is gone counts for nothing.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from PySide6.QtCore import QLockFile

_LOCK = "window.lock"
_MARK = ".open"
_DAMAGED = "damaged"
_PUT_ASIDE = ".iseg-recovery"


def recovery_name(key: str) -> str:
    """Return the file name for the subject of a key, which names a patient maybe; it does not."""
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:32] + _PUT_ASIDE


def recovery_root() -> Path:
    """Return the folder of all windows' folders."""
    return platformdirs.user_data_path("iseg-desktop") / "recovery"


class OwnFolder:
    """The folder of this window; it is made when there is something to put aside."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock: QLockFile | None = None
        self.path = root / secrets.token_hex(8)

    def prepare(self) -> None:
        """Make the folder, and lock it.

        Raises:
            OSError: If it cannot be made.
        """
        while self._lock is None:
            self.path.mkdir(parents=True, mode=0o700)
            lock = _lock_in(self.path)
            if lock.tryLock(0):
                self._lock = lock
            else:  # another window took it for one that was left behind, in the moment between
                self.path = self._root / secrets.token_hex(8)

    def mark(self, name: str) -> bool:
        """Say that a subject is being corrected here; return whether it is in another window, too."""
        self.prepare()
        (self.path / (name + _MARK)).touch()
        others = [mark.parent for mark in self._root.glob(f"*/{name}{_MARK}") if mark.parent != self.path]
        return any(_is_held(folder) for folder in others)

    def discard(self, name: str) -> None:
        """Drop what was put aside of a subject."""
        for path in (self.path / name, self.path / (name + _MARK)):
            with suppress(OSError):
                path.unlink()

    def remove(self) -> None:
        """Drop everything: the window closes in good order."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
            shutil.rmtree(self.path, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A folder of a window that is gone; locked, so that one window alone offers to recover it."""

    folder: Path
    lock: QLockFile

    @property
    def files(self) -> tuple[Path, ...]:
        """Return the corrections that were put aside in it."""
        return tuple(sorted(self.folder.glob("*" + _PUT_ASIDE)))

    def leave(self) -> None:
        """Leave it for the next start."""
        self.lock.unlock()

    def remove(self) -> None:
        """Delete it with all that is in it."""
        self.lock.unlock()
        shutil.rmtree(self.folder, ignore_errors=True)


def find_left_behind(root: Path) -> tuple[LeftBehind, ...]:
    """Return the folders of windows that are gone and put something aside, locked for this one."""
    found = []
    for folder in sorted(path for path in root.glob("*") if path.is_dir() and path.name != _DAMAGED):
        lock = _lock_in(folder)
        if not lock.tryLock(0):
            continue
        behind = LeftBehind(folder, lock)
        if behind.files:
            found.append(behind)
        else:
            behind.remove()
    return tuple(found)


def put_apart(path: Path, root: Path) -> Path:
    """Move a file that cannot be read to where it is kept, and return where that is."""
    kept = root / _DAMAGED / f"{path.parent.name}-{path.name}"
    kept.parent.mkdir(parents=True, exist_ok=True)
    return path.replace(kept)


def _lock_in(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / _LOCK))
    lock.setStaleLockTime(0)  # a window may be open for days
    return lock


def _is_held(folder: Path) -> bool:
    lock = _lock_in(folder)
    if lock.tryLock(0):
        lock.unlock()
        return False
    return True
