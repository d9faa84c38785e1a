"""The errors that users can act on: each is a sentence, the file it is about, and what to do next.

Only conditions of the user's environment belong here (a damaged file, a full disk, an unusable model).
A violated expectation of our own is a bug and raises a plain Python exception, which the window shows
with a traceback to copy.
"""

from __future__ import annotations

import os
from pathlib import Path


class IsegError(Exception):
    """A known problem, told in a sentence fit for a dialog or a terminal.

    Attributes:
        message: What is wrong, one sentence, without the path.
        path: The file or folder it is about, if there is one.
        hint: What the user can do about it.
    """

    def __init__(self, message: str, *, path: Path | None = None, hint: str = "") -> None:
        self.message = message
        self.path = path
        self.hint = hint
        super().__init__(message)

    def __str__(self) -> str:
        """Return path, sentence and hint as one line."""
        where = ""
        if self.path is not None:  # its bytes may be no text: what is shown must be printable all the same
            where = os.fsencode(self.path).decode("utf-8", "replace") + ": "
        hint = f" {self.hint}" if self.hint else ""
        return f"{where}{self.message}{hint}"

    @property
    def brief(self) -> str:
        """Return name of the file, sentence and hint as one line: no folder, which may name a patient."""
        return str(IsegError(self.message, path=Path(self.path.name) if self.path else None, hint=self.hint))


class UnreadableImageError(IsegError):
    """An image file is missing, damaged, or of a kind that cannot be segmented."""


class GridMismatchError(IsegError):
    """Two images that must share a voxel grid do not."""


class OtherGridError(GridMismatchError):
    """A label map lies on another grid than the images, and could be resampled onto theirs."""


class LabelValueError(IsegError):
    """A label image holds values that its label scheme does not know."""


class DatasetError(IsegError):
    """A folder does not hold the subjects that were asked for."""


class ModelError(IsegError):
    """A model file cannot be used: damaged, not a model, unsafe, or made for other input."""


class TooLargeError(IsegError):
    """The work would need more memory than this machine has free."""


class OutputError(IsegError):
    """A result could not be written, or writing it would destroy something."""


class OptionError(IsegError):
    """An option has a value that cannot be used."""
