"""What the name of an image file says: whose it is, and whether it is a T1, a T2 or a label image."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from isegcore.data.subject import Modality
from isegcore.io.storage import split_name

_IMAGE_KINDS = (".nii", ".hdr", ".img")
_NO_SLASHES = str.maketrans("/\\", "__")
_LONGEST_NAME = 200  # bytes: what is written beside it has longer names, and no disk takes more than 255
_SEPARATORS = "-_. "
_ISEG = re.compile(r"(subject-\d+)-(t1|t2|label)", re.IGNORECASE)
_BIDS = re.compile(r"(sub-[^_]+(?:_ses-[^_]+)?)((?:_[a-z]+-[^_]+)*)_(t1w|t2w|dseg)", re.IGNORECASE)
_WORD = re.compile(rf"[^{_SEPARATORS}]+")
_OURS = {"pred", "probabilities"}
_LABEL_WORDS = {"label", "labels", "seg", "dseg", "segmentation"}
# Label images of other things than tissues, or on another grid than the scan's
_FOREIGN_DSEG = re.compile(r"_desc-(aseg|aparcaseg)|_space-(?!orig|t1w|t2w)", re.IGNORECASE)


class Layout(Enum):
    """A way of naming files; the value is what users are told."""

    ISEG = "iSeg"
    BIDS = "BIDS"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class NamedImage:
    """An image file whose name tells its role.

    Attributes:
        path: The file; the header of a pair.
        layout: The naming it follows.
        person: What is left of the name without the role: "subject-3", "sub-01_ses-2", "month06", or "".
        detail: BIDS entities that tell a person's images apart: "_run-1".
        modality: T1 or T2; None for a label image.
    """

    path: Path
    layout: Layout
    person: str
    detail: str
    modality: Modality | None


def shown_name(path: Path) -> str:
    """Return a file's name as text that can be printed and stored: bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def plain_name(text: str) -> str:
    """Return a name that can be shown on a line, begin a file's name, and be stored.

    Odd spaces become plain ones, invisible marks go, and of a very long one the beginning stays.
    """
    text = "".join(" " if mark.isspace() else mark for mark in text)
    text = "".join(mark for mark in text if mark.isprintable()).translate(_NO_SLASHES)
    return text.encode()[:_LONGEST_NAME].decode(errors="ignore").strip(". ") or "subject"


def is_image_name(name: str) -> bool:
    """Return whether a file name is that of an image, hidden files left out."""
    return not name.startswith(".") and split_name(name)[1] in _IMAGE_KINDS


def read_name(path: Path) -> NamedImage | None:
    """Return what the name of an image says; None if it tells no role, or is one of our own results."""
    stem = split_name(shown_name(path))[0]
    words = {word.lower() for word in _WORD.findall(stem)}
    if words & _OURS or _FOREIGN_DSEG.search(stem):
        return None
    if match := _ISEG.fullmatch(stem):
        return NamedImage(path, Layout.ISEG, match[1], "", _modality(match[2]))
    if match := _BIDS.fullmatch(stem):
        return NamedImage(path, Layout.BIDS, match[1], match[2], _modality(match[3]))
    return _read_free_name(path, stem)


def _read_free_name(path: Path, stem: str) -> NamedImage | None:
    """Find the role among the words of a name: `study1_T1W`, `T2`, `anna-T1-label`."""
    words = list(_WORD.finditer(stem))
    contrasts = [word for word in words if word[0].lower() in ("t1", "t1w", "t2", "t2w")]
    labels = [word for word in words if word[0].lower() in _LABEL_WORDS]
    if not contrasts and not labels:
        return None
    roles = contrasts + labels if labels else contrasts[:1]
    person = _without(stem, roles)
    return NamedImage(path, Layout.FILES, person, "", None if labels else _modality(contrasts[0][0]))


def _without(stem: str, words: list[re.Match[str]]) -> str:
    for word in sorted(words, key=lambda word: -word.start()):
        stem = stem[: word.start()].rstrip(_SEPARATORS) + stem[word.end() :]
    return stem.strip(_SEPARATORS)


def _modality(word: str) -> Modality | None:
    return {"t1": Modality.T1, "t2": Modality.T2}.get(word.lower()[:2])
