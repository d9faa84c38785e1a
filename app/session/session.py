"""The document: which subjects are in the list, which one is open, and what was found of each.

Jobs hand their results here by the key of the subject they were asked for, so a result that arrives after
the user has moved on is kept where it belongs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.language import QT_TRANSLATE_NOOP
from app.session.doubt_round import DoubtRound
from app.session.line import Line
from app.session.opened import Opened
from isegcore.data.dataset import SubjectFiles
from isegcore.data.volume import LabelMap
from isegcore.errors import IsegError
from isegcore.labels import Tissue
from isegcore.metrics.volumes import tissue_volumes_ml

if TYPE_CHECKING:  # pydantic comes with it, and is not needed to start
    from isegcore.data.segmentation import Segmentation


class Status(Enum):
    """Where a subject stands, in the words of the list."""

    TO_DO = QT_TRANSLATE_NOOP("", "To do")
    LABELLED = QT_TRANSLATE_NOOP("", "Labelled")
    RUNNING = QT_TRANSLATE_NOOP("", "Running")
    DONE = QT_TRANSLATE_NOOP("", "Done")
    EDITED = QT_TRANSLATE_NOOP("", "Edited")
    REVIEWED = QT_TRANSLATE_NOOP("", "Reviewed")
    FLAGGED = QT_TRANSLATE_NOOP("", "Flagged")
    PROBLEM = QT_TRANSLATE_NOOP("", "Problem")


class Verdict(Enum):
    """What the user makes of a subject."""

    REVIEWED = "Reviewed"
    FLAGGED = "Flagged"


@dataclass(frozen=True, slots=True)
class ReadChoice:
    """What the user decided about reading a subject; the defaults of `isegcore.io.subject.ReadOptions`."""

    orientation: str = "LAS"
    register: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Result:
    """A segmentation with the figures shown for it.

    Attributes:
        millilitres: Of each tissue.
        confidence: Mean percent over the brain, where there is one.
    """

    segmentation: Segmentation
    millilitres: Mapping[Tissue, float]
    confidence: float

    @property
    def is_edited(self) -> bool:
        """Return whether its labels were changed by hand."""
        edits = self.segmentation.provenance.edits
        return edits is not None and edits.voxels > 0


@dataclass(frozen=True, eq=False, slots=True)
class Stored:
    """A result in the folder of the study.

    Attributes:
        path: The label image.
        result: What it holds; None if that is not in memory.
        edited: Whether that was changed by hand.
        problem: Why it could not be read, if that was tried; it belongs to the subject all the same.
    """

    path: Path
    result: Result | None = None
    edited: bool = False
    problem: IsegError | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Entry:
    """A line of the subject list.

    Attributes:
        key: Unique in the session.
        problem: Why the images could not be read, if they could not.
        exported: Whether the result has been written to a file.
        stored: What the study's folder holds of the subject; that may be an earlier result.
        verdict: What the user makes of it; labels that change after a review are not reviewed any more.
        note: What the user wrote about it.
        drawn: Lines drawn over it, by the way that its axes were read.
        doubts: The doubtful spots of a result of it, which may be an earlier one.
    """

    key: str
    files: SubjectFiles
    choice: ReadChoice = ReadChoice()
    running: bool = False
    result: Result | None = None
    exported: bool = False
    problem: IsegError | None = None
    stored: Stored | None = None
    verdict: Verdict | None = None
    note: str = ""
    drawn: Mapping[ReadChoice, tuple[Line, ...]] = field(default_factory=dict)
    doubts: DoubtRound | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines drawn over it, oldest first."""
        return self.drawn.get(self.choice, ())

    @property
    def is_stored(self) -> bool:
        """Return whether the study's folder holds the result, in memory or not."""
        return self.stored is not None and self.result in (None, self.stored.result)

    @property
    def result_problem(self) -> IsegError | None:
        """Return why the result that the study's folder holds is not here, if it could not be read."""
        return self.stored.problem if self.stored is not None and self.result is None else None

    @property
    def is_edited(self) -> bool:
        """Return whether the result, in memory or not, was changed by hand."""
        if self.result is not None:
            return self.result.is_edited
        return self.stored is not None and self.stored.edited

    @property
    def status(self) -> Status:
        """Return where the subject stands."""
        if self.running:
            return Status.RUNNING
        if self.problem is not None or self.result_problem is not None:
            return Status.PROBLEM
        if self.verdict is not None:
            return Status.REVIEWED if self.verdict is Verdict.REVIEWED else Status.FLAGGED
        if self.result is not None or self.stored is not None:
            return Status.EDITED if self.is_edited else Status.DONE
        return Status.TO_DO if self.files.label is None else Status.LABELLED


class Session(QObject):
    """The open subjects. Only the current one keeps its images in memory; results are kept for all."""

    entries_changed = Signal()
    entry_changed = Signal(str)
    current_changed = Signal()
    result_arrived = Signal(str)
    result_misfitted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[str, Entry] = {}
        self._current: str | None = None
        self._opened: Opened | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the subjects, in the order they were opened."""
        return tuple(self._entries.values())

    @property
    def current(self) -> Entry | None:
        """Return the chosen subject; its images may not be read yet."""
        return None if self._current is None else self._entries[self._current]

    @property
    def opened(self) -> Opened | None:
        """Return the images of the chosen subject, once they are read."""
        return self._opened

    @property
    def unsaved(self) -> tuple[Entry, ...]:
        """Return the subjects whose result exists nowhere but here."""
        return tuple(e for e in self.entries if e.result is not None and not e.exported and not e.is_stored)

    def entry(self, key: str) -> Entry | None:
        """Return the subject of that key, or None if it has been removed."""
        return self._entries.get(key)

    def add(self, files: SubjectFiles) -> str:
        """Append a subject, unless the same files are in the list already, and return its key."""
        key = key_of(files)
        if key not in self._entries:
            self._entries[key] = Entry(key, files)
            self.entries_changed.emit()
        return key

    def load(self, entries: Sequence[Entry]) -> None:
        """Have these subjects instead of those that are here; none of them is opened."""
        self._current, self._opened = None, None
        self._entries = {entry.key: entry for entry in entries}
        self.entries_changed.emit()
        self.current_changed.emit()

    def remove(self, key: str) -> None:
        """Take a subject off the list; its files stay as they are."""
        self.leave(key)
        del self._entries[key]
        self.entries_changed.emit()

    def choose(self, key: str, choice: ReadChoice | None = None) -> None:
        """Make a subject the current one, its images to be read next.

        Another `choice` of reading drops the result: it was made of other images.
        """
        if choice is not None and choice != self._entries[key].choice:
            verdict = _outdated(self._entries[key].verdict)
            self._replace(key, choice=choice, result=None, exported=False, stored=None, verdict=verdict)
        self._current, self._opened = key, None
        self._replace(key, problem=None)
        self.current_changed.emit()

    def leave(self, key: str) -> None:
        """Let no subject be the current one, if this one is."""
        if key == self._current:
            self._current, self._opened = None, None
            self.current_changed.emit()

    def hold_images(self, key: str, images: Opened) -> None:
        """Keep the images of a subject, if it is still the current one; a result of other images goes."""
        if key == self._current:
            result = self._entries[key].result
            if result is not None and not result.segmentation.labels.grid.matches(images.subject.grid):
                self.result_misfitted.emit(key)
                self._replace(key, result=None, exported=False)
            self._opened = images
            self.current_changed.emit()

    def hold_problem(self, key: str, problem: IsegError) -> None:
        """Remember why a subject could not be read."""
        if key in self._entries:
            self._replace(key, problem=problem)
            if key == self._current:
                self.current_changed.emit()

    def set_running(self, key: str, running: bool) -> None:
        """Say whether a subject is being segmented."""
        if key in self._entries:
            self._replace(key, running=running)

    def hold_result(self, key: str, choice: ReadChoice, result: Result) -> None:
        """Keep the result for its subject, unless the images have been read another way since."""
        entry = self._entries.get(key)
        if entry is not None and entry.choice == choice:
            self._replace(key, result=result, exported=False, verdict=_outdated(entry.verdict))
            self.result_arrived.emit(key)

    def hold_edit(self, key: str, result: Result) -> None:
        """Have a result that was made or corrected by hand."""
        if key in self._entries:
            verdict = _outdated(self._entries[key].verdict)
            self._replace(key, result=result, exported=False, verdict=verdict)

    def judge(self, key: str, verdict: Verdict | None) -> None:
        """Remember what the user makes of a subject."""
        if key in self._entries:
            self._replace(key, verdict=verdict)

    def write_note(self, key: str, note: str) -> None:
        """Remember what the user wrote about a subject."""
        if key in self._entries:
            self._replace(key, note=note)

    def hold_lines(self, key: str, lines: tuple[Line, ...]) -> None:
        """Remember the lines that the user drew over a subject."""
        entry = self._entries[key]
        self._replace(key, drawn={**entry.drawn, entry.choice: lines})

    def hold_doubts(self, key: str, doubts: DoubtRound) -> None:
        """Remember the doubtful spots of a subject's result, and those that were looked at."""
        if key in self._entries:
            self._replace(key, doubts=doubts)

    def restore(self, files: SubjectFiles, choice: ReadChoice, result: Result) -> str:
        """Have a subject with a result that was made outside of this session, and return its key."""
        key = self.add(files)
        if choice != self._entries[key].choice:
            self.leave(key)  # its images were read another way
        verdict = _outdated(self._entries[key].verdict)
        self._replace(key, choice=choice, result=result, exported=False, verdict=verdict)
        self.result_arrived.emit(key)
        return key

    def mark_exported(self, key: str, result: Result) -> None:
        """Remember that this result of a subject is in a file."""
        entry = self._entries.get(key)
        if entry is not None and entry.result is result:
            self._replace(key, exported=True)

    def mark_stored(self, key: str, stored: Stored) -> None:
        """Remember what the study's folder holds of a subject."""
        if key in self._entries:
            self._replace(key, stored=stored)

    def hold_stored_result(self, key: str, stored: Stored) -> None:
        """Have the stored result of a subject in memory, unless there is another one by now."""
        entry = self._entries.get(key)
        if entry is not None and entry.result is None and entry.stored is not None:
            self._replace(key, result=stored.result, stored=stored)
            self.result_arrived.emit(key)

    def release_result(self, key: str) -> None:
        """Let go of a result that can be read again."""
        entry = self._entries[key]
        if entry.stored is not None and entry.is_stored and entry.result is not None:
            self._replace(key, result=None, stored=Stored(entry.stored.path, edited=entry.is_edited))

    def label_maps(self) -> tuple[LabelMap | None, LabelMap | None]:
        """Return result and reference of the open subject, each None where there is none."""
        if self._opened is None or self.current is None:
            return None, None
        result = self.current.result
        return (None if result is None else result.segmentation.labels), self._opened.subject.reference

    def _replace(self, key: str, **changes: object) -> None:
        self._entries[key] = replace(self._entries[key], **changes)  # type: ignore[arg-type]
        self.entry_changed.emit(key)


def make_result(segmentation: Segmentation) -> Result:
    """Return a segmentation with the figures shown for it; takes a tenth of a second."""
    inside = (segmentation.labels.data != 0) & (segmentation.confidence > 0)
    confidence = float(segmentation.confidence[inside].mean()) if inside.any() else 0.0
    return Result(segmentation, tissue_volumes_ml(segmentation.labels), confidence)


def _outdated(verdict: Verdict | None) -> Verdict | None:
    """Return the verdict after the labels have changed: a review was of others, a flag stays."""
    return None if verdict is Verdict.REVIEWED else verdict


def key_of(files: SubjectFiles) -> str:
    """Return what tells a subject from all others: its first image."""
    first = next(iter(files.images.values()))
    return str(first.with_suffix(".hdr") if first.suffix == ".img" else first)  # a pair is one image
