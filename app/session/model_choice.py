"""Which model Segment uses, and which model files there were, remembered between starts. QtCore only."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal

from app.session.preferences import Preferences
from isegcore.shipped import shipped_path

_FILES = "model/files"
_MOST_FILES = 12


class ModelChoice(QObject):
    """A model, by its name in the library or by the path of its file.

    Signals:
        changed: It is another one.
    """

    changed = Signal()

    def __init__(self, preferences: Preferences, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences, self._settings = preferences, settings
        self._told = self.current
        preferences.changed.connect(self._follow)

    @property
    def current(self) -> str:
        """Return name or path, as `isegcore.bundles.library.open_model` takes it."""
        return self._preferences.current.model

    @property
    def label(self) -> str:
        """Return a short name to show."""
        return Path(self.current).name.removesuffix(".keras")

    @property
    def files(self) -> list[str]:
        """Return the paths of the models that were chosen by file, the latest first."""
        stored = self._settings.value(_FILES)
        paths = stored if isinstance(stored, list) else [stored] if stored else []  # one alone is no list
        return [str(path) for path in paths]

    def choose(self, name_or_path: str) -> None:
        """Use another model from now on."""
        if name_or_path.endswith(".keras"):
            others = [path for path in self.files if path != name_or_path]
            self._settings.setValue(_FILES, [name_or_path, *others][:_MOST_FILES])
        self._preferences.set(replace(self._preferences.current, model=name_or_path))

    def _follow(self) -> None:
        if self.current != self._told:
            self._told = self.current
            self.changed.emit()


def choice_of(path: Path) -> str:
    """Return how a model is chosen: by name if it comes with the program, which may move, else by path."""
    return path.stem if path.parent == shipped_path("models") else str(path)
