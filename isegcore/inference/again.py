"""Running the network of an earlier result once more, for what that result did not keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from isegcore.bundles.bundle import ModelBundle
from isegcore.bundles.library import find_models, open_model
from isegcore.data.provenance import InputRecord
from isegcore.data.segmentation import Segmentation
from isegcore.data.subject import Subject
from isegcore.errors import IsegError, ModelError
from isegcore.inference.device import Device
from isegcore.inference.segmenter import SegmentOptions, make_segmenter
from isegcore.io.input_records import input_records
from isegcore.monitor import NULL_MONITOR, Monitor

_OF_THE_MODEL = "Probabilities are those of the model, from before the corrections."


def with_probabilities(
    segmentation: Segmentation,
    subject: Subject,
    models: Sequence[str] = (),
    device: Device = Device.AUTO,
    monitor: Monitor = NULL_MONITOR,
) -> Segmentation:
    """Return a result with the probabilities of its classes; all else of it, corrections too, stays.

    Args:
        segmentation: The result.
        subject: What it was made from.
        models: Names or paths of models that may have made it, besides those of the library.
        device: What runs the network.
        monitor: Told how far it is.

    Raises:
        ModelError: If no model made the result, or the one that did is not at hand.
        IsegError: If the images are not those it was made from any more, or cannot be segmented.
        Cancelled: If the monitor says so.
    """
    if segmentation.probabilities is not None:
        return segmentation
    record = segmentation.provenance
    if not record.model_sha256:
        raise ModelError(
            f"The labels of {subject.id} were made by hand: there are no probabilities of them.",
            hint="Segment the subject to have some.",
        )
    model = _made_with(record.model_sha256, models)
    if model is None:
        raise ModelError(
            f"The model that made the result of {subject.id}, {record.model}, is not at hand any more.",
            hint="Put it back into the library, or segment again.",
        )
    if record.inputs and _hashes(record.inputs) != _hashes(input_records(subject)):
        raise IsegError(
            f"The images of {subject.id} are not those that its result was made from.",
            hint="Segment the subject again.",
        )
    keep = SegmentOptions(keep_probabilities=True)
    made = make_segmenter(str(model.path), device, keep, monitor).segment(subject, monitor)
    if record.edits is not None and record.edits.voxels:
        record = record.model_copy(update={"notes": (*record.notes, _OF_THE_MODEL)})
    return replace(segmentation, probabilities=made.probabilities, provenance=record)


def _made_with(sha256: str, models: Sequence[str]) -> ModelBundle | None:
    """Return the model whose file has that hash."""
    return next((model for model in _at_hand(models) if model.sha256() == sha256), None)


def _at_hand(models: Sequence[str]) -> Iterator[ModelBundle]:
    yield from find_models()
    for name_or_path in models:
        try:
            yield open_model(name_or_path)
        except ModelError:
            continue


def _hashes(inputs: Sequence[InputRecord]) -> list[tuple[str, tuple[str, ...]]]:
    """Return what tells images apart, whatever they are called by now."""
    return [(image.modality, tuple(sorted(image.sha256.values()))) for image in inputs]
