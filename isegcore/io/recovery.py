"""Corrected labels put aside while they are worked on, in case the program ends before they are saved.

One file a subject: a zip of what has to be known, as JSON, and of the arrays. It lies among the user's own
data, is readable by the user alone, and its name says nothing of the subject.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, PlainSerializer, PlainValidator

from isegcore.data.dataset import SubjectFiles
from isegcore.data.grid import Grid
from isegcore.data.provenance import Provenance
from isegcore.data.segmentation import Segmentation
from isegcore.data.subject import Modality
from isegcore.data.volume import LabelMap
from isegcore.errors import UnreadableImageError
from isegcore.io.atomic import atomic_file
from isegcore.io.path_text import path_text, text_path
from isegcore.labels import LabelScheme, Tissue

_SCHEMA = 1
_ARRAYS = ("labels", "confidence", "entropy")
_HEADER = "header.json"


@dataclass(frozen=True, eq=False, slots=True)
class Recovery:
    """The corrections of one subject.

    Attributes:
        files: The subject; its images are not part of the file.
        orientation: Of the axes, where the images do not say how the head lies.
        registered: Whether the T2 was moved onto the T1.
        segmentation: The labels, and what they were made from.
        saved: ISO 8601 time in UTC.
    """

    files: SubjectFiles
    orientation: str
    registered: bool
    segmentation: Segmentation
    saved: str = ""


_StoredPath = Annotated[
    Path,
    PlainValidator(lambda path: text_path(path) if isinstance(path, str) else path),
    PlainSerializer(path_text, return_type=str),
]


class _Header(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = _SCHEMA
    subject: str
    images: dict[Modality, _StoredPath]
    label: _StoredPath | None
    orientation: str
    registered: bool
    shape: tuple[int, int, int]
    affine: list[list[float]]
    scheme_name: str
    scheme_values: tuple[int, int, int, int]
    provenance: Provenance
    saved: str


def write_recovery(path: Path, recovery: Recovery) -> None:
    """Write the corrections of a subject, whole or not at all, over those written before.

    Raises:
        OutputError: If the disk is full, or the folder cannot be written to.
    """
    made = recovery.segmentation
    grid, scheme = made.labels.grid, made.labels.scheme
    header = _Header(
        subject=recovery.files.id,
        images=dict(recovery.files.images),
        label=recovery.files.label,
        orientation=recovery.orientation,
        registered=recovery.registered,
        shape=grid.shape,
        affine=grid.affine.tolist(),
        scheme_name=scheme.name,
        scheme_values=scheme.values,
        provenance=made.provenance,
        saved=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    arrays = dict(zip(_ARRAYS, (made.labels.data, made.confidence, made.entropy), strict=True))
    with (
        atomic_file(path, overwrite=True) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
    ):
        archive.writestr(_HEADER, header.model_dump_json())
        for name, array in arrays.items():
            archive.writestr(name, array.tobytes())


def read_recovery(path: Path) -> Recovery:
    """Return the corrections that `write_recovery` wrote.

    Raises:
        UnreadableImageError: If the file is cut short or damaged, or of a newer version of the program.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            said = archive.read(_HEADER)
            _require_known(said, path)
            header = _Header.model_validate_json(said)
            arrays = {name: _array(archive, name, header.shape) for name in _ARRAYS}
            return _recovery(header, arrays)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError) as error:
        raise UnreadableImageError(
            "The corrections that were put aside are cut short or damaged.",
            path=path,
            hint="They cannot be brought back. The file is kept.",
        ) from error


def _require_known(said: bytes, path: Path) -> None:
    version = json.loads(said).get("schema_version")
    if isinstance(version, int) and version > _SCHEMA:
        raise UnreadableImageError(
            "These corrections were put aside by a newer version of this program.",
            path=path,
            hint="Open them with that version. The file is kept.",
        )


def _array(archive: zipfile.ZipFile, name: str, shape: tuple[int, int, int]) -> NDArray[np.uint8]:
    return np.frombuffer(archive.read(name), np.uint8).reshape(shape)


def _recovery(header: _Header, arrays: dict[str, NDArray[np.uint8]]) -> Recovery:
    if arrays["labels"].max() >= len(Tissue):
        raise ValueError("labels must be class indices")
    grid = Grid(header.shape, np.array(header.affine))
    labels = LabelMap(arrays["labels"], grid, LabelScheme(header.scheme_name, header.scheme_values))
    return Recovery(
        SubjectFiles(header.subject, header.images, header.label),
        header.orientation,
        header.registered,
        Segmentation(labels, arrays["confidence"], arrays["entropy"], header.provenance),
        header.saved,
    )
