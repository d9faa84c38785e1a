"""BIDS: how its data sets are told, named and described, and what their tables say of people.

The Brain Imaging Data Structure, doi:10.1038/sdata.2016.44; names and descriptions follow version 1.10.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from isegcore import __version__
from isegcore.errors import IsegError, OutputError
from isegcore.io.storage import read_start
from isegcore.monitor import NULL_MONITOR, Monitor

if TYPE_CHECKING:
    from pydantic import JsonValue

DESCRIPTION = "dataset_description.json"
PIPELINE = "iSeg Desktop"
VERSION = "1.10.0"
_MOST_BYTES = 1 << 22
_ENTITY = re.compile(r"([a-z]+)-([^_]+)", re.IGNORECASE)
_NOT_ALPHANUMERIC = re.compile(r"[^0-9a-zA-Z]+")
_UNKNOWN = {"", "n/a"}
_DERIVATIVES = "derivatives"
_OURS = "iseg"


@dataclass(frozen=True, slots=True)
class BidsName:
    """What the name of a file in a BIDS data set starts with.

    Attributes:
        entities: Key and value in the order of the name, the subject first: `(("sub", "01"), ("ses", "2"))`.
    """

    entities: tuple[tuple[str, str], ...]

    @property
    def stem(self) -> str:
        """Return them as text: `sub-01_ses-2_run-1`."""
        return "_".join(f"{key}-{value}" for key, value in self.entities)

    def folder(self, root: Path) -> Path:
        """Return the folder for anatomical images: `root/sub-01/ses-2/anat`."""
        levels = (f"{key}-{value}" for key, value in self.entities if key in ("sub", "ses"))
        return root.joinpath(*levels, "anat")


def bids_name(subject_id: str) -> BidsName:
    """Return the BIDS name of a subject: its own if it has one, else `sub-` with the letters of its id."""
    parts = [_ENTITY.fullmatch(part) for part in subject_id.split("_")]
    if all(parts) and subject_id.startswith("sub-"):
        pairs = [(part[1], _NOT_ALPHANUMERIC.sub("", part[2])) for part in parts if part is not None]
        if all(value for _, value in pairs):
            return BidsName(tuple(pairs))
    return BidsName((("sub", _NOT_ALPHANUMERIC.sub("", subject_id) or "1"),))


def is_bids_root(folder: Path) -> bool:
    """Return whether a folder says that it is a BIDS data set."""
    return (folder / DESCRIPTION).is_file()


def bids_root_of(path: Path) -> Path | None:
    """Return the BIDS data set that a file or a folder lies in, or None."""
    return next((folder for folder in (path, *path.parents) if is_bids_root(folder)), None)


def derivative_root(dataset: Path) -> Path:
    """Return where the results for a data set go: `derivatives/iseg` in it."""
    return dataset / _DERIVATIVES / _OURS


def is_our_derivative(path: Path) -> bool:
    """Return whether a path lies in a `derivatives/iseg` folder, or one that was named after it."""
    return any(
        parent == _DERIVATIVES and folder.startswith(_OURS)
        for parent, folder in zip(path.parts, path.parts[1:], strict=False)
    )


def require_derivative(root: Path) -> None:
    """Check that results may be written into a folder.

    Raises:
        OutputError: If it is a data set of raw images, lies among them, or is another program's.
    """
    here, hint = Path(os.path.realpath(root)), "Write into derivatives/iseg of the data set."
    raw = next((folder for folder in here.parents if _is_raw(folder)), None)
    if raw is not None and here.relative_to(raw).parts[0] != _DERIVATIVES:
        raise OutputError("This folder is among the raw images of a BIDS data set.", path=root, hint=hint)
    if _is_raw(here):
        raise OutputError("This is a BIDS data set of raw images.", path=root, hint=hint)
    if is_bids_root(here) and PIPELINE not in json.dumps(read_description(here).get("GeneratedBy", [])):
        hint = "Choose another folder."
        raise OutputError("This folder holds the results of another program.", path=root, hint=hint)


def _is_raw(folder: Path) -> bool:
    return is_bids_root(folder) and read_description(folder).get("DatasetType", "raw") == "raw"


def read_description(root: Path) -> dict[str, JsonValue]:
    """Return what a data set says of itself; nothing if that is not readable."""
    try:
        told = json.loads(read_start(root / DESCRIPTION, _MOST_BYTES).decode("utf-8-sig"))
    except (IsegError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def derivative_description(root: Path, raw: Path | None) -> dict[str, JsonValue]:
    """Return the `dataset_description.json` of results in `root` for a raw data set, if it is one."""
    description: dict[str, JsonValue] = {
        "Name": "Brain tissues by iSeg Desktop",
        "BIDSVersion": VERSION,
        "DatasetType": "derivative",
        "GeneratedBy": [
            {
                "Name": PIPELINE,
                "Version": __version__,
                "Description": "Cerebrospinal fluid, grey matter and white matter from T1 and T2 by a U-Net.",
            }
        ],
    }
    link = link_to_raw(root, raw)
    if link is not None:
        description["SourceDatasets"] = [{"URL": link}]
        description["DatasetLinks"] = {"raw": link}
    return description


def link_to_raw(root: Path, raw: Path | None) -> str | None:
    """Return the way from results up to the data set they lie in: a path elsewhere may name a person."""
    if raw is None or not root.absolute().is_relative_to(raw.absolute()):
        return None
    return Path(os.path.relpath(raw, root)).as_posix()


def read_participants(root: Path, monitor: Monitor = NULL_MONITOR) -> Mapping[str, Mapping[str, str]]:
    """Return what `participants.tsv` says by person, and `sub-*_sessions.tsv` by person and session.

    Keys are "sub-01" and "sub-01_ses-2"; values that are not known are left out, tables that cannot be read
    as well.
    """
    about = dict(_rows(root / "participants.tsv", "participant_id"))
    for person in list(about):
        monitor.update("Reading participants", 0, 1)
        visits = _rows(root / person / f"{person}_sessions.tsv", "session_id")
        about.update({f"{person}_{visit}": row for visit, row in visits.items()})
    return about


def _rows(table: Path, key: str) -> dict[str, dict[str, str]]:
    try:
        if not table.is_file():
            return {}
        lines = read_start(table, _MOST_BYTES).decode("utf-8-sig").splitlines()
        rows = [
            {k: v.strip() for k, v in row.items() if k and v} for row in csv.DictReader(lines, delimiter="\t")
        ]
    except (IsegError, OSError, ValueError, csv.Error, AttributeError):
        return {}
    return {
        row[key]: {name: value for name, value in row.items() if name != key and value not in _UNKNOWN}
        for row in rows
        if key in row
    }
