"""Prints how quick correcting is: a sample of a brush stroke, the end of a stroke, undo of a 3D fill.

Needs a display (or `xvfb-run`). A sample is measured from the mouse event until the window has painted what
it changed, outlines on. Milliseconds depend on the machine and its load.

    uv run python -m tests.benchmarks.editing [PATH]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.session.painting import ToolKind
from app.session.view_state import Plane
from app.viewer.slice_view import SliceView
from app.window.main_window import MainWindow
from isegcore.editing.brush import Brush
from isegcore.labels import Tissue
from isegcore.shipped import shipped_path
from tests.benchmarks.window import open_window

_LEFT = Qt.MouseButton.LeftButton


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured, in milliseconds.

    Attributes:
        samples: From press or move of the mouse until it is painted, for each brush.
        ends: From release until all panels follow.
        undos, redos: Of a fill in all directions.
        filled: Voxels that the fill changed.
    """

    samples: dict[str, list[float]]
    ends: list[float]
    undos: list[float]
    redos: list[float]
    filled: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", nargs="?", type=Path, default=shipped_path("sample"))
    options = parser.parse_args()
    app = QApplication([])
    app.setStyle("Fusion")
    with tempfile.TemporaryDirectory() as folder:
        window = open_window(app, Path(folder), options.path)
        window.work.segment()
        wait(app, lambda: not window.runner.busy)
        print_figures(measure(app, window))
        window.recovery.autosave.close()
        window.runner.shut_down()
        window.desk.workers.shut_down()
        window.hide()


def measure(app: QApplication, window: MainWindow) -> Figures:
    """Correct the open subject, which has a result, with the brush and a 3D fill."""
    window.viewing.change(lambda state: replace(state, outline=True))
    window.correcting.choose_tool(ToolKind.BRUSH)
    samples: dict[str, list[float]] = {}
    ends: list[float] = []
    brushes = {
        "flat, 9 voxels": Brush(9),
        "flat, 25 voxels": Brush(25),
        "ball, 9 voxels": Brush(9, solid=True),
    }
    for name, brush in brushes.items():
        window.editing.set(brush=brush)
        samples[name] = []
        for number, plane in enumerate((*Plane, *Plane)):
            window.editing.set(label=Tissue(number % len(Tissue)))
            _stroke(app, window.planes.views[plane], samples[name], ends)
    undos, redos, filled = _fill_and_undo(app, window)
    return Figures(samples, ends, undos, redos, filled)


def print_figures(figures: Figures) -> None:
    """Print 95th percentiles and medians."""
    for name, times in figures.samples.items():
        p95, median = np.percentile(times, (95, 50))
        print(f"stroke sample, {name:16s} p95 {p95:6.1f} ms   median {median:6.1f} ms")
    print(f"end of a stroke                 p95 {np.percentile(figures.ends, 95):6.1f} ms")
    print(
        f"undo of a 3D fill               max {max(figures.undos):6.1f} ms   median "
        f"{np.median(figures.undos):6.1f} ms   ({figures.filled} voxels)"
    )
    print(f"redo of a 3D fill               max {max(figures.redos):6.1f} ms")


def wait(app: QApplication, until: Callable[[], bool]) -> None:
    """Run the event loop until something is so."""
    while not until():
        app.processEvents()
        time.sleep(0.002)


def _stroke(app: QApplication, view: SliceView, samples: list[float], ends: list[float]) -> None:
    """Draw a spiral of 60 samples."""
    turns = np.linspace(0, 4 * np.pi, 60)
    reach = min(view.width(), view.height()) / 3
    ways = [
        QPoint(round(t / 12.6 * reach * np.cos(t)), round(t / 12.6 * reach * np.sin(t)))
        for t in turns.tolist()
    ]
    places = [view.rect().center() + way for way in ways]
    app.processEvents()
    samples.append(_timed(app, view, QEvent.Type.MouseButtonPress, places[0]))
    samples += [_timed(app, view, QEvent.Type.MouseMove, place) for place in places[1:]]
    ends.append(_timed(app, view, QEvent.Type.MouseButtonRelease, places[-1]))


def _timed(app: QApplication, view: SliceView, kind: QEvent.Type, place: QPoint) -> float:
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else _LEFT
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else _LEFT
    at = QPointF(place)
    event = QMouseEvent(kind, at, view.mapToGlobal(at), button, held, Qt.KeyboardModifier.NoModifier)
    start = time.perf_counter()
    app.sendEvent(view, event)
    app.processEvents()
    return 1000 * (time.perf_counter() - start)


def _fill_and_undo(app: QApplication, window: MainWindow) -> tuple[list[float], list[float], int]:
    entry = window.session.current
    if entry is None or entry.result is None:
        raise RuntimeError("there is no result to correct")
    labels = entry.result.segmentation.labels.data
    i, j, k = np.argwhere(labels == Tissue.GM)[(labels == Tissue.GM).sum() // 2].tolist()
    window.editing.set(label=Tissue.CSF)
    window.correcting.tidying.fill_all((i, j, k))
    wait(app, lambda: not window.runner.busy)
    result = window.session.current
    filled = 0
    if result is not None and result.result is not None:
        filled = int(np.count_nonzero(result.result.segmentation.labels.data != labels))
    undos, redos = [], []
    for _ in range(10):
        for step, times in ((window.editing.undo, undos), (window.editing.redo, redos)):
            start = time.perf_counter()
            step()
            app.processEvents()
            times.append(1000 * (time.perf_counter() - start))
    return undos, redos, filled


if __name__ == "__main__":
    main()
