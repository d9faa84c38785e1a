"""Writing a plan: each part of each subject by itself, so that what cannot be written stops nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from isegcore.data.segmentation import Segmentation
from isegcore.data.subject import Subject
from isegcore.errors import IsegError
from isegcore.export.plan import ExportPlan, Part
from isegcore.export.tables import VolumeRow, score_table, volume_rows, volume_table
from isegcore.io.atomic import write_bytes, write_text
from isegcore.io.mesh_files import write_meshes
from isegcore.io.results import input_files
from isegcore.labels import BRAIN_TISSUES
from isegcore.metrics.evaluate import TissueScore, evaluate
from isegcore.monitor import NULL_MONITOR, Monitor, span
from isegcore.report.contact_sheet import make_contact_sheet
from isegcore.report.page import make_page
from isegcore.report.sheet import make_sheet
from isegcore.surfaces.extraction import TO_EXPORT, make_surface


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of exporting a subject.

    Attributes:
        subject: Its id.
        written: The files.
        parts: What was written whole.
        problems: What could not be written, and why.
        volumes: Its rows of the table of volumes, if tables are wanted.
        scores: Its scores, if tables or a report are wanted and there is a reference.
    """

    subject: str
    written: tuple[Path, ...] = ()
    parts: frozenset[Part] = frozenset()
    problems: tuple[IsegError, ...] = ()
    volumes: tuple[VolumeRow, ...] = ()
    scores: tuple[TissueScore, ...] = field(default=())


def export_subject(
    plan: ExportPlan,
    subject: Subject,
    segmentation: Segmentation,
    *,
    overwrite: bool = False,
    monitor: Monitor = NULL_MONITOR,
) -> Exported:
    """Write the parts of one subject; what goes wrong is in the outcome.

    Args:
        plan: What and where.
        subject: The images.
        segmentation: The result; it holds probabilities if the plan has them.
        overwrite: Whether files that exist may be replaced; inputs never are.
        monitor: Told how far it is.

    Raises:
        Cancelled: If the monitor says so; what is written by then stays, and is whole.
    """
    done = Exported(subject.id)
    if plan.parts & {Part.TABLES, Part.REPORT}:
        done = _measured(done, subject, segmentation, monitor)
    for part in plan.files(subject.id):
        try:
            with span(monitor, f"{part.value} of {subject.id}"):
                written = _write(part, plan, subject, segmentation, done.scores, overwrite, monitor)
        except IsegError as problem:
            done = replace(done, problems=(*done.problems, problem.with_traceback(None)))
        else:
            done = replace(done, written=(*done.written, *written), parts=done.parts | {part})
    return done


def export_tables(plan: ExportPlan, subjects: Sequence[Exported], *, overwrite: bool = False) -> Exported:
    """Write the tables of all subjects; returned like a subject without a name."""
    if Part.TABLES not in plan.parts or not subjects:
        return Exported("")
    volumes, scores = plan.tables()
    texts = {volumes: volume_table([row for one in subjects for row in one.volumes], plan.table)}
    if found := [score for one in subjects for score in one.scores]:
        texts[scores] = score_table(found, plan.table)
    done = Exported("")
    for path, text in texts.items():
        try:
            write_text(path, text, overwrite=overwrite)
        except IsegError as problem:
            done = replace(done, problems=(*done.problems, problem.with_traceback(None)))
        else:
            done = replace(done, written=(*done.written, path), parts=frozenset({Part.TABLES}))
    return done


def _measured(done: Exported, subject: Subject, segmentation: Segmentation, monitor: Monitor) -> Exported:
    """Return the outcome with volumes, and with scores where there is a reference on the grid."""
    reference = subject.reference
    scores = evaluate(subject.id, segmentation.labels, reference, monitor) if reference is not None else ()
    return replace(done, volumes=volume_rows(subject.id, segmentation.labels), scores=scores)


def _write(
    part: Part,
    plan: ExportPlan,
    subject: Subject,
    segmentation: Segmentation,
    scores: tuple[TissueScore, ...],
    overwrite: bool,
    monitor: Monitor,
) -> tuple[Path, ...]:
    inputs = input_files(subject)
    if part is Part.LABELS:
        if Part.PROBABILITIES not in plan.parts:  # they would make files that the plan has not named
            segmentation = replace(segmentation, probabilities=None)
        return plan.target(subject.id).write(segmentation, subject, overwrite=overwrite)
    if part is Part.SURFACES:
        made = {t: make_surface(segmentation.labels, t, TO_EXPORT, monitor) for t in BRAIN_TISSUES}
        meshes = {tissue: mesh for tissue, mesh in made.items() if mesh is not None}
        return write_meshes(plan.surface_path(subject.id), meshes, overwrite=overwrite, inputs=inputs)
    (path,) = plan.files(subject.id)[part]
    if part is Part.REPORT:
        page = make_page(subject.id, segmentation, make_sheet(subject, segmentation), scores)
        write_text(path, page, overwrite=overwrite, inputs=inputs)
    else:
        sheet = make_contact_sheet(subject, segmentation.labels, plan.sheet, monitor=monitor)
        write_bytes(path, sheet, overwrite=overwrite, inputs=inputs)
    return (path,)
