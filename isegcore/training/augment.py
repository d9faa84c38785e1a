"""Making few subjects many: patches turned, stretched, bent, and given the looks of other scanners.

Patches may be as thin as a slice. Everything random comes from the generator that is given.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from isegcore.data.grid import Shape3
from isegcore.simulation.deformation import smooth_field
from isegcore.training.config import Augmentation

# Normalised intensities lie within a few standard deviations around 0; scanners multiply positive ones.
_ZERO_SD = 4.0
_GAMMA_RANGE_SD = 3.0
_BIAS_SCALE_VOX = 40.0


@dataclass(frozen=True, eq=False, slots=True)
class Pose:
    """How a subject is turned and stretched about the middle of its brain.

    Attributes:
        centre: `(3,)` that middle, in voxels.
        back: `(3, 3)` from a place in the turned subject to one in the subject, both about the centre.
    """

    centre: NDArray[np.float64]
    back: NDArray[np.float64]

    def forth(self, place: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return where in the turned subject a place `(3,)` of the subject comes to lie, in voxels."""
        return np.asarray(self.centre + np.linalg.solve(self.back, place - self.centre))

    def box(self, box: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the box `(2, 3)` of the turned brain, taken for the ellipsoid that fills its box."""
        half = (box[1] - box[0]) / 2
        turned = np.sqrt(((np.linalg.inv(self.back) * half) ** 2).sum(axis=1))
        return np.stack([self.centre - turned, self.centre + turned])


def draw_pose(box: NDArray[np.int64], bounds: Augmentation, rng: np.random.Generator) -> Pose:
    """Return a random pose of a subject whose brain has that box `(2, 3)`."""
    limit = np.deg2rad(bounds.rotation_deg)
    turn = np.eye(3)
    for axis, angle in enumerate(rng.uniform(-limit, limit, 3)):
        i, j = (other for other in range(3) if other != axis)
        about = np.eye(3)
        about[[i, i, j, j], [i, j, i, j]] = np.cos(angle), -np.sin(angle), np.sin(angle), np.cos(angle)
        turn = turn @ about
    stretch = rng.uniform(1 - bounds.scale, 1 + bounds.scale) * rng.uniform(
        1 - bounds.scale / 3, 1 + bounds.scale / 3, 3
    )
    return Pose(box.mean(axis=0), turn @ np.diag(1 / stretch))


def draw_places(
    pose: Pose, corner: NDArray[np.int64], sides: Shape3, bounds: Augmentation, rng: np.random.Generator
) -> NDArray[np.float32]:
    """Return where in the subject each voxel of a patch comes from: `(3, *sides)` float32, in voxels.

    Args:
        pose: How the subject is turned.
        corner: `(3,)` first voxel of the patch in the turned subject.
        sides: Of the patch.
        bounds: How far it is bent besides.
        rng: Source of all randomness.
    """
    axes = [
        (np.arange(n) + first - middle).reshape([-1 if a == axis else 1 for a in range(3)])
        for axis, (n, first, middle) in enumerate(zip(sides, corner, pose.centre, strict=True))
    ]
    scale = float(rng.uniform(*bounds.elastic_scale_vox))
    places = np.empty((3, *sides), np.float32)
    for axis, row in enumerate(pose.back):
        i, j, k = (np.asarray(factor * a, np.float32) for factor, a in zip(row, axes, strict=True))
        places[axis] = i + j + k + np.float32(pose.centre[axis])
        if bounds.elastic_vox:
            places[axis] += smooth_field(sides, scale, rng) * np.float32(bounds.elastic_vox)
    return places


def image_at(
    image: NDArray[np.float16], labels: NDArray[np.uint8], places: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """Return image and labels at places: linear and nearest, zeros outside the brain mask and the array.

    Args:
        image: `(I, J, K, C)`, 0 outside the mask; only the part around the places is read.
        labels: `(I, J, K)`.
        places: `(3, *sides)` in voxels.

    Returns:
        `(*sides, C)` float32 and `(*sides,)` uint8.
    """
    low = np.maximum(np.floor(places.min(axis=(1, 2, 3))).astype(int), 0)
    high = np.maximum(np.ceil(places.max(axis=(1, 2, 3))).astype(int) + 2, low + 1)
    part = tuple(slice(int(a), int(b)) for a, b in zip(low, high, strict=True))
    # Around it lies a border of zeros, on which places outside the array are put.
    source = np.pad(np.asarray(image[part], np.float32), [(1, 1)] * 3 + [(0, 0)])
    truth = np.pad(labels[part], 1)
    local = places - (low - 1).astype(np.float32)[:, None, None, None]
    nearest = tuple(
        np.clip(np.rint(along), 0, n - 1).astype(np.intp) for along, n in zip(local, truth.shape, strict=True)
    )
    inside = np.asarray(source.any(axis=-1))[nearest]
    out = np.empty((*places.shape[1:], image.shape[-1]), np.float32)
    for channel in range(image.shape[-1]):
        values = ndimage.map_coordinates(source[..., channel], local, order=1, prefilter=False)
        out[..., channel] = np.where(inside, values, np.float32(0))
    return out, truth[nearest]


def vary_intensities(image: NDArray[np.float32], bounds: Augmentation, rng: np.random.Generator) -> None:
    """Change normalised images `(*sides, C)` in place as other scanners might have; zeros stay zeros.

    A channel that is all zeros, a missing modality, stays so too.
    """
    for channel in range(image.shape[-1]):
        view = image[..., channel]
        inside = view != 0
        if not inside.any():
            continue
        if rng.random() < bounds.blurred:
            view = ndimage.gaussian_filter(view, float(rng.uniform(0.4, 1.0)), truncate=2.5)
        varied = _gamma(view, float(np.exp(rng.normal(0, bounds.gamma))))
        if bounds.bias:
            field = smooth_field(view.shape, _BIAS_SCALE_VOX, rng) * np.float32(rng.normal(0, bounds.bias))
            varied += (varied + np.float32(_ZERO_SD)) * field
        varied *= np.float32(np.exp(rng.normal(0, bounds.contrast)))
        varied += np.float32(rng.normal(0, bounds.brightness))
        level = rng.uniform(0, bounds.noise)
        varied += rng.standard_normal(view.shape, np.float32) * np.float32(level)
        image[..., channel] = np.where(inside, varied, np.float32(0))


def _gamma(image: NDArray[np.float32], exponent: float) -> NDArray[np.float32]:
    """Return intensities on a curve through 0 that is steep on one side of it and flat on the other."""
    share = np.clip(image / np.float32(2 * _GAMMA_RANGE_SD) + np.float32(0.5), 1e-3, None)
    bent = np.power(share, np.float32(exponent)) - np.float32(0.5**exponent)
    return np.asarray(bent * np.float32(2 * _GAMMA_RANGE_SD), np.float32)
