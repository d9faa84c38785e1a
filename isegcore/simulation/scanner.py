"""From structures and a contrast to an image: texture, partial volume, resolution, bias field, noise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from isegcore.simulation.anatomy import deep_grey_nearness
from isegcore.simulation.contrast import Contrast
from isegcore.simulation.deformation import smooth_field
from isegcore.simulation.structures import DEEP_GREY, TISSUE_OF, Structure

# In the real pairs T2 has two thirds of the noise of T1, in standard deviations within the brain.
_NOISE_SHARE = (1.0, 0.67)


@dataclass(frozen=True, slots=True)
class ScannerRange:
    """How images may be degraded; intensities in standard deviations within the brain, lengths in mm.

    Attributes:
        noise: Of T1, least and most.
        blur_mm: Point spread of the measurement, sd.
        thick_slices: Share of subjects with slices thicker than the rest of the voxel, in T1, T2 or both.
        thickness_mm: How thick those are.
        texture: Of what varies within each tissue, over millimetres and over centimetres, least and most sd.
        bias: Of the bias field, log.
        gamma: Of the exponent's log, sd.
        vessels: Share of the CSF that is vessel, membrane or plexus.
        misaligned_mm: Shift of T2 against T1 along each axis, sd.
    """

    noise: tuple[float, float] = (0.08, 0.50)
    blur_mm: tuple[float, float] = (0.35, 0.75)
    thick_slices: float = 0.25
    thickness_mm: tuple[float, float] = (1.5, 3.0)
    texture: tuple[float, float] = (0.05, 0.25)
    bias: float = 0.18
    gamma: float = 0.15
    vessels: tuple[float, float] = (0.0, 0.25)
    misaligned_mm: float = 0.25


def paint(
    structures: NDArray[np.uint8],
    contrast: Contrast,
    spacing_mm: float,
    bounds: ScannerRange,
    rng: np.random.Generator,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return T1 and T2, each `(I, J, K)` float32, of structures of that shape on a grid of that spacing.

    Intensities are about -4 to 5, background included as a structure of its own; nothing is masked yet.
    """
    myelin = _myelin(structures, contrast, rng)
    white = structures == Structure.WHITE_MATTER
    vessel = _vessels(structures, bounds, rng)
    shared = _texture(structures, rng)
    ripeness = smooth_field(structures.shape, float(rng.uniform(15, 30)), rng) * (
        structures == Structure.CORTEX
    )
    ripeness *= np.float32(rng.uniform(0, 0.15))
    blurs = _blurs_mm(bounds, rng)
    images = []
    for channel in range(2):
        levels = contrast.levels[channel].copy()
        levels[0] = min(float(levels[list(range(1, 16))].min()) - 0.5, -2.0)
        image = levels[structures]
        step = contrast.myelinated[channel] - levels[Structure.WHITE_MATTER]
        image += np.where(white, myelin * step, np.float32(0))
        image += ripeness * step  # cortex matures region by region, in the direction of myelin
        own = shared if rng.random() < 0.5 else _texture(structures, rng)
        image += own * np.float32(rng.uniform(*bounds.texture))
        image[vessel] = _vessel_level(channel, levels, rng)
        image = ndimage.gaussian_filter(image, blurs[channel] / spacing_mm, truncate=2.5)
        if channel == 1 and bounds.misaligned_mm:
            offset = rng.normal(0, bounds.misaligned_mm / spacing_mm, 3)
            image = ndimage.shift(image, offset, order=1, mode="nearest")
        images.append(_scan(image, bounds, _NOISE_SHARE[channel], rng))
    return images[0], images[1]


def _texture(structures: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.float32]:
    """Return how intensity varies within tissues, about unit sd: by clusters of voxels and by regions."""
    fine, coarse = (smooth_field(structures.shape, float(rng.uniform(*s)), rng) for s in ((2, 5), (8, 14)))
    share = np.float32(rng.uniform(0.3, 0.9))
    strength = np.ones(len(Structure), np.float32)
    strength[0] = 0
    strength[list(DEEP_GREY)] = rng.uniform(0.2, 1)  # nuclei are more even than cortex
    return np.asarray((fine * share + coarse * np.sqrt(1 - share**2)) * strength[structures], np.float32)


def _blurs_mm(bounds: ScannerRange, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return the point spread, sd in mm, of T1 and T2 along each axis: `(2, 3)`."""
    blurs = np.repeat(rng.uniform(*bounds.blur_mm, (2, 1)), 3, axis=1)
    if rng.random() < bounds.thick_slices:
        axis, thickness = int(rng.integers(3)), rng.uniform(*bounds.thickness_mm)
        affected = ([0, 1], [1], [0])[int(rng.choice(3, p=(0.4, 0.4, 0.2)))]
        blurs[affected, axis] = np.hypot(blurs[affected, axis], thickness / 3.5)
    return blurs


def _myelin(
    structures: NDArray[np.uint8], contrast: Contrast, rng: np.random.Generator
) -> NDArray[np.float32]:
    """Return the share of myelin, 0 to 1: most near the deep grey matter, more behind than in front."""
    near = deep_grey_nearness(structures)
    near = np.maximum(near, _risen(near, 12) * np.float32(rng.uniform(0, 0.8)))
    near = np.clip(near * np.float32(rng.uniform(1.3, 3.2)), 0, 1)
    behind = np.linspace(0.5, -0.5, structures.shape[1], dtype=np.float32)[None, :, None]
    patchy = smooth_field(structures.shape, 18.0, rng) * np.float32(rng.uniform(0.05, 0.25))
    share = contrast.myelin_rim + (contrast.myelin_deep - contrast.myelin_rim) * near
    # Where nothing is myelinated yet, nothing is patchy either.
    share += (patchy + behind * np.float32(rng.uniform(0, 0.4))) * np.float32(0.3 + 0.7 * contrast.myelin_rim)
    return np.asarray(np.clip(share, 0, 1), np.float32)


def _risen(near: NDArray[np.float32], voxels: int) -> NDArray[np.float32]:
    """Return the array moved up: the corticospinal tract leaves the internal capsule for the cortex above."""
    risen = np.zeros_like(near)
    risen[..., voxels:] = near[..., :-voxels] if near.shape[2] > voxels else 0
    return risen


def _vessels(
    structures: NDArray[np.uint8], bounds: ScannerRange, rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Return blobs within the sulcal CSF (vessels, dura) and the ventricles (choroid plexus)."""
    share = float(rng.uniform(*bounds.vessels))
    csf = TISSUE_OF[structures] == 1
    where = np.flatnonzero(csf)
    blobs = ndimage.gaussian_filter(rng.standard_normal(structures.shape, np.float32), 0.8, truncate=2.0)
    values = blobs.ravel()[where]
    # Less in the ventricles than in the sulci.
    values = values - (structures.ravel()[where] == Structure.VENTRICLE) * np.float32(0.25)
    out = np.zeros(structures.size, bool)
    if where.size and share > 0:
        out[where[values > np.quantile(values, 1 - share)]] = True
    return out.reshape(structures.shape)


def _vessel_level(channel: int, levels: NDArray[np.float32], rng: np.random.Generator) -> np.float32:
    """Return the brightness of vessels: mostly signal voids, in T1 at times bright from inflow."""
    if channel == 0 and rng.random() < 0.5:
        return np.float32(levels[Structure.CORTEX] + rng.uniform(-0.5, 2.5))
    if rng.random() < 0.3:
        return np.float32(levels[Structure.CORTEX] + rng.normal(0, 1.0))
    return np.float32(rng.uniform(-5, -1.5))


def _scan(
    image: NDArray[np.float32],
    bounds: ScannerRange,
    noise_share: float,
    rng: np.random.Generator,
) -> NDArray[np.float32]:
    noise = rng.standard_normal(image.shape, np.float32)
    quiet, noisy = bounds.noise
    level = noise_share * (quiet + (noisy - quiet) * rng.uniform() ** 1.3)  # most scans are quiet
    if rng.random() < 0.4:  # reconstructed on a finer grid than it was measured on: noise is smooth too
        noise = ndimage.gaussian_filter(noise, 0.6, truncate=2.0)
        noise *= np.float32(0.7) / noise.std()
    image = image + noise * np.float32(level)
    image += np.float32(6.0)  # intensities are positive before the bias field multiplies them
    field = smooth_field(image.shape, float(rng.uniform(35, 80)), rng)
    image *= np.exp(field * np.float32(rng.uniform(0, bounds.bias) / 1.8))
    top = np.float32(12.0)
    np.clip(image, 0.0, None, out=image)
    exponent = np.float32(np.exp(rng.normal(0, bounds.gamma)))
    return np.asarray(np.power(image / top, exponent) * np.float32(1000.0), np.float32)
