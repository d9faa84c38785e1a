"""Reading label maps as anatomies, with what the terminal shows meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from isegcore.cli.terminal import Terminal

if TYPE_CHECKING:
    from isegcore.simulation.anatomy import Anatomy


def read_anatomies(paths: Sequence[Path], terminal: Terminal) -> list[Anatomy]:
    """Return the anatomies in label map files, in their order; one named twice is read once.

    Raises:
        UnreadableImageError: If a file is not an image.
        LabelValueError: If the values of one are not labels.
        Cancelled: If the terminal says so.
    """
    from isegcore.simulation.label_maps import read_anatomy

    read: dict[Path, Anatomy] = {}
    for number, path in enumerate(paths):
        terminal.update("Reading label maps", number, len(paths))
        read[path] = read.get(path) or read_anatomy(path)
    return [read[path] for path in paths]
