"""How the axes of an array lie in the head: permutations and flips between a grid's axes and R, A, S."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from isegcore.data.grid import Shape3
from isegcore.errors import OptionError

_Scalar = TypeVar("_Scalar", bound=np.generic)
_LETTERS = ("LR", "PA", "IS")  # per RAS axis: its negative end, its positive end


@dataclass(frozen=True, slots=True)
class Orientation:
    """Which axis of an array runs along R, A and S, and which way.

    Attributes:
        axes: For R, A, S in turn: the array axis that lies closest to it.
        flipped: For R, A, S in turn: whether that axis runs towards L, P or I instead.
    """

    axes: tuple[int, int, int]
    flipped: tuple[bool, bool, bool]

    @property
    def code(self) -> str:
        """Return the end that each array axis runs towards, such as "LAS"."""
        letters = ["", "", ""]
        for ends, axis, flip in zip(_LETTERS, self.axes, self.flipped, strict=True):
            letters[axis] = ends[0 if flip else 1]
        return "".join(letters)

    @property
    def matrix(self) -> NDArray[np.float64]:
        """Return `(3, 3)` signs: column a is the RAS direction of array axis a."""
        signs = np.zeros((3, 3))
        for ras, (axis, flip) in enumerate(zip(self.axes, self.flipped, strict=True)):
            signs[ras, axis] = -1.0 if flip else 1.0
        return signs

    def to_ras(self, array: NDArray[_Scalar]) -> NDArray[_Scalar]:
        """Return a view of `array` `(I, J, K, ...)` with its first three axes along R, A, S."""
        return array.transpose(*self.axes, *range(3, array.ndim))[self._steps]

    def from_ras(self, array: NDArray[_Scalar]) -> NDArray[_Scalar]:
        """Return the view that undoes `to_ras`."""
        back = np.argsort(self.axes).tolist()
        return array[self._steps].transpose(*back, *range(3, array.ndim))

    @property
    def _steps(self) -> tuple[slice, ...]:
        return tuple(slice(None, None, -1 if flip else None) for flip in self.flipped)


def orientation_of(affine: NDArray[np.float64]) -> Orientation:
    """Return the orientation whose axes are closest to those of an affine, oblique or sheared.

    Of the affine, `(4, 4)`, only the directions count: `(3, 3)` is enough.

    The affine's nearest rotation is taken first (polar decomposition), then its axes are matched to R, A, S,
    clearest first, as nibabel's `io_orientation` does: the largest entry of each column alone can pick one
    RAS axis twice on oblique grids.
    """
    directions = affine[:3, :3] / np.linalg.norm(affine[:3, :3], axis=0)
    left, _, right = np.linalg.svd(directions)
    rotation = left @ right
    axes, flipped = [0, 0, 0], [False, False, False]
    for axis in np.argsort(-np.abs(rotation).max(axis=0), kind="stable").tolist():
        ras = int(np.argmax(np.abs(rotation[:, axis])))
        axes[ras], flipped[ras] = axis, bool(rotation[ras, axis] < 0)
        rotation[ras, :] = 0
    return Orientation((axes[0], axes[1], axes[2]), (flipped[0], flipped[1], flipped[2]))


def orientation_named(code: str) -> Orientation:
    """Return the orientation with a code such as "LAS" (axis I runs to the left, J to the front, K up).

    Raises:
        OptionError: If it is not one of the 48 codes.
    """
    axes, flipped = [-1, -1, -1], [False, False, False]
    for axis, letter in enumerate(code.upper()):
        for ras, ends in enumerate(_LETTERS):
            if letter in ends:
                axes[ras], flipped[ras] = axis, letter == ends[0]
    if len(code) != 3 or sorted(axes) != [0, 1, 2]:
        raise OptionError(
            f"An orientation must be three letters, one each of L/R, P/A and I/S, got {code!r}.",
            hint="For example LAS or RAS.",
        )
    return Orientation((axes[0], axes[1], axes[2]), (flipped[0], flipped[1], flipped[2]))


def centred_affine(
    orientation: Orientation, shape: Shape3, spacing: tuple[float, float, float]
) -> NDArray[np.float64]:
    """Return the `(4, 4)` affine of an axis-aligned grid centred on the origin; spacing in mm."""
    affine = np.eye(4)
    affine[:3, :3] = orientation.matrix * np.asarray(spacing)
    affine[:3, 3] = -affine[:3, :3] @ ((np.asarray(shape) - 1) / 2)
    return affine
