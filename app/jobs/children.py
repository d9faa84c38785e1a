"""All workers of a window: makes them, sends them on errands, and ends them with the program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.jobs.child import Child, Ending
from app.jobs.worker import Command


class Children(QObject):
    """Workers, until each has ended.

    Signals:
        failed: The `IsegError` of an errand.
        idle: No worker is left.
    """

    failed = Signal(object)
    idle = Signal()

    def __init__(self, command: Command, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = command
        self._children: list[Child] = []

    @property
    def busy(self) -> bool:
        """Return whether a worker is running."""
        return bool(self._children)

    def make(self, arguments: Sequence[str], *, what: str, hint: str = "") -> Child:
        """Return a worker, not started yet; see `Child`."""
        child = Child(arguments, self, what=what, hint=hint, command=self._command)
        child.ended.connect(partial(self._forget, child))
        self._children.append(child)
        return child

    def send(
        self,
        arguments: Sequence[str],
        *,
        what: str,
        then: Callable[[object], None],
        at_last: Callable[[], None] = lambda: None,
    ) -> Child:
        """Start a worker whose failure is told like any other, and return it.

        Args:
            arguments: Of `iseg`.
            what: Subject of the sentence that tells of its failure.
            then: Hears its result.
            at_last: Is called after that, or if there is none.
        """
        child = self.make(arguments, what=what)

        def settle(ending: Ending) -> None:
            if ending.problem is None and not ending.cancelled:
                then(ending.result)
            at_last()
            if ending.problem is not None:
                self.failed.emit(ending.problem)

        child.ended.connect(settle)
        child.start()
        return child

    def cancel_all(self) -> None:
        """Ask every worker to end; returns at once."""
        for child in self._children:
            child.cancel()

    def shut_down(self) -> None:
        """End every worker and wait for it; nothing is told any more."""
        for child in self._children:
            child.shut_down()
        self._children.clear()

    def _forget(self, child: Child, _ending: Ending) -> None:
        self._children.remove(child)
        child.deleteLater()
        QTimer.singleShot(0, self, self._tell_idle)  # once all have heard how it ended

    def _tell_idle(self) -> None:
        if not self._children:
            self.idle.emit()
