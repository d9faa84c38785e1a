"""Where the files of a study are: paths as the study writes them, and the other way round."""

from __future__ import annotations

import os
from pathlib import Path

from isegcore.io.path_text import path_text, text_path

SUFFIX = ".iseg"


def study_named(path: Path) -> Path:
    """Return `path` ending in .iseg."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def written(path: Path, folder: Path) -> str:
    """Return how a study in `folder` writes `path`: relative, unless they share no more than a root."""
    try:
        shared = os.path.commonpath([path, folder])
    except ValueError:  # two drives
        return path_text(path)
    if Path(shared) == Path(path.anchor):
        return path_text(path)
    return path_text(Path(os.path.relpath(path, folder)))


def located(text: str, folder: Path, earlier: str = "") -> Path:
    """Return the path that a study in `folder` means by `text`.

    Args:
        text: As the study writes it, on whichever system.
        folder: Of the study.
        earlier: The folder it lay in when it was saved: counts where `text` leads to a file from there alone.
    """
    here = _joined(folder, text)
    if earlier and not _is_there(here):
        there = _joined(text_path(earlier), text)
        if _is_there(there):
            return there
    return here


def _joined(folder: Path, text: str) -> Path:
    return Path(os.path.normpath(folder / text_path(text)))


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
