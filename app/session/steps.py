"""The steps that can be undone: painted voxels, and a whole result that took another's place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from isegcore.editing.change import Change

if TYPE_CHECKING:
    from app.session.session import Result
    from app.session.sheet import Sheet


@dataclass(frozen=True, eq=False, slots=True)
class Painted:
    """Labels of one subject that were changed.

    Attributes:
        key: The subject.
        title: What was done, for the menu: "Brush".
        change: The voxels.
    """

    key: str
    title: str
    change: Change

    @property
    def size(self) -> int:
        """Return its bytes."""
        return self.change.size


@dataclass(frozen=True, eq=False, slots=True)
class Replaced:
    """A result of one subject that another one took the place of.

    Attributes:
        sheet: What the labels of `before` are counted against, if they were corrected.
    """

    key: str
    title: str
    before: Result
    after: Result
    sheet: Sheet | None

    @property
    def size(self) -> int:
        """Return its bytes: those of the results that nobody else holds."""
        held = self.before.segmentation
        arrays = [held.labels.data, held.confidence, held.entropy]
        arrays += [] if self.sheet is None else [self.sheet.start.segmentation.labels.data]
        return sum(array.nbytes for array in arrays)


Step = Painted | Replaced
