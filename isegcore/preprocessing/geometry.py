"""Between a subject's own grid and the upright, cropped, isotropic array that a network sees.

A `Placement` is planned once from a brain mask and then used both ways:

    placement = plan(grid, mask, spec)
    image = placement.forward(t1)                            # native (I, J, K) -> working
    labels, confidence = placement.vote(probabilities)       # working (I, J, K, L) -> native box
    native = placement.paste(labels)                         # native box -> native (I, J, K), 0 around it

The native *box* (`Placement.box`, slices of the native array) is all that is ever resampled: nothing of the
size of the whole volume is made but the result. Axes are permuted and flipped to the closest R, A, S; oblique
and sheared grids keep their axes, they are not rotated. Where the spacing already fits, both ways are copies.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from isegcore.data.box import Box, box_of, widened
from isegcore.data.grid import Grid, Shape3
from isegcore.data.orientation import Orientation, orientation_of
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.preprocessing.spec import PreprocessSpec

STAGE = "Back onto the input's grid"

_Scalar = TypeVar("_Scalar", bound=np.generic)
_SAME = 1e-6  # below this a border of voxels is none, and two spacings are one: headers hold float32


@dataclass(frozen=True, eq=False, slots=True)
class Placement:
    """How a working array lies in a native one.

    Attributes:
        native: The subject's grid.
        box: The part of the native array that the working array covers.
        orientation: Which native axes run along R, A, S.
        steps: Size of a working voxel along R, A, S in native voxels; all 1 if nothing is resampled.
        grid: The working grid: axes along R, A, S, cropped, resampled.
    """

    native: Grid
    box: Box
    orientation: Orientation
    steps: tuple[float, float, float]
    grid: Grid

    @property
    def shape(self) -> Shape3:
        """Return the working shape."""
        return self.grid.shape

    def forward(self, array: NDArray[Any], *, order: int = 1) -> NDArray[Any]:
        """Return the working array, new and C-contiguous, of a native one `(I, J, K)`.

        Args:
            array: Native image, labels or mask.
            order: 1 for images: linear, averaging where voxels grow, float32. 0 for labels and masks:
                nearest, keeps the dtype.
        """
        _require_shape(array, self.native.shape)
        upright = self.orientation.to_ras(array[self.box])
        return _resample(upright, self.shape, self.steps, order)

    def restore_box(self, array: NDArray[Any], *, order: int = 1) -> NDArray[Any]:
        """Return a working array `(I, J, K[, L])` on the native box, new; `order` as for `forward`."""
        _require_shape(array, self.shape)
        i, j, k = _upright_shape(self.box, self.orientation)
        back = tuple(1 / step for step in self.steps)
        return self.orientation.from_ras(_resample(array, (i, j, k), back, order))

    def paste(self, in_box: NDArray[_Scalar], *, fill: float = 0) -> NDArray[_Scalar]:
        """Return a native array `(I, J, K[, L])` that holds `in_box` in the box, and `fill` around it."""
        native = np.full(self.native.shape + in_box.shape[3:], fill, in_box.dtype)
        native[self.box] = in_box
        return native

    def restore(self, array: NDArray[Any], *, order: int = 1, fill: float = 0) -> NDArray[Any]:
        """Return a working array `(I, J, K[, L])` on the native grid; `order` as for `forward`."""
        return self.paste(self.restore_box(array, order=order), fill=fill)

    def vote(
        self, probabilities: NDArray[np.float32], monitor: Monitor = NULL_MONITOR
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Return, on the native box, the likeliest class (uint8) and its probability in percent (uint8).

        One class at a time is brought onto the box, so that memory stays at a few floats a voxel.

        Args:
            probabilities: `(I, J, K, L)` float32 on the working grid, 0 to 1.
            monitor: Hears of every class.
        """
        classes = probabilities.shape[3]
        monitor.update(STAGE, 0, classes)
        best = self.restore_box(probabilities[..., 0])
        labels = np.zeros_like(best, np.uint8)
        for label in range(1, classes):
            monitor.update(STAGE, label, classes)
            share = self.restore_box(probabilities[..., label])
            labels[share > best] = label
            np.maximum(best, share, out=best)
        best *= 100
        return labels, np.rint(best, out=best).astype(np.uint8)


def plan(grid: Grid, mask: NDArray[np.bool_], spec: PreprocessSpec) -> Placement:
    """Return where a subject's working array lies: the box of its brain, upright, at the model's spacing.

    That spacing may follow the size of the brain; see `PreprocessSpec.brain_voxels`.

    An input whose spacing is within the spec's tolerance on every axis keeps it.

    Args:
        grid: The subject's grid.
        mask: `(I, J, K)` bool on that grid, true in the brain; at least one voxel.
        spec: What the model expects.
    """
    _require_shape(mask, grid.shape)
    orientation = orientation_of(grid.affine)
    if not mask.any():
        raise ValueError("mask must hold at least one voxel")
    spacing = spec.spacing_for(np.count_nonzero(mask) * grid.voxel_ml)
    steps = [spacing / grid.spacing[axis] for axis in orientation.axes]
    if all(abs(1 / step - 1) <= spec.spacing_tolerance + _SAME for step in steps):
        steps = [1.0, 1.0, 1.0]
    margin = [math.ceil(spec.margin_mm / mm - _SAME) for mm in grid.spacing]
    box = widened(box_of(mask), margin, grid.shape)
    least = [0, 0, 0]
    for axis, size, step in zip(orientation.axes, spec.least_size, steps, strict=True):
        least[axis] = math.ceil(size * step - _SAME)
    box = _enlarged(box, least, grid.shape)
    upright = _upright_shape(box, orientation)
    shape = [max(1, math.ceil(n / step - _SAME)) for n, step in zip(upright, steps, strict=True)]
    to_native = _upright_to_native(box, orientation) @ _working_to_upright(shape, upright, steps)
    return Placement(
        grid,
        box,
        orientation,
        (steps[0], steps[1], steps[2]),
        Grid((shape[0], shape[1], shape[2]), grid.affine @ to_native),
    )


def _enlarged(box: Box, least: list[int], shape: Shape3) -> Box:
    """Return the box with sides of at least `least` voxels, within an array of that shape."""
    sides = []
    for side, size, length in zip(box, least, shape, strict=True):
        needed = min(max(size, side.stop - side.start), length)
        start = min(max((side.start + side.stop - needed) // 2, 0), length - needed)
        sides.append(slice(start, start + needed))
    return sides[0], sides[1], sides[2]


def _upright_shape(box: Box, orientation: Orientation) -> Shape3:
    i, j, k = (box[axis].stop - box[axis].start for axis in orientation.axes)
    return i, j, k


def _upright_to_native(box: Box, orientation: Orientation) -> NDArray[np.float64]:
    """Return the `(4, 4)` matrix from voxels of the upright box to voxels of the native array."""
    matrix = np.eye(4)
    matrix[:3, :3] = orientation.matrix.T
    for axis, flipped in zip(orientation.axes, orientation.flipped, strict=True):
        matrix[axis, 3] = box[axis].stop - 1 if flipped else box[axis].start
    return matrix


def _working_to_upright(shape: list[int], upright: Shape3, steps: list[float]) -> NDArray[np.float64]:
    """Return the `(4, 4)` matrix between two voxel grids with one centre."""
    matrix = np.diag([*steps, 1.0])
    matrix[:3, 3] = (np.array(upright) - 1) / 2 - np.array(steps) * (np.array(shape) - 1) / 2
    return matrix


def _resample(array: NDArray[Any], shape: Shape3, steps: tuple[float, ...], order: int) -> NDArray[Any]:
    """Return `(I, J, K[, L])` sampled every `steps` voxels, `shape` times, about its centre."""
    if order == 0:
        if steps == (1.0, 1.0, 1.0):
            return array.copy("C")
        nearest = [
            np.floor(_positions(*axis) + 0.5).astype(np.intp)
            for axis in zip(array.shape[:3], shape, steps, strict=True)
        ]
        return np.ascontiguousarray(array[np.ix_(*nearest)])
    if steps == (1.0, 1.0, 1.0):
        return array.astype(np.float32, order="C")
    if array.ndim == 4:
        return np.stack([_resample(array[..., c], shape, steps, 1) for c in range(array.shape[3])], axis=-1)
    return _interpolate(np.ascontiguousarray(array, np.float32), shape, steps)


def _interpolate(array: NDArray[np.float32], shape: Shape3, steps: tuple[float, ...]) -> NDArray[np.float32]:
    """Interpolate one axis after the other, each as a product with a matrix of weights.

    BLAS does this faster than indexing, with all cores and without Python's lock.
    """
    first, second, third = (_weights(*axis) for axis in zip(array.shape, shape, steps, strict=True))
    _, columns, rows = array.shape
    array = (first @ array.reshape(len(array), -1)).reshape(-1, columns, rows)
    array = np.matmul(second, array)
    return (array.reshape(-1, rows) @ third.T).reshape(shape)


def _weights(stored: int, wanted: int, step: float) -> NDArray[np.float32]:
    """Return `(wanted, stored)` weights: linear, or a wider triangle where voxels grow, against aliasing."""
    distance = np.abs(_positions(stored, wanted, step)[:, None] - np.arange(stored))
    weights: NDArray[np.float64] = np.maximum(0, 1 - distance / max(1.0, step))
    weights /= weights.sum(axis=1, keepdims=True)
    return weights.astype(np.float32)


def _positions(stored: int, wanted: int, step: float) -> NDArray[np.float64]:
    """Return where in `stored` voxels the `wanted` ones lie, about the common centre, not beyond the edge."""
    centred = (np.arange(wanted) - (wanted - 1) / 2) * step + (stored - 1) / 2
    return np.clip(centred, 0, stored - 1)


def _require_shape(array: NDArray[Any], shape: Shape3) -> None:
    if array.shape[:3] != shape:
        raise ValueError(f"array must be {shape}, got {array.shape}")
