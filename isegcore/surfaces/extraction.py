"""From a label map to the surface of a tissue: marching cubes, fewer triangles, no steps, the true volume."""
# ruff: noqa: PLC0415 - scikit-image and scipy are paid for by who asks for a surface

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from isegcore.data.box import box_of
from isegcore.data.grid import Grid
from isegcore.data.volume import LabelMap
from isegcore.labels import Tissue
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.surfaces.mesh import Mesh
from isegcore.surfaces.simplifying import simplified
from isegcore.surfaces.smoothing import smoothed, with_volume

_BLUR = 0.7  # voxels of the finest axis: enough that marching cubes sees no steps
_MANY = 64  # cells: what has fewer is not made coarser


@dataclass(frozen=True, slots=True)
class Detail:
    """How fine a surface is.

    Attributes:
        cell_mm: Voxels are put together until they are about as large; 0 leaves them as they are.
        triangles: At most so many, or a little more where the shape does not allow it.
        rounds: Of smoothing.
    """

    cell_mm: float
    triangles: int
    rounds: int


TO_LOOK_AT = Detail(cell_mm=2.0, triangles=24_000, rounds=4)
TO_EXPORT = Detail(cell_mm=0.0, triangles=300_000, rounds=8)


def make_surface(
    labels: LabelMap, tissue: Tissue, detail: Detail = TO_LOOK_AT, monitor: Monitor = NULL_MONITOR
) -> Mesh | None:
    """Return the surface of one tissue, or None if no voxel has it.

    It encloses the volume that the voxels add up to: what blurring, simplifying and smoothing take from thin
    sheets is given back.

    Lewiner et al., Efficient implementation of Marching Cubes' cases with topological guarantees (2003),
    doi:10.1080/10867651.2003.10487582.

    Raises:
        Cancelled: If the monitor says so.
    """
    stage = f"Surface of {tissue.name}"
    monitor.update(stage, 0, 4)
    mask = labels.data == tissue
    count = int(np.count_nonzero(mask))
    if count == 0:
        return None
    volume_ml = count * labels.grid.voxel_ml
    cell_mm = detail.cell_mm if 1000 * volume_ml > _MANY * detail.cell_mm**3 else 0.0
    field, cells = _field(mask, labels.grid, cell_mm)
    monitor.update(stage, 1, 4)
    mesh = _contour(field, cells, volume_ml)
    monitor.update(stage, 2, 4)
    mesh = simplified(mesh, detail.triangles, monitor)
    monitor.update(stage, 3, 4)
    mesh = with_volume(smoothed(mesh, detail.rounds), volume_ml)
    monitor.update(stage, 4, 4)
    return mesh


def _field(mask: NDArray[np.bool_], grid: Grid, cell_mm: float) -> tuple[NDArray[np.float32], Grid]:
    """Return how much of each cell is inside the mask, 0 to 1, and where the cells lie; 0 at every edge."""
    from scipy import ndimage

    spacing = np.array(grid.spacing)
    merged = np.maximum(1, np.floor(cell_mm / spacing + 0.01).astype(int))
    box = box_of(mask)
    first = np.array([side.start for side in box]) - 2 * merged
    sizes = np.array([side.stop - side.start for side in box])
    cells = -(-sizes // merged) + 4
    field = np.zeros(cells * merged, np.float32)
    field[tuple(slice(2 * m, 2 * m + n) for m, n in zip(merged, sizes, strict=True))] = mask[box]
    ndimage.gaussian_filter(field, _BLUR * spacing.min() / spacing, output=field, truncate=2.5)
    (a, i), (b, j), (c, k) = zip(cells, merged, strict=True)
    blocks = field.reshape(a, i, b, j, c, k)
    affine = np.array(grid.affine)
    affine[:3, 3] = grid.to_mm(first + (merged - 1) / 2)
    affine[:3, :3] *= merged
    shares = blocks.mean(axis=(1, 3, 5)) if merged.max() > 1 else field
    return shares, Grid((int(a), int(b), int(c)), affine)


def _contour(field: NDArray[np.float32], cells: Grid, volume_ml: float) -> Mesh:
    """Return the surface around the cells with the highest shares, as many as make up the volume."""
    from skimage.measure import marching_cubes

    wanted = min(field.size - 1, max(1, round(volume_ml / cells.voxel_ml)))
    level = float(np.partition(field, -wanted, axis=None)[-wanted])
    level = min(max(level, 0.05), float(field.max()) * 0.75)
    points, triangles, _, _ = marching_cubes(field, level, allow_degenerate=False)  # type: ignore[no-untyped-call]
    mesh = Mesh(cells.to_mm(points).astype(np.float32), triangles.astype(np.uint32))
    if mesh.volume_ml < 0:  # inside out: voxel axes that mirror the scanner's
        mesh = Mesh(mesh.points, np.ascontiguousarray(mesh.triangles[:, ::-1]))
    return mesh
