"""Corrections of a label as a whole, each a job and one step: 3D fill, interpolation, smoothing, islands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from app.jobs.job import Job, Runner
from app.language import QT_TRANSLATE_NOOP, tr
from app.session.editing import Editing, locked_words
from app.session.painting import NEAR_MM, Reach
from app.session.session import Result, Session
from app.session.viewing import Viewing
from app.viewer.planes import cut
from app.viewer.scene import nearest_voxel
from isegcore.data.box import Box, whole
from isegcore.data.grid import Grid
from isegcore.editing.brush import Voxel
from isegcore.editing.change import Change, change_between
from isegcore.editing.region import painted
from isegcore.labels import BRAIN_TISSUES, Tissue
from isegcore.monitor import Monitor

Labels = NDArray[np.uint8]
_Correct = Callable[[Labels], Labels]
_Corrected = tuple[Change | None, Labels, int]  # and how many voxels it changed

_TOO_FEW = QT_TRANSLATE_NOOP(
    "", "{tissue}: paint two or more slices of this plane ({plane}) first; those between are then painted."
)


class Tidying(QObject):
    """What can be done to one label of the open subject as a whole.

    Signals:
        failed: The exception that a job raised.
    """

    failed = Signal(object)

    def __init__(self, session: Session, viewing: Viewing, editing: Editing, runner: Runner) -> None:
        super().__init__()
        self._session = session
        self._viewing = viewing
        self._editing = editing
        self._runner = runner

    def fill_all(self, seed: Voxel) -> None:
        """Paint the region of one label around a voxel, in all directions."""
        label, over = self._settings()
        self._run(
            QT_TRANSLATE_NOOP("", "Fill"), partial(_filled, seed=seed, label=label, over=over), paints=True
        )

    def interpolate(self) -> None:
        """Paint between the shapes that were drawn on slices of the plane the mouse was last over."""
        label, over = self._settings()
        images = self._session.opened
        if images is None:
            return
        state, plane = self._viewing.state, self._viewing.active_plane
        normal = cut(images.subject.grid, plane, state.convention).normal
        shapes = self._editing.drawn_shapes(label, normal)
        if len(shapes) < 2:
            words = tr("{plane}: paint {tissue} on two or more slices first, then interpolate between them.")
            self._editing.told.emit(words.format(plane=tr(plane.value), tissue=tr(label.title)))
            return
        self._editing.forget_drawn(label, normal)
        work = partial(_interpolated, shapes=shapes, normal=normal, label=label, over=over)
        self._run(QT_TRANSLATE_NOOP("", "Interpolate"), work, paints=True)

    def smooth(self) -> None:
        """Smooth the border of the label that is painted with, as far and where the settings say."""
        painting, images = self._editing.painting, self._session.opened
        if images is not None:
            grid = images.subject.grid
            work = partial(
                _smooth,
                grid=grid,
                label=painting.label,
                sigma_mm=painting.smooth_mm,
                reach=self._reached(painting.smooth_in, grid),
                locked=painting.locked,
            )
            self._run(QT_TRANSLATE_NOOP("", "Smooth"), work)

    def remove_islands(self, smallest_mm3: float) -> None:
        """Remove pieces of the label that is painted with, below a size; the largest stays."""
        label = self._editing.painting.label
        images = self._session.opened
        if images is not None:
            voxels = int(np.ceil(smallest_mm3 / (1000 * images.subject.grid.voxel_ml)))
            self._run(
                QT_TRANSLATE_NOOP("", "Remove Islands"),
                partial(_without_islands, label=label, smallest=voxels),
            )

    def _reached(self, reach: Reach, grid: Grid) -> Box | None:
        """Return the voxels that a reach is about; None for all."""
        if reach is Reach.HEAD:
            return None
        state = self._viewing.state
        at = nearest_voxel(grid, state.crosshair)
        normal = cut(grid, self._viewing.active_plane, state.convention).normal
        around = [int(NEAR_MM / step) for step in grid.spacing]
        if reach is Reach.SLICE:
            around = [0 if axis == normal else size for axis, size in enumerate(grid.shape)]
        i, j, k = (slice(max(0, a - by), a + by + 1) for a, by in zip(at, around, strict=True))
        return i, j, k

    def _settings(self) -> tuple[Tissue, frozenset[int]]:
        painting = self._editing.painting
        return painting.label, painting.may_replace(self._viewing.state.hidden)

    def _run(self, title: str, correct: _Correct, *, paints: bool = False) -> None:
        entry, before, painting = self._session.current, self._editing.editable(), self._editing.painting
        if entry is None or before is None:
            return
        if painting.label in painting.locked:
            self._editing.told.emit(locked_words(painting.label))
            return
        locked = frozenset() if paints else painting.locked
        work = partial(_corrected, before.segmentation.labels.data, correct, locked, title)
        job = Job(f"{tr(title)}: {entry.files.id}", work)
        self._editing.busy = True
        job.succeeded.connect(partial(self._commit, entry.key, before, title))
        job.failed.connect(self.failed)
        job.finished.connect(self._ended)
        self._runner.submit(job)

    def _commit(self, key: str, before: Result, title: str, outcome: object) -> None:
        change, labels, moved = cast(_Corrected, outcome)
        if change is None:
            self._editing.told.emit(tr("{step}: nothing to change.").format(step=tr(title)))
        elif self._editing.commit(key, before, title, change, labels):
            ml = before.segmentation.labels.grid.voxel_ml
            gains = ", ".join(
                f"{tr(tissue.name)} {round(change.counts[tissue] * ml, 1) + 0.0:+.1f}"
                for tissue in BRAIN_TISSUES
            )
            words = tr("{step}: {ml:.1f} ml relabelled; {gains} ml")
            self._editing.told.emit(words.format(step=tr(title), ml=moved * ml, gains=gains))

    def _ended(self) -> None:
        self._editing.busy = False
        self._editing.changed.emit()


def _corrected(
    before: Labels, correct: _Correct, locked: frozenset[Tissue], title: str, monitor: Monitor
) -> _Corrected:
    monitor.update(title, 0, 2)
    after = correct(before)
    if locked:
        kept = np.isin(before, list(locked)) | np.isin(after, list(locked))
        after = np.where(kept, before, after)
    monitor.update(title, 1, 2)
    return change_between(before, after, whole(before.shape)), after, int(np.count_nonzero(before != after))


def _filled(labels: Labels, seed: Voxel, label: Tissue, over: frozenset[int]) -> Labels:
    from isegcore.editing.fill import flood  # noqa: PLC0415 - scipy: not at the start

    region, after = flood(labels, seed), labels.copy()
    after[region.box] = painted(labels, region, label, over)
    return after


def _interpolated(
    labels: Labels, shapes: dict[int, NDArray[np.bool_]], normal: int, label: Tissue, over: frozenset[int]
) -> Labels:
    from isegcore.editing.between import between_slices  # noqa: PLC0415 - scipy: not at the start

    i, j, k = labels.shape
    region, after = between_slices((i, j, k), shapes, normal), labels.copy()
    after[region.box] = painted(labels, region, label, over)
    return after


def _smooth(
    labels: Labels, grid: Grid, label: Tissue, sigma_mm: float, reach: Box | None, locked: frozenset[Tissue]
) -> Labels:
    from isegcore.editing.tidy import smoothed  # noqa: PLC0415 - scipy: not at the start

    return smoothed(labels, grid, label, sigma_mm, reach=reach, locked=locked)


def _without_islands(labels: Labels, label: Tissue, smallest: int) -> Labels:
    from isegcore.editing.tidy import without_islands  # noqa: PLC0415 - scipy: not at the start

    return without_islands(labels, label, smallest)
