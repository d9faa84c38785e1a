"""Which file of a folder is the prediction of which subject, by their names."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from isegcore.data.dataset import SubjectFiles
from isegcore.errors import DatasetError
from isegcore.io.discovery import image_files
from isegcore.io.file_names import plain_name, read_name, shown_name
from isegcore.io.storage import split_name
from isegcore.monitor import NULL_MONITOR, Monitor

_OURS = "-pred"


def find_predictions(
    folder: Path, subjects: Sequence[SubjectFiles], monitor: Monitor = NULL_MONITOR
) -> dict[str, Path]:
    """Return the prediction of each subject that has one, by the subject's id.

    Of `subject-3` it is `subject-3-pred.nii.gz`, as `iseg segment` names it; failing that `subject-3-label`,
    `sub-03_dseg` or the bare id, in any image format. References of the subjects are no predictions.

    Raises:
        DatasetError: If the folder cannot be read, or two files claim to be the same prediction.
        Cancelled: If the monitor says so.
    """
    if not folder.is_dir():
        raise DatasetError("There is no such folder.", path=folder, hint="Check the path.")
    references = {os.path.realpath(files.label) for files in subjects if files.label is not None}
    found: dict[tuple[str, bool], list[Path]] = defaultdict(list)
    for path in image_files(folder, monitor):
        if os.path.realpath(path) not in references:  # which links in a circle have, too
            found[_subject(path)].append(path)
    chosen = {files.id: found[files.id, True] or found[files.id, False] for files in subjects}
    for subject, paths in chosen.items():
        if len(paths) > 1:
            names = " and ".join(shown_name(path) for path in paths[:2])
            raise DatasetError(
                f"Two files claim to be the prediction of {subject}: {names}.",
                path=folder,
                hint="Move one of them away.",
            )
    return {subject: paths[0] for subject, paths in chosen.items() if paths}


def _subject(path: Path) -> tuple[str, bool]:
    """Return the id that a file's name holds, and whether the file is named as our own results are."""
    stem = split_name(shown_name(path))[0]
    if stem.endswith(_OURS):
        return plain_name(stem.removesuffix(_OURS)), True
    named = read_name(path)
    person = named.person + named.detail if named is not None and named.modality is None else stem
    return plain_name(person), False
