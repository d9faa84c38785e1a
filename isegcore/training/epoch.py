"""What is told of a training as it goes; free of Keras."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean


@dataclass(frozen=True, slots=True)
class Validated:
    """What a validation found.

    Attributes:
        scores: Dice of whole volumes by name ("subjects held out T1+T2 GM").
        loss: As in training, over the boxes of the brains.
        accuracy: Share of the voxels of the brains that got their label, 0 to 1.
    """

    scores: Mapping[str, float]
    loss: float
    accuracy: float

    @property
    def mean(self) -> float:
        """Return the mean Dice, by which weights are chosen."""
        return fmean(self.scores.values()) if self.scores else 0.0


@dataclass(frozen=True, slots=True)
class Epoch:
    """What one epoch gave.

    Attributes:
        number: From 1.
        epochs: How many there will be; an estimate if the time is bounded.
        step: Optimiser steps done in all.
        steps: How many there will be; an estimate if the time is bounded.
        loss: Mean training loss.
        accuracy: Share of brain voxels in the patches that got their label, 0 to 1.
        seconds: Training time so far, in all.
        seconds_left: Time to the end, estimated.
        waited: Share of the epoch's time that steps waited for their batch, 0 to 1.
        learning_rate: That of the last step.
        validated: What a validation at its end found, if there was one.
        best: Whether that was the best so far.
    """

    number: int
    epochs: int
    step: int
    steps: int
    loss: float
    accuracy: float
    seconds: float
    seconds_left: float
    waited: float
    learning_rate: float
    validated: Validated | None = None
    best: bool = False

    @property
    def scores(self) -> Mapping[str, float]:
        """Return the validation's Dice by name; empty without one."""
        return self.validated.scores if self.validated else {}

    @property
    def val_loss(self) -> float | None:
        """Return the validation's loss; None without one."""
        return self.validated.loss if self.validated else None

    @property
    def val_accuracy(self) -> float | None:
        """Return the validation's accuracy; None without one."""
        return self.validated.accuracy if self.validated else None
