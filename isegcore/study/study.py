"""What a study file says.

Paths are written with `/`, relative to the study's folder wherever both lie on one drive below more than its
root; `isegcore.study.places` turns them into paths and back, bytes that are no text included.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, FiniteFloat

from isegcore.study.looks import BrainWord, LabelRecord, TableRecord
from isegcore.study.record import Record
from isegcore.study.work import DoubtRecord, Lines

SCHEMA_VERSION = 2  # 1 said nothing of lines, doubtful spots, and the looks and table of labels

_MOST_SUBJECTS = 10_000


def _plain(name: str) -> str:
    """Return a name that stays in its folder."""
    if name in ("", ".", "..") or any(mark in name for mark in "/\\\0") or not name.isprintable():
        raise ValueError("must be a plain name")
    return name


def _whole(path: str) -> str:
    if not path or "\0" in path:
        raise ValueError("must be a path")
    return path


PlainName = Annotated[str, Field(max_length=255), AfterValidator(_plain)]
PathText = Annotated[str, Field(max_length=16_384), AfterValidator(_whole)]
Millimetres = tuple[FiniteFloat, FiniteFloat, FiniteFloat]


class ImageRecord(Record):
    """An image file, and how to know it again after it has been moved.

    Attributes:
        path: Of the file, or of either one of a pair; what is no text, in percent after "./bytes:".
        size: Bytes of the file that holds the voxels; -1 if it was not there when the study was saved.
        modified: Nanoseconds since 1970 of its last change.
        sha256: Hash of the file that holds the voxels.
    """

    path: PathText
    size: int = -1
    modified: int = 0
    sha256: str = Field(default="", max_length=64)


class SubjectRecord(Record):
    """A subject of the study.

    Attributes:
        id: Its name in the list.
        images: By modality, "T1" or "T2".
        label: The reference segmentation, if there is one.
        notes: What was taken for granted about the files because their names do not say it.
        problem: Why it cannot be told which images are meant.
        label_problem: The same of the reference.
        orientation: Where the axes are taken to run to in files that do not say.
        register_t2: Whether T2 is registered onto T1.
        result: Name of the label image in the study's folder of results.
        edited: Whether the result was changed by hand.
        exported: Whether the result has also been exported elsewhere.
        verdict: What the user makes of it, "Reviewed" or "Flagged".
        note: What the user wrote about it.
        lines: Rulers, angles and profiles drawn over it, oldest first.
        doubts: The doubtful spots of its result, once they have been looked for.
    """

    id: PlainName
    images: dict[Literal["T1", "T2"], ImageRecord] = Field(min_length=1)
    label: ImageRecord | None = None
    notes: tuple[str, ...] = ()
    problem: str = ""
    label_problem: str = ""
    orientation: str = "LAS"
    register_t2: bool = False
    result: PlainName | None = None
    edited: bool = False
    exported: bool = False
    verdict: Literal["Reviewed", "Flagged"] | None = None
    note: str = Field(default="", max_length=100_000)
    lines: Lines = ()
    doubts: DoubtRecord | None = None


class WindowRecord(Record):
    """Intensities.

    Attributes:
        low: Shown black.
        high: Shown white; above `low`.
    """

    low: FiniteFloat
    high: FiniteFloat


class ViewRecord(Record):
    """How the study was looked at when it was saved; words that a version does not know are passed over.

    Attributes:
        subject: Place in the list of the subject that was open, from 0.
        crosshair: RAS mm.
        centre: RAS mm, in the middle of every plane.
        modality: The image shown, "T1" or "T2".
        blend: Share of the other image mixed into it.
        windows: Black and white level of each image.
        colour_map: "grey", "inverted", "hot", "viridis" or "magma".
        smooth: Whether pixels between voxels are interpolated.
        zoom: 1 fits the brain into the planes.
        convention: "radiological" or "neurological".
        overlay: "result" or "reference".
        overlay_shown: Whether the overlay is.
        opacity: Of the overlay, 0 to 1.
        outline: Whether all tissues are drawn as outlines.
        hidden: Tissues left out of the overlay.
        labels: How each tissue is drawn, by "csf", "gm" and "wm"; one that is not named is drawn as usual.
        table: The label table in use, if the study says.
        heat: The map of doubt that is shown, "confidence" or "entropy", if one is.
        crosshair_shown: Whether the crosshair is.
        layout: "grid", "row", "column" or "side_by_side".
        enlarged: The only plane shown, "axial", "sagittal" or "coronal", if one is.
    """

    subject: int | None = None
    crosshair: Millimetres = (0.0, 0.0, 0.0)
    centre: Millimetres = (0.0, 0.0, 0.0)
    modality: str = "T1"
    blend: float = Field(default=0.0, ge=0, le=0.5)
    windows: dict[str, WindowRecord] = Field(default_factory=dict)
    colour_map: str = "grey"
    smooth: bool = True
    zoom: FiniteFloat = 1.0
    convention: str = "radiological"
    overlay: str = "result"
    overlay_shown: bool = True
    opacity: float = Field(default=0.5, ge=0, le=1)
    outline: bool = False
    hidden: tuple[str, ...] = ()
    labels: dict[BrainWord, LabelRecord] = Field(default_factory=dict)
    table: TableRecord | None = None
    heat: str | None = None
    crosshair_shown: bool = True
    layout: str = "grid"
    enlarged: str | None = None


class Study(Record):
    """The file.

    Attributes:
        schema_version: Number of this form of the file.
        program: Version of the program that wrote it.
        saved: ISO 8601 time in UTC.
        folder: Where the study lay when it was saved: images are looked for from there too.
        results: Name of the folder of results, beside the study.
        subjects: In the order of the list.
        view: How it was looked at.
    """

    schema_version: int = SCHEMA_VERSION
    program: str = ""
    saved: str = ""
    folder: str = ""
    results: PlainName = "results"
    subjects: tuple[SubjectRecord, ...] = Field(default=(), max_length=_MOST_SUBJECTS)
    view: ViewRecord = ViewRecord()
