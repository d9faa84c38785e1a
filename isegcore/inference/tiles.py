"""Running a network over an array of any size, tile by tile."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from isegcore.inference.predictor import Predictor
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.patches.stitching import Stitcher
from isegcore.patches.tiling import Tiling, plan_tiles

STAGE = "Segmenting"


def predict(
    image: NDArray[np.float32],
    predictor: Predictor,
    tiling: Tiling,
    monitor: Monitor = NULL_MONITOR,
) -> NDArray[np.float32]:
    """Return class probabilities `(I, J, K, 4)` float32 of an image `(I, J, K, C)` float32 of any size.

    The image is padded with zeros, the value outside the brain, to sizes that the network takes.

    Raises:
        Cancelled: If the monitor says so.
    """
    shape = (image.shape[0], image.shape[1], image.shape[2])
    plan = plan_tiles(shape, tiling)
    padding = [(0, p - n) for p, n in zip(plan.padded, shape, strict=True)]
    padded = np.pad(image, [*padding, (0, 0)]) if plan.padded != shape else image
    inner = (slice(0, shape[0]), slice(0, shape[1]), slice(0, shape[2]))
    total = len(plan.starts)
    monitor.update(STAGE, 0, total)
    if total == 1:
        whole = predictor.predict(padded[np.newaxis], _Within(monitor, 0, 1))
        monitor.update(STAGE, 1, 1)
        probabilities: NDArray[np.float32] = whole[0][inner]
        return probabilities
    stitcher: Stitcher | None = None
    for done, start in enumerate(plan.starts):
        place = tuple(slice(s, s + n) for s, n in zip(start, plan.tile, strict=True))
        tile = predictor.predict(padded[place][np.newaxis], _Within(monitor, done, total))[0]
        stitcher = stitcher or Stitcher(plan, tile.shape[-1])
        stitcher.add(start, tile)
        monitor.update(STAGE, done + 1, total)
    if stitcher is None:
        raise ValueError("image must have at least one voxel")
    return stitcher.result()[inner]


class _Within:
    """Passes the predictor's reports on as progress within one tile of many."""

    def __init__(self, monitor: Monitor, done: int, total: int) -> None:
        self._monitor, self._done, self._total = monitor, done, total

    def update(self, stage: str, done: float, total: float) -> None:
        self._monitor.update(STAGE, self._done + min(done / total, 1.0), self._total)
