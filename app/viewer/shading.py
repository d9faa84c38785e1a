"""From what a scene shows to pixels. Pure numpy; every result is C-contiguous, as QImage wants it."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.session.view_state import Window
from app.viewer.colours import PICTURE_TABLES, Rgba, Table, premultiplied
from app.viewer.scene import SliceScene

Pixels = NDArray[np.uint32]


def grey(image: NDArray[np.float32], window: Window) -> NDArray[np.uint8]:
    """Return `(rows, columns)` uint8, C-contiguous: `window.low` and below is 0, `high` and above 255."""
    scale = np.float32(255.0 / window.width)
    levels = np.multiply(image, scale, order="C")
    levels += np.float32(0.5 - window.low * 255.0 / window.width)
    np.clip(levels, 0, 255, out=levels)
    return levels.astype(np.uint8)


def picture(scene: SliceScene) -> Pixels:
    """Return the slice, `(rows, columns)` 0xffRRGGBB: the image, the other one mixed in, in its colours."""
    levels = grey(scene.image, scene.window)
    if scene.blended is not None:
        other = grey(scene.blended.image, scene.blended.window)
        levels = _mixed(levels, other, scene.blended.share)
    return PICTURE_TABLES[scene.colour_map].take(levels)


def overlay(scene: SliceScene, factor: int) -> Pixels | None:
    """Return the labels as premultiplied 0xAARRGGBB, or None where there are none.

    Where something is outlined it is `factor` times finer than the slice, so that a border is a
    `factor`-th of a voxel wide.
    """
    if scene.labels is None:
        return None
    labels = scene.labels
    if scene.outlined:
        labels = outlined(labels, scene.outlined, factor)
    return _table(scene.colours).take(np.ascontiguousarray(labels))


def heat(scene: SliceScene) -> Pixels | None:
    """Return the map of percentages as premultiplied 0xAARRGGBB, or None where there is none."""
    if scene.heat is None:
        return None
    return _table(scene.heat_colours).take(np.ascontiguousarray(scene.heat))


def outlined(labels: NDArray[np.uint8], which: Collection[int], factor: int) -> NDArray[np.uint8]:
    """Return `(factor * rows, factor * columns)` labels, 0 inside the classes in `which`.

    A pixel is part of a border if one of its four neighbours has another label; the border of a class lies
    inside it, and the slice's own edge is no border.
    """
    fine = np.ascontiguousarray(labels)
    if factor > 1:
        fine = fine.repeat(factor, axis=0).repeat(factor, axis=1)
    is_filled = np.ones(256, np.bool_)
    is_filled[list(which)] = False
    kept = is_filled.take(fine)
    down, right = fine[1:] != fine[:-1], fine[:, 1:] != fine[:, :-1]
    kept[1:] |= down
    kept[:-1] |= down
    kept[:, 1:] |= right
    kept[:, :-1] |= right
    return fine * kept


def _mixed(first: NDArray[np.uint8], second: NDArray[np.uint8], share: float) -> NDArray[np.uint8]:
    weight = round(256 * share)
    mixed = first.astype(np.uint16) * np.uint16(256 - weight) + second.astype(np.uint16) * np.uint16(weight)
    return (mixed >> 8).astype(np.uint8)


@lru_cache(maxsize=16)
def _table(colours: tuple[Rgba, ...]) -> Table:
    return premultiplied(colours)
