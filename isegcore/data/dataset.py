"""The subjects of a folder, before their images are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from isegcore.data.subject import Modality


@dataclass(frozen=True, slots=True)
class SubjectFiles:
    """Where the files of one subject are.

    Attributes:
        id: "subject-3", "sub-01_ses-2"; unique in its data set.
        images: One path for each modality that is there; may lack one, not both.
        label: A reference segmentation, if there is one.
        notes: What was taken for granted because the names do not say it.
        problem: Why it cannot be told which images are meant; empty if it can. Reading the subject says so.
        label_problem: The same of the reference, without which the subject can still be read.
    """

    id: str
    images: Mapping[Modality, Path]
    label: Path | None = None
    notes: tuple[str, ...] = ()
    problem: str = ""
    label_problem: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """The subjects found under one folder, in natural order (subject-2 before subject-10).

    Attributes:
        root: The folder.
        layout: "iSeg", "BIDS" or "files".
        subjects: At least one.
    """

    root: Path
    layout: str
    subjects: tuple[SubjectFiles, ...]
