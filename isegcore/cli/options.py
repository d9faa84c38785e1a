"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from isegcore.inference.device import Device


class LabelChoice(StrEnum):
    """Values that stand for the tissues in files; see `isegcore.labels`."""

    ISEG = "iseg"
    INDEX = "index"
    BIDS = "bids"


class LayoutChoice(StrEnum):
    """Where results go and how they are called."""

    FILES = "files"
    BIDS = "bids"


def _listed(wanted: str | None) -> str | None:
    """Return what a file that is named instead of subjects holds (`@FILE`), else what was given."""
    file = Path(wanted[1:]) if wanted and wanted.startswith("@") else None
    try:
        return wanted if file is None or not file.is_file() else file.read_bytes().decode()
    except (OSError, ValueError) as error:
        raise typer.BadParameter(f"The list of subjects cannot be read: {error}.") from error


ModelOption = Annotated[
    str,
    typer.Option(
        "--model",
        help="A model's name, a .keras file, or one registered in MLflow: models:/iSeg4ClassUNet@champion.",
    ),
]
SubjectsOption = Annotated[
    str | None,
    typer.Option(
        "--subjects",
        help="Which ones, by number or name: 1,2,sub-03; one with a comma in quotes. @FILE: such a list in a "
        "file.",
        callback=_listed,
    ),
]
DeviceOption = Annotated[Device, typer.Option("--device", help="What runs the network.")]
LabelsOption = Annotated[
    LabelChoice | None,
    typer.Option(
        "--labels",
        help="Values of background, CSF, GM, WM: 0/10/150/250, 0/1/2/3 or 0/3/1/2. If not given: iseg, or "
        "what the layout demands.",
        show_default=False,
    ),
]
ReferenceLabelsOption = Annotated[
    LabelChoice | None,
    typer.Option(
        "--labels",
        help="Values of background, CSF, GM, WM in the label images: 0/10/150/250, 0/1/2/3 or 0/3/1/2. "
        "If not given: as the table beside an image (NAME.tsv) says, else as BIDS has it for sub-*_dseg, "
        "else by the values.",
        show_default=False,
    ),
]
LayoutOption = Annotated[
    LayoutChoice,
    typer.Option(
        "--layout",
        help="Of the results: NAME-pred.nii.gz in one folder, or a BIDS derivative, with the label values of "
        "BIDS; -o may be left out then: it goes into derivatives/iseg of the data set.",
    ),
]
OverwriteOption = Annotated[bool, typer.Option("--overwrite", help="Replace results that exist.")]
OrientationOption = Annotated[
    str,
    typer.Option(
        "--assume-orientation",
        help="How the head lies in files that do not say (Analyze): three letters, the directions in which "
        "the axes grow.",
    ),
]
RegisterOption = Annotated[
    bool, typer.Option("--register", help="Align T2 to T1 rigidly before segmenting (mutual information).")
]
