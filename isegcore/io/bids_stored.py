"""Reading a result back from the BIDS derivative that it was written to."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from isegcore.data.grid import Grid
from isegcore.data.provenance import Provenance
from isegcore.data.segmentation import Segmentation
from isegcore.errors import GridMismatchError, UnreadableImageError
from isegcore.io.images import read_label_map
from isegcore.io.storage import regular
from isegcore.io.stored_result import read_percents
from isegcore.labels import BIDS
from isegcore.monitor import NULL_MONITOR, Monitor

_STAGE = "Reading the earlier result"
_LABELS, _CONFIDENCE = "_dseg.nii.gz", "_desc-confidence_probseg.nii.gz"


def read_bids_result(
    path: Path, grid: Grid, monitor: Monitor = NULL_MONITOR, *, assumed_orientation: str = "LAS"
) -> Segmentation:
    """Return what `isegcore.io.bids_results` wrote; confidence is 0, unknown, unless it was written too.

    Args:
        path: The label image, `sub-01_dseg.nii.gz`.
        grid: Of the subject it belongs to.
        monitor: Told how far it is.
        assumed_orientation: Where the axes of its subject were taken to run to, if its files do not say.

    Raises:
        UnreadableImageError: If it, or the record beside it, is missing or damaged.
        GridMismatchError: If it lies on another grid than its subject.
        LabelValueError: If it holds other values than those of BIDS.
        Cancelled: If the monitor says so.
    """
    labels = read_label_map(
        path, BIDS, assumed_orientation=assumed_orientation, stage=_STAGE, monitor=monitor
    )
    if not labels.grid.matches(grid):
        hint = "It was made of other images; segment the subject again."
        raise GridMismatchError(
            "The earlier result lies on another grid than the images.", path=path, hint=hint
        )
    stem = path.name.removesuffix(_LABELS)
    record = _read_record(path.with_name(f"{stem}_dseg.json"))
    maps = path.with_name(stem + _CONFIDENCE)
    confidence = read_percents(maps, grid, monitor) if maps.is_file() else np.zeros(grid.shape, np.uint8)
    entropy = np.zeros(grid.shape, np.uint8)  # a derivative does not hold it
    return Segmentation(replace(labels, grid=grid), confidence, entropy, record)


def _read_record(path: Path) -> Provenance:
    try:
        return Provenance.model_validate(json.loads(regular(path).read_bytes())["Provenance"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        sentence = "The record of the earlier result is missing or damaged."
        hint = "Segment the subject again."
        raise UnreadableImageError(sentence, path=path, hint=hint) from error
