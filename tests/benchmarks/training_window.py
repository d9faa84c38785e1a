"""Prints how quick the window stays while a network trains: the longest stall of its event loop.

Needs a display (or `xvfb-run`). Simulates subjects from the bundled one's labels, fills in the dialog,
presses Train, and lets it train with the default recipe; every validation brings curves and a picture.
Meanwhile the slices of an open subject are stepped through, or the page of the training is watched.

    uv run python -m tests.benchmarks.training_window [--minutes 2]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.dialogs.train_dialog import TrainDialog
from app.session.view_state import Plane
from app.window.main_window import MainWindow
from isegcore.shipped import shipped_path
from isegcore.simulation.contrast import AgeBand
from isegcore.simulation.label_maps import read_anatomy
from isegcore.simulation.practice import write_practice_set
from tests.benchmarks.window import Heartbeat, open_window, wait


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=2)
    options = parser.parse_args()
    app = QApplication([])
    app.setStyle("Fusion")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _simulate(folder / "data")
        window = open_window(app, folder, shipped_path("sample"))
        _train(window, folder, options.minutes)
        window.runner.shut_down()
        window.desk.workers.shut_down()
        window.hide()


def _simulate(folder: Path) -> None:
    anatomy = read_anatomy(shipped_path("sample") / "subject-1-label.hdr")
    write_practice_set([anatomy], folder, subjects=3, seed=1, age=AgeBand.ISOINTENSE)


def _train(window: MainWindow, folder: Path, minutes: int) -> None:
    """Train from pressing the button to the end, and print the longest stall."""
    opening = Heartbeat()
    window.bar.qt("train.start").trigger()
    dialog = window.findChild(TrainDialog)
    assert isinstance(dialog, TrainDialog)
    dialog.data.choose(folder / "data")
    dialog.recipe.minutes.setValue(minutes)
    dialog.recipe.folder.setText(str(folder))
    dialog.recipe.track.setChecked(False)
    wait(dialog.train.isEnabled)
    print(f"opening the dialog, reading the subjects: longest stall {opening.longest_ms():.0f} ms")
    heartbeat = Heartbeat()
    dialog.train.click()
    _look_around(window)
    run = window.desk.training.run
    assert run is not None
    print(f"{run.phase.value} after {len(run.epochs)} epochs")
    print(f"longest stall while training      {heartbeat.longest_ms():5.0f} ms")
    print(f"longest work of the window itself {heartbeat.busiest_ms():5.0f} ms")
    idle = Heartbeat()
    end = time.perf_counter() + 30
    wait(lambda: time.perf_counter() > end)
    print(f"longest stall of an idle window   {idle.longest_ms():5.0f} ms  (the load of the machine)")


def _look_around(window: MainWindow) -> None:
    """Watch the training for some seconds, step through slices for some seconds, until it ends."""
    step = 0
    while window.desk.training.is_running:
        watching = step % 400 < 200
        if step % 200 == 0:
            (window.desk.show_run if watching else window.workspace.show_first)()
        if not watching:
            window.planes.step(Plane.AXIAL, 1 if step % 100 < 50 else -1)
        pause = time.perf_counter() + 0.04
        wait(lambda pause=pause: time.perf_counter() > pause)  # type: ignore[misc]
        step += 1


if __name__ == "__main__":
    main()
