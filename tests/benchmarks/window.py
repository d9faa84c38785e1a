"""Prints how quick the window is: to start, to step through slices, while it segments, to cancel.

Needs a display (or `xvfb-run`). The slice step is measured from the intent until all three planes, overlay
on, are painted. Ratios taken in one run are meaningful; milliseconds depend on the machine and its load.

    uv run python -m tests.benchmarks.window [PATH] [--repeats 5]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from app.services import core_services
from app.session.view_state import Plane
from app.window.main_window import MainWindow
from app.window.theme import Themes
from isegcore.shipped import shipped_path

_EMPTY = """
from PySide6 import QtCore, QtWidgets
import pyqtgraph
app = QtWidgets.QApplication([])
window = QtWidgets.QMainWindow()
window.resize(1280, 820)
window.show()
QtCore.QTimer.singleShot(0, app.quit)
app.exec()
"""
_OURS = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app import main
show = main.MainWindow.show
def show_and_quit(window):
    show(window)
    QTimer.singleShot(0, QApplication.quit)
main.MainWindow.show = show_and_quit
main.main([])
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", nargs="?", type=Path, default=shipped_path("sample"))
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    _print_start(options.repeats)
    app = QApplication([])
    app.setStyle("Fusion")
    with tempfile.TemporaryDirectory() as folder:
        window = open_window(app, Path(folder), options.path)
        _print_segmenting(window, options.repeats)
        _print_steps(window)
        window.runner.shut_down()
        window.desk.workers.shut_down()
        window.hide()


def _print_start(repeats: int) -> None:
    """Print the whole process of an empty window, and of ours up to its first turn of the event loop."""
    pairs = [(_run(_EMPTY), _run(_OURS)) for _ in range(repeats)]
    empty, ours = (float(np.median(column)) for column in zip(*pairs, strict=True))
    print(f"empty PySide6 + pyqtgraph window  {empty:5.2f} s")
    print(f"our window, interactive           {ours:5.2f} s   {ours / empty:.2f} times as long")


def _run(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return time.perf_counter() - start


def open_window(app: QApplication, folder: Path, path: Path) -> MainWindow:
    """Open a window on the subject at `path`, its settings in `folder`; print how long that takes."""
    themes = Themes(app)
    themes.follow_system()
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(core_services(), themes, settings)
    window.show()
    heartbeat = Heartbeat()
    start = time.perf_counter()
    window.open_paths([path])
    wait(lambda: window.session.opened is not None)
    seconds = time.perf_counter() - start
    shape = window.session.opened.subject.grid.shape if window.session.opened else ()
    wait(lambda: not window.runner.busy)  # it makes the network ready while the user looks
    print(f"first picture of {shape}  {seconds:5.2f} s, longest stall {heartbeat.longest_ms():.0f} ms")
    return window


def _print_segmenting(window: MainWindow, repeats: int) -> None:
    stalls, seconds = [], []
    for _ in range(repeats):
        heartbeat = Heartbeat()
        start = time.perf_counter()
        window.work.segment()
        wait(lambda: window.work.segmenting is None)
        seconds.append(time.perf_counter() - start)
        stalls.append(heartbeat.longest_ms())
    idle = Heartbeat()
    end = time.perf_counter() + sum(seconds)
    wait(lambda: time.perf_counter() > end)
    print(f"segmenting                        {np.median(seconds):5.2f} s")
    print(f"longest stall while segmenting    {max(stalls):5.0f} ms  (worst of {repeats} runs)")
    print(f"longest stall of an idle window   {idle.longest_ms():5.0f} ms  (the load of the machine)")
    latencies = [
        _cancel_after(window, share * float(np.median(seconds))) for share in (0.1, 0.3, 0.5, 0.7, 0.9)
    ]
    print(f"cancel, until the job has ended   {max(latencies):5.0f} ms  (worst of {len(latencies)} moments)")


def _cancel_after(window: MainWindow, seconds: float) -> float:
    """Return ms from Cancel until the job is gone; 0 if it was done before."""
    end = time.perf_counter() + seconds
    window.work.segment()
    wait(lambda: time.perf_counter() > end)
    if window.work.segmenting is None:
        return 0.0
    start = time.perf_counter()
    window.work.segmenting.cancel()
    wait(lambda: window.work.segmenting is None)
    return (time.perf_counter() - start) * 1000


def _print_steps(window: MainWindow) -> None:
    paints = Paints(window)
    for plane in Plane:
        window.viewing.reset()
        wait(lambda: True)
        times = []
        for number in range(120):
            paints.count = 0
            start = time.perf_counter()
            window.planes.step(plane, 1 if number % 60 < 30 else -1)
            wait(lambda: paints.count >= len(Plane))
            times.append((time.perf_counter() - start) * 1000)
        median, late = np.percentile(times, (50, 95))
        print(
            f"slice step, {plane.value.lower():9s}         {median:5.1f} ms   95th percentile {late:.1f} ms"
        )


class Paints(QObject):
    """Counts how often a plane was painted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.count = 0
        for view in window.planes.views.values():
            view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count."""
        self.count += event.type() is QEvent.Type.Paint
        return False


class Heartbeat:
    """A timer of 5 ms: the longest time between two beats is the longest stall of the event loop.

    On a busy machine a stall may be a wait for a processor; the time that this thread computes is its own.
    """

    def __init__(self) -> None:
        self._beats = [time.perf_counter()]
        self._spent = [time.thread_time()]
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(5)

    def _beat(self) -> None:
        self._beats.append(time.perf_counter())
        self._spent.append(time.thread_time())

    def longest_ms(self) -> float:
        """Return the longest stall since it was made; it beats no more."""
        self._timer.stop()
        return float(np.diff(self._beats).max()) * 1000

    def busiest_ms(self) -> float:
        """Return the longest that this thread computed between two beats."""
        return float(np.diff(self._spent).max()) * 1000


def wait(until: Callable[[], bool]) -> None:
    """Run the event loop as the program does, asleep between events, until something holds."""
    clock = QTimer()
    clock.start(5)
    QCoreApplication.processEvents()
    while not until():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


if __name__ == "__main__":
    main()
