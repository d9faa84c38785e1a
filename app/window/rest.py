"""When the user rests: the moment for what would make the window stand still for a blink."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.jobs.job import Runner

_SECONDS = 4.0
_SIGNS_OF_LIFE = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}
)


class Rest(QObject):
    """Waits until nothing was typed or pointed at for some seconds, and no job runs.

    Signals:
        came: Once.
    """

    came = Signal()

    def __init__(self, window: QWidget, runner: Runner, seconds: float = _SECONDS) -> None:
        """Watch a window, which must be shown."""
        super().__init__(window)
        self._runner = runner
        self._watched = window.windowHandle()
        self._watched.installEventFilter(self)
        self._timer = QTimer(self, singleShot=True, interval=round(1000 * seconds))
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Wait anew after every sign of life."""
        if event.type() in _SIGNS_OF_LIFE:
            self._timer.start()
        return False

    def _look(self) -> None:
        if self._runner.busy:
            self._timer.start()
        else:
            self._watched.removeEventFilter(self)
            self.came.emit()
