"""Whether a header describes one head in space: sizes, voxel type and affine, told in sentences if not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from isegcore.data.grid import Shape3
from isegcore.errors import UnreadableImageError

AGAIN = "Copy or export the file again."
_NEED_3D = "A single 3D image of the head is needed."
_FIX_HEADER = "Correct the header, or convert the scan again."
_CIFTI_INTENTS = range(3000, 3100)
_MM_PER_UNIT = {1: 1000.0, 3: 0.001}  # NIFTI_UNITS_METER, NIFTI_UNITS_MICRON; anything else counts as mm
_LARGEST_FIELD_MM = 2000.0
_SMALLEST_FIELD_MM = 1.0
_SMALLEST_VOXEL_MM = 0.005
_FURTHEST_MM = 10_000.0  # from the origin
_FLATTEST = 1e-4  # volume of a voxel over the product of its edges


def require_one_volume(dim: Sequence[int], path: Path) -> tuple[int, ...]:
    """Return the stored shape that `dim` (number of axes, then 7 sizes) gives, with I, J, K first.

    Raises:
        UnreadableImageError: If the sizes are impossible, or those of a slice or a series.
    """
    axes, sizes = dim[0], list(dim[1 : dim[0] + 1])
    if not 1 <= axes <= 7 or min(sizes[:3]) < 1 or min(sizes) < 0:
        raise UnreadableImageError(f"Its header gives impossible sizes: {sizes}.", path=path, hint=AGAIN)
    if axes < 3 or min(sizes[:3]) < 2:
        raise UnreadableImageError("This is a single slice, not a volume.", path=path, hint=_NEED_3D)
    extra = [max(n, 1) for n in sizes[3:]]  # 0 on an axis that is not used is a common slip
    if (volumes := math.prod(extra)) > 1:
        hint = f"{_NEED_3D} Take one volume out of it first."
        raise UnreadableImageError(f"This is a series of {volumes} volumes.", path=path, hint=hint)
    return (*sizes[:3], *extra)


def refuse_surface(intent_code: int, path: Path) -> None:
    """Refuse CIFTI files, which hold data on a surface in the clothes of a NIfTI-2 image."""
    if intent_code in _CIFTI_INTENTS:
        raise UnreadableImageError("This is a CIFTI file: data on a surface.", path=path, hint=_NEED_3D)


def require_grey(dtype: np.dtype[np.generic], path: Path) -> None:
    """Refuse voxels that are not real numbers."""
    if dtype.kind not in "iuf":
        kind = {"c": "complex numbers", "V": "colours (RGB)"}.get(dtype.kind, f"type {dtype}")
        hint = "Give a magnitude image in grey values."
        raise UnreadableImageError(f"Its voxels hold {kind}.", path=path, hint=hint)


def require_voxel_size(pixdim: Sequence[float], path: Path) -> tuple[float, float, float]:
    """Return the three voxel sizes; refuse those that are not positive numbers."""
    i, j, k = (float(size) for size in pixdim)
    if not all(math.isfinite(size) and size > 0 for size in (i, j, k)):
        what = f"The voxel size must be positive, got {i:g} x {j:g} x {k:g}."
        raise UnreadableImageError(what, path=path, hint=_FIX_HEADER)
    return i, j, k


def require_place(affine: NDArray[np.float64], shape: Shape3, path: Path) -> None:
    """Refuse affines `(4, 4)`, mm, that flatten space, are of no head's size, or place it nowhere near."""
    lengths = np.linalg.norm(affine[:3, :3], axis=0)
    problem = ""
    if not np.isfinite(affine).all() or not abs(np.linalg.det(affine[:3, :3] / lengths)) > _FLATTEST:
        problem = "Its affine is singular: the voxels have no place in space."
    elif lengths.min() < _SMALLEST_VOXEL_MM or _field_mm(affine, shape) > _LARGEST_FIELD_MM:
        shown = " x ".join(f"{mm:.4g}" for mm in lengths)
        problem = f"Its voxels of {shown} mm cannot be those of a head."
    elif (far := furthest_mm(affine, np.zeros((4, 4)), shape)) > _FURTHEST_MM:
        problem = f"Its affine places the head {far:.3g} mm from the origin, which cannot be."
    if problem:
        raise UnreadableImageError(problem, path=path, hint=_FIX_HEADER)


def in_mm(affine: NDArray[np.float64], units: int, shape: Shape3) -> tuple[NDArray[np.float64], str]:
    """Return the affine in mm, and a note if the header's unit is another one.

    A unit that would make the image larger than a body or smaller than a mouse brain is a slip of the program
    that wrote it, and does not count.
    """
    factor = _MM_PER_UNIT.get(units & 7)
    if factor is None:
        return affine, ""
    scaled = np.diag([factor, factor, factor, 1.0]) @ affine
    if not _SMALLEST_FIELD_MM <= _field_mm(scaled, shape) <= _LARGEST_FIELD_MM:
        return affine, "its header claims another unit of length than mm, which cannot be; mm are used."
    return scaled, "its header gives lengths in another unit; they were converted to mm."


def furthest_mm(one: NDArray[np.float64], other: NDArray[np.float64], shape: Shape3) -> float:
    """Return how far apart two affines place a voxel at most."""
    corners = np.array(np.meshgrid(*[(0, n - 1) for n in shape], [1])).reshape(4, -1)
    return float(np.linalg.norm(((one - other) @ corners)[:3], axis=0).max())


def is_orthogonal(affine: NDArray[np.float64]) -> bool:
    """Return whether the axes of a `(4, 4)` affine stand upright on each other."""
    axes = affine[:3, :3] / np.linalg.norm(affine[:3, :3], axis=0)
    return bool(np.allclose(axes.T @ axes, np.eye(3), atol=1e-4))


def _field_mm(affine: NDArray[np.float64], shape: Shape3) -> float:
    return float((np.linalg.norm(affine[:3, :3], axis=0) * shape).max())
