"""What a study file says of a session, and the session that a study file stands for.

Imported by jobs alone: pydantic is not needed to start.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from app.language import QT_TRANSLATE_NOOP, tr
from app.session.session import Entry, ReadChoice, Stored, Verdict, key_of
from app.session.study_view import state_of, view_record
from app.session.study_work import doubt_record, doubts_of, line_records, lines_of
from app.session.view_state import ViewState
from isegcore import __version__
from isegcore.data.dataset import SubjectFiles
from isegcore.data.subject import Modality, Subject
from isegcore.errors import DatasetError, IsegError
from isegcore.io.path_text import path_text
from isegcore.labels import Tissue
from isegcore.monitor import Monitor
from isegcore.study.fingerprint import has_changed, record_image
from isegcore.study.places import located
from isegcore.study.study import ImageRecord, Study, SubjectRecord


@dataclass(frozen=True, slots=True)
class Look:
    """What a study keeps of how it is looked at.

    Attributes:
        subject: Key of the subject that is open.
        state: Of the view.
        locked: Labels that tools leave alone.
    """

    subject: str | None
    state: ViewState
    locked: frozenset[Tissue] = frozenset()


@dataclass(frozen=True, eq=False, slots=True)
class Loaded:
    """A study that was read.

    Attributes:
        path: Of its file.
        study: What the file says.
        entries: The subjects.
        missing: Image files that are not where they should be.
        changed: Names of the subjects whose images hold something else by now.
        lost: Names of the subjects whose results are gone.
        relocated: Whether images were found elsewhere, which the file does not say yet.
    """

    path: Path
    study: Study
    entries: tuple[Entry, ...]
    missing: Mapping[Path, ImageRecord]
    changed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    relocated: bool = False

    @property
    def current(self) -> str | None:
        """Return the key of the subject that was open."""
        number = self.study.view.subject
        in_range = number is not None and 0 <= number < len(self.entries)
        return self.entries[number].key if in_range and number is not None else None

    def moved(self, found: Mapping[Path, Path]) -> Loaded:
        """Return the same with the images that were found elsewhere."""
        entries = tuple(_moved(entry, found) for entry in self.entries)
        missing = {path: record for path, record in self.missing.items() if path not in found}
        return replace(self, entries=entries, missing=missing, relocated=self.relocated or bool(found))

    @property
    def remarks(self) -> tuple[IsegError, ...]:
        """Return what the user should know of it."""
        told: list[IsegError] = []
        if self.changed:
            told.append(
                DatasetError(
                    tr("The images of {names} have changed since the study was saved.").format(
                        names=_names(self.changed)
                    ),
                    hint=tr("Results were made of the earlier images: segment them again."),
                )
            )
        if self.lost:
            told.append(_lost(self.lost, self.path, self.study))
        return tuple(told)

    def look(self, state: ViewState, subject: Subject) -> ViewState:
        """Return the state of a view of the subject that was open, as it was looked at."""
        return state_of(self.study.view, state, subject)


def loaded_study(path: Path, study: Study, monitor: Monitor) -> Loaded:
    """Return the session of a study, and what of it is missing or has changed."""
    entries, missing, changed, lost = [], {}, [], []
    for number, record in enumerate(study.subjects):
        monitor.update(QT_TRANSLATE_NOOP("", "Looking at the images"), number, len(study.subjects))
        entry = _entry(record, path, study)
        if entry.stored is not None and not entry.stored.path.is_file():
            lost.append(record.id)
            entry = replace(entry, stored=replace(entry.stored, problem=_lost((record.id,), path, study)))
        entries.append(entry)
        recorded = list(_recorded(record, entry.files))
        missing.update({file: known for file, known in recorded if not file.is_file()})
        if any(has_changed(file, known) for file, known in recorded):
            changed.append(record.id)
    return Loaded(path, study, tuple(entries), missing, tuple(changed), tuple(lost))


def study_of(
    entries: Sequence[Entry], results: str, path: Path, look: Look, known: Mapping[Path, ImageRecord]
) -> Study:
    """Return what is written of a session.

    Args:
        entries: Its subjects, their results stored.
        results: Name of the folder of results.
        path: Of the study file.
        look: How it is looked at.
        known: What the last study said of image files: those that have not changed are not hashed again.
    """
    keys = [entry.key for entry in entries]
    return Study(
        program=__version__,
        saved=datetime.now(UTC).isoformat(timespec="seconds"),
        folder=path_text(path.parent),
        results=results,
        subjects=tuple(_record(entry, path.parent, known) for entry in entries),
        view=view_record(look.state, keys.index(look.subject) if look.subject in keys else None, look.locked),
    )


def known_images(study: Study, entries: Sequence[Entry]) -> dict[Path, ImageRecord]:
    """Return what a study says of each image file of its session."""
    pairs = zip(study.subjects, entries, strict=True)
    return {file: known for record, entry in pairs for file, known in _recorded(record, entry.files)}


def _record(entry: Entry, folder: Path, known: Mapping[Path, ImageRecord]) -> SubjectRecord:
    files = entry.files

    def image(path: Path) -> ImageRecord:
        return record_image(path, folder, known.get(path))

    return SubjectRecord(
        id=files.id,
        images={modality.value: image(path) for modality, path in files.images.items()},
        label=None if files.label is None else image(files.label),
        notes=files.notes,
        problem=files.problem,
        label_problem=files.label_problem,
        orientation=entry.choice.orientation,
        register_t2=entry.choice.register,
        result=entry.stored.path.name if entry.stored is not None and entry.is_stored else None,
        edited=entry.is_edited,
        exported=entry.exported,
        verdict=None if entry.verdict is None else entry.verdict.value,
        note=entry.note,
        lines=line_records(entry.lines),
        doubts=None if entry.doubts is None else doubt_record(entry.doubts),
    )


def _entry(record: SubjectRecord, path: Path, study: Study) -> Entry:
    def place(image: ImageRecord) -> Path:
        return located(image.path, path.parent, study.folder)

    files = SubjectFiles(
        id=record.id,
        images={Modality(name): place(image) for name, image in record.images.items()},
        label=None if record.label is None else place(record.label),
        notes=record.notes,
        problem=record.problem,
        label_problem=record.label_problem,
    )
    stored = (
        None
        if record.result is None
        else Stored(path.parent / study.results / record.result, edited=record.edited)
    )
    choice = ReadChoice(record.orientation, record.register_t2)
    return Entry(
        key=key_of(files),
        files=files,
        choice=choice,
        exported=record.exported,
        verdict=None if record.verdict is None else Verdict(record.verdict),
        note=record.note,
        stored=stored,
        drawn={choice: lines_of(record.lines)},
        doubts=None if record.doubts is None else doubts_of(record.doubts),
    )


def _recorded(record: SubjectRecord, files: SubjectFiles) -> Iterator[tuple[Path, ImageRecord]]:
    for name, image in record.images.items():
        yield files.images[Modality(name)], image
    if record.label is not None and files.label is not None:
        yield files.label, record.label


def _moved(entry: Entry, found: Mapping[Path, Path]) -> Entry:
    files = entry.files
    images = {modality: found.get(path, path) for modality, path in files.images.items()}
    label = files.label if files.label is None else found.get(files.label, files.label)
    files = replace(files, images=images, label=label)
    return replace(entry, key=key_of(files), files=files)


def _lost(names: Sequence[str], path: Path, study: Study) -> DatasetError:
    return DatasetError(
        tr("The results of {names} are not in the study's folder any more.").format(names=_names(names)),
        path=path.parent / study.results,
        hint=tr("Put them back and try again, or segment again; until then the study remembers them."),
    )


def _names(ids: Sequence[str]) -> str:
    """Return the first names of many."""
    names, more = ", ".join(ids[:3]), len(ids) - 3
    return tr("{names} and {n} more").format(names=names, n=more) if more > 0 else names
