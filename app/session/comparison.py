"""The open subject's labels against another label map: where they differ, how far they agree, by swiping."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from app.jobs.job import Job, Runner
from app.language import QT_TRANSLATE_NOOP
from app.session.session import Session
from app.session.view_state import Heat
from app.session.viewing import Viewing
from isegcore.data.volume import LabelMap, Volume
from isegcore.errors import OtherGridError
from isegcore.monitor import Monitor

if TYPE_CHECKING:  # scipy comes with it
    from isegcore.metrics.evaluate import TissueScore


@dataclass(frozen=True, slots=True)
class Source:
    """What can be compared with: a file, or without a path what is known by that name."""

    name: str
    path: Path | None = None


REFERENCE = Source(QT_TRANSLATE_NOOP("", "Reference"))
BEFORE_CORRECTIONS = Source(QT_TRANSLATE_NOOP("", "Before corrections"))
EARLIER = Source(QT_TRANSLATE_NOOP("", "Earlier segmentation"))


# Of two brain masks of one head, nine tenths of the smaller lie within the larger, whoever drew them.
_LEAST_WITHIN = 0.8


@dataclass(frozen=True, eq=False, slots=True)
class Compared:
    """A comparison.

    Attributes:
        source: Of the other map.
        labels: The subject's own map.
        other: The other map, on its grid.
        difference: `(I, J, K)` uint8: 0 where both agree, elsewhere 1 + the other's class index.
        scores: Of CSF, GM and WM, the other one counting as the truth.
        resampled: Whether the other map was brought onto the subject's grid.
        within: How much of the smaller of the two brains lies within the other, 0 to 1.
    """

    source: Source
    labels: LabelMap
    other: LabelMap
    difference: NDArray[np.uint8]
    scores: tuple[TissueScore, ...]
    resampled: bool
    within: float

    @property
    def is_doubtful(self) -> bool:
        """Return whether the two can hardly be of one head, lying alike."""
        return self.within < _LEAST_WITHIN


class Comparison(QObject):
    """What the open subject's labels are compared with.

    Signals:
        changed: Anything below.
        failed: The exception that reading or scoring raised.
        other_grid_found: A `Source` that would have to be resampled, and the `OtherGridError` that says so.
    """

    changed = Signal()
    failed = Signal(object)
    other_grid_found = Signal(object, object)

    def __init__(
        self, session: Session, viewing: Viewing, runner: Runner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._viewing, self._runner = session, viewing, runner
        self._chosen: dict[str, tuple[Source, bool]] = {}
        self._compared: Compared | None = None
        self._job: Job | None = None
        self._past = _Past()
        session.current_changed.connect(self._follow)
        session.entry_changed.connect(self._follow)

    @property
    def is_busy(self) -> bool:
        """Return whether a comparison is under way."""
        return self._job is not None

    @property
    def compared(self) -> Compared | None:
        """Return the last comparison of the open subject; its labels may have changed since."""
        return self._compared

    @property
    def source(self) -> Source | None:
        """Return what the open subject is to be compared with."""
        entry = self._session.current
        chosen = None if entry is None else self._chosen.get(entry.key)
        return None if chosen is None else chosen[0]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return what is known that the open subject can be compared with."""
        entry, (result, reference) = self._session.current, self._session.label_maps()
        if entry is None or (result is None and reference is None):
            return ()
        found = [REFERENCE] if result is not None and reference is not None else []
        found += self._past.sources
        if entry.stored is not None and not entry.is_stored:
            found.append(Source(QT_TRANSLATE_NOOP("", "Saved result"), entry.stored.path))
        found += [Source(path.name, path) for path in entry.files.results]
        if self.source is not None and self.source not in found:
            found.append(self.source)
        return tuple(found)

    @property
    def can_compare(self) -> bool:
        """Return whether the open subject has labels."""
        return self._own is not None

    def choose(self, source: Source | None, *, resample: bool = False) -> None:
        """Compare the open subject with something else, or with nothing any more."""
        entry = self._session.current
        if entry is None:
            return
        if source is None:
            self._chosen.pop(entry.key, None)
        else:
            self._chosen[entry.key] = source, resample
        self._show(None)
        self._follow()

    @property
    def _own(self) -> LabelMap | None:
        result, reference = self._session.label_maps()
        return reference if result is None else result

    def _follow(self) -> None:
        """Compare again if the subject or its labels are others; the last figures stay until that is done."""
        self._past.follow(self._session)
        entry, images, own = self._session.current, self._session.opened, self._own
        chosen = None if entry is None else self._chosen.get(entry.key)
        if entry is None or images is None or own is None or chosen is None:
            self._show(None)
            self.changed.emit()
            return
        source, resample = chosen
        shown = self._compared
        if shown is not None and (shown.source != source or shown.labels.grid is not own.grid):
            shown = None
            self._show(None)
        self.changed.emit()
        other = None if shown is None else shown.other
        if source.path is None:
            other = images.subject.reference if source == REFERENCE else self._past.maps.get(source)
        if self._job is not None or (shown is not None and shown.labels is own):
            return
        if other is None and source.path is None:  # it is not there any more
            self._show(None)
            return
        primary = images.subject.images[images.subject.primary]
        work = partial(_compare, source, own, other, primary, entry.choice.orientation, resample)
        self._start(Job(f"Comparing with {source.name}", work, quiet=True), entry.key, source)

    def _start(self, job: Job, key: str, source: Source) -> None:
        self._job = job
        job.succeeded.connect(partial(self._take, key))
        job.failed.connect(partial(self._fail, key, source))
        job.finished.connect(self._end)
        self._runner.submit(job)
        self.changed.emit()

    def _take(self, key: str, found: object) -> None:
        compared = cast(Compared, found)
        if self._session.current is not None and self._session.current.key == key:
            chosen = self._chosen.get(key)
            self._show(compared if chosen is not None and chosen[0] == compared.source else None)

    def _fail(self, key: str, source: Source, error: object) -> None:
        self._chosen.pop(key, None)
        if isinstance(error, OtherGridError):
            self.other_grid_found.emit(source, error)
        else:
            self.failed.emit(error)

    def _end(self) -> None:
        self._job = None
        self._follow()

    def _show(self, compared: Compared | None) -> None:
        """Hand the comparison to who draws it."""
        if compared is self._compared:
            return
        self._compared = compared
        self._viewing.compare(
            None if compared is None else compared.other,
            None if compared is None else compared.difference,
            "" if compared is None else compared.source.name,
        )
        if compared is None and self._viewing.state.heat is Heat.DIFFERENCE:
            self._viewing.set(heat=None)


class _Past:
    """Labels that the open subject had before, while it is open: other subjects' would only take memory."""

    def __init__(self) -> None:
        self.maps: dict[Source, LabelMap] = {}
        self._key: str | None = None
        self._segmented: LabelMap | None = None
        self._last: LabelMap | None = None

    @property
    def sources(self) -> list[Source]:
        """Return what there is to compare with."""
        return list(self.maps)

    def follow(self, session: Session) -> None:
        """Remember what the labels were, now that they may be others."""
        entry = session.current
        if entry is None or entry.key != self._key:
            self.maps, self._segmented, self._last = {}, None, None
            self._key = None if entry is None else entry.key
        labels = session.label_maps()[0]
        if entry is None or entry.result is None or labels is None or labels is self._last:
            return
        if entry.is_edited and self._segmented is not None:
            self.maps[BEFORE_CORRECTIONS] = self._segmented
        elif not entry.is_edited:
            self.maps.pop(BEFORE_CORRECTIONS, None)
            if self._last is not None and labels is not self._segmented:
                self.maps[EARLIER] = self._last
            self._segmented = labels
        self._last = labels


def _compare(
    source: Source,
    labels: LabelMap,
    other: LabelMap | None,
    primary: Volume,
    orientation: str,
    resample: bool,
    monitor: Monitor,
) -> Compared:
    from isegcore.io.subject import read_labels_onto  # noqa: PLC0415 - in the job's thread
    from isegcore.metrics.difference import differences  # noqa: PLC0415
    from isegcore.metrics.evaluate import evaluate  # noqa: PLC0415
    from isegcore.metrics.overlap import share_within  # noqa: PLC0415

    if other is None and source.path is not None:
        other = read_labels_onto(
            source.path, primary, assumed_orientation=orientation, resample=resample, monitor=monitor
        )
    if other is None:
        raise ValueError("there must be a reference, or a path")
    scores = evaluate("", labels, other, monitor)
    within = share_within(labels.data > 0, other.data > 0)
    return Compared(source, labels, other, differences(labels, other), scores, resample, within)
