"""What an export writes and where, before anything is written: names to preview, to check and to write to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from isegcore.io.bids_results import BidsTarget, require_distinct
from isegcore.io.mesh_files import mesh_path
from isegcore.io.results import FileTarget, result_path
from isegcore.labels import BRAIN_TISSUES, ISEG, LabelScheme


class Part(Enum):
    """What can be exported of a subject; the value is what users are told."""

    LABELS = "Label image"
    CONFIDENCE = "Confidence maps"
    PROBABILITIES = "Probabilities"
    SURFACES = "Surfaces"
    REPORT = "Report"
    SHEET = "Contact sheet"
    TABLES = "Tables"


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What to export.

    Attributes:
        folder: Where to; of a BIDS derivative its root.
        parts: What.
        bids: Whether the folder becomes a BIDS derivative, with the label values of BIDS.
        scheme: Values that stand for the tissues; a BIDS derivative has its own.
        surface: Ending of the surfaces: ".stl", ".obj" or ".surf.gii".
        sheet: Ending of the contact sheet: ".png" or ".pdf".
        table: Ending of the tables: ".csv" or ".tsv".
    """

    folder: Path
    parts: frozenset[Part]
    bids: bool = False
    scheme: LabelScheme = ISEG
    surface: str = ".stl"
    sheet: str = ".png"
    table: str = ".csv"

    def files(self, subject_id: str) -> dict[Part, tuple[Path, ...]]:
        """Return the files of a subject, part by part, in the order in which they are written."""
        labels = self.target(subject_id).files
        named = {
            Part.LABELS: labels,
            Part.SURFACES: tuple(mesh_path(self.surface_path(subject_id), t) for t in BRAIN_TISSUES),
            Part.REPORT: (self.beside(subject_id, ".html"),),
            Part.SHEET: (self.beside(subject_id, f"-sheet{self.sheet}"),),
        }
        return {part: named[part] for part in named if part in self.parts}

    def tables(self, *, scored: bool = True) -> tuple[Path, ...]:
        """Return the files that all subjects share: volumes, and scores if one is `scored`."""
        if Part.TABLES not in self.parts:
            return ()
        return tuple(self.folder / f"{name}{self.table}" for name in ("volumes", "scores")[: 1 + scored])

    def all_files(self, subject_ids: Sequence[str], *, scored: bool = True) -> tuple[Path, ...]:
        """Return everything that exporting these subjects may write; scores only if one has a reference."""
        own = (path for name in subject_ids for paths in self.files(name).values() for path in paths)
        return (*own, *self.tables(scored=scored))

    def require_distinct(self, subject_ids: Sequence[str]) -> None:
        """Check that no two subjects get one name.

        Raises:
            OutputError: If two do, as can happen in BIDS.
        """
        if self.bids:
            require_distinct([BidsTarget(self.folder, name) for name in subject_ids])

    def target(self, subject_id: str) -> FileTarget | BidsTarget:
        """Return where the label image of a subject goes, and what belongs to it."""
        kept, confidence = (part in self.parts for part in (Part.PROBABILITIES, Part.CONFIDENCE))
        if self.bids:
            return BidsTarget(self.folder, subject_id, kept, confidence)
        return FileTarget(result_path(self.folder, subject_id), self.scheme, kept, confidence)

    def surface_path(self, subject_id: str) -> Path:
        """Return the path of a subject's surfaces, to which the name of each tissue is added."""
        return self.beside(subject_id, self.surface)

    def beside(self, subject_id: str, ending: str) -> Path:
        """Return a file beside the label image, named after the subject."""
        labels = self.target(subject_id).labels
        stem = labels.name.removesuffix(".nii.gz").removesuffix("_dseg" if self.bids else "-pred")
        return labels.with_name(stem + ending)
