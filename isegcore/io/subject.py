"""Reading a subject: its images and its reference, brought onto the grid of its primary image."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from isegcore.data.dataset import SubjectFiles
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import LabelMap, Volume
from isegcore.errors import DatasetError, GridMismatchError, IsegError, OtherGridError
from isegcore.io.file_names import shown_name
from isegcore.io.images import read_label_map, read_volume
from isegcore.io.registration import find_motion
from isegcore.io.resample import overlap, resample_onto
from isegcore.labels import LabelScheme
from isegcore.monitor import NULL_MONITOR, Monitor

_LITTLE_OVERLAP = 0.5
_ONE_PERSON = "Check that both belong to one person and one session."
_REGISTER = "If they do, let them be registered."
_WHICH = "Move one of them away, or open the right one by itself."
_SAME_SIZE = 0.01  # relative; headers round, and some hold float32


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user decides about reading.

    Attributes:
        assumed_orientation: Where the axes run to in files that do not say.
        register: Whether T2 is moved onto T1 by a rigid registration instead of trusting the headers.
        label_scheme: How the reference is written; found out as in `label_coding` if None.
        require_reference: Whether a reference that cannot be used is an error; if not, it is left out, with a
            note.
    """

    assumed_orientation: str = "LAS"
    register: bool = False
    label_scheme: LabelScheme | None = None
    require_reference: bool = False


_DEFAULT_OPTIONS = ReadOptions()


def read_subject(
    files: SubjectFiles, options: ReadOptions = _DEFAULT_OPTIONS, monitor: Monitor = NULL_MONITOR
) -> Subject:
    """Return a subject whose images all lie on the grid of its T1, or of its T2 if there is no T1.

    What was assumed, resampled or missing is told in its notes.

    Raises:
        DatasetError: If it cannot be told which files are meant.
        UnreadableImageError: If an image cannot be used.
        GridMismatchError: If the images cannot be those of one head.
        TooLargeError: If they do not fit into the memory that is free.
        IsegError: Whatever is wrong with the reference, if that is required.
        Cancelled: If the monitor says so.
    """
    if files.problem:
        raise DatasetError(files.problem, path=_folder(files), hint=_WHICH)
    images: dict[Modality, Volume] = {}
    notes = list(files.notes)
    for modality in (m for m in Modality if m in files.images):
        volume = read_volume(
            files.images[modality],
            assumed_orientation=options.assumed_orientation,
            stage=f"Reading {modality}",
            monitor=monitor,
        )
        notes += volume.source.notes if volume.source else ()
        if images:
            volume, told = _onto(volume, next(iter(images.values())), modality, options, monitor)
            notes += told
        images[modality] = volume
    primary = next(iter(images.values()))
    used = " and ".join(images)
    notes += [f"There is no {m}: only {used} is used." for m in Modality if m not in images]
    reference, told = _reference(files, primary, options, monitor)
    notes += told
    return Subject(files.id, images, reference, _merged(notes, files))


def _merged(notes: list[str], files: SubjectFiles) -> tuple[str, ...]:
    """Return the notes, those that say the same of several files ("a.hdr: ...") as one."""
    names = [shown_name(path) for path in (*files.images.values(), files.label) if path is not None]
    about: dict[str, list[str]] = {}
    for note in notes:
        name = next((name for name in names if note.startswith(f"{name}: ")), "")
        words = note.removeprefix(f"{name}: ")
        about.setdefault(words, []).extend([name] if name and name not in about.get(words, []) else [])
    return tuple(f"{', '.join(given)}: {words}" if given else words for words, given in about.items())


def _onto(
    volume: Volume, primary: Volume, modality: Modality, options: ReadOptions, monitor: Monitor
) -> tuple[Volume, list[str]]:
    """Return a second image on the primary one's grid, and what was done for it."""
    motion, notes = None, []
    if options.register:
        found = find_motion(primary, volume, monitor)
        motion = found.matrix
        notes.append(
            f"{modality} was registered to {Modality.T1}: "
            f"turned by {found.rotation_deg:.1f} degrees, moved by {found.shift_mm:.1f} mm."
        )
    elif _shares_voxels(volume, primary, str(modality)):
        return replace(volume, grid=primary.grid), _doubt(volume, primary, str(modality))
    else:
        notes += _resampling_notes(volume, primary, str(modality))
    data = resample_onto(
        volume.data,
        volume.grid,
        primary.grid,
        motion=motion,
        stage=f"Resampling {modality}",
        monitor=monitor,
    )
    if not data.any():
        raise _elsewhere(volume, str(modality))
    return Volume(data, primary.grid, volume.source), notes


def _reference(
    files: SubjectFiles, primary: Volume, options: ReadOptions, monitor: Monitor
) -> tuple[LabelMap | None, list[str]]:
    """Return the reference if there is one that can be used, and what to tell of it."""
    if files.label is None:
        return None, []
    try:
        if files.label_problem:
            raise DatasetError(files.label_problem, path=_folder(files), hint=_WHICH)
        return _read_reference(files.label, primary, options, monitor)
    except IsegError as error:
        if options.require_reference:
            raise
        return None, [f"The reference {shown_name(files.label)} is left out. {error.message}"]


def _read_reference(
    path: Path, primary: Volume, options: ReadOptions, monitor: Monitor
) -> tuple[LabelMap, list[str]]:
    """Return the reference on the primary image's grid, and what was done for it."""
    labels = read_label_map(
        path,
        options.label_scheme,
        assumed_orientation=options.assumed_orientation,
        stage="Reading the reference",
        monitor=monitor,
    )
    notes = list(labels.source.notes) if labels.source else []
    name = "The reference"
    if _shares_voxels(labels, primary, name):
        return replace(labels, grid=primary.grid), notes + _doubt(labels, primary, name)
    notes += _resampling_notes(labels, primary, name)
    data = resample_onto(
        labels.data, labels.grid, primary.grid, order=0, stage="Resampling the reference", monitor=monitor
    )
    return replace(labels, data=data, grid=primary.grid), notes


def read_labels_onto(
    path: Path,
    primary: Volume,
    *,
    assumed_orientation: str = "LAS",
    resample: bool = False,
    monitor: Monitor = NULL_MONITOR,
) -> LabelMap:
    """Return a label image of another source on the grid of a subject's image, to be compared on it.

    Args:
        path: The label image.
        primary: The subject's image.
        assumed_orientation: Where the axes run to in files that do not say.
        resample: Whether labels on another grid are brought onto it, each voxel taking the nearest label.
        monitor: Asked about cancellation.

    Raises:
        OtherGridError: If it lies on another grid, and resampling was not allowed.
        GridMismatchError: If it does not overlap with the image, or nobody can tell how they lie.
        IsegError: If it cannot be read as labels.
        Cancelled: If the monitor says so.
    """
    labels = read_label_map(
        path, assumed_orientation=assumed_orientation, stage="Reading the labels", monitor=monitor
    )
    name = shown_name(path)
    if _shares_voxels(labels, primary, name):
        return replace(labels, grid=primary.grid)
    if overlap(labels.grid, primary.grid) == 0:
        raise _elsewhere(labels, name)
    if not resample:
        raise OtherGridError(
            f"{name} lies on another grid ({_shape(labels)}) than the images ({_shape(primary)}).",
            path=path,
            hint="It can be resampled onto their grid, each voxel taking the nearest label; "
            "the scores then count what that changes, too.",
        )
    stage = "Resampling the labels"
    data = resample_onto(labels.data, labels.grid, primary.grid, order=0, stage=stage, monitor=monitor)
    return replace(labels, data=data, grid=primary.grid)


def _shares_voxels(other: Volume | LabelMap, primary: Volume, name: str) -> bool:
    """Return whether both have one voxel grid, which is all that files without orientation can show.

    Raises:
        GridMismatchError: If one of them has no orientation and their shapes or voxel sizes differ.
    """
    if other.grid.matches(primary.grid):
        return True
    if not (_is_assumed(other) or _is_assumed(primary)):
        return False
    own, its = _shape(other), _shape(primary)
    if own == its:
        if np.allclose(other.grid.spacing, primary.grid.spacing, rtol=_SAME_SIZE):
            return True
        own, its = (
            " x ".join(f"{mm:.4g}" for mm in image.grid.spacing) + " mm" for image in (other, primary)
        )
    raise GridMismatchError(
        f"{name} has {own} voxels, the image it goes with {its}, "
        "and their files do not say how they lie to each other.",
        path=other.source.path if other.source else None,
        hint=f"{_ONE_PERSON} {_REGISTER}",
    )


def _doubt(other: Volume | LabelMap, primary: Volume, name: str) -> list[str]:
    if other.grid.matches(primary.grid):
        return []
    return [f"{name} has as many voxels as the image and is taken to lie on them, though its header differs."]


def _resampling_notes(other: Volume | LabelMap, primary: Volume, name: str) -> list[str]:
    """Return what to tell of a resampling.

    Raises:
        GridMismatchError: If the two do not overlap in space.
    """
    covered = overlap(other.grid, primary.grid)
    if covered == 0:
        raise _elsewhere(other, name)
    note = f"{name} lies on another grid ({_shape(other)}) and was resampled onto {_shape(primary)}."
    if covered < _LITTLE_OVERLAP:
        note += f" It covers only {covered:.0%} of it."
    return [note]


def _elsewhere(other: Volume | LabelMap, name: str) -> GridMismatchError:
    path = other.source.path if other.source else None
    return GridMismatchError(
        f"{name} does not lie where the image it goes with lies.",
        path=path,
        hint=f"{_ONE_PERSON} {_REGISTER}",
    )


def _is_assumed(image: Volume | LabelMap) -> bool:
    return image.source is not None and image.source.orientation_assumed


def _shape(image: Volume | LabelMap) -> str:
    return " x ".join(map(str, image.grid.shape))


def _folder(files: SubjectFiles) -> Path:
    return next(iter(files.images.values())).parent
