"""How a network is trained, as data."""

from __future__ import annotations

import math

from pydantic import BaseModel, ConfigDict, Field, PositiveInt, model_validator

from isegcore.data.grid import Shape3
from isegcore.network.config import UNetConfig
from isegcore.preprocessing.spec import PreprocessSpec


class Augmentation(BaseModel):
    """How far patches may be changed; intensities in standard deviations within the brain.

    Attributes:
        bent: Share of patches that are turned, stretched and bent; the others keep their shape.
        rotation_deg: Largest turn about each axis.
        scale: Largest relative change of size along each axis.
        elastic_vox: Spread of the displacements of a smooth deformation.
        elastic_scale_vox: Range of lengths over which these vary.
        contrast: Spread of the logarithm of a factor for all intensities.
        brightness: Spread of an offset for all intensities.
        gamma: Spread of the logarithm of an exponent.
        bias: Spread of the logarithm of a smooth multiplicative field.
        noise: Largest spread of added noise.
        blurred: Share of images that are blurred by up to a voxel.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    bent: float = Field(default=0.8, ge=0, le=1)
    rotation_deg: float = Field(default=15.0, ge=0, le=180)
    scale: float = Field(default=0.1, ge=0, lt=1)
    elastic_vox: float = Field(default=1.5, ge=0)
    elastic_scale_vox: tuple[float, float] = (12.0, 32.0)
    contrast: float = Field(default=0.1, ge=0)
    brightness: float = Field(default=0.1, ge=0)
    gamma: float = Field(default=0.15, ge=0)
    bias: float = Field(default=0.05, ge=0)
    noise: float = Field(default=0.2, ge=0)
    blurred: float = Field(default=0.1, ge=0, le=1)


class TrainingConfig(BaseModel):
    """The recipe of one training run.

    Attributes:
        network: What is trained.
        steps: Optimiser steps in all.
        minutes: Time that all of it may take, reading and validating included; the schedule falls to zero
            over it if it is shorter than the steps. None for as long as the steps take.
        steps_per_epoch: Steps between two checkpoints.
        batch: Patches a step.
        preprocessing: What is done to images first; None for what the network expects.
        augmentation: How patches are varied; None for simulated subjects, which vary themselves.
        patch: Sides of a patch in voxels along R, A and S, or of a slice; one number if all are the same.
            Multiples of the network's divisor.
        learning_rate: Peak, after the warm-up; falls to zero along a cosine.
        warmup_steps: Steps of linear rise at the start.
        weight_decay: AdamW's.
        clip_norm: Largest norm of the gradient.
        ema: Momentum of the moving average of the weights, which is what is kept and validated.
        missing_t1: Share of patches whose T1 is zeros; likewise `missing_t2`. Never both.
        missing_t2: See there.
        validate_every: Epochs between two validations.
        validation_share: Largest share of the time that validations may take; epochs go without if need be.
        pool: Volumes held ready to draw patches from.
        workers: Processes that make simulated subjects.
        seed: Of everything random.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = 1
    network: UNetConfig = UNetConfig()
    steps: int = Field(default=6000, ge=1)
    minutes: float | None = Field(default=None, gt=0)
    steps_per_epoch: int = Field(default=100, ge=1)
    batch: int = Field(default=2, ge=1)
    preprocessing: PreprocessSpec | None = None
    augmentation: Augmentation | None = None
    patch: PositiveInt | tuple[PositiveInt, ...] = 64
    learning_rate: float = Field(default=1e-3, gt=0)
    warmup_steps: int = Field(default=100, ge=0)
    weight_decay: float = Field(default=1e-4, ge=0)
    clip_norm: float = Field(default=1.0, gt=0)
    ema: float = Field(default=0.995, ge=0, lt=1)
    missing_t1: float = Field(default=0.12, ge=0, le=0.5)
    missing_t2: float = Field(default=0.22, ge=0, le=0.5)
    validate_every: int = Field(default=10, ge=1)
    validation_share: float = Field(default=1.0, gt=0, le=1)
    pool: int = Field(default=48, ge=1)
    workers: int = Field(default=1, ge=1)
    seed: int = 0

    @model_validator(mode="after")
    def _check_patch(self) -> TrainingConfig:
        sides, divisor, dims = self._patch_sides, self.network.divisor, self.network.dims
        if len(sides) != dims or any(side % divisor for side in sides):
            raise ValueError(f"patch must be {dims} multiples of {divisor}, got {self.patch}")
        if (self.spec.plane is None) != (dims == 3) or self.spec.channels != self.network.inputs:
            raise ValueError("preprocessing must yield the channels that the network takes")
        return self

    @property
    def spec(self) -> PreprocessSpec:
        """Return what is done to images first."""
        return self.preprocessing or self.network.preprocessing

    @property
    def sides(self) -> Shape3:
        """Return the sides of a patch along R, A and S; one of slices is as thick as the neighbours reach."""
        sides = list(self._patch_sides)
        if self.spec.plane is not None:
            sides.insert(self.spec.plane.axis, 2 * self.spec.neighbours + 1)
        i, j, k = sides
        return i, j, k

    @property
    def _patch_sides(self) -> tuple[int, ...]:
        return (self.patch,) * self.network.dims if isinstance(self.patch, int) else self.patch

    def learning_rate_at(self, step: int, share: float = 0.0) -> float:
        """Return the learning rate of a step, the first being 0.

        Args:
            step: Steps done before it.
            share: How much of the time there is has passed, 0 to 1; counts where it is ahead of the steps.
        """
        if step < self.warmup_steps:
            return self.learning_rate * (step + 1) / self.warmup_steps
        done = max(share, (step - self.warmup_steps) / max(1, self.steps - self.warmup_steps))
        return self.learning_rate * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))
