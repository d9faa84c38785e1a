"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from isegcore.inference.device import Device


class LabelChoice(StrEnum):
    """Values that stand for the tissues in files; see `isegcore.labels`."""

    ISEG = "iseg"
    INDEX = "index"
    BIDS = "bids"


ModelOption = Annotated[
    str,
    typer.Option(
        "--model",
        help="A model's name, a .keras file, or one registered in MLflow: models:/iSeg4ClassUNet@champion.",
    ),
]
SubjectsOption = Annotated[
    str | None, typer.Option("--subjects", help="Which ones, by number or name: 1,2,sub-03.")
]
DeviceOption = Annotated[Device, typer.Option("--device", help="What runs the network.")]
LabelsOption = Annotated[
    LabelChoice,
    typer.Option("--labels", help="Values of background, CSF, GM, WM: 0/10/150/250, 0/1/2/3 or 0/3/1/2."),
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
