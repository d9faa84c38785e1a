"""A way through the doubtful spots of one result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # comes with what finds them
    from isegcore.inference.doubt import Spot


@dataclass(frozen=True, eq=False, slots=True)
class DoubtRound:
    """The spots, and which of them have been looked at.

    Attributes:
        created: When the result was made, which tells it from later ones; corrections keep it.
        spots: The gravest first.
        ticked: Numbers of those that have been looked at.
    """

    created: str
    spots: tuple[Spot, ...]
    ticked: frozenset[int] = frozenset()
