"""Where the brain is, and intensities that mean the same in every scan.

Training and use share these functions, so that a network sees the same numbers in both. No geometry here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from skimage.filters import threshold_otsu

from isegcore.data.box import box_of
from isegcore.errors import UnreadableImageError
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.preprocessing.spec import Scaling

STAGE = "Finding the brain"

# Share of voxels with one and the same value from which an image counts as masked: a stripped brain has
# 50 % to 90 % of them, a head in air less than a few percent of any exact value unless its air was zeroed.
_MASKED_SHARE = 0.25
_CLIP_PERCENT = (0.5, 99.5)
# Hemispheres can lie apart; specks in the air are thousands of times smaller than a brain.
_PIECE_SHARE = 0.05
# Enough voxels to put a percentile within 0.01 sd, few enough to be instant on 320^3.
_SAMPLE = 200_000


def brain_mask(images: Sequence[NDArray[np.float32]], monitor: Monitor = NULL_MONITOR) -> NDArray[np.bool_]:
    """Return where the brain is, `(I, J, K)` bool, from images that share a grid.

    A skull-stripped image says so itself: its background is one exact value (mostly 0), and the mask is what
    differs from it in any modality, specks dropped and holes filled. An image that was not stripped has no
    such value; there the foreground, told from air by Otsu's method, stands in for the brain.

    Args:
        images: One or more `(I, J, K)` float32 arrays, finite.
        monitor: Hears of every image.

    Raises:
        UnreadableImageError: If no image holds anything but a constant.
        Cancelled: If the monitor says so.
    """
    steps = len(images) + 2
    monitor.update(STAGE, 0, steps)
    usable = [image for image in images if image.min() < image.max()]
    if not usable:
        raise UnreadableImageError(
            "The image holds one value everywhere, so there is no brain to segment.",
            hint="Check that the right file was chosen and that it was exported with its image data.",
        )
    mask = np.zeros(usable[0].shape, bool)
    for number, image in enumerate(usable):
        monitor.update(STAGE, 1 + number, steps)
        mask |= _foreground(image)
    monitor.update(STAGE, steps - 1, steps)
    box = box_of(mask)
    mask[box] = _large_pieces_filled(mask[box])
    return mask


def normalise(image: NDArray[np.float32], mask: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return the image with mean 0 and standard deviation 1 inside the mask, and 0 outside it.

    Values are first clipped to the 0.5 % and 99.5 % points of the inside. An image that is constant there
    (a missing modality) becomes zeros.

    Args:
        image: `(I, J, K)` float32, any scale.
        mask: `(I, J, K)` bool.

    Returns:
        `(I, J, K)` float32.
    """
    out = np.zeros(image.shape, np.float32)
    inside = image[mask]
    if inside.size == 0:
        return out
    low, high = np.percentile(_thinned(inside), _CLIP_PERCENT)
    np.clip(inside, low, high, out=inside)
    spread = float(inside.std(dtype=np.float64))
    if spread > 1e-6 * max(1.0, abs(low), abs(high)):
        inside -= np.float32(inside.mean(dtype=np.float64))
        inside /= np.float32(spread)
        out[mask] = inside
    return out


def rescale(image: NDArray[np.float32], whole: NDArray[np.float32], scaling: Scaling) -> NDArray[np.float32]:
    """Return the image, a part of `whole`, shifted and scaled by what `whole` holds.

    With `MINMAX` the whole runs from 0 to 1, with `ZSCORE` it has mean 0 and standard deviation 1. An image
    of one value becomes zeros.

    Args:
        image: `(I, J, K)` float32, any scale.
        whole: The image that it was cut or resampled from, of any shape.
        scaling: One of these two.
    """
    if scaling is Scaling.MINMAX:
        offset = float(whole.min())
        width = float(whole.max()) - offset
    else:
        offset, width = float(whole.mean(dtype=np.float64)), float(whole.std(dtype=np.float64))
    if width <= 1e-6 * max(1.0, abs(offset)):
        return np.zeros(image.shape, np.float32)
    return (image - np.float32(offset)) / np.float32(width)


def _thinned(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return every so-manieth value along each axis, in a line.

    One step through a whole volume in file order could meet a single slice again and again.
    """
    step = max(1, int((values.size / _SAMPLE) ** (1 / values.ndim)))
    return values[(slice(None, None, step),) * values.ndim].reshape(-1)


def _foreground(image: NDArray[np.float32]) -> NDArray[np.bool_]:
    thinned = _thinned(image)
    background = _background_value(image, thinned)
    if background is None:
        # Half-way down to the air: Otsu's threshold itself parts CSF from brain rather than head from air.
        air = float(np.percentile(thinned, 1))
        return np.asarray(image > (air + threshold_otsu(thinned)) / 2)  # type: ignore[no-untyped-call]
    # Interpolation leaves traces around the exact background value: a thousandth of the range is not brain.
    tolerance = 1e-3 * float(np.percentile(np.abs(thinned - background), 99.5))
    mask = image > background + tolerance
    mask |= image < background - tolerance
    return mask


def _background_value(image: NDArray[np.float32], thinned: NDArray[np.float32]) -> float | None:
    """Return the exact value that fills the outside of a stripped image; None if there is no such value."""
    faces = [image[[0, -1]].ravel(), image[:, [0, -1]].ravel(), image[:, :, [0, -1]].ravel()]
    values, counts = np.unique(_thinned(np.concatenate(faces)), return_counts=True)
    value = float(values[counts.argmax()])
    return value if np.count_nonzero(thinned == value) >= _MASKED_SHARE * thinned.size else None


def _large_pieces_filled(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Keep the pieces that count, the largest and others of its order, and fill the holes of what is kept."""
    pieces, _ = ndimage.label(mask)
    sizes = np.bincount(pieces.reshape(-1))
    sizes[0] = 0
    kept = (sizes >= _PIECE_SHARE * sizes.max())[pieces]
    around, _ = ndimage.label(np.pad(~kept, 1, constant_values=True))
    filled: NDArray[np.bool_] = around[1:-1, 1:-1, 1:-1] != around[0, 0, 0]
    return filled
