"""The work of an export: subject after subject, their images read again where they are not open."""
# ruff: noqa: PLC0415 - nibabel and matplotlib are not needed to start

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.services import Services
from app.session.opened import Opened
from app.session.session import Entry
from isegcore.errors import IsegError
from isegcore.monitor import Monitor

if TYPE_CHECKING:
    from isegcore.data.segmentation import Segmentation
    from isegcore.data.subject import Subject
    from isegcore.export.exporting import Exported
    from isegcore.export.plan import ExportPlan


@dataclass(frozen=True, eq=False, slots=True)
class ExportTask:
    """What to export.

    Attributes:
        plan: What and where.
        entries: Of which subjects; each has a result, in memory or in the study's folder.
        overwrite: Whether files that exist may be replaced.
        current: The subject that is open.
        images: Its images.
        models: Names or paths of models that may have made the results, besides those of the library.
    """

    plan: ExportPlan
    entries: Sequence[Entry]
    overwrite: bool
    current: Entry | None
    images: Opened | None
    models: Sequence[str] = ()


def export_all(services: Services, task: ExportTask, monitor: Monitor) -> list[Exported]:
    """Export each subject, then the tables of all; what went wrong is in the outcomes.

    Raises:
        Cancelled: If the monitor says so.
    """
    from isegcore.export.exporting import export_tables

    done = [_export(services, task, entry, monitor) for entry in task.entries]
    return [*done, export_tables(task.plan, done, overwrite=task.overwrite)]


def _export(services: Services, task: ExportTask, entry: Entry, monitor: Monitor) -> Exported:
    from isegcore.export.exporting import Exported, export_subject
    from isegcore.export.plan import Part

    try:
        if task.current is not None and entry.key == task.current.key and task.images is not None:
            subject = task.images.subject
        else:
            subject = services.read(entry.files, entry.choice, monitor)
        subject = replace(subject, id=entry.files.id)
        segmentation = _segmentation(entry, subject, monitor)
    except IsegError as problem:
        return Exported(entry.files.id, problems=(problem.with_traceback(None),))
    plan = task.plan
    problems: tuple[IsegError, ...] = ()
    if Part.PROBABILITIES in plan.parts:
        try:
            segmentation = services.with_probabilities(segmentation, subject, task.models, monitor)
        except IsegError as problem:  # the rest can be written without
            plan = replace(plan, parts=plan.parts - {Part.PROBABILITIES})
            problems = (problem.with_traceback(None),)
    done = export_subject(plan, subject, segmentation, overwrite=task.overwrite, monitor=monitor)
    return replace(done, problems=(*problems, *done.problems))


def _segmentation(entry: Entry, subject: Subject, monitor: Monitor) -> Segmentation:
    if entry.result is not None:
        return entry.result.segmentation
    from isegcore.io.stored_results import read_result
    from isegcore.study.results import SCHEME

    if entry.stored is None:
        raise ValueError("the subject has no result")
    orientation = entry.choice.orientation
    return read_result(entry.stored.path, subject.grid, SCHEME, monitor, assumed_orientation=orientation)
