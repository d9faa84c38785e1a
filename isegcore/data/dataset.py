"""The subjects of a folder, before their images are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from isegcore.data.subject import Modality
from isegcore.errors import DatasetError

_LISTED = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:[,\n]|$)|([^,\n]*)(?:[,\n]|$)')
_PLAIN = re.compile(r'[^\s",@]+')


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
        results: Label images that this program made of the subject before (`derivatives/iseg` of BIDS).
        about: What the tables of a BIDS data set say of the person, such as ("age", "0.5"); for the screen,
            never for records.
    """

    id: str
    images: Mapping[Modality, Path]
    label: Path | None = None
    notes: tuple[str, ...] = ()
    problem: str = ""
    label_problem: str = ""
    results: tuple[Path, ...] = ()
    about: tuple[tuple[str, str], ...] = ()


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

    def chosen(self, wanted: str | None) -> tuple[SubjectFiles, ...]:
        """Return the subjects named in a list such as "1,2,sub-03", in their own order; all if it is None.

        A name alone may hold commas; see `split_ids` for those in a list.

        Raises:
            DatasetError: If one is not there.
        """
        if wanted is None:
            return self.subjects
        ids = {files.id for files in self.subjects}
        names = [wanted] if wanted in ids else split_ids(wanted) or [wanted]
        found = {name: _named(name, ids) for name in names}
        missing = [name for name, meant in found.items() if not meant]
        if missing:
            raise DatasetError(
                f"There is no subject {', '.join(missing)}.",
                path=self.root,
                hint=f"Subjects found: {', '.join(files.id for files in self.subjects[:20])}.",
            )
        chosen = set().union(*found.values())
        return tuple(files for files in self.subjects if files.id in chosen)


def split_ids(text: str) -> list[str]:
    """Return the ids in a list: commas or line ends between them; one that holds such stands in quotes."""
    found = [quoted.replace('""', '"') or plain.strip() for quoted, plain in _LISTED.findall(text)]
    return [name for name in found if name]


def join_ids(ids: Iterable[str]) -> str:
    """Return a list that `split_ids` splits into these ids."""
    return ",".join(
        name if _PLAIN.fullmatch(name) else '"{}"'.format(name.replace('"', '""')) for name in ids
    )


def _named(name: str, ids: set[str]) -> set[str]:
    """Return the ids that a user may mean: that one, or those of which it is the number."""
    return {name} & ids or {f"subject-{name}", f"sub-{name}"} & ids
