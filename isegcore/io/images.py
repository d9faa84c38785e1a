"""Images and label maps out of files of any format that `nifti` understands.

Voxels are streamed from the file straight into the array that is kept (`voxels`), so that nothing is
allocated on a header's word alone.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from isegcore.data.volume import LabelMap, Volume
from isegcore.errors import LabelValueError, UnreadableImageError
from isegcore.io.file_names import shown_name
from isegcore.io.label_coding import find_scheme
from isegcore.io.nifti import read_header
from isegcore.io.voxels import read_float32, read_labels
from isegcore.labels import LabelScheme
from isegcore.monitor import NULL_MONITOR, Monitor

_FEWEST_GREYS = 16  # a scan has hundreds
_ENOUGH_TO_TELL = 4096  # voxels


def read_volume(
    path: Path,
    *,
    assumed_orientation: str = "LAS",
    stage: str = "Reading",
    monitor: Monitor = NULL_MONITOR,
) -> Volume:
    """Return the 3D image in a file, or in the pair of files that `path` is one of.

    Trailing axes of length 1 are dropped from the data; voxels that are not finite become 0.

    Args:
        path: `.nii`, `.nii.gz`, `.hdr` or `.img`.
        assumed_orientation: Where the axes run to in files that do not say.
        stage: What the monitor is told.
        monitor: Asked about cancellation as the voxels come in.

    Raises:
        UnreadableImageError: If it is missing, damaged, not an image, or not one that shows one head in 3D.
        TooLargeError: If it does not fit into the memory that is free.
        Cancelled: If the monitor says so.
    """
    stored = read_header(path, assumed_orientation)
    voxels = read_float32(stored.raw, partial(monitor.update, stage))
    if voxels.low == voxels.high:
        what = "Every voxel is 0." if voxels.low == 0 else "Every voxel has the same value."
        raise UnreadableImageError(what, path=path, hint="Check how the image was exported.")
    notes = stored.source.notes
    if voxels.not_finite:
        notes += (f"{shown_name(path)}: {voxels.not_finite} voxels were not finite numbers and count as 0.",)
    sample = np.sort(voxels.data[::4, ::4, ::4], axis=None)
    greys = 1 + np.count_nonzero(sample[1:] != sample[:-1])
    if sample.size >= _ENOUGH_TO_TELL and greys < _FEWEST_GREYS:
        notes += (f"{shown_name(path)}: only {greys} different values, as in a label image; is it a scan?",)
    return Volume(voxels.data, stored.grid, replace(stored.source, notes=notes))


def read_label_map(
    path: Path,
    scheme: LabelScheme | None = None,
    *,
    assumed_orientation: str = "LAS",
    stage: str = "Reading",
    monitor: Monitor = NULL_MONITOR,
) -> LabelMap:
    """Return the tissue classes in a label image.

    Args:
        path: `.nii`, `.nii.gz`, `.hdr` or `.img`.
        scheme: Which values stand for which tissue; found out as in `label_coding` if None.
        assumed_orientation: Where the axes run to in files that do not say.
        stage: What the monitor is told.
        monitor: Asked about cancellation as the voxels come in.

    Raises:
        UnreadableImageError, TooLargeError, Cancelled: As `read_volume`, but it may be 0 everywhere.
        LabelValueError: If it holds values that are not labels of the scheme.
    """
    stored = read_header(path, assumed_orientation)
    values, present = read_labels(stored.raw, partial(monitor.update, stage))
    notes = stored.source.notes
    if scheme is None:
        scheme, told = find_scheme(path, present)
        notes += told
    table = np.zeros(256, np.uint8)
    try:
        table[present] = scheme.to_indices(present)
    except LabelValueError as error:
        raise LabelValueError(error.message, path=path, hint=error.hint) from None
    for plane in values.T:  # T: in the order of the memory
        plane[:] = table[plane]
    return LabelMap(values, stored.grid, scheme, replace(stored.source, notes=notes))
