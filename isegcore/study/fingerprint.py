"""Knowing an image again: after it was moved, or after someone wrote another one in its place."""

from __future__ import annotations

from pathlib import Path

from isegcore.errors import IsegError
from isegcore.io.storage import find_pair, sha256_of
from isegcore.study.places import written
from isegcore.study.study import ImageRecord


def record_image(path: Path, folder: Path, known: ImageRecord | None = None) -> ImageRecord:
    """Return what a study in `folder` keeps of an image.

    Args:
        path: Of the image. If it is not there, what is `known` of it is kept.
        folder: Of the study.
        known: What was kept of it before: saves the hash of a file that has not changed since.
    """
    text = written(path, folder)
    before = known or ImageRecord(path=text)
    try:
        voxels = find_pair(path).voxels
        about = voxels.stat()
        if before.sha256 and (about.st_size, about.st_mtime_ns) == (before.size, before.modified):
            return before.model_copy(update={"path": text})
        digest = sha256_of(voxels)
    except (IsegError, OSError):
        return before.model_copy(update={"path": text})
    return ImageRecord(path=text, size=about.st_size, modified=about.st_mtime_ns, sha256=digest)


def has_changed(path: Path, record: ImageRecord) -> bool:
    """Return whether a file is there and holds something else than what was recorded."""
    return _differs(path, record, trust_time=True)


def is_same(path: Path, record: ImageRecord) -> bool:
    """Return whether a file holds exactly what was recorded; whatever does, if nothing was."""
    return path.is_file() and not _differs(path, record, trust_time=False)


def _differs(path: Path, record: ImageRecord, *, trust_time: bool) -> bool:
    if not record.sha256:
        return False
    try:
        voxels = find_pair(path).voxels
        about = voxels.stat()
        if about.st_size != record.size:
            return True
        if trust_time and about.st_mtime_ns == record.modified:
            return False
        return sha256_of(voxels) != record.sha256
    except (IsegError, OSError):
        return not trust_time
