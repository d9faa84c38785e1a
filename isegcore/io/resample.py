"""Bringing an image onto another image's grid, through the space that both lie in."""

from __future__ import annotations

from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from isegcore.data.grid import Grid
from isegcore.memory import require_memory
from isegcore.monitor import NULL_MONITOR, Monitor

_Scalar = TypeVar("_Scalar", np.float32, np.uint8)
_SLAB_VOXELS = 1 << 21  # some 0.1 s: how long a cancellation may have to wait


def resample_onto(
    data: NDArray[_Scalar],
    grid: Grid,
    target: Grid,
    *,
    motion: NDArray[np.float64] | None = None,
    order: Literal[0, 1] = 1,
    stage: str = "Resampling",
    monitor: Monitor = NULL_MONITOR,
) -> NDArray[_Scalar]:
    """Return `data` sampled at the voxels of `target`, 0 where it does not reach.

    Args:
        data: `(I, J, K)` on `grid`.
        grid: Where `data` lies.
        target: Where it shall lie.
        motion: `(4, 4)` from places in `target`'s space to the same anatomy in `grid`'s, RAS mm; identity
            if None.
        order: 1 for images (linear), 0 for labels (nearest).
        stage: What the monitor is told.
        monitor: Asked about cancellation between slabs.

    Raises:
        TooLargeError: If the result does not fit into the memory that is free.
        Cancelled: If the monitor says so.
    """
    from scipy import ndimage  # noqa: PLC0415 - 0.4 s, which images that share a grid never need

    to_voxel = np.linalg.inv(grid.affine) @ (np.eye(4) if motion is None else motion) @ target.affine
    require_memory(target.voxels * data.itemsize, stage)
    result = np.empty(target.shape, data.dtype, order="F")
    depth = max(1, _SLAB_VOXELS // (target.shape[0] * target.shape[1]))
    for start in range(0, target.shape[2], depth):
        monitor.update(stage, start, target.shape[2])
        slab = result[..., start : start + depth]
        ndimage.affine_transform(
            data,
            to_voxel[:3, :3],
            to_voxel[:3, 3] + to_voxel[:3, 2] * start,
            slab.shape,
            output=slab,
            order=order,
            mode="grid-constant",  # a place 1e-12 voxels beyond the edge is still the edge
            prefilter=False,
        )
    monitor.update(stage, target.shape[2], target.shape[2])
    return result


def overlap(grid: Grid, target: Grid) -> float:
    """Return the share of `target`'s field of view, 0 to 1, that `grid` covers."""
    steps = [np.linspace(0, n - 1, 16) for n in target.shape]
    places = target.to_mm(np.stack(np.meshgrid(*steps, indexing="ij"), axis=-1))
    voxels = grid.to_voxel(places)
    inside = ((voxels >= -0.5) & (voxels <= np.array(grid.shape) - 0.5)).all(axis=-1)
    return float(inside.mean())
