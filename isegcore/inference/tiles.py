"""Running a network over an array of any size, tile by tile."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.patches.stitching import Stitcher
from isegcore.patches.tiling import TilePlan

STAGE = "Segmenting"

# Probabilities `(I, J, K, 4)` of a tile `(I, J, K, C)`, both float32.
Ask = Callable[[NDArray[np.float32], Monitor], NDArray[np.float32]]


def predict_tiles(
    image: NDArray[np.float32],
    plan: TilePlan,
    ask: Ask,
    monitor: Monitor = NULL_MONITOR,
    *,
    repeat_edge: bool = False,
) -> NDArray[np.float32]:
    """Return class probabilities `(I, J, K, 4)` float32 of an image `(I, J, K, C)` float32 of any size.

    What no tile covers is background.

    Args:
        image: What the network is to see.
        plan: The tiles, planned for the image's shape.
        ask: Asks the network about one tile.
        monitor: Hears of every tile.
        repeat_edge: Whether the image is padded with its outermost values; if not, with zeros.

    Raises:
        Cancelled: If the monitor says so.
    """
    shape = image.shape[:3]
    padding = [(b, p - n - b) for p, n, b in zip(plan.padded, shape, plan.before, strict=True)]
    mode = "edge" if repeat_edge else "constant"
    padded = np.pad(image, [*padding, (0, 0)], mode) if plan.padded != shape else image  # type: ignore[call-overload]
    inner = tuple(slice(b, b + n) for b, n in zip(plan.before, shape, strict=True))
    total = len(plan.starts)
    monitor.update(STAGE, 0, total)
    if plan.tile == plan.padded:
        whole = ask(padded, within(monitor, 0, 1))
        monitor.update(STAGE, 1, 1)
        return whole[inner]
    stitcher: Stitcher | None = None
    for done, start in enumerate(plan.starts):
        place = tuple(slice(s, s + n) for s, n in zip(start, plan.tile, strict=True))
        tile = ask(padded[place], within(monitor, done, total))
        stitcher = stitcher or Stitcher(plan, tile.shape[-1])
        stitcher.add(start, tile)
        monitor.update(STAGE, done + 1, total)
    if stitcher is None:
        raise ValueError("image must have at least one voxel")
    return stitcher.result()[inner]


def within(monitor: Monitor, done: int, total: int) -> Monitor:
    """Return a monitor that passes reports on as progress within one part of `total`, `done` being over."""
    return _Within(monitor, done, total)


class _Within:
    def __init__(self, monitor: Monitor, done: int, total: int) -> None:
        self._monitor, self._done, self._total = monitor, done, total

    def update(self, stage: str, done: float, total: float) -> None:
        self._monitor.update(STAGE, self._done + min(done / total, 1.0), self._total)
