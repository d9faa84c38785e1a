"""From a subject to the array that a network sees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from isegcore.data.box import box_of
from isegcore.data.subject import Subject
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.preprocessing.geometry import Placement, plan
from isegcore.preprocessing.intensity import brain_mask, normalise, rescale
from isegcore.preprocessing.spec import PreprocessSpec, Scaling

STAGE = "Preparing the images"


@dataclass(frozen=True, eq=False, slots=True)
class Preprocessed:
    """What a network sees of a subject, and the way back.

    Attributes:
        image: `(I, J, K, V)` float32, RAS order: normalised modalities, then coordinates if asked for.
        mask: `(I, J, K)` bool: the brain in the same array.
        placement: How the array lies in the subject's grid.
    """

    image: NDArray[np.float32]
    mask: NDArray[np.bool_]
    placement: Placement


def preprocess(subject: Subject, spec: PreprocessSpec, monitor: Monitor = NULL_MONITOR) -> Preprocessed:
    """Crop to the brain, bring onto the working grid, scale intensities.

    A modality that the subject lacks becomes a channel of zeros.

    Raises:
        UnreadableImageError: If the images hold nothing but a constant.
        Cancelled: If the monitor says so.
    """
    native_mask = brain_mask([volume.data for volume in subject.images.values()], monitor)
    steps = 1 + len(spec.modalities)
    monitor.update(STAGE, 0, steps)
    placement = plan(subject.grid, native_mask, spec)
    mask = placement.forward(native_mask, order=0)
    image = np.zeros((*placement.shape, spec.volume_channels), np.float32)
    for channel, modality in enumerate(spec.modalities):
        monitor.update(STAGE, 1 + channel, steps)
        if modality in subject.images:
            native = subject.images[modality].data
            working = placement.forward(native)
            image[..., channel] = (
                normalise(working, mask)
                if spec.scaling is Scaling.BRAIN
                else rescale(working, native, spec.scaling)
            )
    if spec.coordinates:
        image[..., len(spec.modalities) :] = brain_coordinates(mask)
    monitor.update(STAGE, steps, steps)
    return Preprocessed(image, mask, placement)


def brain_coordinates(mask: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return each voxel's place in the box of `mask` `(I, J, K)`: `(I, J, K, 3)`, -1 to 1 from face to face.

    Outside the box the values go on linearly, so that every voxel knows where it is.
    """
    coordinates = np.empty((*mask.shape, 3), np.float32)
    for axis, (size, side) in enumerate(zip(mask.shape, box_of(mask), strict=True)):
        first, last = side.start, side.stop - 1
        middle, half = (first + last) / 2, max((last - first) / 2, 0.5)
        line = ((np.arange(size) - middle) / half).astype(np.float32)
        coordinates[..., axis] = line.reshape([size if a == axis else 1 for a in range(3)])
    return coordinates
