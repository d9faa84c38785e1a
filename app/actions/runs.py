"""Looking back at recorded runs. A worker asks MLflow: importing it here would freeze the window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.jobs.child import Child, Ending
from app.jobs.children import Children
from app.jobs.events import Event, Serving
from app.language import tr
from app.session.run_history import RunRow
from isegcore.errors import IsegError
from isegcore.monitor import Progress

_MOST = "200"


class Runs(QObject):
    """What MLflow has recorded, as of the last look.

    Signals:
        changed: Anything below.
        served: The address at which MLflow's own pages can be opened.
    """

    changed = Signal()
    served = Signal(str)

    def __init__(self, children: Children, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._children = children
        self._pages: Child | None = None
        self._address = ""
        self.rows: tuple[RunRow, ...] = ()
        self.problem: IsegError | None = None
        self.progress: Progress | None = None
        self.is_promoting = False

    @property
    def is_loading(self) -> bool:
        """Return whether the runs are being read."""
        return self.progress is not None

    @property
    def is_opening(self) -> bool:
        """Return whether MLflow's pages are on their way."""
        return self._pages is not None and not self._address

    def refresh(self) -> None:
        """Read the runs again; until they are there the old ones stay."""
        if self.is_loading:
            return
        what = tr("Reading the runs")
        self.progress = Progress(what, 0, 1)
        child = self._children.make(["runs", "list", "--limit", _MOST, "--curves"], what=what)
        child.heard.connect(self._hear)
        child.ended.connect(self._take)
        child.start()
        self.changed.emit()

    def promote(self, version: str) -> None:
        """Make a version of the registered model the champion."""
        if self.is_promoting:
            return
        self.is_promoting = True
        self._children.send(
            ["models", "promote", version],
            what=tr("Promoting the model"),
            then=lambda _result: self._crown(version),
            at_last=self._promoting_ended,
        )
        self.changed.emit()

    def open_pages(self) -> None:
        """Start MLflow's own pages on this machine, or tell again where they are."""
        if self._address:
            self.served.emit(self._address)
        elif self._pages is None:
            self._pages = self._children.send(
                ["runs", "ui", "--no-browser"],
                what="MLflow",
                then=lambda _result: None,
                at_last=self._pages_ended,
            )
            self._pages.heard.connect(self._hear_address)
            self.changed.emit()

    def _hear(self, event: Event) -> None:
        if isinstance(event, Progress):
            self.progress = event
            self.changed.emit()

    def _take(self, ending: Ending) -> None:
        self.progress = None
        self.problem = ending.problem
        if isinstance(ending.result, list):
            self.rows = tuple(RunRow.from_json(value) for value in ending.result)
        self.changed.emit()

    def _crown(self, version: str) -> None:
        self.rows = tuple(
            replace(row, is_champion=bool(row.version) and row.version == version) for row in self.rows
        )

    def _promoting_ended(self) -> None:
        self.is_promoting = False
        self.changed.emit()

    def _hear_address(self, event: Event) -> None:
        if isinstance(event, Serving):
            self._address = event.address
            self.served.emit(event.address)
            self.changed.emit()

    def _pages_ended(self) -> None:
        self._pages, self._address = None, ""
        self.changed.emit()
