"""Reading results back: as a study keeps them, and from the BIDS derivative that they were written to."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from isegcore.data.grid import Grid
from isegcore.data.provenance import Provenance
from isegcore.data.segmentation import Segmentation
from isegcore.data.volume import LabelMap
from isegcore.errors import GridMismatchError, UnreadableImageError
from isegcore.io.images import read_label_map
from isegcore.io.nifti import read_header
from isegcore.io.results import result_files
from isegcore.io.storage import regular
from isegcore.io.voxels import read_float32
from isegcore.labels import BIDS, LabelScheme
from isegcore.monitor import NULL_MONITOR, Monitor

_STAGE = "Reading the result"
_EARLIER_STAGE = "Reading the earlier result"
_AGAIN = "Segment the subject again."
_LABELS, _CONFIDENCE = "_dseg.nii.gz", "_desc-confidence_probseg.nii.gz"


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
    labels = _on_grid(labels, grid, path, "saved")
    _, record, _, *maps = result_files(path, probabilities=False, confidence=True)
    provenance = _record(record, Provenance.model_validate_json, "saved")
    confidence, entropy = (_read_percents(file, grid, monitor) for file in maps)
    return Segmentation(labels, confidence, entropy, provenance)


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
        path, BIDS, assumed_orientation=assumed_orientation, stage=_EARLIER_STAGE, monitor=monitor
    )
    labels = _on_grid(labels, grid, path, "earlier")
    stem = path.name.removesuffix(_LABELS)
    record = _record(path.with_name(f"{stem}_dseg.json"), _bids_provenance, "earlier")
    maps = path.with_name(stem + _CONFIDENCE)
    unknown = np.zeros(grid.shape, np.uint8)
    confidence = _read_percents(maps, grid, monitor) if maps.is_file() else unknown
    return Segmentation(labels, confidence, unknown, record)  # a derivative does not hold the entropy


def _on_grid(labels: LabelMap, grid: Grid, path: Path, which: str) -> LabelMap:
    if not labels.grid.matches(grid):
        message = f"The {which} result lies on another grid than the images."
        raise GridMismatchError(message, path=path, hint=_AGAIN)
    return replace(labels, grid=grid)


def _record(path: Path, parse: Callable[[bytes], Provenance], which: str) -> Provenance:
    try:
        return parse(regular(path).read_bytes())
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        sentence = f"The record of the {which} result is missing or damaged."
        raise UnreadableImageError(sentence, path=path, hint=_AGAIN) from error


def _bids_provenance(content: bytes) -> Provenance:
    return Provenance.model_validate(json.loads(content)["Provenance"])


def _read_percents(path: Path, grid: Grid, monitor: Monitor) -> NDArray[np.uint8]:
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
