"""The main job: a subject in, a segmentation out."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from isegcore.bundles.card import Card
from isegcore.bundles.library import open_model
from isegcore.data.segmentation import Segmentation
from isegcore.data.subject import Subject
from isegcore.data.volume import LabelMap
from isegcore.inference.adoption import with_likeliest_scaling
from isegcore.inference.device import Device, choose_device, make_predictor
from isegcore.inference.postprocess import remove_islands
from isegcore.inference.prediction import predict
from isegcore.inference.predictor import Predictor
from isegcore.labels import ISEG
from isegcore.memory import require_memory
from isegcore.metrics.volumes import tissue_volumes_ml
from isegcore.monitor import NULL_MONITOR, Monitor, span
from isegcore.preprocessing.geometry import Placement
from isegcore.preprocessing.preprocess import preprocess
from isegcore.preprocessing.spec import FINEST_SHARE, PreprocessSpec
from isegcore.report.record import Timings, input_records, make_provenance
from isegcore.shipped import DEFAULT_MODEL

# Measured with the shipped network: bytes for each voxel of a tile while it runs, of the working array around
# it, of the subject's own grid, and there again if probabilities are kept.
_BYTES_PER_TILE_VOXEL = 150
_BYTES_PER_WORKING_VOXEL = 60
_BYTES_PER_NATIVE_VOXEL = 16
_BYTES_PER_KEPT_VOXEL = 32
# From a very preterm newborn's to a large adult's, with the CSF around it.
_SMALLEST_BRAIN_ML, _LARGEST_BRAIN_ML = 100.0, 2000.0


@dataclass(frozen=True, slots=True)
class SegmentOptions:
    """What shapes the result beside the model.

    Attributes:
        island_ml: Pieces of a tissue smaller than this are removed; 0 keeps them.
        tile_voxels: Voxels the network sees at once: bounds memory.
        keep_probabilities: Whether the result carries the probability of each class.
    """

    island_ml: float = 0.01
    tile_voxels: int = 4_000_000
    keep_probabilities: bool = False


@dataclass(frozen=True, slots=True)
class Segmenter:
    """A network ready to run, with what it expects of its input.

    Attributes:
        predictor: Runs the network.
        card: What the model says of itself.
        model_sha256: Hash of the model file, for the record.
        options: What shapes the result.
    """

    predictor: Predictor
    card: Card
    model_sha256: str = ""
    options: SegmentOptions = field(default_factory=SegmentOptions)

    def segment(self, subject: Subject, monitor: Monitor = NULL_MONITOR) -> Segmentation:
        """Return tissue labels on the subject's own grid.

        Raises:
            TooLargeError: If the memory that is free will not do.
            UnreadableImageError: If the images hold nothing but a constant.
            Cancelled: If the monitor says so.
        """
        timings = Timings()
        spec = self.card.preprocessing
        require_memory(_needed_bytes(subject, spec, self.options), "Segmenting this image")
        with timings.stage("hash"):
            inputs = input_records(subject)
        with timings.stage("prepare"):
            prepared = preprocess(subject, spec, monitor)
        with timings.stage("network"):
            at_once = self.options.tile_voxels
            probabilities = predict(prepared, self.card, self.predictor, at_once, monitor)
        with timings.stage("finish"):
            labels, confidence = self._labels(subject, prepared.placement, probabilities, monitor)
            kept = _percent(prepared.placement, probabilities) if self.options.keep_probabilities else None
        volumes = {tissue.name: ml for tissue, ml in tissue_volumes_ml(labels).items()}
        provenance = make_provenance(
            inputs,
            self.card,
            self.model_sha256,
            device=self.predictor.device,
            options={"island_ml": self.options.island_ml, "tile_voxels": self.options.tile_voxels},
            notes=(*subject.notes, *_assumed(self.card), *_doubts(sum(volumes.values()))),
            seconds=timings.seconds,
            volumes_ml=volumes,
        )
        return Segmentation(labels, confidence, provenance, kept)

    def _labels(
        self, subject: Subject, placement: Placement, probabilities: NDArray[np.float32], monitor: Monitor
    ) -> tuple[LabelMap, NDArray[np.uint8]]:
        voted, confidence = placement.vote(probabilities, monitor)
        cleaned = remove_islands(voted, subject.grid.voxel_ml, self.options.island_ml, monitor)
        confidence[cleaned != voted] = 0  # the network said something else there
        native = placement.paste(confidence)
        native.setflags(write=False)
        return LabelMap(placement.paste(cleaned), subject.grid, ISEG), native


def make_segmenter(
    model: str = DEFAULT_MODEL,
    device: Device = Device.AUTO,
    options: SegmentOptions | None = None,
    monitor: Monitor = NULL_MONITOR,
) -> Segmenter:
    """Open a model by name or path and make it ready on a device.

    Raises:
        ModelError: If the model cannot be used.
        OptionError: If a GPU was asked for and there is none.
    """
    with span(monitor, "Loading the model"):
        bundle = open_model(model)
        predictor = make_predictor(bundle, choose_device(device), monitor)
        card = bundle.card if bundle.has_card else with_likeliest_scaling(bundle)
        return Segmenter(predictor, card, bundle.sha256(), options or SegmentOptions())


def _assumed(card: Card) -> tuple[str, ...]:
    return card.limits if card.inferred else ()


def _doubts(brain_ml: float) -> tuple[str, ...]:
    """Return what is odd about a brain of this size, CSF included."""
    if brain_ml > _LARGEST_BRAIN_ML:
        return (f"The brain would measure {brain_ml:.0f} ml: the skull must be stripped first.",)
    if brain_ml < _SMALLEST_BRAIN_ML:
        return (f"The brain would measure only {brain_ml:.0f} ml: most of it may be missing.",)
    return ()


def _percent(placement: Placement, probabilities: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return `(I, J, K, 4)` uint8 percent on the native grid; background is certain around the box."""
    native = placement.paste(np.rint(placement.restore_box(probabilities) * 100).astype(np.uint8))
    outside = np.ones(native.shape[:3], bool)
    outside[placement.box] = False
    native[outside, 0] = 100
    native.setflags(write=False)
    return native


def _needed_bytes(subject: Subject, spec: PreprocessSpec, options: SegmentOptions) -> float:
    volume_mm3 = subject.grid.voxels * subject.grid.voxel_ml * 1000
    # A brain fills a third of its box; a small one is enlarged until it has `brain_voxels`.
    coarse, fine = (volume_mm3 / (share * spec.spacing_mm) ** 3 for share in (1.0, FINEST_SHARE))
    working = max(coarse, min(fine, 3 * (spec.brain_voxels or 0)))
    tile = min(working, options.tile_voxels) if spec.plane is None else 0.0  # slices are small
    native = _BYTES_PER_NATIVE_VOXEL + (_BYTES_PER_KEPT_VOXEL if options.keep_probabilities else 0)
    return tile * _BYTES_PER_TILE_VOXEL + working * _BYTES_PER_WORKING_VOXEL + subject.grid.voxels * native
