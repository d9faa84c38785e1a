"""A subject as it is opened: its images, and what is worth knowing of them before they are shown.

Runs in the job that reads, so that the window never computes over a whole volume.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.session.view_state import Point, Window
from isegcore.data.box import box_of
from isegcore.data.subject import Modality, Subject
from isegcore.labels import Tissue
from isegcore.metrics.volumes import tissue_volumes_ml

# About as many voxels as decide the window: a percentile of a million is as good and takes 10 ms.
_SAMPLE = 1_000_000


@dataclass(frozen=True, eq=False, slots=True)
class Opened:
    """A subject with its first view.

    Attributes:
        subject: The images.
        windows: Robust black and white level of each image.
        centre: RAS mm of the middle of what is not background, a voxel centre.
        extent: Size in mm of what is not background, along voxel axes I, J and K.
        reference_ml: Millilitres of each tissue in the reference, if there is one.
    """

    subject: Subject
    windows: Mapping[Modality, Window]
    centre: Point
    extent: Point
    reference_ml: Mapping[Tissue, float]


def opened(subject: Subject) -> Opened:
    """Return `subject` with the windows, the centre and the extent to show it with."""
    first, last = content_box(subject.images[subject.primary].data)
    centre = subject.grid.to_mm((first + last) // 2)
    extent = (last - first + 1) * np.asarray(subject.grid.spacing)
    return Opened(
        subject=subject,
        windows={modality: robust_window(image.data) for modality, image in subject.images.items()},
        centre=(float(centre[0]), float(centre[1]), float(centre[2])),
        extent=(float(extent[0]), float(extent[1]), float(extent[2])),
        reference_ml={} if subject.reference is None else tissue_volumes_ml(subject.reference),
    )


def robust_window(data: NDArray[np.float32]) -> Window:
    """Return the window that leaves out 0.1 % of the non-zero voxels at either end.

    Of any shape; large ones are sampled evenly. A constant image gets a window of width 1 around its value.
    """
    step = max(1, round((data.size / _SAMPLE) ** (1 / data.ndim)))
    sample = data[(slice(None, None, step),) * data.ndim]
    values = sample[sample != 0]
    if values.size == 0:
        return Window(0.0, 1.0)
    low, high = (float(q) for q in np.percentile(values, (0.1, 99.9)))
    return Window(low, high) if high > low else Window(low - 0.5, low + 0.5)


def content_box(data: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first and last voxel `(3,)` of the box around the non-zero voxels, or the whole grid."""
    box = box_of(data != 0)
    return np.array([side.start for side in box]), np.array([side.stop - 1 for side in box])
