"""Reading a subject to see whether it can be used, and keeping only what there is to say of it."""

from __future__ import annotations

from dataclasses import dataclass

from isegcore.data.dataset import SubjectFiles
from isegcore.data.grid import Shape3
from isegcore.errors import IsegError
from isegcore.io.subject import ReadOptions, read_subject
from isegcore.monitor import NULL_MONITOR, Monitor


@dataclass(frozen=True, eq=False, slots=True)
class SubjectCheck:
    """What came of reading a subject.

    Attributes:
        files: Its files.
        shape: Voxels along I, J and K; None if it cannot be read.
        spacing_mm: Size of a voxel along them; None likewise.
        notes: What was assumed, resampled or missing.
        problem: Why it cannot be used; None if it can.
    """

    files: SubjectFiles
    shape: Shape3 | None = None
    spacing_mm: tuple[float, float, float] | None = None
    notes: tuple[str, ...] = ()
    problem: IsegError | None = None


def check_subject(files: SubjectFiles, options: ReadOptions, monitor: Monitor = NULL_MONITOR) -> SubjectCheck:
    """Read a subject's files to the end and return what came of it.

    Raises:
        Cancelled: If the monitor says so.
    """
    try:
        subject = read_subject(files, options, monitor)
    except IsegError as problem:
        return SubjectCheck(files, problem=problem.with_traceback(None))  # whose frames hold the volumes
    return SubjectCheck(files, subject.grid.shape, subject.grid.spacing, subject.notes)
