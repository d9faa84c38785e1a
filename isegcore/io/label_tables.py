"""The tables that tell other programs what the values of a label image mean.

ITK-SNAP label descriptions, FreeSurfer colour tables and BIDS `dseg.tsv`: text to be written with
`atomic.write_text`, and read back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from isegcore.errors import IsegError
from isegcore.io.storage import read_start
from isegcore.label_table import OKABE_ITO, LabelTable
from isegcore.labels import BIDS, BRAIN_TISSUES, COLOURS, LabelScheme, Tissue, scheme_with

_MOST_BYTES = 1 << 20
_SNAP_HEADER = """################################################
# ITK-SnAP Label Description File
# File format:
# IDX   -R-  -G-  -B-  -A--  VIS MSH  LABEL
# Where:
#    IDX:   Zero-based index
#    -R-:   Red color component (0..255)
#    -G-:   Green color component (0..255)
#    -B-:   Blue color component (0..255)
#    -A-:   Label transparency (0.00 .. 1.00)
#    VIS:   Label visibility (0 or 1)
#    IDX:   Label mesh visibility (0 or 1)
#  LABEL:   Label description
################################################
"""
_SNAP_LINE = re.compile(r'(?P<value>\d+)\s+(?P<rgb>\d+\s+\d+\s+\d+)\s+[\d.]+\s+[01]\s+[01]\s+"(?P<name>.*)"')
_FREESURFER_LINE = re.compile(r"(?P<value>\d+)\s+(?P<name>\S+)\s+(?P<rgb>\d+\s+\d+\s+\d+)\s+\d+")
_TSV_COLUMNS = {"index", "name"}
_NO_COLOUR = "#808080"
_WORDS = {
    Tissue.BACKGROUND: {"background", "bg", "bkg"},
    Tissue.CSF: {"csf", "cerebrospinal fluid"},
    Tissue.GM: {"gm", "grey matter"},
    Tissue.WM: {"wm", "white matter"},
}


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One label: its value in the file, its name, its colour, 0 to 255 each, and its short name if any."""

    value: int
    name: str
    colour: tuple[int, int, int]
    abbreviation: str = ""


def rows_of(scheme: LabelScheme, look: LabelTable = OKABE_ITO) -> tuple[LabelRow, ...]:
    """Return the table of a label scheme, by value, with the names and colours of `look`."""
    rows = [LabelRow(scheme.values[tissue], look.names[tissue], look.colours[tissue]) for tissue in Tissue]
    return tuple(sorted(rows, key=lambda row: row.value))


def itk_snap_table(scheme: LabelScheme, look: LabelTable = OKABE_ITO) -> str:
    """Return an ITK-SNAP label description; background is shown as clear, as ITK-SNAP wants it."""
    lines = []
    for row in rows_of(scheme, look):
        red, green, blue = row.colour
        shown = int(row.value > 0)
        lines.append(
            f'{row.value:5d} {red:5d} {green:4d} {blue:4d} {shown:8d} {shown:2d} {shown:2d}    "{row.name}"\n'
        )
    return _SNAP_HEADER + "".join(lines)


def freesurfer_table(scheme: LabelScheme, look: LabelTable = OKABE_ITO) -> str:
    """Return a FreeSurfer colour table; its names cannot hold spaces."""
    lines = [
        f"{row.value:3d}  {row.name.replace(' ', '-'):24s} {red:3d} {green:3d} {blue:3d}   0\n"
        for row in rows_of(scheme, look)
        for red, green, blue in (row.colour,)
    ]
    return "#No. Label Name:              R   G   B   A\n" + "".join(lines)


def dseg_table(scheme: LabelScheme, look: LabelTable = OKABE_ITO) -> str:
    """Return a BIDS `dseg.tsv`: index, name, abbreviation, and the index of BIDS's standard mapping."""
    table = io.StringIO()
    writer = csv.writer(table, delimiter="\t", lineterminator="\n")
    writer.writerow(["index", "name", "abbreviation", "color", "mapping"])
    for tissue in sorted(Tissue, key=lambda tissue: scheme.values[tissue]):
        colour = "#{:02x}{:02x}{:02x}".format(*look.colours[tissue])
        short = "BG" if tissue is Tissue.BACKGROUND else tissue.name
        writer.writerow([scheme.values[tissue], look.names[tissue], short, colour, BIDS.values[tissue]])
    return table.getvalue()


def read_label_table(path: Path) -> tuple[LabelRow, ...]:
    """Return the labels that a table of any of the three kinds names, told apart by their content.

    A `dseg.tsv` without colours gives grey ones.

    Raises:
        IsegError: If the file cannot be read, or is not such a table.
    """
    try:
        text = read_start(path, _MOST_BYTES).decode("utf-8-sig")
        lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
        if lines and set(lines[0].split("\t")) >= _TSV_COLUMNS:
            return tuple(_tsv_row(row) for row in csv.DictReader(lines, delimiter="\t"))
        rows = tuple(_spaced_row(line) for line in lines)
    except (ValueError, IndexError, TypeError, csv.Error) as error:
        raise _not_a_table(path) from error
    if not rows:
        raise _not_a_table(path)
    return rows


def scheme_of(rows: Sequence[LabelRow]) -> LabelScheme | None:
    """Return the label scheme that a table describes; None if it does not name each tissue exactly once.

    Tissues are known by their names, their abbreviations, or this program's colours; other rows do not count.
    """
    values: dict[Tissue, int] = {}
    for row in rows:
        tissue = tissue_of(row)
        if tissue is not None and (
            not 0 <= row.value <= 255 or values.setdefault(tissue, row.value) != row.value
        ):
            return None
    values.setdefault(Tissue.BACKGROUND, 0)
    if len(values) < len(Tissue) or len(set(values.values())) < len(Tissue):
        return None
    found = (values[Tissue.BACKGROUND], values[Tissue.CSF], values[Tissue.GM], values[Tissue.WM])
    return scheme_with(found)


def tissue_of(row: LabelRow) -> Tissue | None:
    """Return the tissue that a row is about, by its name, its abbreviation, or this program's colours."""
    said = {_plain(row.name), _plain(row.abbreviation)}
    for tissue, words in _WORDS.items():
        if said & words:
            return tissue
    return next((tissue for tissue in BRAIN_TISSUES if COLOURS[tissue] == row.colour), None)


def _plain(name: str) -> str:
    return " ".join(re.split(r"[\s_-]+", name.strip().casefold())).replace("gray", "grey")


def _tsv_row(row: dict[str, str]) -> LabelRow:
    if not row["name"]:
        raise ValueError(row)
    said = row.get("color") or ""
    colour = bytes.fromhex((_NO_COLOUR if said in ("", "n/a") else said).lstrip("#"))
    short = row.get("abbreviation") or ""
    return LabelRow(int(row["index"]), row["name"], (colour[0], colour[1], colour[2]), short)


def _spaced_row(line: str) -> LabelRow:
    match = _SNAP_LINE.fullmatch(line) or _FREESURFER_LINE.fullmatch(line)
    if match is None:
        raise ValueError(line)
    red, green, blue = (int(part) for part in match["rgb"].split())
    if max(red, green, blue) > 255:
        raise ValueError(line)
    return LabelRow(int(match["value"]), match["name"], (red, green, blue))


def _not_a_table(path: Path) -> IsegError:
    return IsegError(
        "This is not a label table.",
        path=path,
        hint="Give an ITK-SNAP label description, a FreeSurfer colour table or a BIDS dseg.tsv.",
    )
