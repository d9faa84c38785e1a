"""How a network is trained, as data."""

from __future__ import annotations

import math

from pydantic import BaseModel, ConfigDict, Field, model_validator

from isegcore.network.config import UNetConfig


class TrainingConfig(BaseModel):
    """The recipe of one training run.

    Attributes:
        network: What is trained.
        steps: Optimiser steps in all.
        minutes: Time that all of it may take, reading and validating included; the schedule falls to zero
            over it if it is shorter than the steps. None for as long as the steps take.
        steps_per_epoch: Steps between two checkpoints.
        batch: Patches a step.
        patch: Side of a cubic patch in voxels; a multiple of the network's divisor.
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
    patch: int = Field(default=64, ge=8)
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
        if self.patch % self.network.divisor:
            raise ValueError(f"patch must be a multiple of {self.network.divisor}, got {self.patch}")
        return self

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
