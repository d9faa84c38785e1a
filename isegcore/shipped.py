"""Where the files that come with the program are, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

DEFAULT_MODEL = "iseg-infant"


def shipped_path(relative: str) -> Path:
    """Return the path of a file or folder under `resources`, such as "sample" or "models/x.keras"."""
    return Path(str(files("resources"))) / relative
