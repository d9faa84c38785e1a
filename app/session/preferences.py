"""Holds the settings, remembers them between starts, and tells who listens. QtCore only."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Signal

from app.settings import Settings, understood, written

_KEY = "preferences"
_EARLIER = ("model/current",)


class Preferences(QObject):
    """The settings of the program.

    Signals:
        changed: They are others.
    """

    changed = Signal()

    def __init__(self, store: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        earlier = {key: str(store.value(key, "")) for key in _EARLIER}
        self._current = understood(str(store.value(_KEY, "")), earlier)

    @property
    def current(self) -> Settings:
        """Return the settings as they are now."""
        return self._current

    def set(self, settings: Settings) -> None:
        """Have other settings."""
        if settings != self._current:
            self._current = settings
            self._store.setValue(_KEY, written(settings))
            self.changed.emit()
