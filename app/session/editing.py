"""Correcting the labels: strokes on a working copy, undo across subjects. QtCore only.

A press copies the labels, the mouse paints into the copy, and the release makes it the subject's result:
whoever holds labels holds a value that no longer changes, and an input is never written to.

There is one history for all subjects. Undoing a step of a subject that is not open opens it, so that nothing
changes out of sight.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from app.language import QT_TRANSLATE_NOOP, tr
from app.session.history import History
from app.session.painting import Painting
from app.session.session import Entry, Result, Session
from app.session.sheet import Sheet, made_by_hand
from app.session.steps import Painted, Replaced, Step
from app.session.view_state import Overlay
from app.session.viewing import Viewing
from isegcore.data.box import Box, joined
from isegcore.data.volume import LabelMap
from isegcore.editing.change import Change, change_between
from isegcore.editing.region import Region, painted
from isegcore.labels import BRAIN_TISSUES, Tissue

if TYPE_CHECKING:
    from isegcore.report.by_hand import Start

MOST_BYTES = 256 << 20
_Flat = NDArray[np.bool_]
_STARTS: dict[Start, str] = {
    "reference": QT_TRANSLATE_NOOP("", "Start from Reference"),
    "nothing": QT_TRANSLATE_NOOP("", "Start from Nothing"),
    "segmentation": QT_TRANSLATE_NOOP("", "Segmentation"),
}


@dataclass(eq=False, slots=True)
class _Stroke:
    """A stroke under way: what was, what it becomes, and the voxels it went over.

    Attributes:
        slice: Voxel axis across the slice drawn on, and its index; None where it is not on one slice.
        gained: Voxels that each class has more than before, `(4,)`.
    """

    key: str
    title: str
    before: Result
    labels: NDArray[np.uint8]
    slice: tuple[int, int] | None
    box: Box | None = None
    gained: NDArray[np.int64] = field(default_factory=lambda: np.zeros(len(Tissue), np.int64))
    covered: list[Region] = field(default_factory=list)


class Editing(QObject):
    """The corrections of a window.

    Signals:
        changed: The settings, or what can be undone.
        drawn: The stroke under way has reached more voxels.
        told: A sentence for the user, who did something that could not be done, or cannot see what was done.
        subject_wanted: Key of a subject that a step was undone in.
    """

    changed = Signal()
    drawn = Signal()
    told = Signal(str)
    subject_wanted = Signal(str)

    def __init__(self, session: Session, viewing: Viewing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._viewing = viewing
        self._painting = Painting()
        self._history: History[Step] = History(MOST_BYTES)
        self._sheets: dict[str, Sheet] = {}
        self._known: dict[str, Result] = {}
        self._stroke: _Stroke | None = None
        self._drawn: dict[tuple[str, Tissue, int], dict[int, _Flat]] = {}
        self.busy = False
        session.entry_changed.connect(self._follow)
        session.entries_changed.connect(self._forget_removed)
        session.current_changed.connect(self.cancel)

    @property
    def painting(self) -> Painting:
        """Return the settings of the tools."""
        return self._painting

    def set(self, **changes: object) -> None:
        """Change settings of the tools."""
        painting = replace(self._painting, **changes)  # type: ignore[arg-type]
        if painting != self._painting:
            self._painting = painting
            self.changed.emit()

    @property
    def undo_title(self) -> str | None:
        """Return what undo would take back."""
        return None if self._history.last is None else self._history.last.title

    @property
    def redo_title(self) -> str | None:
        """Return what redo would do again."""
        return None if self._history.next is None else self._history.next.title

    @property
    def steps(self) -> int:
        """Return how many steps are remembered."""
        return len(self._history)

    @property
    def live_millilitres(self) -> dict[Tissue, float] | None:
        """Return the volumes that the stroke under way would leave; None if there is none."""
        if self._stroke is None:
            return None
        before, ml = self._stroke.before, self._stroke.before.segmentation.labels.grid.voxel_ml
        return {t: before.millilitres[t] + int(self._stroke.gained[t]) * ml for t in BRAIN_TISSUES}

    def limit_memory(self, most_bytes: int) -> None:
        """Let what can be undone take no more than so many bytes."""
        self._tell_dropped(self._history.limit(most_bytes))
        self.changed.emit()

    def has_steps(self, key: str) -> bool:
        """Return whether something can be undone or redone in a subject, whose labels are needed for it."""
        return any(step.key == key for step in self._history)

    def begin(self, title: str, on_slice: tuple[int, int] | None = None) -> bool:
        """Begin a stroke; return whether there are labels that can be painted.

        Args:
            title: What it is, for the menu.
            on_slice: Voxel axis across the only slice that it goes over, and its index.
        """
        entry, before = self._session.current, self.editable()
        if entry is None or before is None:
            return False
        label = self._painting.paints_with
        if label in self._painting.locked:
            self.told.emit(locked_words(label))
            return False
        labels = before.segmentation.labels.data.copy()
        self._stroke = _Stroke(entry.key, title, before, labels, on_slice)
        return True

    def cover(self, region: Region) -> None:
        """Paint the voxels that the stroke under way has reached."""
        stroke = self._stroke
        if stroke is None or region.is_empty:
            return
        over = self._painting.may_replace(self._viewing.state.hidden)
        after = painted(stroke.labels, region, self._painting.paints_with, over)
        stroke.gained += _counts(after) - _counts(stroke.labels[region.box])
        stroke.labels[region.box] = after
        stroke.box = region.box if stroke.box is None else joined(stroke.box, region.box)
        stroke.covered.append(region)
        before = stroke.before.segmentation.labels
        self._viewing.live = LabelMap(stroke.labels.view(), before.grid, before.scheme)
        self.drawn.emit()

    def end(self) -> None:
        """Make the stroke under way one step."""
        stroke, self._stroke = self._stroke, None
        self._viewing.live = None
        if stroke is None or stroke.box is None:
            return
        change = change_between(stroke.before.segmentation.labels.data, stroke.labels, stroke.box)
        if stroke.slice is not None:
            self._remember_drawn(stroke, *stroke.slice)
        if change is not None:
            self.commit(stroke.key, stroke.before, stroke.title, change, stroke.labels)

    def cancel(self) -> None:
        """Give up the stroke under way."""
        if self._stroke is not None:
            self._stroke = None
            self._viewing.live = None
            self._viewing.changed.emit()

    def commit(self, key: str, before: Result, title: str, change: Change, labels: NDArray[np.uint8]) -> bool:
        """Make `labels`, which differ from those of `before` by `change`, the subject's, as one step.

        Nothing happens if the subject has other labels by now; return whether it had not.
        """
        entry = self._session.entry(key)
        if entry is None or entry.result is not before:
            self.told.emit(
                tr("{step} came too late: the labels have been changed since.").format(step=tr(title))
            )
            return False
        dropped = self._history.add(Painted(key, title, change))
        self._hold(key, before, change, labels)
        self._tell_dropped(dropped)
        return True

    def undo(self) -> None:
        """Take the last step back."""
        if self._may_step() and (step := self._history.last) is not None and self._take(step, back=True):
            self._history.back()
            self.changed.emit()

    def redo(self) -> None:
        """Make the next step again."""
        if self._may_step() and (step := self._history.next) is not None and self._take(step, back=False):
            self._history.forth()
            self.changed.emit()

    def start(self, start: Start) -> None:
        """Begin the open subject's labels anew, from a copy of its reference or from nothing."""
        entry, images = self._session.current, self._session.opened
        if entry is None or images is None or not self._may_step():
            return
        made = made_by_hand(start, images.subject)
        if entry.result is not None:
            self._remember_replaced(entry.key, _STARTS[start], entry.result, made)
        self._swap(entry.key, made, None)

    def editable(self) -> Result | None:
        """Return the result that corrections go into, made on the spot where there is none; else tell why."""
        entry, images = self._session.current, self._session.opened
        if entry is None or images is None:
            return None
        if self.busy:
            self.told.emit(tr("Wait until the last correction is done."))
            return None
        if entry.result is None and entry.is_stored:
            self.told.emit(tr("The result of this subject is being read."))
            return None
        if entry.result is None:
            self.start("nothing" if images.subject.reference is None else "reference")
            self._viewing.set(overlay=Overlay.RESULT)
        if self._viewing.state.overlay is not Overlay.RESULT:
            self._viewing.set(overlay=Overlay.RESULT, overlay_shown=True)
            self.told.emit(tr("The reference is never changed. Shown now is the result: correct that."))
            return None
        self._viewing.set(overlay_shown=True, swipe=False)  # what is painted shall be seen
        current = self._session.current
        return None if current is None else current.result

    def drawn_shapes(self, label: Tissue, normal: int) -> dict[int, _Flat]:
        """Return what was painted with a label on single slices across an axis, by slice, if still there."""
        entry = self._session.current
        if entry is None or entry.result is None:
            return {}
        data = entry.result.segmentation.labels.data
        shapes = self._drawn.get((entry.key, label, normal), {})
        kept = {at: mask & (data.take(at, axis=normal) == label) for at, mask in shapes.items()}
        return {at: mask for at, mask in kept.items() if mask.any()}

    def forget_drawn(self, label: Tissue, normal: int) -> None:
        """Begin anew with what is painted on single slices."""
        if self._session.current is not None:
            self._drawn.pop((self._session.current.key, label, normal), None)

    def _may_step(self) -> bool:
        return not self.busy and self._stroke is None

    def _take(self, step: Step, *, back: bool) -> bool:
        """Go over a step, back or forth; return whether that could be done."""
        entry = self._session.entry(step.key)
        if entry is None or entry.result is None:
            self.subject_wanted.emit(step.key)
            self.told.emit(tr("The subject of that step is being read. Try again when it is open."))
            return False
        if isinstance(step, Replaced):
            self._swap(step.key, *((step.before, step.sheet) if back else (step.after, None)))
        else:
            labels = entry.result.segmentation.labels.data.copy()
            step.change.apply(labels)
            self._hold(step.key, entry.result, step.change, labels, back=back)
        words = tr("Undone: {step}") if back else tr("Redone: {step}")
        self._show(entry, words.format(step=tr(step.title)))
        return True

    def _swap(self, key: str, result: Result, sheet: Sheet | None) -> None:
        """Give a subject another result as a whole, and what that is counted against."""
        self._sheets.pop(key, None)
        if sheet is not None:
            self._sheets[key] = sheet
        self._known[key] = result
        self._session.hold_edit(key, result)
        self.changed.emit()

    def _show(self, entry: Entry, words: str) -> None:
        current = self._session.current
        if current is None or current.key != entry.key:
            self.subject_wanted.emit(entry.key)
            self.told.emit(tr("{what} in {subject}").format(what=words, subject=entry.files.id))
        elif self._viewing.state.overlay is not Overlay.RESULT:
            self._viewing.set(overlay=Overlay.RESULT)

    def _hold(
        self, key: str, before: Result, change: Change, labels: NDArray[np.uint8], *, back: bool = False
    ) -> None:
        """Make corrected labels the subject's result."""
        sheet = self._sheets.get(key) or Sheet(before)
        self._sheets[key], result = sheet.after(before, labels, change, back=back)
        self._known[key] = result
        self._session.hold_edit(key, result)
        self.changed.emit()

    def _remember_drawn(self, stroke: _Stroke, normal: int, index: int) -> None:
        label = self._painting.paints_with
        if label is Tissue.BACKGROUND:
            return
        flat = np.zeros(np.delete(stroke.labels.shape, normal), bool)
        for region in stroke.covered:
            box = tuple(side for axis, side in enumerate(region.box) if axis != normal)
            flat[box] |= region.mask.any(axis=normal)
        shapes = self._drawn.setdefault((stroke.key, label, normal), {})
        shapes[index] = shapes.get(index, False) | flat

    def _follow(self, key: str) -> None:
        """Notice that somebody else gave a subject another result, or took it away."""
        entry = self._session.entry(key)
        result = None if entry is None else entry.result
        before = self._known.get(key)
        if entry is None or result is before:
            return
        if self._stroke is not None and self._stroke.key == key:
            self.cancel()
        if result is None:
            self._sheets.pop(key, None)
            del self._known[key]
            if not entry.is_stored:  # else it was let go of, and will be read again as it is
                self._forget(lambda step: step.key == key)
            return
        self._known[key] = result
        if before is not None and (self.has_steps(key) or before.is_edited):
            self._remember_replaced(key, QT_TRANSLATE_NOOP("", "Segmentation"), before, result)
            if before.is_edited:
                self.told.emit(
                    tr("The new result took the place of your corrections. Undo brings them back.")
                )
        elif before is None and not entry.is_stored:
            self._forget(lambda step: step.key == key)
        self._sheets.pop(key, None)
        self.changed.emit()

    def _remember_replaced(self, key: str, title: str, before: Result, after: Result) -> None:
        step = Replaced(key, title, before, after, self._sheets.get(key))
        self._tell_dropped(self._history.add(step))

    def _forget_removed(self) -> None:
        here = {entry.key for entry in self._session.entries}
        for key in set(self._known) - here:
            del self._known[key]
            self._sheets.pop(key, None)
        self._drawn = {what: shapes for what, shapes in self._drawn.items() if what[0] in here}
        self._forget(lambda step: step.key not in here)

    def _forget(self, which: Callable[[Step], bool]) -> None:
        self._history.forget(which)
        self.changed.emit()

    def _tell_dropped(self, dropped: int) -> None:
        if dropped:
            words = tr("To save memory, the {count} oldest steps can no longer be undone.")
            self.told.emit(words.format(count=dropped))


def locked_words(label: Tissue) -> str:
    """Return what to tell of a label that no tool may change."""
    return tr("{tissue} is locked. Unlock it to change where it is.").format(tissue=tr(label.title))


def _counts(labels: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return the voxels of each class; compares, because `bincount` copies to eight bytes a voxel."""
    return np.array([np.count_nonzero(labels == tissue) for tissue in Tissue])
