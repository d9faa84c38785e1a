"""The main job: a subject in, a segmentation out."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from isegcore.bundles.card import Card
from isegcore.bundles.library import open_model
from isegcore.data.provenance import ExpectedDice
from isegcore.data.segmentation import Segmentation
from isegcore.data.subject import Subject
from isegcore.data.volume import LabelMap
from isegcore.inference.adoption import with_likeliest_scaling
from isegcore.inference.device import Device, choose_device, make_predictor
from isegcore.inference.findings import find_concerns
from isegcore.inference.postprocess import remove_islands
from isegcore.inference.prediction import predict
from isegcore.inference.predictor import Predictor
from isegcore.inference.signs import measure
from isegcore.inference.uncertainty import entropy, soft_dice, to_percent
from isegcore.io.input_records import input_records
from isegcore.labels import ISEG
from isegcore.memory import require_memory
from isegcore.metrics.volumes import tissue_volumes_ml
from isegcore.monitor import NULL_MONITOR, Monitor, span
from isegcore.preprocessing.geometry import Placement
from isegcore.preprocessing.preprocess import preprocess
from isegcore.preprocessing.spec import FINEST_SHARE, PreprocessSpec
from isegcore.report.record import Timings, make_provenance
from isegcore.shipped import DEFAULT_MODEL

# Measured with the shipped network: bytes for each voxel of a tile while it runs, of the working array around
# it, of the subject's own grid, and there again if probabilities are kept.
_BYTES_PER_TILE_VOXEL = 150
_BYTES_PER_WORKING_VOXEL = 96
_BYTES_PER_NATIVE_VOXEL = 16
_BYTES_PER_KEPT_VOXEL = 32
CHECKING = "Checking the result"


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
            placement = prepared.placement
            found, confidence = self._vote(placement, probabilities, monitor)
            labels = LabelMap(placement.paste(found), subject.grid, ISEG)
            doubt = to_percent(placement.restore_box(entropy(probabilities)))
            kept = _percent(placement, probabilities) if self.options.keep_probabilities else None
        with timings.stage("check"):
            monitor.update(CHECKING, 0, 1)
            expected = self._expected_dice(found, confidence, _masses(placement, probabilities))
            signs = measure(subject, prepared, labels.data, spec)
            findings = find_concerns(subject, signs, self.card.profile)
        provenance = make_provenance(
            inputs,
            self.card,
            self.model_sha256,
            device=self.predictor.device,
            options={"island_ml": self.options.island_ml, "tile_voxels": self.options.tile_voxels},
            notes=(*subject.notes, *_assumed(self.card), *map(str, findings)),
            seconds=timings.seconds,
            volumes_ml={tissue.name: ml for tissue, ml in tissue_volumes_ml(labels).items()},
        ).model_copy(update={"findings": findings, "expected_dice": expected})
        return Segmentation(labels, placement.paste(confidence), placement.paste(doubt), provenance, kept)

    def _vote(
        self, placement: Placement, probabilities: NDArray[np.float32], monitor: Monitor
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Return labels and their probability in percent in the brain's box on the subject's grid."""
        voted, confidence = placement.vote(probabilities, monitor)
        cleaned = remove_islands(voted, placement.native.voxel_ml, self.options.island_ml, monitor)
        confidence[cleaned != voted] = 0  # the network said something else there
        return cleaned, confidence

    def _expected_dice(
        self, labels: NDArray[np.uint8], confidence: NDArray[np.uint8], masses: NDArray[np.float64]
    ) -> dict[str, ExpectedDice]:
        if self.card.calibration is None:
            return {}
        lines = self.card.calibration.dice
        promised = soft_dice(labels, confidence, masses)
        return {t.name: lines[t.name].expected(dice) for t, dice in promised.items() if t.name in lines}


def make_segmenter(
    model: str = DEFAULT_MODEL,
    device: Device = Device.AUTO,
    options: SegmentOptions | None = None,
    monitor: Monitor = NULL_MONITOR,
    *,
    threads: int | None = None,
) -> Segmenter:
    """Open a model by name or path and make it ready on a device.

    On a CPU it uses so many threads, or all cores.

    Raises:
        ModelError: If the model cannot be used.
        OptionError: If a GPU was asked for and there is none.
    """
    with span(monitor, "Loading the model"):
        bundle = open_model(model)
        predictor = make_predictor(bundle, choose_device(device), monitor, threads=threads)
        card = bundle.card if bundle.has_card else with_likeliest_scaling(bundle)
        return Segmenter(predictor, card, bundle.sha256(), options or SegmentOptions())


def _assumed(card: Card) -> tuple[str, ...]:
    return card.limits if card.inferred else ()


def _masses(placement: Placement, probabilities: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the sum of the probability of each class `(L,)` in voxels of the subject's grid."""
    sums = [np.sum(probabilities[..., c], dtype=np.float64) for c in range(probabilities.shape[3])]
    return np.array(sums) * placement.grid.voxel_ml / placement.native.voxel_ml


def _percent(placement: Placement, probabilities: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return `(I, J, K, 4)` uint8 percent on the native grid; background is certain around the box."""
    native = placement.paste(to_percent(placement.restore_box(probabilities)))
    outside = np.ones(native.shape[:3], bool)
    outside[placement.box] = False
    native[outside, 0] = 100
    return native


def _needed_bytes(subject: Subject, spec: PreprocessSpec, options: SegmentOptions) -> float:
    volume_mm3 = subject.grid.voxels * subject.grid.voxel_ml * 1000
    # A brain fills a third of its box; a small one is enlarged until it has `brain_voxels`.
    coarse, fine = (volume_mm3 / (share * spec.spacing_mm) ** 3 for share in (1.0, FINEST_SHARE))
    working = max(coarse, min(fine, 3 * (spec.brain_voxels or 0)))
    tile = min(working, options.tile_voxels) if spec.plane is None else 0.0  # slices are small
    native = _BYTES_PER_NATIVE_VOXEL + (_BYTES_PER_KEPT_VOXEL if options.keep_probabilities else 0)
    return tile * _BYTES_PER_TILE_VOXEL + working * _BYTES_PER_WORKING_VOXEL + subject.grid.voxels * native
