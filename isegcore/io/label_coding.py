"""Which values stand for which tissue in a label image that nobody has told us of.

The table beside the image says it (a `dseg.tsv`, which our own results come with). Without one, the name may:
BIDS has grey matter 1, white matter 2, CSF 3 in `sub-*_dseg`. Last come the values themselves.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from isegcore.errors import IsegError
from isegcore.io.file_names import shown_name
from isegcore.io.label_tables import read_label_table, scheme_of
from isegcore.io.storage import explained, split_name
from isegcore.labels import BIDS, BRAIN_TISSUES, INDEX, LabelScheme, guess_scheme


def find_scheme(path: Path, present: NDArray[np.uint8]) -> tuple[LabelScheme, tuple[str, ...]]:
    """Return the scheme of a label image, and what the user should know of how it was found.

    Args:
        path: The image.
        present: The values that occur in it.
    """
    notes = []
    for table in _tables_beside(path):
        try:
            scheme = scheme_of(read_label_table(table))
        except IsegError:
            scheme = None
        if scheme is not None:
            return scheme, ()
        notes.append(f"{shown_name(table)} does not say which values are CSF, GM and WM, and was not used.")
    values = set(present.tolist())
    by_name = _is_bids_segmentation(path) and values <= set(BIDS.values)
    scheme = BIDS if by_name else guess_scheme(present)
    if scheme in (BIDS, INDEX) and values - {0}:
        coding = ", ".join(f"{tissue.name} {scheme.values[tissue]}" for tissue in BRAIN_TISSUES)
        why = "as BIDS has it" if by_name else "since nothing says otherwise"
        notes.append(f"{shown_name(path)}: its values are taken as {coding}, {why}.")
    return scheme, tuple(notes)


def _tables_beside(path: Path) -> list[Path]:
    """Return the tables that may describe an image, the closest name first.

    A table describes the image of its own name; in BIDS, also those whose names say all that its own says:
    `sub-1_dseg.tsv` goes with `sub-1_run-2_dseg.nii.gz`, and `dseg.tsv` with both.
    """
    stem = split_name(path.name)[0]
    with explained(path):
        tables = [table for table in path.parent.glob("*.tsv") if _describes(table.stem, stem)]
    return sorted(tables, key=lambda table: (-table.stem.count("_"), table.name))


def _describes(table: str, image: str) -> bool:
    parts = set(table.split("_"))
    return table == image or ("dseg" in parts and parts <= set(image.split("_")))


def _is_bids_segmentation(path: Path) -> bool:
    stem = split_name(path.name)[0]
    return stem.startswith("sub-") and stem.endswith("_dseg")
