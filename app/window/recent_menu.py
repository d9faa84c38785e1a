"""The submenu of what was opened lately."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.language import tr
from app.session.recent import Recent, shown_path


class RecentMenu(QMenu):
    """Lists them when it is shown.

    Signals:
        chosen: The path to open.
    """

    chosen = Signal(object)

    def __init__(self, recent: Recent, parent: QWidget) -> None:
        super().__init__(tr("Open &Recent"), parent)
        self._recent = recent
        self.menuAction().setObjectName("open.recent")
        recent.changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        self.clear()
        for number, path in enumerate(self._recent.paths, start=1):
            mnemonic = f"&{number} " if number < 10 else ""
            self.addAction(mnemonic + shown_path(path).replace("&", "&&"), partial(self._choose, path))
        self.addSeparator()
        self.addAction(tr("&Clear the List"), self._recent.clear)
        self.menuAction().setEnabled(bool(self._recent.paths))

    def _choose(self, path: Path) -> None:
        self.chosen.emit(path)
