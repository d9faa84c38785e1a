"""What the images hold inside each tissue: size, mean and spread of the intensities, histograms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from isegcore.data.subject import Modality
from isegcore.data.table import Table
from isegcore.data.volume import LabelMap, Volume
from isegcore.labels import BRAIN_TISSUES, Tissue
from isegcore.monitor import NULL_MONITOR, Monitor

BINS = 96
_SPREADS = 4.0  # a histogram reaches this many standard deviations to both sides of each tissue's mean


@dataclass(frozen=True, slots=True)
class Intensity:
    """Mean and standard deviation (over all voxels, dividing by their count) of an image in a tissue."""

    mean: float
    sd: float


@dataclass(frozen=True, slots=True)
class TissueMeasure:
    """One tissue.

    Attributes:
        voxels: How many there are.
        ml: Their volume.
        share: Of the volume of all tissues, 0 to 1.
        intensities: Of each image; empty where the tissue has no voxels.
    """

    tissue: Tissue
    voxels: int
    ml: float
    share: float
    intensities: Mapping[Modality, Intensity]


@dataclass(frozen=True, eq=False, slots=True)
class Histogram:
    """How often each intensity of an image is found in each tissue.

    Attributes:
        edges: `(bins + 1,)` float64, evenly spaced.
        counts: By tissue: `(bins,)` int64; what lies outside the edges is in the outermost bins.
    """

    edges: NDArray[np.float64]
    counts: Mapping[Tissue, NDArray[np.int64]]


@dataclass(frozen=True, eq=False, slots=True)
class TissueMeasures:
    """All tissues of one label map over one subject's images."""

    tissues: tuple[TissueMeasure, ...]
    histograms: Mapping[Modality, Histogram]

    def table(self, subject: str) -> Table:
        """Return a row for each tissue, with the subject's name."""
        modalities = tuple(self.histograms)
        spreads = (f"{m.value}_{what}" for m in modalities for what in ("mean", "sd"))
        header = ("subject", "tissue", "volume_ml", "share_percent", "voxels", *spreads)
        return Table(header, tuple(_row(subject, measure, modalities) for measure in self.tissues))


def measure_tissues(
    labels: LabelMap, images: Mapping[Modality, Volume], monitor: Monitor = NULL_MONITOR
) -> TissueMeasures:
    """Return the measures of CSF, GM and WM, labels and images being on one grid.

    Raises:
        Cancelled: If the monitor says so.
    """
    inside = labels.data != 0
    tissue_of = labels.data[inside]
    voxels = np.bincount(tissue_of, minlength=len(Tissue))
    intensities: dict[Modality, dict[Tissue, Intensity]] = {}
    histograms = {}
    for number, (modality, image) in enumerate(images.items()):
        monitor.update("Measuring", number, len(images))
        values = image.data[inside]
        intensities[modality] = _intensities(values, tissue_of, voxels)
        histograms[modality] = _histogram(values, tissue_of, intensities[modality])
    whole = max(1, int(voxels[1:].sum()))
    tissues = tuple(
        TissueMeasure(
            tissue=tissue,
            voxels=int(voxels[tissue]),
            ml=int(voxels[tissue]) * labels.grid.voxel_ml,
            share=int(voxels[tissue]) / whole,
            intensities={m: found[tissue] for m, found in intensities.items() if tissue in found},
        )
        for tissue in BRAIN_TISSUES
    )
    return TissueMeasures(tissues, histograms)


def _intensities(
    values: NDArray[np.float32], tissue_of: NDArray[np.uint8], voxels: NDArray[np.int64]
) -> dict[Tissue, Intensity]:
    """Return mean and spread of `(n,)` values by tissue, in two passes, so that no digits are lost."""
    counts = np.maximum(voxels, 1)
    means = np.bincount(tissue_of, weights=values, minlength=len(Tissue)) / counts
    squares = np.square(values - means.astype(np.float32)[tissue_of])
    spreads = np.sqrt(np.bincount(tissue_of, weights=squares, minlength=len(Tissue)) / counts)
    return {t: Intensity(float(means[t]), float(spreads[t])) for t in BRAIN_TISSUES if voxels[t]}


def _histogram(
    values: NDArray[np.float32], tissue_of: NDArray[np.uint8], found: Mapping[Tissue, Intensity]
) -> Histogram:
    if not found:
        return Histogram(np.linspace(0.0, 1.0, BINS + 1), {})
    low = max(float(values.min()), min(i.mean - _SPREADS * i.sd for i in found.values()))
    high = min(float(values.max()), max(i.mean + _SPREADS * i.sd for i in found.values()))
    if high <= low:
        low, high = low - 0.5, low + 0.5
    bins = np.clip((values - low) * (BINS / (high - low)), 0, BINS - 1).astype(np.int64)
    both = np.bincount(tissue_of * np.int64(BINS) + bins, minlength=len(Tissue) * BINS)
    counts = both.reshape(len(Tissue), BINS)
    return Histogram(np.linspace(low, high, BINS + 1), {t: counts[t] for t in found})


def _row(subject: str, measure: TissueMeasure, modalities: tuple[Modality, ...]) -> tuple[str, ...]:
    row = [subject, measure.tissue.name, f"{measure.ml:.3f}", f"{100 * measure.share:.2f}"]
    row.append(str(measure.voxels))
    for modality in modalities:
        intensity = measure.intensities.get(modality)
        row += ["", ""] if intensity is None else [f"{intensity.mean:.6g}", f"{intensity.sd:.6g}"]
    return tuple(row)
