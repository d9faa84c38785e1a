"""The doubtful spots of the open subject: found in the background, gone through one by one, ticked off."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from app.jobs.job import Job, Runner
from app.session.doubt_round import DoubtRound
from app.session.session import Result, Session
from app.session.viewing import Viewing
from isegcore.data.volume import LabelMap
from isegcore.monitor import Monitor

if TYPE_CHECKING:  # comes with what finds them
    from isegcore.inference.doubt import Spot


class Doubts(QObject):
    """What is doubtful in the open subject's result.

    Signals:
        changed: Anything below.
        failed: The exception that looking raised.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self, session: Session, viewing: Viewing, runner: Runner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._viewing, self._runner = session, viewing, runner
        self._at: dict[str, int] = {}
        self._jobs: dict[str, Job] = {}
        self._waiting: set[str] = set()  # subjects whose first spot is wanted as soon as it is found
        session.current_changed.connect(self.changed)
        session.entry_changed.connect(self.changed)

    @property
    def can_look(self) -> bool:
        """Return whether the open subject has a result of a network, which knows how sure it is."""
        return self._result is not None

    @property
    def is_busy(self) -> bool:
        """Return whether the open subject's spots are being looked for."""
        return self._session.current is not None and self._session.current.key in self._jobs

    @property
    def is_found(self) -> bool:
        """Return whether they have been looked for."""
        return self._round is not None

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Return the spots, the gravest first."""
        return () if self._round is None else self._round.spots

    @property
    def ticked(self) -> frozenset[int]:
        """Return the numbers of those that have been looked at, or painted over where doubt was greatest."""
        known, result = self._round, self._result
        if known is None or result is None:
            return frozenset()
        confidence = result.segmentation.confidence
        painted = (number for number, spot in enumerate(known.spots) if not confidence[spot.voxel])
        return known.ticked.union(painted)

    @property
    def at(self) -> int | None:
        """Return the number of the spot that was jumped to last."""
        entry = self._session.current
        return None if entry is None or self._round is None else self._at.get(entry.key)

    def look(self, then_next: bool = False) -> None:
        """Look for the spots of the open subject, unless that has been done."""
        entry, result = self._session.current, self._result
        if entry is None or result is None or self._round is not None:
            return
        if then_next:
            self._waiting.add(entry.key)
        if entry.key in self._jobs:
            return
        segmentation = result.segmentation
        work = partial(_find, segmentation.labels, segmentation.confidence, segmentation.provenance.created)
        job = Job("Looking for doubtful spots", work, quiet=True)
        self._jobs[entry.key] = job
        job.succeeded.connect(partial(self._take, entry.key))
        job.failed.connect(self.failed)
        job.finished.connect(partial(self._end, entry.key))
        self._runner.submit(job)
        self.changed.emit()

    def step(self, forward: bool) -> None:
        """Jump to the next spot that has not been looked at, ticking off the one here; or back by one."""
        here = self.at
        if self._round is None:
            self.look(then_next=True)
            return
        if not forward:
            if here:
                self.go_to(here - 1)
            return
        if here is not None:
            self.tick(here, True)
        start = 0 if here is None else here + 1
        order = [*range(start, len(self.spots)), *range(start)]
        left = [number for number in order if number not in self.ticked]
        if left:
            self.go_to(left[0])

    def go_to(self, number: int) -> None:
        """Send the crosshair to a spot."""
        entry, images = self._session.current, self._session.opened
        if self._round is not None and entry is not None and images is not None:
            self._at[entry.key] = number
            self.changed.emit()
            self._viewing.set(crosshair=images.subject.grid.nearest_centre(self.spots[number].mm))

    def tick(self, number: int, done: bool) -> None:
        """Tick a spot off, or not."""
        entry = self._session.current
        if entry is not None and self._round is not None:
            ticked = self._round.ticked | {number} if done else self._round.ticked - {number}
            self._session.hold_doubts(entry.key, replace(self._round, ticked=ticked))

    @property
    def _result(self) -> Result | None:
        entry, images = self._session.current, self._session.opened
        if entry is None or images is None or entry.result is None:
            return None
        return entry.result if entry.result.confidence > 0 else None

    @property
    def _round(self) -> DoubtRound | None:
        entry, result = self._session.current, self._result
        known = None if entry is None or result is None else entry.doubts
        if known is None or result is None:
            return None
        return known if known.created == result.segmentation.provenance.created else None

    def _take(self, key: str, found: object) -> None:
        self._at.pop(key, None)
        self._session.hold_doubts(key, cast(DoubtRound, found))
        if key in self._waiting and self._session.current is not None and self._session.current.key == key:
            self.step(forward=True)

    def _end(self, key: str) -> None:
        del self._jobs[key]
        self._waiting.discard(key)
        self.changed.emit()


def _find(labels: LabelMap, confidence: NDArray[np.uint8], created: str, monitor: Monitor) -> DoubtRound:
    from isegcore.inference.doubt import doubtful_spots  # noqa: PLC0415 - in the job's thread

    return DoubtRound(created, doubtful_spots(labels, confidence, monitor))
