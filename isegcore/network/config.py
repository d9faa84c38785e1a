"""What a network looks like, as data. Free of Keras: a card or a dialog can hold it without loading one."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from isegcore.preprocessing.spec import TRAINING_SPEC, Plane, PreprocessSpec

_IMAGES = 2  # T1 and T2; one that a subject lacks is zeros
_COORDINATES = 3


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


class Activation(StrEnum):
    """What bends the line after each convolution."""

    LEAKY_RELU = "leaky_relu"
    RELU = "relu"


class UNetConfig(BaseModel):
    """A U-Net, in 2D, 2.5D (slices that see their neighbours) or 3D.

    Attributes:
        dims: 2 for axial slices, 3 for volumes.
        inputs: Input channels: T1 and T2 of the slice and of each neighbour, or of the volume; then, if
            there are three more, each voxel's place in the brain along R, A and S.
        neighbours: Slices on either side that come as channels; more than 0 makes a 2D network 2.5D.
        size: Sides of the input in voxels where they are fixed; None takes all multiples of `divisor`.
        classes: Output channels, softmax over them.
        widths: Channels at each level, from full resolution down; one pooling between two levels.
        top_convolutions: Convolutions of the encoder at full resolution; the levels below have two.
        decoder_convolutions: Convolutions of the decoder at each level.
        residual: Whether the second convolution of a level is added to what it is given.
        merge: How skip connections join.
        normalisation: What follows each convolution.
        activation: What follows that.
        dropout: Share of features dropped at the lowest level while training.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    dims: Literal[2, 3] = 3
    inputs: int = 5
    neighbours: int = Field(default=0, ge=0)
    size: tuple[int, ...] | None = None
    classes: int = Field(default=4, ge=2)
    widths: tuple[int, ...] = (16, 32, 64, 128, 192)
    top_convolutions: Literal[1, 2] = 1
    decoder_convolutions: Literal[1, 2] = 1
    residual: bool = True
    merge: Merge = Merge.ADD
    normalisation: Normalisation = Normalisation.NONE
    activation: Activation = Activation.LEAKY_RELU
    dropout: float = Field(default=0.0, ge=0, lt=1)

    @model_validator(mode="after")
    def _check(self) -> UNetConfig:
        if len(self.widths) < 2 or min(self.widths) < 1:
            raise ValueError(f"widths must be two or more positive numbers, got {self.widths}")
        if self.dims == 3 and self.neighbours:
            raise ValueError(f"neighbours must be 0 in 3D, got {self.neighbours}")
        images = self._image_channels
        if self.inputs not in (images, images + _COORDINATES):
            raise ValueError(f"inputs must be {images}, or {images + _COORDINATES} with coordinates")
        sides = self.size or (0,) * self.dims
        if len(sides) != self.dims or any(side % self.divisor for side in sides):
            raise ValueError(f"size must be {self.dims} multiples of {self.divisor}, got {self.size}")
        return self

    @property
    def preprocessing(self) -> PreprocessSpec:
        """Return what a network of this shape is trained on, and expects ever after.

        Where slices have a fixed size, so has a voxel.
        """
        return TRAINING_SPEC.model_copy(
            update={
                "plane": Plane.AXIAL if self.dims == 2 else None,
                "neighbours": self.neighbours,
                "coordinates": self.inputs > self._image_channels,
                "brain_voxels": None if self.size else TRAINING_SPEC.brain_voxels,
            }
        )

    @property
    def _image_channels(self) -> int:
        return _IMAGES * (2 * self.neighbours + 1)

    @property
    def divisor(self) -> int:
        """Return what each side of the input must be a multiple of."""
        return int(2 ** (len(self.widths) - 1))
