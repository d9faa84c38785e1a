"""Images and label maps on a grid, with what is remembered of the file they came from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from isegcore.data.grid import Grid
from isegcore.labels import LabelScheme


@dataclass(frozen=True, slots=True)
class Source:
    """What a file said about itself, kept so that a result can be written back onto the same grid.

    Attributes:
        files: The file that was read, or the two of a pair, header first.
        format: "NIfTI-1", "NIfTI-2" or "Analyze 7.5".
        shape: The stored shape, trailing axes of 1 included.
        header: The raw header bytes; geometry fields are copied from here bit for bit on export.
        orientation_assumed: Whether the file does not say how the head lies, so a convention was assumed.
        notes: Sentences the user should see ("3 voxels were not finite and count as 0.").
    """

    files: tuple[Path, ...]
    format: str
    shape: tuple[int, ...]
    header: bytes
    orientation_assumed: bool = False
    notes: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """Return the file to name when speaking of the image: the header, where there are two."""
        return self.files[0]


@dataclass(frozen=True, eq=False, slots=True)
class Volume:
    """An image: `data` is `(I, J, K)` float32, finite, read-only; `source` is None for images made here."""

    data: NDArray[np.float32]
    grid: Grid
    source: Source | None = None

    def __post_init__(self) -> None:
        seal(self.data, np.float32, self.grid.shape)


@dataclass(frozen=True, eq=False, slots=True)
class LabelMap:
    """Tissue classes: `data` is `(I, J, K)` uint8 class indices 0..3, read-only.

    `scheme` says which values stand for them in the file it came from, or shall be written to.
    """

    data: NDArray[np.uint8]
    grid: Grid
    scheme: LabelScheme
    source: Source | None = None

    def __post_init__(self) -> None:
        seal(self.data, np.uint8, self.grid.shape)


def seal(data: NDArray[np.generic], dtype: type, shape: tuple[int, ...]) -> None:
    """Make an array read-only that a frozen value holds.

    Raises:
        ValueError: If it is of another type or shape.
    """
    if data.dtype != dtype or data.shape != shape:
        raise ValueError(f"data must be {dtype.__name__} {shape}, got {data.dtype} {data.shape}")
    data.setflags(write=False)
