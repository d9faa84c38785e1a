"""Finding images that are no longer where a study says: the user names one folder, all are found from it."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.study.fingerprint import is_same
from isegcore.study.study import ImageRecord

_MOST_FILES = 200_000
_STAGE = "Looking for images"


def find_moved(
    missing: Mapping[Path, ImageRecord], folder: Path, monitor: Monitor = NULL_MONITOR
) -> dict[Path, Path]:
    """Return where missing images are now, as far as they lie in `folder` or below it.

    A file counts as found if it has the name, and holds what was recorded if anything was. Of several that
    do, the one that shares most of its path with the old place wins.

    Args:
        missing: What is recorded of each, by the path where it is missing.
        folder: Where to look.
        monitor: Asked about cancellation.

    Raises:
        Cancelled: If the monitor says so.
    """
    there = _files_below(folder, {path.name for path in missing}, monitor)
    found = {}
    for number, (old, record) in enumerate(missing.items()):
        monitor.update(_STAGE, number, len(missing))
        for candidate in sorted(there[old.name], key=lambda path: -_shared(path, old)):
            if is_same(candidate, record):
                found[old] = candidate
                break
    return found


def _files_below(folder: Path, names: set[str], monitor: Monitor) -> Mapping[str, Sequence[Path]]:
    """Return the files of those names; a folder that cannot be read is passed over."""
    found: defaultdict[str, list[Path]] = defaultdict(list)
    seen = 0
    for root, folders, files in os.walk(folder):
        monitor.update(_STAGE, 0, 1)
        folders.sort()
        for name in names.intersection(files):
            found[name].append(Path(root) / name)
        seen += len(files)
        if seen > _MOST_FILES:
            break
    return found


def _shared(one: Path, other: Path) -> int:
    """Return how many parts two paths share from their end."""
    count = 0
    for a, b in zip(reversed(one.parts), reversed(other.parts), strict=False):
        if a != b:
            break
        count += 1
    return count
