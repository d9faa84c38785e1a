"""Offers what an earlier window left behind, brings it back, and puts this window's corrections aside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from app.dialogs.question import Answer, ask
from app.jobs.job import Job, Runner
from app.language import tr
from app.session.autosave import Autosave
from app.session.recovery_folder import LeftBehind, find_left_behind, put_apart, recovery_root
from app.session.session import ReadChoice, Session, make_result
from isegcore.errors import GridMismatchError, IsegError, UnreadableImageError
from isegcore.monitor import Monitor

if TYPE_CHECKING:
    from isegcore.io.recovery import Recovery

_Found = tuple[list[tuple[Path, "Recovery"]], list[tuple[Path, IsegError]]]


class RecoveryDesk(QObject):
    """Recovery in a window.

    Signals:
        failed: Why something could not be put aside or brought back.
        told: A sentence for the status bar.
        subject_wanted: Key of a subject that was brought back.
    """

    failed = Signal(object)
    told = Signal(str)
    subject_wanted = Signal(str)

    def __init__(self, window: QMainWindow, session: Session, runner: Runner, seconds: int) -> None:
        super().__init__(window)
        self._window, self._session, self._runner = window, session, runner
        self._root = recovery_root()
        self.autosave = Autosave(session, runner, self._root, seconds, self)
        self.autosave.failed.connect(self.failed)
        self.autosave.shared.connect(self._tell_shared)
        session.result_misfitted.connect(self._keep_misfit)

    def offer(self) -> None:
        """Look for corrections that were left behind, and ask what shall become of them."""
        behind = find_left_behind(self._root)
        if behind:
            job = Job("Looking for corrections left behind", partial(_read_all, behind), quiet=True)
            job.succeeded.connect(partial(self._ask, behind))
            job.failed.connect(self.failed)
            self._runner.submit(job)

    def _ask(self, behind: Sequence[LeftBehind], outcome: object) -> None:
        found, damaged = cast(_Found, outcome)
        for path, error in damaged:
            kept = put_apart(path, self._root)
            self.failed.emit(type(error)(error.message, path=kept, hint=error.hint))
        if not found:
            self._release(behind, remove=True)
            return
        self._offer(behind, found)

    def _offer(self, behind: Sequence[LeftBehind], found: list[tuple[Path, Recovery]]) -> None:
        ask(
            self._window,
            "recover",
            tr("The program ended before these corrections were saved:"),
            _names(found),
            Answer(tr("Recover"), partial(self._recover, behind, found)),
            Answer(tr("Discard…"), partial(self._make_sure, behind, found), destroys=True),
            Answer(tr("Not Now"), partial(self._release, behind, remove=False)),
        )

    def _make_sure(self, behind: Sequence[LeftBehind], found: list[tuple[Path, Recovery]]) -> None:
        """Ask once more: there is no other copy."""
        ask(
            self._window,
            "discard recovered",
            tr("Discard these corrections for good?"),
            _names(found) + "\n\n" + tr("They exist nowhere else, and this cannot be undone."),
            Answer(tr("Discard"), partial(self._release, behind, remove=True), destroys=True),
            Answer(tr("Back"), partial(self._offer, behind, found)),
        )

    def _recover(self, behind: Sequence[LeftBehind], found: list[tuple[Path, Recovery]]) -> None:
        keys = []
        for path, recovery in found:
            choice = ReadChoice(recovery.orientation, recovery.registered)
            key = self._session.restore(recovery.files, choice, make_result(recovery.segmentation))
            self.autosave.adopt(key, path)
            keys.append(key)
        self._release(behind, remove=True)
        self.subject_wanted.emit(keys[0])
        self.told.emit(tr("Recovered. Export the labels or save the study to keep them."))

    def _release(self, behind: Sequence[LeftBehind], *, remove: bool) -> None:
        for folder in behind:
            if remove:
                folder.remove()
            else:
                folder.leave()

    def _keep_misfit(self, key: str) -> None:
        """Keep the file of corrections whose images are others by now; the session drops the labels."""
        kept = self.autosave.put_apart(key)
        self.failed.emit(
            GridMismatchError(
                tr("The images are no longer those that were corrected: the grids differ."),
                path=kept,
                hint=tr("The corrections are kept in this file.")
                if kept
                else tr("The corrections do not fit them."),
            )
        )

    def _tell_shared(self, name: str) -> None:
        words = tr(
            "{subject} is being corrected in another window, too. Each window keeps its own corrections; "
            "export them under different names."
        )
        self.told.emit(words.format(subject=name))


def _read_all(behind: Sequence[LeftBehind], monitor: Monitor) -> _Found:
    from isegcore.io.recovery import read_recovery  # noqa: PLC0415 - pydantic: not at the start

    found: list[tuple[Path, Recovery]] = []
    damaged: list[tuple[Path, IsegError]] = []
    for path in (file for folder in behind for file in folder.files):
        try:
            found.append((path, read_recovery(path)))
        except UnreadableImageError as error:
            damaged.append((path, error))
    return found, damaged


def _names(found: list[tuple[Path, Recovery]]) -> str:
    names = ", ".join(f"{recovery.files.id} ({_time(recovery.saved)})" for _, recovery in found[:5])
    return names + (tr(" and {count} more").format(count=len(found) - 5) if len(found) > 5 else "")


def _time(saved: str) -> str:
    """Return a time of the record in words, in the user's own time."""
    try:
        return datetime.fromisoformat(saved).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return saved
