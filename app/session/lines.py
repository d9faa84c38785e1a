"""The rulers, angles and profiles of the open subject, and which of them is chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.session.line import Line, LineKind
from app.session.session import Session
from isegcore.data.table import Table


class Lines(QObject):
    """The lines of the subject that is open, and which of them is chosen.

    Signals:
        changed: Other lines, or another one is chosen.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.chosen: Line | None = None
        session.current_changed.connect(self._follow)

    @property
    def current(self) -> tuple[Line, ...]:
        """Return the lines of the open subject, oldest first."""
        entry = self._session.current
        return () if entry is None else entry.lines

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

    def _keep(self, lines: tuple[Line, ...], chosen: Line | None) -> None:
        entry = self._session.current
        if entry is not None and self._session.opened is not None:
            self._session.hold_lines(entry.key, lines)
            self.chosen = chosen
            self.changed.emit()

    def _follow(self) -> None:
        self.chosen = self.current[-1] if self.current else None
        self.changed.emit()
