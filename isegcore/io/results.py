"""Writing a segmentation: the label image, and beside it its provenance and its label table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from isegcore.data.segmentation import Segmentation
from isegcore.data.subject import Subject
from isegcore.data.volume import Source
from isegcore.errors import OutputError
from isegcore.io.atomic import require_writable, write_text
from isegcore.io.input_records import with_inputs
from isegcore.io.label_tables import dseg_table
from isegcore.io.nifti import write_label_map, write_shares
from isegcore.labels import LabelScheme

_IMAGE_SUFFIXES = (".nii.gz", ".nii")


@dataclass(frozen=True, slots=True)
class FileTarget:
    """Where the result of one subject goes, see `write_result`.

    Attributes:
        labels: The label image.
        scheme: Values that stand for the tissues.
        probabilities: Whether the segmentation will hold probabilities, which are written then.
        confidence: Whether to write maps of how sure the model is.
    """

    labels: Path
    scheme: LabelScheme
    probabilities: bool = False
    confidence: bool = False

    @property
    def files(self) -> tuple[Path, ...]:
        """Return what will be written."""
        return result_files(self.labels, probabilities=self.probabilities, confidence=self.confidence)

    def write(
        self, segmentation: Segmentation, subject: Subject, *, overwrite: bool = False
    ) -> tuple[Path, ...]:
        """Write it; arguments and errors as `write_result`."""
        return write_result(
            segmentation, subject, self.labels, self.scheme, confidence=self.confidence, overwrite=overwrite
        )


def write_result(
    segmentation: Segmentation,
    subject: Subject,
    path: Path,
    scheme: LabelScheme,
    *,
    confidence: bool = False,
    overwrite: bool = False,
) -> tuple[Path, ...]:
    """Write NAME.nii.gz, NAME.json (provenance) and NAME.tsv (label table); return what was written.

    Probabilities, if the segmentation holds them, go to NAME-probabilities.nii.gz. Every file is whole or
    absent; the inputs are never written over.

    Maps of how sure the model is go to NAME-confidence.nii.gz (the probability of each voxel's label) and
    NAME-entropy.nii.gz (0 where one tissue is certain, 1 where all are alike), if wanted.

    Args:
        segmentation: What to write.
        subject: The subject it was made from; the image takes its grid and header geometry.
        path: The label image, `.nii.gz` or `.nii`.
        scheme: Values that stand for the tissues.
        confidence: Whether to write those maps.
        overwrite: Whether results that exist may be replaced.

    Raises:
        OutputError: If a file exists and may not be replaced, is an input, or cannot be written.
    """
    source, inputs = subject.images[subject.primary].source, input_files(subject)
    return write_segmentation(
        with_inputs(segmentation, subject),
        source,
        inputs,
        path,
        scheme,
        confidence=confidence,
        overwrite=overwrite,
    )


def write_segmentation(
    segmentation: Segmentation,
    source: Source | None,
    inputs: Sequence[Path],
    path: Path,
    scheme: LabelScheme,
    *,
    confidence: bool = False,
    overwrite: bool = False,
) -> tuple[Path, ...]:
    """Write the same as `write_result`, for a subject whose images are not in memory.

    Args:
        segmentation: What to write.
        source: Where its primary image came from; the result takes its header geometry.
        inputs: Files of the subject, which are never written over.
        path: The label image, `.nii.gz` or `.nii`.
        scheme: Values that stand for the tissues.
        confidence: Whether to write the maps of confidence and entropy.
        overwrite: Whether results that exist may be replaced.

    Raises:
        OutputError: As `write_result`.
    """
    kept = segmentation.probabilities is not None
    targets = result_files(path, probabilities=kept, confidence=confidence)
    record = segmentation.provenance
    record = record.model_copy(update={"options": {**record.options, "labels": scheme.name}})
    provenance, table = record.model_dump_json(indent=2), dseg_table(scheme)
    for target in targets:  # all of them, before the first is written
        require_writable(target, overwrite=overwrite, inputs=inputs)
    write_label_map(path, segmentation.labels, source, scheme, overwrite=overwrite, inputs=inputs)
    write_text(targets[1], provenance, overwrite=overwrite, inputs=inputs)
    write_text(targets[2], table, overwrite=overwrite, inputs=inputs)
    shares = [segmentation.probabilities] if segmentation.probabilities is not None else []
    shares += [segmentation.confidence, segmentation.entropy] if confidence else []
    for target, data in zip(targets[3:], shares, strict=True):
        write_shares(target, data, segmentation.labels.grid, source, overwrite=overwrite, inputs=inputs)
    return targets


def result_files(path: Path, *, probabilities: bool, confidence: bool = False) -> tuple[Path, ...]:
    """Return the files of a result: label image, provenance, label table, and what is wanted besides.

    Raises:
        OutputError: If `path` is not the name of a `.nii.gz` or `.nii` file.
    """
    stem = _stem(path)
    endings = [".json", ".tsv"]
    endings += ["-probabilities.nii.gz"] if probabilities else []
    endings += ["-confidence.nii.gz", "-entropy.nii.gz"] if confidence else []
    return path, *(path.with_name(stem + ending) for ending in endings)


def input_files(subject: Subject) -> tuple[Path, ...]:
    """Return the files that a subject was read from, which no result may replace."""
    sources = [volume.source for volume in subject.images.values()]
    sources += [subject.reference.source] if subject.reference is not None else []
    return tuple(file for given in sources if given is not None for file in given.files)


def result_path(folder: Path, subject_id: str) -> Path:
    """Return the customary path of a subject's label image, `subject-3-pred.nii.gz`."""
    return folder / f"{subject_id}-pred.nii.gz"


def _stem(path: Path) -> str:
    for suffix in _IMAGE_SUFFIXES:
        stem = path.name.removesuffix(suffix)
        if stem not in ("", path.name):
            return stem
    raise OutputError(
        "The result must be written as NAME.nii.gz or NAME.nii.",
        path=path,
        hint="Choose a file name that ends so.",
    )
