"""Reading a subject: its images and its reference, brought onto the grid of its primary image."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from isegcore.data.dataset import SubjectFiles
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import LabelMap, Volume
from isegcore.errors import GridMismatchError
from isegcore.io.nifti import read_label_map, read_volume
from isegcore.io.registration import find_motion
from isegcore.io.resample import overlap, resample_onto
from isegcore.labels import LabelScheme
from isegcore.monitor import NULL_MONITOR, Monitor

_LITTLE_OVERLAP = 0.5
_ONE_PERSON = "Check that both belong to one person and one session."
_REGISTER = "If they do, let them be registered."


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user decides about reading.

    Attributes:
        assumed_orientation: Where the axes run to in files that do not say.
        register: Whether T2 is moved onto T1 by a rigid registration instead of trusting the headers.
        label_scheme: How the reference is written; guessed from its values if None.
    """

    assumed_orientation: str = "LAS"
    register: bool = False
    label_scheme: LabelScheme | None = None


_DEFAULT_OPTIONS = ReadOptions()


def read_subject(
    files: SubjectFiles, options: ReadOptions = _DEFAULT_OPTIONS, monitor: Monitor = NULL_MONITOR
) -> Subject:
    """Return a subject whose images all lie on the grid of its T1, or of its T2 if there is no T1.

    What was assumed, resampled or missing is told in its notes.

    Raises:
        UnreadableImageError: If a file cannot be used.
        GridMismatchError: If the images cannot be those of one head.
        LabelValueError: If the reference holds values that are not labels.
        Cancelled: If the monitor says so.
    """
    images: dict[Modality, Volume] = {}
    notes: list[str] = []
    for modality in (m for m in Modality if m in files.images):
        monitor.update(f"Reading {modality}", 0, 1)
        volume = read_volume(files.images[modality], assumed_orientation=options.assumed_orientation)
        notes += volume.source.notes if volume.source else ()
        if images:
            volume, told = _onto(volume, next(iter(images.values())), modality, options, monitor)
            notes += told
        images[modality] = volume
    primary = next(iter(images.values()))
    used = " and ".join(images)
    notes += [f"There is no {m}: only {used} is used." for m in Modality if m not in images]
    reference = None
    if files.label is not None:
        reference, told = _read_reference(files.label, primary, options, monitor)
        notes += told
    return Subject(files.id, images, reference, tuple(dict.fromkeys(notes)))


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


def _read_reference(
    path: Path, primary: Volume, options: ReadOptions, monitor: Monitor
) -> tuple[LabelMap, list[str]]:
    """Return the reference on the primary image's grid, and what was done for it."""
    monitor.update("Reading the reference", 0, 1)
    labels = read_label_map(path, options.label_scheme, assumed_orientation=options.assumed_orientation)
    name = "The reference"
    if _shares_voxels(labels, primary, name):
        return replace(labels, grid=primary.grid), _doubt(labels, primary, name)
    notes = _resampling_notes(labels, primary, name)
    data = resample_onto(
        labels.data, labels.grid, primary.grid, order=0, stage="Resampling the reference", monitor=monitor
    )
    return replace(labels, data=data, grid=primary.grid), notes


def _shares_voxels(other: Volume | LabelMap, primary: Volume, name: str) -> bool:
    """Return whether both have one voxel grid, which is all that files without orientation can show.

    Raises:
        GridMismatchError: If one of them has no orientation and their shapes differ.
    """
    if other.grid.matches(primary.grid):
        return True
    if not (_is_assumed(other) or _is_assumed(primary)):
        return False
    if other.grid.shape == primary.grid.shape:
        return True
    raise GridMismatchError(
        f"{name} has {_shape(other)} voxels, the image it goes with {_shape(primary)}, "
        "and their files do not say how they lie to each other.",
        path=other.source.path if other.source else None,
        hint=_ONE_PERSON,
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
