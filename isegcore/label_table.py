"""How the tissues are called, coloured and numbered: the tables to choose from, and one of the user's own."""

from __future__ import annotations

from dataclasses import dataclass

from isegcore.labels import COLOURS, ISEG, TITLES, LabelScheme, Tissue

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class LabelTable:
    """Names, colours and file values of background, CSF, GM and WM, in that order.

    Attributes:
        title: What the table is called.
        colours: RGB, 0 to 255 each.
        names: In words.
        scheme: The values that stand for the tissues in files.
    """

    title: str
    colours: tuple[Rgb, Rgb, Rgb, Rgb]
    names: tuple[str, str, str, str] = TITLES
    scheme: LabelScheme = ISEG


_CLEAR = COLOURS[Tissue.BACKGROUND]

# Okabe & Ito 2008 and Tol 2021 (personal.sron.nl/~pault) made theirs for eyes that see fewer colours;
# the other two are what users of ITK-SNAP and FreeSurfer know.
OKABE_ITO = LabelTable(
    "Okabe-Ito, colour-blind safe",
    (_CLEAR, COLOURS[Tissue.CSF], COLOURS[Tissue.GM], COLOURS[Tissue.WM]),
)
TOL = LabelTable(
    "Tol high contrast, colour-blind safe", (_CLEAR, (0, 68, 136), (187, 85, 102), (221, 170, 51))
)
ITK_SNAP = LabelTable("ITK-SNAP", (_CLEAR, (255, 0, 0), (0, 255, 0), (0, 0, 255)))
FREESURFER = LabelTable("FreeSurfer", (_CLEAR, (60, 60, 60), (205, 62, 78), (245, 245, 245)))
TABLES = (OKABE_ITO, TOL, ITK_SNAP, FREESURFER)
COLOUR_BLIND_SAFE = (OKABE_ITO, TOL)
