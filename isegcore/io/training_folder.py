"""A folder to train on, made of subjects from anywhere: their images and the labels that were found right."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from isegcore.data.subject import Modality
from isegcore.data.volume import LabelMap, Volume
from isegcore.errors import OutputError
from isegcore.io.atomic import require_writable
from isegcore.io.images import read_label_map
from isegcore.io.nifti import write_label_map, write_shares
from isegcore.io.storage import find_pair, split_name
from isegcore.labels import ISEG
from isegcore.monitor import NULL_MONITOR, Monitor

_BIDS_ID = re.compile(r"sub-[^_]+(_[a-z]+-[^_]+)*")
_UNFIT = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, eq=False, slots=True)
class Lesson:
    """A subject to learn from.

    Attributes:
        id: Its name; visits of one person keep theirs, which tell that they are.
        images: Their files, or voxels where those are not what a file holds (a T2 registered onto its T1).
        labels: On the first image's grid, or the file that holds them.
    """

    id: str
    images: Mapping[Modality, Path | Volume]
    labels: LabelMap | Path


def write_training_folder(
    folder: Path, lessons: Sequence[Lesson], monitor: Monitor = NULL_MONITOR
) -> tuple[str, ...]:
    """Fill a folder with subjects that `isegcore.io.discovery` finds; return their names there.

    Images are linked where the disk can, else copied. Subjects keep their names, in the naming of iSeg
    (`subject-1-T1`, `subject-1-label`) or BIDS where they follow it; one that is there twice gets a number.

    Raises:
        OutputError: If the folder is not empty, or cannot be written to.
        IsegError: If labels that lie in a file cannot be read.
        Cancelled: If the monitor says so; what was written by then stays.
    """
    _make_empty(folder)
    names = _names([lesson.id for lesson in lessons])
    for number, (name, lesson) in enumerate(zip(names, lessons, strict=True)):
        monitor.update("Writing subjects", number, len(lessons))
        labels = lesson.labels if isinstance(lesson.labels, LabelMap) else read_label_map(lesson.labels)
        for modality, image in lesson.images.items():
            _put(folder, _file_name(name, modality.value), image)
        write_label_map(folder / f"{_file_name(name, None)}.nii.gz", labels, labels.source, ISEG)
    monitor.update("Writing subjects", len(lessons), len(lessons))
    return tuple(names)


def _make_empty(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_empty = next(folder.iterdir(), None) is None
    except OSError as error:
        raise OutputError(f"The folder cannot be made ({error.strerror}).", path=folder) from error
    if not is_empty:
        raise OutputError("The folder is not empty.", path=folder, hint="Choose a new one.")


def _names(ids: Sequence[str]) -> list[str]:
    """Return a name for each, fit for files, no two alike."""
    names: list[str] = []
    for given in ids:
        name = wanted = _UNFIT.sub("-", given).strip("-.") or "subject"
        number = 2
        while name in names:
            name, number = f"{wanted}.{number}", number + 1
        names.append(name)
    return names


def _file_name(subject: str, modality: str | None) -> str:
    if _BIDS_ID.fullmatch(subject):
        return f"{subject}_{modality}w" if modality else f"{subject}_dseg"
    return f"{subject}-{modality or 'label'}"


def _put(folder: Path, name: str, image: Path | Volume) -> None:
    """Have an image in the folder under another name."""
    if isinstance(image, Volume):
        write_shares(folder / f"{name}.nii.gz", image.data, image.grid)  # float32, as it is
        return
    pair = find_pair(image)
    for file in {pair.header, pair.voxels}:
        target = folder / (name + file.name[len(split_name(file.name)[0]) :])
        require_writable(target)
        try:
            os.link(file.resolve(), target)
        except OSError:  # another disk, or one without links
            _copy(file, target)


def _copy(file: Path, target: Path) -> None:
    try:
        shutil.copyfile(file, target)
    except OSError as error:
        target.unlink(missing_ok=True)
        raise OutputError(f"The image could not be copied ({error.strerror}).", path=target) from error
