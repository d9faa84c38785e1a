"""Rulers, angles and profiles that the user has drawn, kept for each subject until the window is closed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal

from app.language import QT_TRANSLATE_NOOP
from app.session.session import Session
from app.session.view_state import Plane, Point
from isegcore.data.table import Table
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


class Lines(QObject):
    """The lines of the subject that is open, and which of them is chosen.

    Signals:
        changed: Other lines, or another one is chosen.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kept: dict[object, tuple[Line, ...]] = {}
        self.chosen: Line | None = None
        session.current_changed.connect(self._follow)

    @property
    def current(self) -> tuple[Line, ...]:
        """Return the lines of the open subject, oldest first."""
        return self._kept.get(self._key(), ())

    def add(self, line: Line) -> None:
        """Keep a line, and choose it."""
        self._keep((*self.current, line), line)

    def remove(self, line: Line) -> None:
        """Forget a line; the one before it is chosen."""
        lines = list(self.current)
        if line in lines:
            place = lines.index(line)
            del lines[place]
            self._keep(tuple(lines), lines[max(0, place - 1)] if lines else None)

    def clear(self) -> None:
        """Forget all lines of the open subject."""
        self._keep((), None)

    def choose(self, line: Line | None) -> None:
        """Let one stand out."""
        if line != self.chosen:
            self.chosen = line
            self.changed.emit()

    def table(self, subject: str) -> Table:
        """Return a row for each line, with the subject's name."""
        header = ("subject", "kind", "amount", "unit", "plane", "points_ras_mm")
        rows = tuple(
            (
                subject,
                line.kind.value.lower(),
                f"{line.amount:.3f}",
                "degree" if line.kind is LineKind.ANGLE else "mm",
                line.plane.value.lower(),
                "; ".join(" ".join(f"{at:.2f}" for at in point) for point in line.points),
            )
            for line in self.current
        )
        return Table(header, rows)

    def _key(self) -> object:
        """Return what the lines belong to: a subject, and the way its axes were read."""
        entry = self._session.current
        return None if entry is None else (entry.key, entry.choice)

    def _keep(self, lines: tuple[Line, ...], chosen: Line | None) -> None:
        if self._session.opened is not None:
            self._kept[self._key()] = lines
            self.chosen = chosen
            self.changed.emit()

    def _follow(self) -> None:
        self.chosen = self.current[-1] if self.current else None
        self.changed.emit()
