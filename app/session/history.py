"""What can be undone and redone: a list of steps that is bounded by the bytes it takes. Without Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    """A step that knows what it takes."""

    @property
    def size(self) -> int:
        """Return its bytes."""


Step = TypeVar("Step", bound=Sized)


class History(Generic[Step]):
    """Steps in the order they were made; some of the last may be undone.

    The newest step is always kept, however large.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._steps: list[Step] = []
        self._done = 0

    def __len__(self) -> int:
        """Return how many steps are remembered, undone ones included."""
        return len(self._steps)

    def __iter__(self) -> Iterator[Step]:
        """Go through all steps, the oldest first."""
        return iter(self._steps)

    @property
    def size(self) -> int:
        """Return the bytes that all steps take."""
        return sum(step.size for step in self._steps)

    @property
    def last(self) -> Step | None:
        """Return the step to undo next."""
        return self._steps[self._done - 1] if self._done else None

    @property
    def next(self) -> Step | None:
        """Return the step to redo next."""
        return self._steps[self._done] if self._done < len(self._steps) else None

    def limit(self, most_bytes: int) -> int:
        """Take no more than so many bytes from now on; return how many of the oldest steps had to go."""
        self._most_bytes = most_bytes
        return self._trim()

    def add(self, step: Step) -> int:
        """Remember a step that has just been made; undone ones are forgotten.

        Returns:
            How many of the oldest steps had to go to make room.
        """
        del self._steps[self._done :]
        self._steps.append(step)
        self._done = len(self._steps)
        return self._trim()

    def back(self) -> None:
        """Count the last step as undone."""
        self._done -= 1

    def forth(self) -> None:
        """Count the next step as made again."""
        self._done += 1

    def _trim(self) -> int:
        """Drop the oldest steps until the others fit; steps that can be redone go only after those."""
        size, dropped = self.size, 0
        while size > self._most_bytes and dropped < len(self._steps) - 1:
            size -= self._steps[dropped].size
            dropped += 1
        del self._steps[:dropped]
        self._done = max(0, self._done - dropped)
        return dropped

    def forget(self, which: Callable[[Step], bool]) -> None:
        """Drop all steps that `which` says."""
        self._done -= sum(which(step) for step in self._steps[: self._done])
        self._steps = [step for step in self._steps if not which(step)]
