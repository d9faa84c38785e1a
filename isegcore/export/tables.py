"""Tables for a spreadsheet or a statistics program: volumes and scores, a row for each subject and tissue."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from isegcore.data.volume import LabelMap
from isegcore.labels import BRAIN_TISSUES
from isegcore.metrics.evaluate import TissueScore


@dataclass(frozen=True, slots=True)
class VolumeRow:
    """The size of a tissue: voxels, millilitres, and its share of the brain in percent."""

    subject: str
    tissue: str
    voxels: int
    volume_ml: float
    share_percent: float


def volume_rows(subject: str, labels: LabelMap) -> tuple[VolumeRow, ...]:
    """Return the rows of one subject."""
    counts = np.bincount(labels.data.reshape(-1), minlength=4)
    brain = int(counts[list(BRAIN_TISSUES)].sum()) or 1
    return tuple(
        VolumeRow(
            subject,
            t.name,
            int(counts[t]),
            float(counts[t]) * labels.grid.voxel_ml,
            float(100 * counts[t] / brain),
        )
        for t in BRAIN_TISSUES
    )


def volume_table(rows: Sequence[VolumeRow], suffix: str) -> str:
    """Return a table of volumes, ".csv" or ".tsv"."""
    return _table([asdict(row) for row in rows], suffix)


def score_table(scores: Sequence[TissueScore], suffix: str) -> str:
    """Return a table of scores, ".csv" or ".tsv"."""
    return _table([score.as_row() for score in scores], suffix)


def _table(rows: Sequence[Mapping[str, str | float]], suffix: str) -> str:
    text, is_tsv = io.StringIO(), suffix == ".tsv"
    delimiter, nothing = ("\t", "n/a") if is_tsv else (",", "")  # as BIDS has it
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value, nothing) for name, value in row.items()} for row in rows)
    return text.getvalue()


def _cell(value: str | float, nothing: str) -> str:
    if isinstance(value, float):
        return nothing if math.isnan(value) else f"{value:.6g}"
    return str(value)
