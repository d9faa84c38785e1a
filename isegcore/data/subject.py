"""One person's images on one grid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from isegcore.data.grid import Grid
from isegcore.data.volume import LabelMap, Volume
from isegcore.errors import GridMismatchError


class Modality(StrEnum):
    """The image contrasts the program knows, in the order of the network's input channels."""

    T1 = "T1"
    T2 = "T2"


@dataclass(frozen=True, eq=False, slots=True)
class Subject:
    """The images of one person, all on one grid.

    Attributes:
        id: Name shown to users and used for output files, unique in its data set.
        images: At least one modality; the first one's grid is the subject's.
        reference: A manual or earlier segmentation to compare with, on the same grid.
        notes: What the user should know of how the images came together ("T2 was resampled ...").

    Raises:
        GridMismatchError: If an image or the reference lies on another grid.
    """

    id: str
    images: Mapping[Modality, Volume]
    reference: LabelMap | None = None
    notes: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if not self.images:
            raise ValueError("a subject must have at least one image")
        object.__setattr__(self, "images", MappingProxyType(dict(self.images)))
        others: list[tuple[str, Volume | LabelMap]] = [(m.value, v) for m, v in self.images.items()]
        if self.reference is not None:
            others.append(("the reference", self.reference))
        for name, volume in others:
            if not volume.grid.matches(self.grid):
                raise GridMismatchError(
                    f"{name} must lie on the grid of {self.primary}: "
                    f"{self.grid.shape}, got {volume.grid.shape} or another position.",
                    path=volume.source.path if volume.source else None,
                    hint="Resample it onto that grid, or check that both belong to one person.",
                )

    @property
    def primary(self) -> Modality:
        """Return the modality whose grid and header the result is written on: T1 if present."""
        return next(m for m in Modality if m in self.images)

    @property
    def grid(self) -> Grid:
        """Return the grid that all images share."""
        return self.images[self.primary].grid
