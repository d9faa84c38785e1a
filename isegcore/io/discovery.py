"""Finding subjects: in iSeg-2017's naming, in BIDS, and in any naming that says T1, T2 or label.

Only names are looked at. Results of this program, hidden files and folders that may not be read are passed
over; those in a BIDS data set's `derivatives/iseg` are told with their subjects. Images of one person that
differ in more than their contrast (BIDS runs) become subjects of their own, which share what there is only
one of: a T1 goes with the T2 of the same run, however either was acquired. A subject that two files claim to
be the same image of is found like the others, with the sentence that refuses it when it is read.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from isegcore.data.dataset import Dataset, SubjectFiles
from isegcore.data.subject import Modality
from isegcore.errors import DatasetError, OptionError
from isegcore.io.bids import is_our_derivative, read_participants
from isegcore.io.dicom_files import holds_dicom
from isegcore.io.file_names import Layout, NamedImage, is_image_name, plain_name, read_name, shown_name
from isegcore.io.storage import split_name
from isegcore.monitor import NULL_MONITOR, Monitor

_DEEPEST = 8  # folders below the one that was named
_MOST_ENTRIES = 200_000  # someone may point at a whole disk
_STAGE = "Looking for subjects"
_NOT_SCANS = {"sourcedata"}
_BIDS_FOLDERS = {"anat", "derivatives"}
# How an image was taken, which differs between a T1 and a T2; what is left (run, echo) tells repeats apart.
_HOW_TAKEN = re.compile(r"_(acq|ce|rec|mod|desc)-[^_]+", re.IGNORECASE)
_LOOKED_FOR = (
    "Looked for subject-1-T1.hdr, sub-01_T1w.nii.gz (BIDS), and for NIfTI or Analyze files with T1 or T2 "
    "in their names. An image with another name can be opened by itself."
)
_IMPORT = "Import them first: File > Import DICOM, or iseg import-dicom."


def find_subjects(path: Path, monitor: Monitor = NULL_MONITOR) -> Dataset:
    """Return the subjects in a folder and below it, or the one that an image file belongs to.

    Raises:
        DatasetError: If there is none.
        Cancelled: If the monitor says so; it is asked in each folder.
    """
    try:
        is_folder, is_there = path.is_dir(), os.path.lexists(path)
    except OSError as error:
        raise _closed(path) from error
    if not is_there:
        raise DatasetError("There is no such file or folder.", path=path, hint="Check the path.")
    if not is_folder:
        return _subject_of(path)
    named = [image for file in image_files(path, monitor) if (image := read_name(file)) is not None]
    subjects, layout = _subjects(named, path)
    if not subjects:
        if holds_dicom(path):
            raise DatasetError("This folder holds DICOM files.", path=path, hint=_IMPORT)
        raise DatasetError("There are no subjects in this folder.", path=path, hint=_LOOKED_FOR)
    if layout is Layout.BIDS:
        about = read_participants(path, monitor)
        subjects = tuple(replace(files, about=_about(files, about)) for files in subjects)
    return Dataset(path, layout.value, subjects)


def subject_from_files(first: Path, second: Path | None = None) -> SubjectFiles:
    """Return a subject of one or two named images: T1 and T2, unless a name says otherwise.

    Raises:
        OptionError: If both names say the same.
    """
    said, other = read_name(first), read_name(second) if second else None
    role, other_role = (name.modality if name else None for name in (said, other))
    if role is not None and role is other_role:
        hint = f"Give a T1 and a T2, or one {role} alone."
        raise OptionError(f"Both images are {role}, going by their names.", path=second, hint=hint)
    person = (said.person if said else split_name(shown_name(first))[0]) or _folder_name(first.parent)
    notes: tuple[str, ...] = ()
    if second is None and role is None:
        notes = (f"{shown_name(first)} is taken as a T1, since its name does not say what it is.",)
    is_t2 = role is Modality.T2 or other_role is Modality.T1
    order = (Modality.T2, Modality.T1) if is_t2 else (Modality.T1, Modality.T2)
    images = dict(zip(order, [first, *([second] if second else [])], strict=False))
    return SubjectFiles(plain_name(person), images, notes=notes)


def natural_key(text: str) -> tuple[tuple[int, int | str], ...]:
    """Return a sorting key that puts "subject-2" before "subject-10", whatever the case."""
    parts = re.split(r"(\d+)", text.casefold())
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts if part)


def _about(files: SubjectFiles, tables: Mapping[str, Mapping[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return what the tables say of a person, then of the visit; the visit's age is the one that counts."""
    person, *rest = files.id.split("_")
    visit = f"{person}_{rest[0]}" if rest and rest[0].startswith("ses-") else person
    return tuple({**tables.get(person, {}), **tables.get(visit, {})}.items())


def _subject_of(path: Path) -> Dataset:
    """Return the subject of an image file, with what its folder holds of it."""
    own = read_name(path)
    if own is None:
        return Dataset(path.parent, Layout.FILES.value, (subject_from_files(path),))
    siblings = [read_name(file) for file in _in_folder(path.parent)]
    named = [image for image in siblings if image is not None and not _claims_same(image, own)]
    subjects, layout = _subjects([own, *named], path.parent)
    for subject in subjects:
        if path in (*subject.images.values(), subject.label):
            return Dataset(path.parent, layout.value, (subject,))
    raise DatasetError("There is no T1 or T2 beside this label image.", path=path, hint=_LOOKED_FOR)


def _claims_same(one: NamedImage, other: NamedImage) -> bool:
    return (one.person, one.detail, one.modality) == (other.person, other.detail, other.modality)


def image_files(root: Path, monitor: Monitor) -> Iterator[Path]:
    """Yield the image files below a folder, headers for pairs, each folder once even if links loop."""
    folders, seen, entries = [(root, 0)], set[tuple[int, int]](), 0
    while folders:
        monitor.update(_STAGE, len(seen), len(seen) + len(folders))
        folder, depth = folders.pop()
        try:
            status = folder.stat()
            inside = sorted(folder.iterdir())
        except OSError as error:
            if folder == root:
                raise _closed(root) from error
            continue
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        entries += len(inside)
        if entries > _MOST_ENTRIES:
            hint = "Choose the folder that holds the subjects."
            raise DatasetError(f"There are more than {_MOST_ENTRIES:,} files in here.", path=root, hint=hint)
        yield from _headers(inside)
        if depth < _DEEPEST:
            folders += [(entry, depth + 1) for entry in reversed(inside) if _is_worth_entering(entry)]


def _in_folder(folder: Path) -> list[Path]:
    try:
        return list(_headers(sorted(folder.iterdir())))
    except OSError as error:
        raise _closed(folder) from error


def _closed(path: Path) -> DatasetError:
    return DatasetError("It may not be read.", path=path, hint="Ask its owner for permission.")


def _is_worth_entering(entry: Path) -> bool:
    try:
        return not entry.name.startswith(".") and entry.name.lower() not in _NOT_SCANS and entry.is_dir()
    except OSError:
        return False


def _headers(entries: Iterable[Path]) -> Iterator[Path]:
    """Yield the images among the entries of one folder; of a pair only the header, if it is there."""
    images = [entry for entry in entries if is_image_name(entry.name)]
    headers = {split_name(image.name)[0] for image in images if split_name(image.name)[1] == ".hdr"}
    for image in images:
        stem, kind, _ = split_name(image.name)
        if kind != ".img" or stem not in headers:
            yield image


def _subjects(named: list[NamedImage], root: Path) -> tuple[tuple[SubjectFiles, ...], Layout]:
    """Return the subjects in natural order, and the naming that all of them follow."""
    groups: dict[tuple[Path, str], list[NamedImage]] = defaultdict(list)
    for image in named:
        if image.modality is None or not _is_derived(image.path.relative_to(root)):
            groups[_home(image, root), image.person].append(image)
    found = [(home, files) for (home, _), group in groups.items() for files in _people(group)]
    subjects = sorted(_told_apart(found), key=lambda files: natural_key(files.id))
    layouts = {image.layout for image in named if image.modality}
    return tuple(subjects), layouts.pop() if len(layouts) == 1 else Layout.FILES


def _told_apart(found: list[tuple[Path, SubjectFiles]]) -> list[SubjectFiles]:
    """Return the subjects, those of one name with their folder before it and, if need be, a number after it.

    Capitals do not count: on many disks they would not keep two results apart.
    """
    names = [plain_name(files.id) for _, files in found]
    times = Counter(name.casefold() for name in names)
    names = [
        name if times[name.casefold()] == 1 else plain_name(shown_name(Path("_".join((*home.parts, name)))))
        for name, (home, _) in zip(names, found, strict=True)
    ]
    times = Counter(name.casefold() for name in names)
    taken = {name for name, count in times.items() if count == 1}
    subjects = []
    for name, (_, files) in zip(names, found, strict=True):
        unique, number = name, 1
        while times[name.casefold()] > 1 and unique.casefold() in taken:
            number += 1
            unique = f"{name}_{number}"
        taken.add(unique.casefold())
        subjects.append(replace(files, id=unique))
    return subjects


def _home(image: NamedImage, root: Path) -> Path:
    """Return the folder, relative to `root`, in which a person's name means one person."""
    parts = image.path.parent.relative_to(root).parts
    if image.layout is not Layout.BIDS:
        return Path(*parts)
    ends = [n for n, part in enumerate(parts) if part.startswith(("sub-", "ses-")) or part in _BIDS_FOLDERS]
    return Path(*parts[: ends[0]]) if ends else Path(*parts)


def _people(group: list[NamedImage]) -> Iterator[SubjectFiles]:
    """Yield the subjects among the images of one person: one, or one for each repeated measurement."""
    person = group[0].person or _folder_name(group[0].path.parent)
    roles = {modality: [image for image in group if image.modality is modality] for modality in Modality}
    results = [image for image in group if image.modality is None and is_our_derivative(image.path)]
    labels = [image for image in group if image.modality is None and image not in results]
    unclear = ""
    if group[0].layout is Layout.BIDS:  # several pipelines may have left one: the rater's, or the plainest
        labels.sort(key=lambda image: (_is_derived(image.path), len(image.path.name), image.path))
    else:
        unclear = _twins(labels, "label image", person)
    for detail, fitting in _measurements(roles):
        problems = [_twins(images, f"{m} image", person + detail) for m, images in fitting.items()]
        yield SubjectFiles(
            person + detail,
            {modality: images[0].path for modality, images in fitting.items()},
            _pick_label(labels, detail),
            problem=next(filter(None, problems), ""),
            label_problem=unclear,
            results=tuple(image.path for image in results if not detail or image.detail in (detail, "")),
        )


_Roles = dict[Modality, list[NamedImage]]


def _measurements(roles: _Roles) -> Iterator[tuple[str, _Roles]]:
    """Yield what tells each measurement of a person from the others, and its images.

    A T2 that has gone with a T1 is no measurement of its own.
    """
    repeated = [image for images in roles.values() if len(images) > 1 for image in images]
    details = dict.fromkeys(image.detail for image in repeated) or {"": None}  # those of T1 first
    used: set[Path] = set()
    for detail in details:
        own = {image.path for image in repeated if image.detail == detail}
        if own and own <= used:
            continue
        fitting = {modality: _fitting(images, detail) for modality, images in roles.items()}
        fitting = {modality: images for modality, images in fitting.items() if images}
        used |= {image.path for images in fitting.values() for image in images}
        if fitting:
            yield detail, fitting


def _fitting(images: list[NamedImage], detail: str) -> list[NamedImage]:
    """Return the images with that detail, or the one of that run, or the only one that there is."""
    exact = [image for image in images if image.detail == detail]
    if exact or len(images) == 1:
        return exact or images
    same_run = [image for image in images if _run(image.detail) == _run(detail)]
    return same_run if len(same_run) == 1 else []


def _run(detail: str) -> str:
    return _HOW_TAKEN.sub("", detail)


def _pick_label(labels: list[NamedImage], detail: str) -> Path | None:
    """Return the label image with that detail, or one for all; the first for a person measured once."""
    fitting = [label for label in labels if not detail or label.detail in (detail, "")]
    fitting.sort(key=lambda label: label.detail != detail)
    return fitting[0].path if fitting else None


def _twins(images: list[NamedImage], role: str, person: str) -> str:
    """Return what to say of images of which only one can be meant; nothing if there is one."""
    if len(images) < 2:
        return ""
    first, second = (shown_name(image.path) for image in images[:2])
    return f"Two files claim to be the {role} of {person}: {first} and {second}."


def _is_derived(path: Path) -> bool:
    return "derivatives" in path.parts


def _folder_name(folder: Path) -> str:
    return shown_name(folder.resolve()) or "subject"
