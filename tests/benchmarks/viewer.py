"""Prints how quick looking is: slices, the crosshair, the first picture, memory; and napari beside it.

Needs a display (or `xvfb-run`). Times of steps and drags run from the intent until every plane is painted,
overlay and outlines on. Without a path the bundled subject is measured, and once more enlarged to 320³ and
written as .nii.gz; with one, that image and its partner. napari (in an environment of its own, made by uv)
opens the same T1 and the same labels in the same run. Milliseconds depend on the machine and its load.

    uv run python -m tests.benchmarks.viewer [PATH] [--subjects 50] [--without-napari]
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import nibabel as nib
import numpy as np
from PySide6.QtCore import QEvent, QPointF, QSettings, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.services import core_services
from app.session.view_state import Plane
from app.viewer.slice_view import SliceView
from app.window.main_window import MainWindow
from app.window.theme import LIGHT, Themes
from isegcore.data.subject import Modality
from isegcore.io.nifti import write_label_map
from isegcore.labels import INDEX
from isegcore.shipped import shipped_path
from tests.benchmarks import editing
from tests.benchmarks.window import Heartbeat, Paints, wait

_EDGE = 320
_STEPS = 120
_DRAGS = 200


@dataclass(frozen=True, slots=True)
class Times:
    """ms of the clock, and ms that the window's thread computed: less, where it waited for a processor."""

    wall: list[float]
    busy: list[float]

    def line(self, words: str, most: float) -> str:
        """Return median and 95th percentile, and whether that is below `most`."""
        (median, late), (busy, busy_late) = (np.percentile(t, (50, 95)) for t in (self.wall, self.busy))
        figures = f"median {median:5.1f} ms, p95 {late:5.1f} ms (busy {busy:4.1f}, {busy_late:4.1f})"
        return f"  {words:26s} {figures}   goal {most:g}: {_verdict(late <= most)}"


def _verdict(reached: bool) -> str:
    return "reached" if reached else "MISSED"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", nargs="?", type=Path, help="T1 image; its T2 is found beside it")
    parser.add_argument("--subjects", type=int, default=50, help="opened one after another; 0 for none")
    parser.add_argument("--without-napari", action="store_true")
    options = parser.parse_args()
    app = QApplication([])
    app.setStyle("Fusion")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [options.path] if options.path else [shipped_path("sample"), enlarged(folder / "enlarged")]
        for path in paths:
            window = make_window(app, folder)
            labels, image = print_looking(app, window, path, folder)
            print_editing(app, window)
            close(window)
            if not options.without_napari:
                print_napari(image, labels, folder)
        if options.subjects:
            print_memory(app, folder, options.subjects)


def make_window(app: QApplication, folder: Path) -> MainWindow:
    """Return a window on the screen, its settings in `folder`."""
    themes = Themes(app)
    themes.wear(LIGHT)
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(core_services(), themes, settings)
    window.show()
    wait(window.isVisible)
    return window


def close(window: MainWindow) -> None:
    """Put a window away."""
    window.recovery.autosave.close()
    window.runner.shut_down()
    window.desk.workers.shut_down()
    window.hide()
    window.deleteLater()


def enlarged(folder: Path) -> Path:
    """Write the bundled subject at 320³ as .nii.gz into `folder`, by repeating voxels, and return it."""
    folder.mkdir()
    for kind in ("T1", "T2", "label"):
        data = np.asanyarray(nib.load(shipped_path("sample") / f"subject-1-{kind}.hdr").dataobj).squeeze()
        places = [np.arange(_EDGE) * size // _EDGE for size in data.shape]
        big = data[np.ix_(*places)]
        affine = np.diag([*(size / _EDGE for size in data.shape), 1.0])
        nib.save(nib.Nifti1Image(big, affine), folder / f"subject-1-{kind}.nii.gz")
    return folder


def print_looking(app: QApplication, window: MainWindow, path: Path, folder: Path) -> tuple[Path, Path]:
    """Open the subject at `path` and move about in it; return the files of its labels and of its T1."""
    heartbeat = Heartbeat()
    start, spent = time.perf_counter(), time.process_time()
    paints = Paints(window)
    window.open_paths([path])
    wait(lambda: window.session.opened is not None and paints.count >= len(Plane))
    first, worked = time.perf_counter() - start, time.process_time() - spent
    stall = heartbeat.longest_ms()
    busiest = heartbeat.busiest_ms()
    wait(lambda: not window.runner.busy)
    images = window.session.opened
    assert images is not None
    shape = images.subject.grid.shape
    limit = 16.0 if max(shape) > 256 else 10.0
    print(f"\n{' × '.join(map(str, shape))} voxels, {path.name}")
    took = f"{first:6.2f} s, {worked:.2f} s of work"
    print(f"  first picture                {took}   (goal 2: {_verdict(first <= 2)})")
    busy = f"at most {busiest:.0f} ms busy"
    print(f"  longest stall meanwhile      {stall:6.0f} ms, {busy}   (goal 100: {_verdict(stall <= 100)})")
    if window.viewing.labels is None:
        window.work.segment()
        wait(lambda: window.work.segmenting is None and not window.runner.busy)
    window.viewing.change(lambda state: replace(state, outline=True))
    wait(lambda: True)
    for plane in Plane:
        print(_steps(window, paints, plane).line(f"slice step, {plane.value.lower()}", limit))
    for plane in Plane:
        print(_drag(app, window, paints, plane).line(f"crosshair drag, {plane.value.lower()}", limit))
    labels = folder / "labels.nii.gz"
    shown = window.viewing.labels
    assert shown is not None
    write_label_map(labels, shown, None, INDEX, overwrite=True)
    source = images.subject.images[Modality.T1].source
    return labels, path if source is None else source.path


def print_editing(app: QApplication, window: MainWindow) -> None:
    """Print what correcting costs in the same window; labels that came from a file are segmented first."""
    entry = window.session.current
    if entry is not None and entry.result is None:
        window.work.segment()
        wait(lambda: window.work.segmenting is None and not window.runner.busy)
    editing.print_figures(editing.measure(app, window))


def print_napari(image: Path, labels: Path, folder: Path) -> None:
    """Print what napari needs for the same, in a process and an environment of its own."""
    uv = shutil.which("uv") or str(Path(__file__).parents[2] / ".tools" / "bin" / "uv")
    script = Path(__file__).with_name("beside_napari.py")
    command = [uv, "run", "--no-project", "--python", sys.executable]
    command += [
        "--with",
        "napari[pyqt6]",
        "--with",
        "nibabel",
        "python",
        "-P",
        str(script),
        str(image),
        str(labels),
    ]
    # Away from this project's environment, and from what napari may have remembered of other days.
    environment = {**os.environ, "XDG_CONFIG_HOME": str(folder), "PYTHONPATH": ""}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        print(f"  napari did not run: {done.stderr.strip().splitlines()[-1:]}")
        return
    figures = json.loads(done.stdout.splitlines()[-1])
    print(f"  napari {figures['version']}: first picture {figures['first_picture_s']:.2f} s")
    for plane, times in figures["steps_ms"].items():
        median, late = np.percentile(times, (50, 95))
        print(f"  napari: slice step, {plane:8s} median {median:6.1f} ms   p95 {late:6.1f} ms   (one plane)")


def print_memory(app: QApplication, folder: Path, subjects: int) -> None:
    """Print how much memory is in use after opening the bundled subject under many names."""
    many = folder / "many"
    many.mkdir()
    for number in range(1, subjects + 1):
        for file in shipped_path("sample").glob("subject-1-*"):
            (many / file.name.replace("subject-1-", f"subject-{number}-")).symlink_to(file.resolve())
    window = make_window(app, folder)
    window.open_paths([many])
    wait(lambda: window.session.opened is not None and not window.runner.busy)
    used = []
    for entry in window.session.entries:
        window.work.open_subject(entry.key)
        wait(lambda: window.session.opened is not None and not window.runner.busy)
        gc.collect()
        used.append(_resident_mib())
    close(window)
    early, late = used[min(2, len(used) - 1)], used[-1]
    print(f"\n{len(used)} subjects opened one after another")
    print(
        f"  memory after the third {early:.0f} MiB, after the last {late:.0f} MiB, most {max(used):.0f} MiB"
    )
    print(f"  growth {100 * (late / early - 1):+.1f} %   (goal 10: {_verdict(late <= 1.1 * early)})")


def _steps(window: MainWindow, paints: Paints, plane: Plane) -> Times:
    window.viewing.reset()
    wait(lambda: True)
    times = Times([], [])
    for number in range(_STEPS):
        by = 1 if number % 60 < 30 else -1
        _time(times, window, paints, partial(window.planes.step, plane, by))
    return times


def _drag(app: QApplication, window: MainWindow, paints: Paints, plane: Plane) -> Times:
    """Drag the crosshair around an ellipse with the left button, as the mouse does."""
    window.viewing.reset()
    wait(lambda: True)
    view = window.planes.views[plane]
    middle, across, down = QPointF(view.rect().center()), view.width() / 5, view.height() / 5
    turns = np.linspace(0, 2 * np.pi, _DRAGS)
    places = [middle + QPointF(across * np.cos(turn), down * np.sin(turn)) for turn in turns.tolist()]
    _send(app, view, QEvent.Type.MouseButtonPress, places[0])
    wait(lambda: True)
    times = Times([], [])
    for at in places[1:]:
        _time(times, window, paints, partial(_send, app, view, QEvent.Type.MouseMove, at))
    _send(app, view, QEvent.Type.MouseButtonRelease, places[-1])
    return times


def _send(app: QApplication, view: SliceView, kind: QEvent.Type, at: QPointF) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    button = none if kind is QEvent.Type.MouseMove else left
    held = none if kind is QEvent.Type.MouseButtonRelease else left
    keys = Qt.KeyboardModifier.NoModifier
    app.sendEvent(view, QMouseEvent(kind, at, view.mapToGlobal(at), button, held, keys))


def _time(times: Times, window: MainWindow, paints: Paints, act: Callable[[], None]) -> None:
    """Add the time from an intent until all planes have been painted; one that moves nothing is left out."""
    before = window.viewing.state.crosshair
    paints.count = 0
    start, spent = time.perf_counter(), time.thread_time()
    act()
    if window.viewing.state.crosshair == before:
        return
    wait(lambda: paints.count >= len(Plane))
    times.wall.append((time.perf_counter() - start) * 1000)
    times.busy.append((time.thread_time() - spent) * 1000)


def _resident_mib() -> float:
    """Return the memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
