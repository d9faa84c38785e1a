"""Tissue classes and the three ways their values are written in files.

Inside the program a label is always a class index 0..3 (background, CSF, GM, WM); file values exist only
at the edge, where a `LabelScheme` translates.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from isegcore.errors import LabelValueError, OptionError

TITLES = ("Background", "Cerebrospinal fluid", "Grey matter", "White matter")
"""The classes in words, in the order of their indices."""


class Tissue(IntEnum):
    """Class indices, in the order of the network's output channels."""

    BACKGROUND = 0
    CSF = 1
    GM = 2
    WM = 3

    @property
    def title(self) -> str:
        """Return the name in words."""
        return TITLES[self]


BRAIN_TISSUES: tuple[Tissue, ...] = (Tissue.CSF, Tissue.GM, Tissue.WM)

# Okabe & Ito's colour-blind-safe palette (jfly.uni-koeln.de/color): sky blue, vermilion, yellow.
COLOURS: dict[Tissue, tuple[int, int, int]] = {
    Tissue.BACKGROUND: (0, 0, 0),
    Tissue.CSF: (86, 180, 233),
    Tissue.GM: (213, 94, 0),
    Tissue.WM: (240, 228, 66),
}


@dataclass(frozen=True)
class LabelScheme:
    """A file convention: the value that stands for each tissue.

    Attributes:
        name: The name used on the command line (`--labels`) and in records.
        values: File value of background, CSF, GM, WM, in that order; distinct, 0 to 255.
    """

    name: str
    values: tuple[int, int, int, int]

    @cached_property
    def _to_index(self) -> NDArray[np.uint8]:
        table = np.full(256, 255, np.uint8)
        table[list(self.values)] = np.arange(4, dtype=np.uint8)
        return table

    def to_values(self, indices: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Translate class indices (any shape, 0..3) into file values of this scheme, uint8."""
        return np.asarray(self.values, np.uint8)[indices]

    def to_indices(self, values: NDArray[np.generic]) -> NDArray[np.uint8]:
        """Translate file values (any shape, any real dtype) into class indices, uint8.

        Raises:
            LabelValueError: If a value is not one of this scheme's.
        """
        unknown = sorted(set(np.unique(values).tolist()) - set(self.values))
        if unknown:
            shown = ", ".join(f"{v:g}" for v in unknown[:5]) + (" ..." if len(unknown) > 5 else "")
            raise LabelValueError(
                f"Label values must be {', '.join(map(str, self.values))} ({self.name} scheme), got {shown}.",
                hint="Choose another label scheme, or correct the label image.",
            )
        return self._to_index[values.astype(np.uint8)]


ISEG = LabelScheme("iseg", (0, 10, 150, 250))
INDEX = LabelScheme("index", (0, 1, 2, 3))
BIDS = LabelScheme("bids", (0, 3, 1, 2))
SCHEMES: dict[str, LabelScheme] = {scheme.name: scheme for scheme in (ISEG, INDEX, BIDS)}


def scheme_named(name: str) -> LabelScheme:
    """Return the scheme of that name.

    Raises:
        OptionError: If there is none.
    """
    if name not in SCHEMES:
        raise OptionError(f"The label scheme must be one of {', '.join(SCHEMES)}, got {name!r}.")
    return SCHEMES[name]


def scheme_with(values: tuple[int, int, int, int]) -> LabelScheme:
    """Return the scheme of those file values, known or of a label table's own."""
    known = (scheme for scheme in SCHEMES.values() if scheme.values == values)
    return next(known, LabelScheme("label table", values))


def guess_scheme(values: NDArray[np.generic]) -> LabelScheme:
    """Return the scheme that a label image is most likely written in, from the values it holds.

    Values 0..3 alone are read as `INDEX`: BIDS files cannot be told from it by their values, but by what
    lies beside them (`isegcore.io.label_coding`).
    """
    return INDEX if set(np.unique(values).tolist()) <= set(INDEX.values) else ISEG
