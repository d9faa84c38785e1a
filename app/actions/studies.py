"""Opening and saving studies, each as a job on the session.

No widgets: what the user must hear or decide is a signal.
"""
# ruff: noqa: PLC0415 - pydantic and nibabel come with study files, and are not needed to start

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from app.actions.work import Work
from app.jobs.job import Job, Runner
from app.language import QT_TRANSLATE_NOOP, tr
from app.session.editing import Editing
from app.session.session import Entry, Session, Stored
from app.session.study_lock import StudyLock
from app.session.view_state import ViewState
from app.session.viewing import Viewing
from isegcore.errors import OutputError
from isegcore.monitor import Monitor

if TYPE_CHECKING:
    from app.session.study_records import Loaded
    from app.session.study_saving import Saved, SaveRequest
    from isegcore.study.study import ImageRecord


class Access(Enum):
    """What the user wants of a study that another window has open."""

    ASK = "ask"
    READ_ONLY = "read only"
    TAKE_OVER = "take over"


class Studies(QObject):
    """The study of a window.

    Attributes:
        path: Of its file; None while it has none.
        read_only: Whether that may not be saved, because another window has it open.

    Signals:
        changed: Path, read_only or is_dirty.
        failed: The exception a job raised, or what the user should know of a study.
        moved: A `Loaded` study whose images are not all where they should be: `find` or `adopt` it.
        held: A `Loaded` study that is open elsewhere, and the `Holder`; `adopt` it another way.
        opened: Path of the study that is the window's now.
        saved: Its path.
    """

    changed = Signal()
    failed = Signal(object)
    moved = Signal(object)
    held = Signal(object, object)
    opened = Signal(object)
    saved = Signal(object)

    def __init__(
        self,
        session: Session,
        viewing: Viewing,
        editing: Editing,
        work: Work,
        runner: Runner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._viewing, self._editing = session, viewing, editing
        self._work, self._runner = work, runner
        self.path: Path | None = None
        self.read_only = False
        self._lock: StudyLock | None = None
        self._results = ""
        self._known: Mapping[Path, ImageRecord] = {}
        self._content: object = ()
        self._look: Loaded | None = None
        self._overlay: tuple[str, ViewState] | None = None
        self.saving: Job | None = None
        session.entries_changed.connect(self.changed)
        session.entry_changed.connect(self.changed)
        session.result_arrived.connect(self._lay_as_saved)

    @property
    def is_dirty(self) -> bool:
        """Return whether something would be lost without saving: results, or what the study does not say."""
        if self.path is None or self.read_only:
            worked = any(e.note or e.verdict or e.lines or _ticked(e) for e in self._session.entries)
            return bool(self._session.unsaved) or (worked and self._content != _content(self._session))
        lost = any(entry.result is not None and not entry.is_stored for entry in self._session.entries)
        return lost or self._content != _content(self._session)

    def start_new(self) -> None:
        """Have an empty study."""
        self._leave()
        self._session.load(())
        self._settle()

    def open(self, path: Path) -> None:
        """Read a study; the window's own stays until that has worked out."""
        job = Job(QT_TRANSLATE_NOOP("", "Opening {name}"), partial(_load, path), name=path.name)
        job.succeeded.connect(self._loaded)
        self._submit(job)

    def find(self, loaded: Loaded, folder: Path) -> None:
        """Look for the images that a study misses in a folder."""
        job = Job(
            QT_TRANSLATE_NOOP("", "Looking for images in {name}"),
            partial(_find, loaded, folder),
            name=folder.name or str(folder),
        )
        job.succeeded.connect(self._loaded)
        self._submit(job)

    def adopt(self, loaded: Loaded, access: Access = Access.ASK) -> None:
        """Make a study that was read the window's own."""
        lock = self._lock if self._lock is not None and loaded.path == self.path else StudyLock(loaded.path)
        read_only = access is Access.READ_ONLY
        if lock is not self._lock and not read_only:
            took = lock.take_over() if access is Access.TAKE_OVER else lock.take()
            if not took and lock.holder is not None:
                self.held.emit(loaded, lock.holder)
                return
            read_only = not took
        if lock is not self._lock:
            self._leave()
            self._lock = None if read_only else lock
        self.path, self.read_only = loaded.path, read_only
        self._results = loaded.study.results
        self._take(loaded)

    def save(self, path: Path | None = None, then: Callable[[], None] = lambda: None) -> None:
        """Write the study, under another path if one is given; `then` is called when that is done."""
        target = path or self.path
        if target is None or self.saving is not None:
            return
        own = target == self.path
        lock = self._lock if own and self._lock is not None else StudyLock(target)
        if own and self.read_only:
            self.failed.emit(_not_ours(target, tr("The study was opened for reading only.")))
        elif lock is self._lock and not lock.is_mine:
            self.failed.emit(_not_ours(target, tr("Another window has taken the study over.")))
        elif lock is not self._lock and not lock.take() and lock.holder is not None:
            self.failed.emit(_not_ours(target, tr("Another window has this study open.")))
        else:
            self._save(target, self._results if own else "", lock, then)

    def close(self) -> None:
        """Let others have the study."""
        if self._lock is not None and self._lock.is_mine:
            self._lock.release()
        self._lock = None

    def _save(self, target: Path, results: str, lock: StudyLock, then: Callable[[], None]) -> None:
        from app.session.study_records import Look
        from app.session.study_saving import SaveRequest

        current = self._session.current
        locked = self._editing.painting.locked
        look = Look(None if current is None else current.key, self._viewing.state, locked)
        request = SaveRequest(self._session.entries, target, results, look, self._known)
        job = Job(QT_TRANSLATE_NOOP("", "Saving {name}"), partial(_write, request), name=target.stem)
        job.succeeded.connect(partial(self._written, request, lock))
        job.succeeded.connect(lambda _: then())
        job.failed.connect(lambda _: self._give_back(lock))
        job.cancelled.connect(lambda: self._give_back(lock))
        job.finished.connect(self._saving_ended)
        self.saving = job
        self._submit(job)

    def _submit(self, job: Job) -> None:
        job.failed.connect(self.failed)
        self._runner.submit(job)

    def _loaded(self, value: object) -> None:
        loaded = cast("Loaded", value)
        if loaded.missing:
            self.moved.emit(loaded)
        else:
            self.adopt(loaded)

    def _take(self, loaded: Loaded) -> None:
        """Show what was read."""
        from app.session.study_looks import locked_labels, with_labels
        from app.session.study_records import known_images

        if self._work.segmenting is not None:
            self._work.segmenting.cancel()
        self._known = known_images(loaded.study, loaded.entries)
        self._look = loaded if loaded.current is not None else None
        self._session.load(loaded.entries)
        self._viewing.change(partial(with_labels, loaded.study.view))
        self._editing.set(locked=locked_labels(loaded.study.view))
        self._content = None if loaded.relocated else _content(self._session)
        key = loaded.current or next((entry.key for entry in loaded.entries), None)
        if key is not None:
            self._work.open_subject(key)
        self.opened.emit(loaded.path)
        self.changed.emit()
        for remark in loaded.remarks:
            self.failed.emit(remark)

    def look_as_saved(self) -> None:
        """Look at the subject that was open when the study was saved as it was looked at, once it is read."""
        loaded, current, images = self._look, self._session.current, self._session.opened
        if loaded is None or images is None or current is None:
            return
        self._look = None
        if current.key == loaded.current:
            look = loaded.look(self._viewing.state, images.subject)
            self._viewing.change(lambda _: look)
            if current.stored is not None:  # its labels are still to be read
                self._overlay = (current.key, look)

    def _lay_as_saved(self, key: str) -> None:
        """Lay the labels over the images as they lay when the study was saved, once they are read, too."""
        waiting, self._overlay = self._overlay, None
        if waiting is not None and waiting[0] == key:
            look = waiting[1]
            self._viewing.set(overlay=look.overlay, overlay_shown=look.overlay_shown)

    def _written(self, request: SaveRequest, lock: StudyLock, value: object) -> None:
        saved = cast("Saved", value)
        if lock is not self._lock:
            self.close()
            self._lock = lock
        self.path, self.read_only = request.path, False
        self._results, self._known = saved.results, saved.known
        for key, stored in saved.stored.items():
            self._mark(key, stored)
        self._content = _content_of(request.entries)
        self.saved.emit(request.path)
        self.changed.emit()

    def _mark(self, key: str, stored: Stored) -> None:
        """Remember where a result is; it may have been read or let go of while it was being saved."""
        entry = self._session.entry(key)
        if entry is not None:
            held = entry.result if entry.is_stored else stored.result
            self._session.mark_stored(key, replace(stored, result=held))

    def _give_back(self, lock: StudyLock) -> None:
        if lock is not self._lock:
            lock.release()

    def _saving_ended(self) -> None:
        self.saving = None

    def _leave(self) -> None:
        self.close()
        self.path, self.read_only, self._results = None, False, ""
        self._known, self._look, self._overlay = {}, None, None

    def _settle(self) -> None:
        self._content = _content(self._session)
        self.changed.emit()


def _content(session: Session) -> object:
    return _content_of(session.entries)


def _content_of(entries: Sequence[Entry]) -> object:
    """Return what a study says of subjects besides their results, to be compared."""
    return tuple(
        (
            e.key,
            e.choice,
            e.exported,
            e.result is None and e.stored is None,
            e.verdict,
            e.note,
            e.lines,
            _ticked(e),
        )
        for e in entries
    )


def _ticked(entry: Entry) -> frozenset[int]:
    return frozenset() if entry.doubts is None else entry.doubts.ticked


def _not_ours(path: Path, sentence: str) -> OutputError:
    return OutputError(sentence, path=path, hint=tr("Save it under another name."))


def _load(path: Path, monitor: Monitor) -> Loaded:
    from app.session.study_records import loaded_study
    from isegcore.study.study_file import read_study

    monitor.update(QT_TRANSLATE_NOOP("", "Reading the study"), 0, 1)
    return loaded_study(path, read_study(path), monitor)


def _find(loaded: Loaded, folder: Path, monitor: Monitor) -> Loaded:
    from isegcore.study.moved import find_moved

    return loaded.moved(find_moved(loaded.missing, folder, monitor))


def _write(request: SaveRequest, monitor: Monitor) -> Saved:
    from app.session.study_saving import save_study

    return save_study(request, monitor)
