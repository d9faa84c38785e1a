"""Labels that were made or corrected by hand, as results with an honest record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

import numpy as np

from isegcore.data.provenance import EditRecord, Provenance
from isegcore.data.segmentation import Segmentation
from isegcore.data.volume import LabelMap
from isegcore.labels import Tissue
from isegcore.metrics.volumes import tissue_volumes_ml
from isegcore.report.record import program_versions

BY_HAND = "by hand"
_NOTE = "Corrected by hand: "

Start = Literal["segmentation", "reference", "nothing"]


def drawn_by_hand(labels: LabelMap, start: Start) -> Segmentation:
    """Return labels that no model made: a copy of a reference, or empty ones.

    Nothing is known of their confidence. The images are named when it is written
    (`isegcore.io.input_records`).
    """
    unknown = np.zeros(labels.data.shape, np.uint8)
    record = Provenance(
        inputs=(),
        model=BY_HAND,
        model_sha256="",
        device=BY_HAND,
        options={},
        notes=(),
        seconds={},
        volumes_ml=_figures(tissue_volumes_ml(labels)),
        versions=program_versions(),
        created=_now(),
        edits=EditRecord(start=start, voxels=0),
    )
    return Segmentation(labels, unknown, unknown, record)


def corrected(
    start: Segmentation, labels: LabelMap, voxels: int, volumes_ml: Mapping[Tissue, float]
) -> Segmentation:
    """Return a segmentation with other labels, whose record says that they were corrected.

    Where the labels differ, confidence and entropy are 0: what the model thought is of another label. They
    come back where a voxel gets its first label again. Probabilities are dropped.

    Args:
        start: What was corrected. If it had been corrected before, its count of voxels is added.
        labels: The labels now.
        voxels: How many of them differ from `start`.
        volumes_ml: Of the tissues in `labels`.
    """
    record = start.provenance
    earlier = record.edits or EditRecord(start="segmentation", voxels=0)
    edits = EditRecord(start=earlier.start, voxels=earlier.voxels + voxels, last=_now())
    count = f"up to {edits.voxels}" if earlier.voxels else str(edits.voxels)
    notes = tuple(note for note in record.notes if not note.startswith(_NOTE))
    changed = record.model_copy(
        update={
            "edits": edits,
            "notes": (*notes, f"{_NOTE}{count} voxels differ from the {edits.start}."),
            "volumes_ml": _figures(volumes_ml),
        }
    )
    same = (labels.data == start.labels.data).view(np.uint8)
    return Segmentation(labels, start.confidence * same, start.entropy * same, changed)


def _figures(volumes_ml: Mapping[Tissue, float]) -> dict[str, float]:
    return {tissue.name: round(ml, 4) for tissue, ml in volumes_ml.items()}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
