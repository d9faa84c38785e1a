"""What the user last chose to export, as it is remembered."""
# ruff: noqa: PLC0415 - nibabel is not needed to start

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from app.language import tr
from isegcore.labels import BIDS, SCHEMES, LabelScheme

if TYPE_CHECKING:
    from isegcore.export.plan import ExportPlan


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """The answers of the export dialog; the fields of `isegcore.export.plan.ExportPlan` as text.

    Attributes:
        folder: Where to; empty for where the subject suggests.
        bids: Whether as a BIDS derivative.
        parts: Names of `Part`s.
        scheme: Name of a label scheme, or the path of a label table.
    """

    folder: str = ""
    bids: bool = False
    parts: tuple[str, ...] = ("LABELS",)
    scheme: str = "iseg"
    surface: str = ".stl"
    sheet: str = ".png"
    table: str = ".csv"

    @classmethod
    def from_text(cls, text: str) -> ExportChoice:
        """Return the choice that was remembered; the usual one if the text is none, or another version's."""
        try:
            told = json.loads(text)
            kept = {f.name: told[f.name] for f in fields(cls) if f.name in told}
            usual = cls(**{**kept, "parts": tuple(map(str, kept.get("parts", cls().parts)))})
        except (ValueError, TypeError, RecursionError):
            return cls()
        right = all(type(getattr(usual, f.name)) is type(getattr(cls(), f.name)) for f in fields(cls))
        return usual if right else cls()

    def to_text(self) -> str:
        """Return it as text to remember."""
        return json.dumps(asdict(self))

    def make_plan(self) -> ExportPlan:
        """Return the plan.

        Raises:
            IsegError: If the label table cannot be read, or does not name each tissue once.
        """
        from isegcore.export.plan import ExportPlan, Part

        parts = frozenset(part for part in Part if part.name in self.parts)
        if Part.LABELS not in parts:
            parts -= {Part.CONFIDENCE, Part.PROBABILITIES}
        return ExportPlan(
            folder=Path(self.folder).expanduser(),
            parts=parts,
            bids=self.bids,
            scheme=BIDS if self.bids else _scheme(self.scheme),
            surface=self.surface,
            sheet=self.sheet,
            table=self.table,
        )


def _scheme(name: str) -> LabelScheme:
    if name in SCHEMES:
        return SCHEMES[name]
    from isegcore.errors import LabelValueError
    from isegcore.io.label_tables import read_label_table, scheme_of

    scheme = scheme_of(read_label_table(Path(name)))
    if scheme is None:
        raise LabelValueError(
            tr("The label table must name CSF, GM and WM once each."),
            path=Path(name),
            hint=tr("Choose a table that does, or other label values."),
        )
    return scheme
