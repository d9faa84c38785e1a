"""Where a result came from, so that anyone can make it again."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from isegcore.data.finding import Finding


class InputRecord(BaseModel):
    """An image that went in.

    Attributes:
        modality: "T1" or "T2".
        sha256: Hash by file name, of both files of a pair; never the folder, which may name a patient.
        format: "NIfTI-1", "NIfTI-2" or "Analyze 7.5".
        orientation_assumed: Whether the file does not say how the head lies.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    modality: str
    sha256: dict[str, str]
    format: str
    orientation_assumed: bool


class ExpectedDice(BaseModel):
    """How far a tissue is likely to agree with the truth, told without one.

    Attributes:
        value: Dice to expect, 0 to 1.
        error: Mean absolute error of such estimates on subjects that were not used to make them; None if
            there were too few to tell. It holds for images like those alone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: float = Field(ge=0, le=1)
    error: float | None = Field(ge=0, le=1)

    def __str__(self) -> str:
        """Return "0.87 ± 0.03", or "0.87" where the error is not known."""
        return f"{self.value:.2f}" + ("" if self.error is None else f" ± {self.error:.2f}")


class EditRecord(BaseModel):
    """What was changed by hand.

    Attributes:
        start: What the labels were before: "segmentation", "reference" or "nothing".
        voxels: How many voxels have another label than then; after several sittings, those of each added up.
        last: When the last correction was made, ISO 8601 in UTC; empty where that is not known.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: Literal["segmentation", "reference", "nothing"]
    voxels: int = Field(ge=0)
    last: str = ""


class Provenance(BaseModel):
    """The record of one segmentation.

    Attributes:
        inputs: The images, in channel order; empty if they were made in memory.
        model: The model's name and version; "by hand" if there was none.
        model_sha256: Hash of the `.keras` file; empty if there was none.
        device: What ran the network ("CPU, OpenVINO bf16").
        options: The options that shaped the result.
        notes: What the user was told: resampling, a missing modality, an assumed orientation, every finding.
        findings: Why the result may not be what it seems: the kind of each (`concern`), a sentence
            (`message`) and what to do (`hint`).
        expected_dice: By tissue; empty if the model has not been calibrated.
        seconds: Wall-clock seconds of each stage, in order.
        volumes_ml: Millilitres of CSF, GM and WM.
        versions: Program and library versions.
        created: ISO 8601 time in UTC.
        edits: What was corrected by hand; None if nothing was.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = 1
    inputs: tuple[InputRecord, ...]
    model: str
    model_sha256: str
    device: str
    options: dict[str, str | float | bool]
    notes: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    expected_dice: dict[str, ExpectedDice] = Field(default_factory=dict)
    seconds: dict[str, float]
    volumes_ml: dict[str, float]
    versions: dict[str, str]
    created: str
    edits: EditRecord | None = None
