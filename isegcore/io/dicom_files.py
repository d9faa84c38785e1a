"""Telling DICOM files from others, without reading them."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

_MOST_FILES = 200  # a folder of DICOM files begins with some
_MARK, _OFFSET = b"DICM", 128


def holds_dicom(folder: Path) -> bool:
    """Return whether one of the first files in a folder, or below it, is DICOM."""
    files = (Path(root) / name for root, _, names in os.walk(folder) for name in sorted(names))
    return any(is_dicom(file) for file in islice(files, _MOST_FILES))


def is_dicom(file: Path) -> bool:
    """Return whether a file starts as DICOM files do; one that cannot be read does not."""
    try:
        if not file.is_file():  # a pipe would wait for ever
            return False
        with file.open("rb") as stream:
            return stream.read(_OFFSET + len(_MARK))[_OFFSET:] == _MARK
    except OSError:
        return False
