"""What the subjects looked like that a model was validated on, so that odd ones can be told from them."""

from __future__ import annotations

import base64
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

LAYOUT_SHAPE = (8, 8, 8, 3)

# Few subjects do not show how far others may lie outside their range.
_WIDENED = 0.25
_WIDENED_FOR_FEW = 3.0


class Range(BaseModel):
    """The 1st and 99th percentile of a sign."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    low: float
    high: float


class Profile(BaseModel):
    """Percentiles of signs over subjects as they should be.

    Attributes:
        subjects: How many persons they were taken from.
        ranges: By name of the sign; see `isegcore.inference.signs`.
        layout: Where in the head the tissues lie on average: `LAYOUT_SHAPE` uint8 percent, base64.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    subjects: int = Field(ge=1)
    ranges: Mapping[str, Range]
    layout: str

    def allowed(self, sign: str, slack: float) -> Range | None:
        """Return within what a sign is as usual; None if the profile does not know it.

        Args:
            sign: Its name.
            slack: By how much it may lie outside the percentiles at least: less than that means nothing.
        """
        known = self.ranges.get(sign)
        if known is None:
            return None
        share = _WIDENED + _WIDENED_FOR_FEW / self.subjects
        room = max(slack, share * (known.high - known.low))
        return Range(low=known.low - room, high=known.high + room)

    def tissue_layout(self) -> NDArray[np.float32]:
        """Return the mean layout, `LAYOUT_SHAPE` float32, 0 to 1."""
        percent = np.frombuffer(base64.b64decode(self.layout), np.uint8).reshape(LAYOUT_SHAPE)
        return percent.astype(np.float32) / np.float32(100)


def packed_layout(layout: NDArray[np.float32]) -> str:
    """Return a layout, `LAYOUT_SHAPE` float32, 0 to 1, as a profile stores it."""
    percent = np.rint(np.clip(layout, 0, 1) * 100).astype(np.uint8)
    return base64.b64encode(percent.tobytes()).decode("ascii")
