"""What was opened lately, remembered between starts. QtCore only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal

from isegcore.io.path_text import path_text, text_path

_KEY = "recent/paths"
_MOST = 12


class Recent(QObject):
    """Studies, folders and images, the latest first.

    Signals:
        changed: There are others.
    """

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return them; some may be gone by now."""
        stored = self._settings.value(_KEY)
        texts = stored if isinstance(stored, list) else [stored] if stored else []  # one alone is no list
        return tuple(text_path(str(text)) for text in texts)

    def add(self, path: Path) -> None:
        """Put a path first."""
        others = [other for other in self.paths if other != path]
        self._keep([path, *others][:_MOST])

    def forget(self, path: Path) -> None:
        """Take one off the list."""
        self._keep([other for other in self.paths if other != path])

    def clear(self) -> None:
        """Forget all."""
        self._keep([])

    def _keep(self, paths: list[Path]) -> None:
        self._settings.setValue(_KEY, [path_text(path) for path in paths])
        self.changed.emit()


def shown_path(path: Path) -> str:
    """Return how a path is shown: `~` for the user's home."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        return str(path)
