"""The surfaces of the labels that are shown, made in the background while somebody looks at them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from app.jobs.job import Job, Runner
from app.language import tr
from app.session.opened import Opened
from app.session.session import Session
from app.session.view_state import Point
from app.session.viewing import Viewing
from isegcore.data.volume import LabelMap
from isegcore.labels import BRAIN_TISSUES, Tissue
from isegcore.monitor import Monitor

if TYPE_CHECKING:  # comes with what makes it
    from isegcore.surfaces.mesh import Mesh

_NONE: Mapping[Tissue, Mesh | None] = MappingProxyType({})


@dataclass(frozen=True, eq=False, slots=True)
class _Built:
    """Surfaces of a label map; None for a tissue that it does not hold."""

    labels: LabelMap
    meshes: Mapping[Tissue, Mesh | None]


class Surfaces(QObject):
    """What the 3D view shows.

    Signals:
        changed: Anything below.
        failed: The exception that making or writing surfaces raised, for a dialog.
        exported: The files that were written, a tuple of paths.
    """

    changed = Signal()
    failed = Signal(object)
    exported = Signal(object)

    def __init__(
        self, session: Session, viewing: Viewing, runner: Runner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._viewing, self._runner = session, viewing, runner
        self._built: _Built | None = None
        self._images: Opened | None = None
        self._job: Job | None = None
        self._wanted = False
        viewing.changed.connect(self._follow)
        session.entry_changed.connect(self._follow)

    @property
    def is_busy(self) -> bool:
        """Return whether surfaces are being made."""
        return self._job is not None

    @property
    def has_labels(self) -> bool:
        """Return whether there is a label map to make surfaces of."""
        return self._viewing.labels is not None

    @property
    def meshes(self) -> Mapping[Tissue, Mesh]:
        """Return the surfaces of the visible tissues, as far as they are made; of older labels meanwhile."""
        if self._built is None or not self.has_labels:
            return {}
        hidden = self._viewing.state.hidden
        return {t: mesh for t, mesh in self._built.meshes.items() if mesh is not None and t not in hidden}

    def watch(self, wanted: bool) -> None:
        """Say whether somebody looks: nothing is made for nobody."""
        self._wanted = wanted
        self._follow()

    def pick(self, eye: Point, direction: Point, seen_through: Collection[Tissue] = ()) -> Point | None:
        """Return the place (RAS mm) at which a line of sight meets what is shown.

        What is seen through counts only where there is nothing behind it.
        """
        from isegcore.surfaces.picking import first_hit  # noqa: PLC0415 - with the first click

        solid = [mesh for tissue, mesh in self.meshes.items() if tissue not in seen_through]
        hit = first_hit(solid, eye, direction)
        if hit is None:
            hit = first_hit(self.meshes.values(), eye, direction)
        return None if hit is None else (float(hit[0]), float(hit[1]), float(hit[2]))

    def export(self, path: Path, *, overwrite: bool) -> None:
        """Write the visible tissues' surfaces, made anew in full detail, one file a tissue."""
        labels, images = self._viewing.labels, self._session.opened
        if labels is None or images is None:
            return
        sources = [volume.source for volume in images.subject.images.values()]
        inputs = [file for source in sources if source is not None for file in source.files]
        job = Job(
            tr("Writing surfaces to {name}").format(name=path.name),
            partial(_write, labels, self._visible(), path, overwrite, inputs),
        )
        job.succeeded.connect(self.exported)
        job.failed.connect(self.failed)
        self._runner.submit(job)

    def _visible(self) -> tuple[Tissue, ...]:
        return tuple(t for t in BRAIN_TISSUES if t not in self._viewing.state.hidden)

    def _follow(self) -> None:
        """Make what is missing; surfaces of another subject go at once, those of older labels when done."""
        if self._viewing.live is not None:  # a stroke: its labels are not final
            return
        labels, images = self._viewing.labels, self._session.opened
        if labels is None or images is not self._images:
            self._built, self._images = None, images
        self.changed.emit()
        if labels is None or not self._wanted or self._job is not None:
            return
        ready = self._built.meshes if self._built is not None and self._built.labels is labels else _NONE
        missing = [tissue for tissue in self._visible() if tissue not in ready]
        if missing:
            job = Job("Making surfaces", partial(_build, labels, missing, self._built), quiet=True)
            self._job = job
            job.succeeded.connect(partial(self._take, images))
            job.failed.connect(self._fail)
            job.finished.connect(self._end)
            self._runner.submit(job)

    def _take(self, images: Opened | None, built: object) -> None:
        """Have what was made, unless another subject is open by now."""
        if images is self._session.opened:
            self._built = cast(_Built, built)

    def _fail(self, error: object) -> None:
        self._wanted = False  # it would go wrong again
        self.failed.emit(error)

    def _end(self) -> None:
        self._job = None
        self._follow()


def _build(labels: LabelMap, tissues: Sequence[Tissue], before: _Built | None, monitor: Monitor) -> _Built:
    """Make the surfaces that are missing; those whose voxels are as before are kept."""
    from isegcore.surfaces.extraction import make_surface  # noqa: PLC0415 - in the job's thread

    meshes: dict[Tissue, Mesh | None] = {}
    if before is not None:
        meshes |= {t: m for t, m in before.meshes.items() if _same_voxels(before.labels, labels, t)}
    for tissue in tissues:
        if tissue not in meshes:
            meshes[tissue] = make_surface(labels, tissue, monitor=monitor)
    return _Built(labels, meshes)


def _same_voxels(one: LabelMap, other: LabelMap, tissue: Tissue) -> bool:
    return one is other or bool(((one.data == tissue) == (other.data == tissue)).all())


def _write(
    labels: LabelMap,
    tissues: Sequence[Tissue],
    path: Path,
    overwrite: bool,
    inputs: Sequence[Path],
    monitor: Monitor,
) -> tuple[Path, ...]:
    from isegcore.io.mesh_files import write_meshes  # noqa: PLC0415 - in the job's thread
    from isegcore.surfaces.extraction import TO_EXPORT, make_surface  # noqa: PLC0415

    made = {tissue: make_surface(labels, tissue, TO_EXPORT, monitor) for tissue in tissues}
    meshes = {tissue: mesh for tissue, mesh in made.items() if mesh is not None}
    return write_meshes(path, meshes, overwrite=overwrite, inputs=inputs)
