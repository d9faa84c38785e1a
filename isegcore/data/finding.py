"""What the user is warned of: a result that should not be believed as it is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Concern(StrEnum):
    """Kinds of warnings."""

    UNSTRIPPED = "not skull-stripped"
    ORIENTATION = "orientation"
    SWAPPED = "T1 and T2 swapped"
    UNALIGNED = "T1 and T2 not aligned"
    CUT_OFF = "partly outside the image"
    BLANK = "constant image"
    NOISE = "noise"
    CONTRAST = "contrast"
    SHARES = "tissue shares"
    SIZE = "brain size"


@dataclass(frozen=True, slots=True)
class Finding:
    """One warning.

    Attributes:
        concern: Its kind.
        message: What is odd, one sentence.
        hint: What the user can do about it.
    """

    concern: Concern
    message: str
    hint: str

    def __str__(self) -> str:
        """Return sentence and hint as one line."""
        return f"{self.message} {self.hint}"
