"""Random but smooth: fields, and the deformations that turn one anatomy into many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from isegcore.data.grid import Shape3


def smooth_field(shape: Shape3, scale_vox: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """Return a random field, `shape` float32, about zero mean and unit sd, that varies over `scale_vox`.

    Drawn on a coarse grid and interpolated, so its cost does not grow with its smoothness.
    """
    nodes = [max(2, round(n / scale_vox) + 1) for n in shape]
    coarse = rng.standard_normal(nodes).astype(np.float32)
    # Interpolating between nodes shrinks the spread to about (2/3)^(3/2); the factor undoes it.
    return np.asarray(enlarge(coarse, shape) * np.float32(1.8), np.float32)


def enlarge(coarse: NDArray[np.float32], shape: Shape3) -> NDArray[np.float32]:
    """Return a coarse array linearly interpolated to `shape`, its corners on the corners."""
    first, second, third = (_weights(c, n) for c, n in zip(coarse.shape, shape, strict=True))
    rows = (first @ coarse.reshape(len(coarse), -1)).reshape(shape[0], *coarse.shape[1:])
    planes = np.matmul(second, rows)
    return np.asarray((planes.reshape(-1, planes.shape[-1]) @ third.T).reshape(shape), np.float32)


def _weights(stored: int, wanted: int) -> NDArray[np.float32]:
    """Return the `(wanted, stored)` matrix of linear interpolation, ends on ends."""
    at = np.linspace(0, stored - 1, wanted)
    return np.asarray(np.maximum(0, 1 - np.abs(at[:, None] - np.arange(stored))), np.float32)


@dataclass(frozen=True, slots=True)
class DeformationRange:
    """How far anatomies may be bent: sd of rotation, shear and log stretch; displacement in mm."""

    rotation_deg: float = 8.0
    shear: float = 0.03
    stretch: float = 0.05
    displacement_mm: float = 2.4
    displacement_scale_mm: tuple[float, float] = (14.0, 40.0)


def deform(
    labels: NDArray[np.uint8],
    spacing_mm: tuple[float, float, float],
    scale: float,
    bounds: DeformationRange,
    rng: np.random.Generator,
    *,
    out_mm: float = 1.0,
) -> NDArray[np.uint8]:
    """Return a label map turned, scaled and bent at random, on an isotropic grid that just holds it.

    Args:
        labels: `(I, J, K)` uint8, RAS.
        spacing_mm: Its voxel size along R, A and S.
        scale: Linear size of the result over that of the original.
        bounds: How far to go.
        rng: Source of all randomness.
        out_mm: Spacing of the result.

    Returns:
        `(I', J', K')` uint8, RAS.
    """
    spacing = np.asarray(spacing_mm)
    forward = _random_linear(scale, bounds, rng)
    corners = (
        np.array(np.meshgrid(*[(-0.5, 0.5)] * 3)).reshape(3, -1) * (np.array(labels.shape) * spacing)[:, None]
    )
    extent = np.abs(forward @ corners).max(1) * 2 / out_mm
    shape: Shape3 = tuple(int(np.ceil(e)) + 8 for e in extent)  # type: ignore[assignment]
    inverse = np.linalg.inv(forward) * out_mm / spacing[:, None]
    centre_out, centre_in = (np.array(shape) - 1) / 2, (np.array(labels.shape) - 1) / 2
    node = float(rng.uniform(*bounds.displacement_scale_mm))
    displacement = bounds.displacement_mm * min(1.0, node / 25) / out_mm
    axes = [np.arange(n, dtype=np.float32) - np.float32(c) for n, c in zip(shape, centre_out, strict=True)]
    place = [
        a.reshape([-1 if k == axis else 1 for k in range(3)])
        + smooth_field(shape, node / out_mm, rng) * np.float32(displacement)
        for axis, a in enumerate(axes)
    ]
    source = np.empty((3, *shape), np.float32)
    for axis in range(3):
        i, j, k = (np.float32(v) for v in inverse[axis])
        source[axis] = i * place[0] + j * place[1] + k * place[2] + np.float32(centre_in[axis])
    return np.asarray(ndimage.map_coordinates(labels, source, order=0, prefilter=False), np.uint8)


def _random_linear(scale: float, bounds: DeformationRange, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return a `(3, 3)` matrix from original to result, in mm about the centre."""
    a, b, c = np.deg2rad(rng.normal(0, bounds.rotation_deg, 3).clip(-25, 25))
    about_r = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    about_a = np.array([[np.cos(b), 0, np.sin(b)], [0, 1, 0], [-np.sin(b), 0, np.cos(b)]])
    about_s = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    shear = np.eye(3) + np.triu(rng.normal(0, bounds.shear, (3, 3)), 1)
    stretch = np.diag(scale * np.exp(rng.normal(0, bounds.stretch, 3)))
    return np.asarray(about_r @ about_a @ about_s @ shear @ stretch)
