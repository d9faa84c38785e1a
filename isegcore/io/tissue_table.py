"""Reading a label table as what it says of the four tissues; a table that contradicts itself is refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from isegcore.errors import LabelValueError
from isegcore.io.label_tables import LabelRow, read_label_table, tissue_of
from isegcore.label_table import OKABE_ITO, LabelTable
from isegcore.labels import BRAIN_TISSUES, SCHEMES, Tissue, scheme_with

_HINT = "Correct the table, or choose another one."


def read_tissue_table(path: Path) -> LabelTable:
    """Return names, colours and values that an ITK-SNAP, FreeSurfer or BIDS table gives the tissues.

    Tissues are known by their names; in a table without such names by the values of a known convention.

    Raises:
        LabelValueError: If one value stands for two labels, a tissue has two values, a value does not fit
            into a label image, or a tissue is missing.
        IsegError: If the file cannot be read, or is not a label table.
    """
    rows = read_label_table(path)
    _require_single_values(rows, path)
    found = _by_name(rows, path) or _by_value(rows)
    missing = [tissue.title for tissue in BRAIN_TISSUES if tissue not in found]
    if missing:
        raise LabelValueError(
            f"The table does not say which label is {_listed(missing)}.",
            path=path,
            hint="Call its labels Cerebrospinal fluid (or CSF), Grey matter (GM) and White matter (WM).",
        )
    background = LabelRow(0, Tissue.BACKGROUND.title, OKABE_ITO.colours[0])
    rows_found = [found.get(tissue, background) for tissue in Tissue]
    return _table(rows_found, path)


def _require_single_values(rows: Sequence[LabelRow], path: Path) -> None:
    seen: dict[int, LabelRow] = {}
    for row in rows:
        other = seen.setdefault(row.value, row)
        if other is not row:
            raise LabelValueError(
                f"The value {row.value} stands for both {other.name} and {row.name}.", path=path, hint=_HINT
            )


def _by_name(rows: Sequence[LabelRow], path: Path) -> dict[Tissue, LabelRow]:
    found: dict[Tissue, LabelRow] = {}
    for row in rows:
        tissue = tissue_of(row)
        if tissue is None:
            continue
        other = found.setdefault(tissue, row)
        if other is not row:
            raise LabelValueError(
                f"{tissue.title} has two values, {other.value} and {row.value}.", path=path, hint=_HINT
            )
    return found


def _by_value(rows: Sequence[LabelRow]) -> dict[Tissue, LabelRow]:
    values = {row.value: row for row in rows}
    for scheme in SCHEMES.values():
        if set(values) | {0} == set(scheme.values):
            return {
                tissue: values[scheme.values[tissue]] for tissue in Tissue if scheme.values[tissue] in values
            }
    return {}


def _table(rows: Sequence[LabelRow], path: Path) -> LabelTable:
    values = tuple(row.value for row in rows)
    outside = [value for value in values if not 0 <= value <= 255]
    if outside:
        raise LabelValueError(
            f"Values must be from 0 to 255 to be written as labels, got {outside[0]}.", path=path, hint=_HINT
        )
    if len(set(values)) < len(values):  # 0 is background where the table does not say so
        raise LabelValueError("The value 0 must be background.", path=path, hint=_HINT)
    background, csf, gm, wm = rows
    return LabelTable(
        path.name,
        (background.colour, csf.colour, gm.colour, wm.colour),
        (background.name, csf.name, gm.name, wm.name),
        scheme_with((background.value, csf.value, gm.value, wm.value)),
    )


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
