"""From stored values to the array that is kept, block by block: no copy of the whole in another type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from isegcore.data.grid import Shape3
from isegcore.errors import LabelValueError
from isegcore.io.storage import explained, read_blocks
from isegcore.memory import require_memory

Report: TypeAlias = Callable[[int, int], None]  # hears of voxels read and voxels in all; may raise Cancelled

_Kept = TypeVar("_Kept", np.float32, np.uint8)
_SHOWN_VALUES = 5
_ROUNDING = 1e-3  # what floats and slopes may make of a whole number


@dataclass(frozen=True, slots=True)
class RawVoxels:
    """Where the voxels of an image are and how they are written, first axis fastest.

    Attributes:
        path: The file.
        offset: Bytes before the first voxel.
        dtype: Stored type, with its byte order; an integer or a float.
        shape: `(I, J, K)`.
        slope: Stored values are multiplied by this ...
        inter: ... and then this is added.
    """

    path: Path
    offset: int
    dtype: np.dtype[np.generic]
    shape: Shape3
    slope: float = 1.0
    inter: float = 0.0

    @property
    def count(self) -> int:
        """Return the number of voxels."""
        return int(np.prod(self.shape, dtype=object))

    @property
    def scaled(self) -> bool:
        """Return whether slope and intercept change anything."""
        return (self.slope, self.inter) != (1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Float32Voxels:
    """Voxels read as an image: `data` `(I, J, K)` float32, finite, with its extremes."""

    data: NDArray[np.float32]
    low: float
    high: float
    not_finite: int


def read_float32(raw: RawVoxels, report: Report) -> Float32Voxels:
    """Return the scaled voxels; those that are not finite in float32 become 0 and are counted.

    Raises:
        UnreadableImageError: If the file ends early or is damaged.
        TooLargeError: If they do not fit into the memory that is free.
    """
    flat = _room_for(raw, np.float32)
    check = raw.dtype.kind == "f" or raw.scaled
    low, high, bad, done = np.inf, -np.inf, 0, 0
    with np.errstate(all="ignore"):
        for block in read_blocks(raw.path, raw.offset, raw.dtype, raw.count):
            report(done, raw.count)
            target = flat[done : done + len(block)]
            target[:] = _scale(block, raw) if raw.scaled else block
            if check and not (finite := np.isfinite(target)).all():
                bad += len(target) - int(np.count_nonzero(finite))
                target[~finite] = 0
            low, high = min(low, float(target.min())), max(high, float(target.max()))
            done += len(block)
    report(done, raw.count)
    return Float32Voxels(flat.reshape(raw.shape, order="F"), low, high, bad)


def read_labels(raw: RawVoxels, report: Report) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the voxels `(I, J, K)` as uint8, and the sorted values that occur among them.

    Raises:
        LabelValueError: If a value is not a whole number from 0 to 255.
        UnreadableImageError: If the file ends early or is damaged.
        TooLargeError: If they do not fit into the memory that is free.
    """
    flat = _room_for(raw, np.uint8)
    seen = b""
    done = 0
    with np.errstate(all="ignore"):
        for block in read_blocks(raw.path, raw.offset, raw.dtype, raw.count):
            report(done, raw.count)
            values = _scale(block, raw) if raw.scaled else block
            target = flat[done : done + len(block)]
            target[:] = np.rint(values) if values.dtype.kind == "f" else values
            if values.dtype != np.uint8:
                _require_labels(values, target, raw.path)
            seen += bytes(set(target.tobytes().translate(None, seen)))
            done += len(block)
    report(done, raw.count)
    return flat.reshape(raw.shape, order="F"), np.array(sorted(seen), np.uint8)


def _room_for(raw: RawVoxels, dtype: type[_Kept]) -> NDArray[_Kept]:
    require_memory(raw.count * np.dtype(dtype).itemsize, "Reading this image", raw.path)
    with explained(raw.path):
        try:
            return np.empty(raw.count, dtype)
        except ValueError as error:  # numpy's own word for a size beyond any memory
            raise MemoryError from error


def _scale(block: NDArray[np.generic], raw: RawVoxels) -> NDArray[np.float64]:
    return block.astype(np.float64) * raw.slope + raw.inter


def _require_labels(values: NDArray[Any], labels: NDArray[np.uint8], path: Path) -> None:
    whole = values.dtype.kind != "f"  # the smallest integer has no magnitude in its own type
    same = values == labels if whole else np.abs(values - labels) < _ROUNDING
    wrong = np.unique(values[~same])
    if len(wrong):
        shown = ", ".join(f"{v:g}" for v in wrong[:_SHOWN_VALUES].tolist())
        more = " ..." if len(wrong) > _SHOWN_VALUES else ""
        raise LabelValueError(
            f"Label values must be whole numbers from 0 to 255, got {shown}{more}.",
            path=path,
            hint="Give a label image, not an intensity image.",
        )
