"""Cutting volumes into pictures: upright, cropped to the brain, grey or with the tissues over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from isegcore.data.box import Box, box_of, widened
from isegcore.data.grid import Grid
from isegcore.data.orientation import orientation_of
from isegcore.data.subject import Modality
from isegcore.data.volume import LabelMap, Volume
from isegcore.labels import COLOURS, Tissue

_TABLE = np.array([COLOURS[tissue] for tissue in Tissue], np.uint8)
_DIFFERENT = np.array((204, 121, 167), np.uint8)  # Okabe & Ito's reddish purple
_OPACITY = 0.55
_MARGIN = 4  # voxels around the brain
_Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class CutPlane:
    """A way to cut a RAS array: the axis cut across, and its title."""

    axis: int
    title: str


PLANES = (CutPlane(2, "Axial"), CutPlane(1, "Coronal"), CutPlane(0, "Sagittal"))
"""The planes that pictures are cut in."""


def make_columns(
    labels: LabelMap, images: Mapping[Modality, Volume], reference: LabelMap | None
) -> dict[str, NDArray[np.uint8]]:
    """Return the pictures by title, each `(R, A, S, 3)` uint8, cropped to what is not background."""
    upright = _cropping(labels)
    tissues = upright(labels.data)
    columns = {m.value: _grey(upright(images[m].data)) for m in Modality if m in images}
    base = next(iter(columns.values()), np.zeros((*tissues.shape, 3), np.uint8))
    columns["Tissues"] = _painted(base, tissues)
    if reference is not None:
        truth = upright(reference.data)
        columns["Reference"] = _painted(base, truth)
        difference = base.copy()
        difference[tissues != truth] = _DIFFERENT
        columns["Difference"] = difference
    return columns


def _cropping(labels: LabelMap) -> Callable[[_Array], _Array]:
    """Return what turns an array on the grid of these labels upright and crops it to the brain."""
    to_ras, box = orientation_of(labels.grid.affine).to_ras, _brain_box(labels)
    return lambda array: to_ras(array)[box]


def _brain_box(labels: LabelMap) -> Box:
    """Return where the brain is in the array along R, A, S, with a margin."""
    inside = orientation_of(labels.grid.affine).to_ras(labels.data) > 0
    return widened(box_of(inside), [_MARGIN] * 3, inside.shape)


def places_mm(labels: LabelMap, axis: int, at: Sequence[int]) -> list[float]:
    """Return where slices of the cropped arrays lie along R, A or S, in mm, in the middle of the grid."""
    orientation, grid = orientation_of(labels.grid.affine), labels.grid
    own = orientation.axes[axis]
    voxels = np.tile((np.array(grid.shape) - 1) / 2, (len(at), 1))
    voxels[:, own] = np.asarray(at) + _brain_box(labels)[axis].start
    if orientation.flipped[axis]:
        voxels[:, own] = grid.shape[own] - 1 - voxels[:, own]
    return [float(mm) for mm in grid.to_mm(voxels)[:, axis]]


def _grey(image: NDArray[np.float32]) -> NDArray[np.uint8]:
    low, high = np.percentile(image[image != 0], (0.5, 99.5))
    levels = np.clip((image - low) * (255 / max(high - low, 1e-6)), 0, 255).astype(np.uint8)
    levels[image == 0] = 0
    return np.repeat(levels[..., np.newaxis], 3, axis=-1)


def _painted(base: NDArray[np.uint8], labels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    inside = labels > 0
    painted = base.copy()
    painted[inside] = (_OPACITY * _TABLE[labels[inside]] + (1 - _OPACITY) * base[inside]).astype(np.uint8)
    return painted


def places(volume: NDArray[np.uint8], axis: int, count: int) -> list[int]:
    """Return evenly spaced slice numbers inside what is not black."""
    side = box_of(volume[..., 0] > 0)[axis]
    first, last = side.start, side.stop - 1
    return [round(first + (last - first) * (n + 1) / (count + 1)) for n in range(count)]


def cut(volume: NDArray[np.uint8], axis: int, at: int) -> NDArray[np.uint8]:
    """Return a slice as a picture: superior (axial: anterior) up, right (sagittal: anterior) on the left."""
    picture: NDArray[np.uint8] = np.take(volume, at, axis=axis).swapaxes(0, 1)[::-1, ::-1]
    return picture


def ras_spacing(grid: Grid) -> tuple[float, float, float]:
    """Return the distance in mm between voxels along the axes that lie closest to R, A and S."""
    r, a, s = (grid.spacing[axis] for axis in orientation_of(grid.affine).axes)
    return r, a, s


def aspect(spacing: tuple[float, float, float], axis: int) -> float:
    """Return how much taller than wide a pixel of a cut is, for a voxel of `spacing` `(R, A, S)` in mm."""
    across, up = (spacing[a] for a in range(3) if a != axis)
    return up / across
