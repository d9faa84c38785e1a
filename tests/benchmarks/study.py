"""A study of fifty subjects, opened one after another: seconds and memory.

    nice -n 5 xvfb-run -a .venv/bin/python -m tests.benchmarks.study [SUBJECTS]

Images of the iSeg-2017 size (144 x 192 x 256, T1 and T2, .nii.gz) and results with confidence and entropy,
all written here; the labels are a threshold's. Printed: seconds to save and open the study, seconds from a
click to the images and to the result on the screen, and the resident memory.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np
import psutil
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication

from app.services import core_services
from app.session.session import make_result
from app.window.main_window import MainWindow
from app.window.theme import LIGHT, Themes
from isegcore.data.volume import LabelMap
from tests.helpers.image_files import write_nifti
from tests.helpers.phantoms import T1_LEVELS, T2_LEVELS, ellipsoid_labels, phantom_subject, ras_grid
from tests.helpers.window_fakes import phantom_segmentation

_SHAPE = (144, 192, 256)
_MB = 2**20


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    themes = Themes(app)
    themes.wear(LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _write_images(root / "data", count)
        study = _save(themes, root, count, app)
        _open(themes, root, study, app)


def _window(themes: Themes, root: Path) -> MainWindow:
    settings = QSettings(str(root / "settings.ini"), QSettings.Format.IniFormat)
    services = replace(core_services(), prepare=lambda model, monitor: None)
    window = MainWindow(services, themes, settings)
    window.show()
    return window


def _write_images(folder: Path, count: int) -> None:
    folder.mkdir()
    labels, grid = ellipsoid_labels(_SHAPE), ras_grid(_SHAPE)
    noise = np.random.default_rng(0).normal(0, 8, _SHAPE).astype(np.float32) * (labels > 0)
    for name, levels in (("T1", T1_LEVELS), ("T2", T2_LEVELS)):
        first = folder / f"subject-1-{name}.nii.gz"
        write_nifti(first, (levels[labels] + noise).astype(np.int16), grid.affine)
        for number in range(2, count + 1):
            (folder / f"subject-{number}-{name}.nii.gz").symlink_to(first)


def _save(themes: Themes, root: Path, count: int, app: QApplication) -> Path:
    window = _window(themes, root)
    window.open_paths([root / "data"])
    _wait(app, lambda: window.session.opened is not None and not window.runner.busy)
    made = phantom_segmentation(phantom_subject(_SHAPE))
    assert isinstance(made.labels, LabelMap)
    result = make_result(made)
    for entry in window.session.entries:
        window.session.hold_result(entry.key, entry.choice, result)
    began = time.perf_counter()
    window.study.studies.save(root / "study.iseg")
    _wait(app, lambda: not window.runner.busy)
    print(f"saving {count} subjects with results: {time.perf_counter() - began:.1f} s")
    _close(window, app)
    return root / "study.iseg"


def _open(themes: Themes, root: Path, study: Path, app: QApplication) -> None:
    window = _window(themes, root)
    began = time.perf_counter()
    window.open_paths([study])
    _wait(app, lambda: window.session.opened is not None)
    print(f"opening the study, to the first picture: {time.perf_counter() - began:.2f} s")
    _wait(app, lambda: not window.runner.busy)
    memory = [_memory()]
    for turn in range(2):
        images, results = [], []
        for row in range(len(window.session.entries)):
            if turn == 0 and row == 0:
                continue
            began = time.perf_counter()
            window.subjects.list.setCurrentRow(row)
            _wait(app, lambda: window.session.opened is not None)
            images.append(time.perf_counter() - began)
            _wait(
                app, lambda: window.session.current is not None and window.session.current.result is not None
            )
            results.append(time.perf_counter() - began)
            _wait(app, lambda: not window.runner.busy)
            memory.append(_memory())
        print(f"round {turn + 1}: images {median(images):.2f} s, result {median(results):.2f} s (median)")
    first, last = memory[1], memory[-1]
    print(
        f"memory: first subject {memory[0]:.0f} MB, second {first:.0f} MB, most {max(memory):.0f} MB, ",
        end="",
    )
    print(f"last {last:.0f} MB ({100 * (last / memory[0] - 1):+.0f} % of the first)")
    held = sum(entry.result is not None for entry in window.session.entries)
    print(f"results in memory at the end: {held}")
    _close(window, app)


def _has_result(window: MainWindow) -> bool:
    return window.session.current is not None and window.session.current.result is not None


def _wait(app: QApplication, until: Callable[[], bool]) -> None:
    while not until():
        app.processEvents()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # which a real event loop does by itself
        time.sleep(0.001)


def _memory() -> float:
    gc.collect()
    return float(psutil.Process().memory_info().rss) / _MB


def _close(window: MainWindow, app: QApplication) -> None:
    window.close()
    window.runner.shut_down()
    window.desk.workers.shut_down()
    window.deleteLater()
    app.processEvents()


if __name__ == "__main__":
    main()
