"""Scoring a segmentation against a reference, tissue by tissue, as whole volumes."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from isegcore.data.volume import LabelMap
from isegcore.errors import GridMismatchError
from isegcore.labels import BRAIN_TISSUES, Tissue
from isegcore.metrics.overlap import dice
from isegcore.metrics.surface import surface_distances
from isegcore.metrics.volumes import tissue_volumes_ml
from isegcore.monitor import NULL_MONITOR, Monitor


@dataclass(frozen=True, slots=True)
class TissueScore:
    """Agreement on one tissue; distances in mm, volumes in ml, NaN where a mask is empty.

    Attributes:
        volume_error_percent: (predicted - reference) / reference * 100.
    """

    subject: str
    tissue: str
    dice: float
    hd95_mm: float
    assd_mm: float
    volume_ml: float
    reference_ml: float
    volume_error_percent: float

    def as_row(self) -> dict[str, str | float]:
        """Return the fields by name, for tables and JSON."""
        return asdict(self)


def evaluate(
    subject: str, predicted: LabelMap, reference: LabelMap, monitor: Monitor = NULL_MONITOR
) -> tuple[TissueScore, ...]:
    """Score CSF, GM and WM of one subject.

    Raises:
        GridMismatchError: If the two do not lie on one grid.
        Cancelled: If the monitor says so.
    """
    if not predicted.grid.matches(reference.grid):
        raise GridMismatchError(
            f"The prediction must lie on the grid of the reference {reference.grid.shape}, "
            f"got {predicted.grid.shape} or another position.",
            path=predicted.source.path if predicted.source else None,
            hint="Compare files of the same subject, exported on the input's grid.",
        )
    volumes, truth = tissue_volumes_ml(predicted), tissue_volumes_ml(reference)
    scores = []
    for number, tissue in enumerate(BRAIN_TISSUES):
        monitor.update("Scoring", number, len(BRAIN_TISSUES))
        scores.append(_score(subject, tissue, predicted, reference, volumes[tissue], truth[tissue]))
    return tuple(scores)


def _score(
    subject: str, tissue: Tissue, predicted: LabelMap, reference: LabelMap, ml: float, reference_ml: float
) -> TissueScore:
    a, b = predicted.data == tissue, reference.data == tissue
    distances = surface_distances(a, b, reference.grid.spacing)
    error = (ml - reference_ml) / reference_ml * 100 if reference_ml else float("nan")
    return TissueScore(
        subject, tissue.name, dice(a, b), distances.hd95_mm, distances.assd_mm, ml, reference_ml, error
    )
