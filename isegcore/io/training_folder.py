"""A folder to train on, made of subjects from anywhere: their images and the labels that were found right."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from isegcore.data.dataset import SubjectFiles
from isegcore.data.subject import Modality
from isegcore.data.volume import LabelMap, Volume
from isegcore.errors import OutputError
from isegcore.io.atomic import require_writable
from isegcore.io.file_names import read_name
from isegcore.io.images import read_label_map
from isegcore.io.nifti import write_label_map, write_shares
from isegcore.io.storage import find_pair, split_name
from isegcore.io.subject import ReadOptions, read_subject
from isegcore.labels import ISEG
from isegcore.monitor import NULL_MONITOR, Monitor

_BIDS_ID = re.compile(r"sub-[^_]+(_[a-z]+-[^_]+)*")
_UNFIT = re.compile(r"[^\w.-]+")
_LONGEST = 255 - len(".nii.gz")  # bytes of a file name, on most disks


@dataclass(frozen=True, eq=False, slots=True)
class Lesson:
    """A subject to learn from.

    Attributes:
        id: Its name; visits of one person keep theirs, which tell that they are.
        images: Their files.
        labels: On the first image's grid, or the file that holds them.
        reading: How the user has them read. Who trains on the folder reads it as if nothing had been said:
            what follows from anything else is written into new files.
    """

    id: str
    images: Mapping[Modality, Path]
    labels: LabelMap | Path
    reading: ReadOptions = ReadOptions()  # noqa: RUF009 - frozen


def write_training_folder(
    folder: Path, lessons: Sequence[Lesson], monitor: Monitor = NULL_MONITOR
) -> tuple[str, ...]:
    """Fill a folder with subjects that `isegcore.io.discovery` finds; return their names there.

    Images are linked where the disk can, else copied. Subjects keep their names, in the naming of iSeg
    (`subject-1-T1`, `subject-1-label`) or BIDS where they follow it; one that is there twice gets a number,
    and one whose name would be taken for something else (`anna-pred`) becomes `subject-N`.

    Raises:
        OutputError: If the folder is not empty, or cannot be written to.
        IsegError: If images or labels that have to be read cannot be.
        Cancelled: If the monitor says so; what was written by then stays.
    """
    _make_empty(folder)
    names = _names([lesson.id for lesson in lessons])
    for number, (name, lesson) in enumerate(zip(names, lessons, strict=True)):
        monitor.update("Writing subjects", number, len(lessons))
        labels = _labels(lesson)
        for modality, image in _images(lesson, monitor).items():
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
    """Return a name for each, fit for files and for finding it there, no two alike on any disk."""
    wanted = [_UNFIT.sub("-", given).strip("-.") for given in ids]
    names: dict[int, str] = {}
    # First those that keep theirs, so that none of them is given to another.
    for number in sorted(range(len(ids)), key=lambda number: not _is_found(wanted[number])):
        names[number] = _free_name(wanted[number], {name.casefold() for name in names.values()})
    return [names[number] for number in range(len(ids))]


def _free_name(wanted: str, taken: set[str]) -> str:
    numbered: Iterator[str] = (f"subject-{number}" for number in count(1))
    if _is_found(wanted):
        numbered = chain((wanted,), (f"{wanted}.{number}" for number in count(2)))
    return next(name for name in numbered if name.casefold() not in taken)


def _is_found(subject: str) -> bool:
    """Return whether the names of a subject's files say whose they are, and what."""
    for modality in (*Modality, None):
        name = _file_name(subject, modality.value if modality else None)
        read = read_name(Path(f"{name}.nii.gz"))
        if read is None or (read.person + read.detail, read.modality) != (subject, modality):
            return False
        if len(os.fsencode(name)) > _LONGEST:
            return False
    return bool(subject)


def _file_name(subject: str, modality: str | None) -> str:
    if _BIDS_ID.fullmatch(subject):
        return f"{subject}_{modality}w" if modality else f"{subject}_dseg"
    return f"{subject}-{modality or 'label'}"


def _images(lesson: Lesson, monitor: Monitor) -> Mapping[Modality, Path | Volume]:
    """Return the files, or what is read from them where the user has them read in a way of its own."""
    if lesson.reading == ReadOptions():
        return lesson.images
    return read_subject(SubjectFiles(lesson.id, lesson.images), lesson.reading, monitor).images


def _labels(lesson: Lesson) -> LabelMap:
    if isinstance(lesson.labels, LabelMap):
        return lesson.labels
    return read_label_map(lesson.labels, assumed_orientation=lesson.reading.assumed_orientation)


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
