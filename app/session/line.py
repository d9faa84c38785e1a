"""A ruler, an angle or a profile: places in the head, and what they amount to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from app.language import QT_TRANSLATE_NOOP
from app.session.view_state import Plane, Point
from isegcore.metrics.lines import angle_degrees, length_mm


class LineKind(Enum):
    """What is measured."""

    RULER = QT_TRANSLATE_NOOP("", "Ruler")
    ANGLE = QT_TRANSLATE_NOOP("", "Angle")
    PROFILE = QT_TRANSLATE_NOOP("", "Profile")

    @property
    def points(self) -> int:
        """Return how many places one takes."""
        return 3 if self is LineKind.ANGLE else 2


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement.

    Attributes:
        plane: In which it was drawn.
        points: RAS mm; of an angle the second is the corner.
    """

    kind: LineKind
    plane: Plane
    points: tuple[Point, ...]

    @property
    def amount(self) -> float:
        """Return mm, or degrees of an angle."""
        return angle_degrees(*self.points) if self.kind is LineKind.ANGLE else length_mm(*self.points)

    @property
    def words(self) -> str:
        """Return the amount as it is written beside the line."""
        return f"{self.amount:.1f}°" if self.kind is LineKind.ANGLE else f"{self.amount:.1f} mm"
