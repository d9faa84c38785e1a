"""Where a result came from, so that anyone can make it again."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


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


class Provenance(BaseModel):
    """The record of one segmentation.

    Attributes:
        inputs: The images, in channel order; empty if they were made in memory.
        model: The model's name and version.
        model_sha256: Hash of the `.keras` file.
        device: What ran the network ("CPU, OpenVINO bf16").
        options: The options that shaped the result.
        notes: What the user was told: resampling, a missing modality, an assumed orientation.
        seconds: Wall-clock seconds of each stage, in order.
        volumes_ml: Millilitres of CSF, GM and WM.
        versions: Program and library versions.
        created: ISO 8601 time in UTC.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = 1
    inputs: tuple[InputRecord, ...]
    model: str
    model_sha256: str
    device: str
    options: dict[str, str | float | bool]
    notes: tuple[str, ...]
    seconds: dict[str, float]
    volumes_ml: dict[str, float]
    versions: dict[str, str]
    created: str
