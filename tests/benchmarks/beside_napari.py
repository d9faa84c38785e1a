"""What napari needs to open an image with labels and to step through it; `viewer` runs it in another Python.

Prints one line of JSON. Only one plane is shown at a time: that is how napari shows a volume in 2D.
"""

from __future__ import annotations

import json
import sys
import time

import napari
import nibabel as nib
import numpy as np
from qtpy.QtWidgets import QApplication

_STEPS = 120
_PLANES = {"sagittal": 0, "coronal": 1, "axial": 2}


def main(image_path: str, labels_path: str) -> None:
    """Open, step, print."""
    viewer = napari.Viewer(show=True)
    canvas = viewer.window._qt_viewer.canvas._scene_canvas
    drawn = [0]
    canvas.events.draw.connect(lambda event: drawn.__setitem__(0, drawn[0] + 1))
    _run_until(lambda: drawn[0] > 0, 5)
    drawn[0] = 0
    start = time.perf_counter()
    data = np.asarray(nib.load(image_path).dataobj, np.float32).squeeze()
    viewer.add_image(data)
    _run_until(lambda: drawn[0] > 0, 60)
    first = time.perf_counter() - start
    layer = viewer.add_labels(np.asarray(nib.load(labels_path).dataobj).astype(np.uint8).squeeze())
    layer.contour = 1
    _run_until(lambda: drawn[0] > 1, 60)
    steps = {}
    for name, axis in _PLANES.items():
        viewer.dims.order = (axis, *(other for other in range(3) if other != axis))
        middle = data.shape[axis] // 2
        viewer.dims.set_current_step(axis, middle)
        _run_until(lambda: False, 0.5)
        steps[name] = [
            _step(viewer, axis, middle + 1 + abs(number % 60 - 30), drawn) for number in range(_STEPS)
        ]
    print(json.dumps({"version": napari.__version__, "first_picture_s": first, "steps_ms": steps}))
    viewer.close()


def _step(viewer: napari.Viewer, axis: int, to: int, drawn: list[int]) -> float:
    drawn[0] = 0
    start = time.perf_counter()
    viewer.dims.set_current_step(axis, to)
    _run_until(lambda: drawn[0] > 0, 5)
    return (time.perf_counter() - start) * 1000


def _run_until(until, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while not until() and time.perf_counter() < end:
        QApplication.processEvents()


if __name__ == "__main__":
    main(*sys.argv[1:])
