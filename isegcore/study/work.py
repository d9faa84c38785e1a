"""What a study says of the work in a subject besides its labels: lines drawn over it, spots looked at."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from isegcore.study.record import Record

_MOST_LINES = 1000
_MOST_SPOTS = 1000
_FAR_MM = 10_000

Place = Annotated[float, Field(ge=-_FAR_MM, le=_FAR_MM)]
Places = tuple[Place, Place, Place]
_Index = Annotated[int, Field(ge=0, lt=1 << 16)]
TissueWord = Literal["background", "csf", "gm", "wm"]


class LineRecord(Record):
    """A ruler, an angle or a profile line.

    Attributes:
        kind: "ruler", "angle" or "profile".
        plane: In which it was drawn: "axial", "sagittal" or "coronal".
        points: RAS mm; two, or three of an angle, of which the second is the corner.
    """

    kind: Literal["ruler", "angle", "profile"]
    plane: Literal["axial", "sagittal", "coronal"]
    points: tuple[Places, ...] = Field(min_length=2, max_length=3)

    @model_validator(mode="after")
    def _check_points(self) -> LineRecord:
        wanted = 3 if self.kind == "angle" else 2
        if len(self.points) != wanted:
            raise ValueError(f"must have {wanted} points, got {len(self.points)}")
        return self


class SpotRecord(Record):
    """A doubtful spot of a result.

    Attributes:
        voxel: Where the doubt is greatest.
        mm: The same place, RAS.
        ml: How large the region is.
        doubt: Mean over the region of the probability that the label is wrong, 0 to 1.
        tissues: The commonest labels in it: "background", "csf", "gm" or "wm".
        ticked: Whether it was looked at.
    """

    voxel: tuple[_Index, _Index, _Index]
    mm: Places
    ml: float = Field(ge=0, le=1e6)
    doubt: float = Field(ge=0, le=1)
    tissues: tuple[TissueWord, ...] = Field(max_length=2)
    ticked: bool = False


class DoubtRecord(Record):
    """The doubtful spots of a subject's result.

    Attributes:
        result: When that result was made, as its provenance says: the spots of another do not count.
        spots: The gravest first.
    """

    result: str = Field(max_length=100)
    spots: tuple[SpotRecord, ...] = Field(max_length=_MOST_SPOTS)


Lines = Annotated[tuple[LineRecord, ...], Field(max_length=_MOST_LINES)]
