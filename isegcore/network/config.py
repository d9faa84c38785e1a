"""What a network looks like, as data. Free of Keras: a card or a dialog can hold it without loading one."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Normalisation(StrEnum):
    """What follows each convolution: nothing, batch norm, or group norm."""

    NONE = "none"
    BATCH = "batch"
    GROUP = "group"


class Merge(StrEnum):
    """How the decoder takes up the encoder's features.

    `ADD` costs a third of `CONCAT` at the full resolution, where most of the work is.
    """

    ADD = "add"
    CONCAT = "concat"


class UNetConfig(BaseModel):
    """A U-Net.

    Attributes:
        dims: 2 for slices, 3 for volumes.
        inputs: Input channels.
        classes: Output channels, softmax over them.
        widths: Channels at each level, from full resolution down; one pooling between two levels.
        top_convolutions: Convolutions of the encoder at full resolution; the others have two.
        merge: How skip connections join.
        normalisation: What follows each convolution.
        dropout: Share of features dropped at the lowest level while training.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    dims: Literal[2, 3] = 3
    inputs: int = Field(default=5, ge=1)
    classes: int = Field(default=4, ge=2)
    widths: tuple[int, ...] = (16, 32, 64, 128, 192)
    top_convolutions: Literal[1, 2] = 1
    merge: Merge = Merge.ADD
    normalisation: Normalisation = Normalisation.NONE
    dropout: float = Field(default=0.0, ge=0, lt=1)

    @model_validator(mode="after")
    def _check_widths(self) -> UNetConfig:
        if len(self.widths) < 2 or min(self.widths) < 1:
            raise ValueError(f"widths must be two or more positive numbers, got {self.widths}")
        return self

    @property
    def divisor(self) -> int:
        """Return what each side of the input must be a multiple of."""
        return int(2 ** (len(self.widths) - 1))
