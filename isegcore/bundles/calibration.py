"""How far a model's probabilities can be taken at their word."""

from __future__ import annotations

import math

from pydantic import BaseModel, ConfigDict, Field

from isegcore.data.provenance import ExpectedDice

_FURTHEST = 1e-3


def log_odds(dice: float) -> float:
    """Return the log odds of a Dice coefficient, which is kept a thousandth away from 0 and 1."""
    within = min(1 - _FURTHEST, max(_FURTHEST, dice))
    return math.log(within / (1 - within))


class DiceLine(BaseModel):
    """From the soft Dice of a tissue to the Dice to expect: a straight line between their log odds.

    Attributes:
        slope: Of the line.
        intercept: Of the line.
        error: Mean absolute error on persons left out when fitting; None if there was one alone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    slope: float = 1.0
    intercept: float = 0.0
    error: float | None = None

    def expected(self, soft_dice: float) -> ExpectedDice:
        """Return the Dice to expect."""
        odds = math.exp(self.intercept + self.slope * log_odds(soft_dice))
        return ExpectedDice(value=round(odds / (1 + odds), 4), error=self.error)


class Calibration(BaseModel):
    """What fitting the temperature gave.

    Attributes:
        data: On what, in words.
        subjects: How many persons.
        error_before: Expected calibration error of the network's own probabilities: 15 bins, voxels inside
            the brain.
        error_after: The same of the calibrated ones, each person's with a temperature fitted on the others.
        dice: By tissue, how Dice follows from soft Dice.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: str
    subjects: int = Field(ge=1)
    error_before: float = Field(ge=0, le=1)
    error_after: float = Field(ge=0, le=1)
    dice: dict[str, DiceLine]
