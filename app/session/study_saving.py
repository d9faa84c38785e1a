"""Writing a study with its results; runs in a job.

Results first, the study file last: whatever goes wrong on the way, the study that was there still holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from app.language import QT_TRANSLATE_NOOP
from app.session.session import Entry, Stored
from app.session.study_records import Look, known_images, study_of
from isegcore.monitor import Monitor
from isegcore.study.results import (
    copy_study_result,
    free_name,
    remove_study_result,
    results_folder,
    write_study_result,
)
from isegcore.study.study import ImageRecord
from isegcore.study.study_file import write_study


@dataclass(frozen=True, eq=False, slots=True)
class SaveRequest:
    """What is to be written.

    Attributes:
        entries: The subjects.
        path: Of the study file.
        results: Name of the folder of results; made from the study's name if empty.
        look: How the study is looked at.
        known: What the last study said of image files.
    """

    entries: Sequence[Entry]
    path: Path
    results: str
    look: Look
    known: Mapping[Path, ImageRecord]


@dataclass(frozen=True, eq=False, slots=True)
class Saved:
    """What has been written.

    Attributes:
        stored: Where the results are, by key of their subject.
        results: Name of their folder.
        known: What the study says of image files.
    """

    stored: Mapping[str, Stored]
    results: str
    known: Mapping[Path, ImageRecord]


def save_study(request: SaveRequest, monitor: Monitor) -> Saved:
    """Write results and study.

    Raises:
        OutputError: If something cannot be written; new files of results are taken away again.
        Cancelled: If the monitor says so, likewise.
    """
    results = request.results or results_folder(request.path)
    folder = request.path.parent / results
    entries: list[Entry] = []
    taken = {e.stored.path.name for e in request.entries if e.stored and e.stored.path.parent == folder}
    with ExitStack() as undo:
        for number, entry in enumerate(request.entries):
            monitor.update(QT_TRANSLATE_NOOP("", "Saving results"), number, len(request.entries))
            entries.append(replace(entry, stored=_store(entry, folder, taken, undo)))
        monitor.update(QT_TRANSLATE_NOOP("", "Saving the study"), 0, 1)
        study = study_of(entries, results, request.path, request.look, request.known)
        write_study(request.path, study)
        undo.pop_all()
    stored = {entry.key: entry.stored for entry in entries if entry.stored is not None}
    return Saved(stored, results, known_images(study, entries))


def _store(entry: Entry, folder: Path, taken: set[str], undo: ExitStack) -> Stored | None:
    """Have the result of a subject in the folder; return where, or None if there is no result."""
    if entry.result is None and entry.stored is None:
        return None
    own = entry.stored if entry.stored is not None and entry.stored.path.parent == folder else None
    if own is not None and entry.is_stored and (own.path.is_file() or entry.result is None):
        return own
    name = own.path.name if own is not None else free_name(folder, entry.files.id, taken)
    taken.add(name)
    path = folder / name
    if own is None:
        undo.callback(remove_study_result, path)
    if own is None and (entry.result is None or entry.is_stored):
        copy_study_result(entry.stored.path if entry.stored is not None else path, path)
    elif entry.result is not None:
        segmentation = entry.result.segmentation
        write_study_result(
            segmentation, entry.files, entry.choice.orientation, path, overwrite=own is not None
        )
    return Stored(path, entry.result, entry.is_edited, entry.result_problem)
