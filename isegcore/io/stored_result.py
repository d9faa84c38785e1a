"""Reading a result that was written with its maps of confidence, as a study keeps it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from isegcore.data.grid import Grid
from isegcore.data.provenance import Provenance
from isegcore.data.segmentation import Segmentation
from isegcore.errors import GridMismatchError, UnreadableImageError
from isegcore.io.images import read_label_map
from isegcore.io.nifti import read_header
from isegcore.io.results import result_files
from isegcore.io.storage import regular
from isegcore.io.voxels import read_float32
from isegcore.labels import LabelScheme
from isegcore.monitor import NULL_MONITOR, Monitor

_STAGE = "Reading the result"
_AGAIN = "Segment the subject again."


def read_result(
    path: Path,
    grid: Grid,
    scheme: LabelScheme,
    monitor: Monitor = NULL_MONITOR,
    *,
    assumed_orientation: str = "LAS",
) -> Segmentation:
    """Return what `isegcore.io.results.write_segmentation` wrote with `confidence=True`.

    Args:
        path: The label image.
        grid: Of the subject it belongs to.
        scheme: Values that stand for the tissues.
        monitor: Told how far it is.
        assumed_orientation: Where the axes of its subject were taken to run to, if its files do not say.

    Raises:
        UnreadableImageError: If one of its files is missing or damaged.
        GridMismatchError: If it lies on another grid than its subject.
        LabelValueError: If it holds other values than the scheme's.
        Cancelled: If the monitor says so.
    """
    labels = read_label_map(
        path, scheme, assumed_orientation=assumed_orientation, stage=_STAGE, monitor=monitor
    )
    if not labels.grid.matches(grid):
        raise GridMismatchError(
            "The saved result lies on another grid than the images.", path=path, hint=_AGAIN
        )
    _, record, _, *maps = result_files(path, probabilities=False, confidence=True)
    try:
        provenance = Provenance.model_validate_json(regular(record).read_bytes())
    except (OSError, ValueError) as error:
        sentence = "The record of the saved result is missing or damaged."
        raise UnreadableImageError(sentence, path=record, hint=_AGAIN) from error
    confidence, entropy = (read_percents(file, grid, monitor) for file in maps)
    return Segmentation(replace(labels, grid=grid), confidence, entropy, provenance)


def read_percents(path: Path, grid: Grid, monitor: Monitor = NULL_MONITOR) -> NDArray[np.uint8]:
    """Return a map `(I, J, K)` of shares from 0 to 1 as percent, uint8.

    Raises:
        UnreadableImageError: If it is missing or damaged.
        GridMismatchError: If it is not of the grid's shape.
        Cancelled: If the monitor says so.
    """
    stored = read_header(path, "LAS")
    if stored.grid.shape != grid.shape:
        raise GridMismatchError("The saved map lies on another grid than the images.", path=path, hint=_AGAIN)
    shares = read_float32(stored.raw, partial(monitor.update, _STAGE)).data
    return np.rint(shares * 100).clip(0, 100).astype(np.uint8)
