"""Prints how quick the 3D view is: surfaces of three tissues, turning them, following the crosshair, picking.

Needs a display (or `xvfb-run`, where Mesa draws in software, which is what the figures then are of).
Surfaces are made as the window makes them, in a job; a frame is from the intent until it is painted.

    uv run python -m tests.benchmarks.surfaces [PATH] [--repeats 5]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QSettings, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services import core_services
from app.viewer.surface_renderer import SurfaceRenderer
from app.viewer.surface_view import SurfaceView
from app.window.main_window import MainWindow
from app.window.theme import Themes
from isegcore.data.volume import LabelMap
from isegcore.labels import BRAIN_TISSUES
from isegcore.metrics.volumes import tissue_volumes_ml
from isegcore.shipped import shipped_path
from isegcore.surfaces.extraction import TO_EXPORT, TO_LOOK_AT, make_surface

_FRAMES = 90
_SIZES = (QSize(380, 270), QSize(900, 700))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", nargs="?", type=Path, default=shipped_path("sample"))
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    app = QApplication([])
    app.setStyle("Fusion")
    with tempfile.TemporaryDirectory() as folder:
        window = _open_window(app, Path(folder), options.path)
        labels = window.viewing.labels
        if labels is None:
            raise SystemExit("The subject must have a reference.")
        _print_making(labels, options.repeats)
        _print_in_window(app, window)
        _print_frames(window.review.surface.view)
        window.runner.shut_down()
        window.desk.workers.shut_down()
        window.hide()


def _open_window(app: QApplication, folder: Path, path: Path) -> MainWindow:
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(core_services(), Themes(app), settings)
    window.show()
    window.open_paths([path])
    _wait(app, lambda: window.session.opened is not None and not window.runner.busy)
    return window


def _print_making(labels: LabelMap, repeats: int) -> None:
    """Print the time of each detail without a window, and how true the volumes are."""
    shape = " x ".join(map(str, labels.grid.shape))
    volumes = tissue_volumes_ml(labels)
    for name, detail in (("to look at", TO_LOOK_AT), ("to export", TO_EXPORT)):
        walls, works = [], []
        for _ in range(repeats):
            wall, work = time.perf_counter(), time.process_time()
            made = {tissue: make_surface(labels, tissue, detail) for tissue in BRAIN_TISSUES}
            walls.append(time.perf_counter() - wall)
            works.append(time.process_time() - work)
        meshes = {tissue: mesh for tissue, mesh in made.items() if mesh is not None}
        triangles = sum(len(mesh.triangles) for mesh in meshes.values())
        off = max(abs(mesh.volume_ml / volumes[t] - 1) for t, mesh in meshes.items() if volumes[t])
        print(
            f"surfaces {name} {shape}: median {statistics.median(walls):.2f} s, best {min(walls):.2f} s, "
            f"processor {min(works):.2f} s; {triangles} triangles, volumes within {100 * off:.1f} %"
        )


def _print_in_window(app: QApplication, window: MainWindow) -> None:
    """Print the time from the key to the picture, and the longest that the window stood still meanwhile."""
    ticks = [time.perf_counter()]
    start = ticks[0]
    window.bar.qt("surface.show").trigger()
    while len(window.review.surfaces.meshes) < len(BRAIN_TISSUES) or window.runner.busy:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        ticks.append(time.perf_counter())
    longest = 1000 * max(later - earlier for earlier, later in pairwise(ticks))
    print(f"from the key to the surfaces {ticks[-1] - start:.2f} s; window still for {longest:.0f} ms")


def _print_frames(view: SurfaceView) -> None:
    """Print frames a second of turning, of the crosshair alone, and the time of a pick."""
    renderer = SurfaceRenderer()
    print(f"drawn by {renderer.name}")
    renderer.close()
    for size in _SIZES:
        view.setParent(None)
        view.resize(size)
        view.show()
        QTest.qWaitForWindowExposed(view)
        turning = _times(lambda number: _turn(view), _FRAMES)
        QTest.qWait(300)  # it rests, and is drawn smoothly
        crosshair = _times(lambda number: view.repaint(), _FRAMES)
        pick = _times(lambda number: _click(view, number), 10)
        print(
            f"{size.width()} x {size.height()}: turning {_said(turning)}; "
            f"crosshair {_said(crosshair)}; pick {1000 * statistics.median(pick):.0f} ms"
        )


def _turn(view: SurfaceView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Right)
    view.repaint()


def _click(view: SurfaceView, number: int) -> None:
    QTest.mouseClick(
        view, Qt.MouseButton.LeftButton, pos=QPoint(view.width() // 2 + number, view.height() // 2)
    )


def _times(run: Callable[[int], None], count: int) -> list[float]:
    taken = []
    for number in range(count):
        start = time.perf_counter()
        run(number)
        taken.append(time.perf_counter() - start)
    return taken


def _said(seconds: list[float]) -> str:
    slow = sorted(seconds)[int(0.95 * len(seconds))]
    middle = statistics.median(seconds)
    return f"median {1000 * middle:.1f} ms ({1 / middle:.0f} a second), 95 % within {1000 * slow:.1f} ms"


def _wait(app: QApplication, until: Callable[[], bool]) -> None:
    while not until():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)


if __name__ == "__main__":
    main()
