"""What a study says of how labels are drawn and called."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from isegcore.study.record import Record

LONGEST_NAME = 255

_Byte = Annotated[int, Field(ge=0, le=255)]
_Rgb = tuple[_Byte, _Byte, _Byte]
_Name = Annotated[str, Field(max_length=LONGEST_NAME)]
BrainWord = Literal["csf", "gm", "wm"]


def _distinct(values: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    if len(set(values)) < len(values):
        raise ValueError("must be four different values")
    return values


class LabelRecord(Record):
    """How one tissue is drawn.

    Attributes:
        colour: Red, green and blue, 0 to 255 each.
        opacity: Share of the overlay's opacity, 0 to 1.
        outline: Whether only its border is drawn.
        locked: Whether tools leave it alone.
    """

    colour: _Rgb
    opacity: float = Field(default=1.0, ge=0, le=1)
    outline: bool = False
    locked: bool = False


class TableRecord(Record):
    """The label table in use; everything is of background, CSF, grey and white matter, in that order.

    Attributes:
        title: What the table is called.
        colours: Red, green and blue, 0 to 255 each.
        names: In words.
        values: What stands for them in files; four different ones, 0 to 255.
    """

    title: _Name
    colours: tuple[_Rgb, _Rgb, _Rgb, _Rgb]
    names: tuple[_Name, _Name, _Name, _Name]
    values: Annotated[tuple[_Byte, _Byte, _Byte, _Byte], AfterValidator(_distinct)]
