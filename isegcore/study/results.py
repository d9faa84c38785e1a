"""The results of a study: `NAME-results/` beside it holds them, as NIfTI that any program reads."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from isegcore.data.dataset import SubjectFiles
from isegcore.data.segmentation import Segmentation
from isegcore.data.subject import Modality
from isegcore.errors import IsegError
from isegcore.io.atomic import write_bytes
from isegcore.io.file_names import plain_name
from isegcore.io.nifti import read_header
from isegcore.io.results import result_files, result_path, write_segmentation
from isegcore.io.storage import find_pair
from isegcore.labels import ISEG

SCHEME = ISEG


def results_folder(study: Path) -> str:
    """Return the name of the folder of results that goes with a study of that name."""
    return f"{plain_name(study.stem)}-results"


def free_name(folder: Path, subject_id: str, taken: Collection[str]) -> str:
    """Return a name for a subject's result that neither the folder nor the study has yet."""
    number = 1
    while True:
        name = result_path(folder, subject_id if number == 1 else f"{subject_id}-{number}").name
        files = result_files(folder / name, probabilities=False, confidence=True)
        if name not in taken and not any(file.exists() for file in files):
            return name
        number += 1


def write_study_result(
    segmentation: Segmentation, files: SubjectFiles, orientation: str, path: Path, *, overwrite: bool
) -> None:
    """Write a result with its maps of confidence.

    Args:
        segmentation: What to write.
        files: The subject it was made from.
        orientation: Where its axes are taken to run to if its files do not say.
        path: The label image.
        overwrite: Whether it is the study's own, to be replaced.

    Raises:
        OutputError: If it cannot be written.
    """
    primary = next(files.images[modality] for modality in Modality if modality in files.images)
    try:
        source = read_header(primary, orientation).source
    except IsegError:
        source = None  # gone or changed since it was read: the grid of the result is as good
    if source is not None and source.shape[:3] != segmentation.labels.grid.shape:
        source = None
    write_segmentation(
        segmentation, source, _inputs(files), path, SCHEME, confidence=True, overwrite=overwrite
    )


def copy_study_result(old: Path, new: Path) -> None:
    """Copy the files of a result to where there are none.

    Raises:
        OutputError: If one cannot be written.
    """
    pairs = zip(_files(old), _files(new), strict=True)
    for source, target in pairs:
        if source.is_file():
            write_bytes(target, source.read_bytes())


def remove_study_result(path: Path) -> None:
    """Take away what has been written of a result, as far as that can be done."""
    for file in _files(path):
        with suppress(OSError):
            file.unlink()


def _files(path: Path) -> tuple[Path, ...]:
    return result_files(path, probabilities=False, confidence=True)


def _inputs(files: SubjectFiles) -> list[Path]:
    inputs: list[Path] = []
    for path in (*files.images.values(), *((files.label,) if files.label is not None else ())):
        try:
            pair = find_pair(path)
        except IsegError:
            inputs.append(path)
        else:
            inputs += [pair.header, pair.voxels]
    return inputs
