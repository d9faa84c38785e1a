"""Folders of empty image files, and which of them were found as whose."""

from __future__ import annotations

from pathlib import Path

from isegcore.data.dataset import Dataset
from isegcore.data.subject import Modality


def touch_files(root: Path, *names: str) -> Path:
    """Make empty files, and return the folder."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return root


def files_by_subject(dataset: Dataset) -> dict[str, list[str]]:
    """Return id -> the files of T1, T2 and label, relative to the root, "" for one that is missing."""
    return {
        files.id: [
            path.relative_to(dataset.root).as_posix() if path else ""
            for path in (files.images.get(Modality.T1), files.images.get(Modality.T2), files.label)
        ]
        for files in dataset.subjects
    }
