"""Saying which files a result was made from: their names and hashes, never their folders."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from isegcore.data.provenance import InputRecord
from isegcore.data.segmentation import Segmentation
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import Source
from isegcore.errors import UnreadableImageError
from isegcore.io.file_names import shown_name
from isegcore.io.storage import sha256_of


def input_records(subject: Subject) -> tuple[InputRecord, ...]:
    """Return names and hashes of the files a subject was read from; their folders are left out.

    Raises:
        UnreadableImageError: If one is no longer there.
    """
    return tuple(
        _input_record(modality, volume.source)
        for modality, volume in subject.images.items()
        if volume.source is not None
    )


def with_inputs(segmentation: Segmentation, subject: Subject) -> Segmentation:
    """Return a segmentation whose record names its images, as far as they are still there.

    Labels drawn by hand do not name them before they are written: hashing whole files takes longer than a
    user who has begun to draw can wait.
    """
    if segmentation.provenance.inputs:
        return segmentation
    try:
        inputs = input_records(subject)
    except UnreadableImageError:
        return segmentation
    record = segmentation.provenance.model_copy(update={"inputs": inputs})
    return replace(segmentation, provenance=record)


def _input_record(modality: Modality, source: Source) -> InputRecord:
    return InputRecord(
        modality=modality.value,
        sha256={shown_name(path): _recorded_hash(path) for path in source.files},
        format=source.format,
        orientation_assumed=source.orientation_assumed,
    )


def _recorded_hash(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError as error:
        raise UnreadableImageError(
            "The image is no longer there, so its hash cannot be recorded.", path=path, hint="Open it again."
        ) from error
