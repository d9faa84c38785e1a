"""From what a scene shows to pixels. Pure numpy; every result is C-contiguous, as QImage wants it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.session.view_state import Window
from app.viewer.colours import PICTURE_TABLES, Rgba, Table, premultiplied
from app.viewer.scene import SliceScene

Pixels = NDArray[np.uint32]

_TOP, _BOTTOM, _LEFT, _RIGHT = (np.uint8(1 << bit) for bit in range(4))  # where a voxel has a border


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
    if scene.outlined:
        return outlined(scene.labels, scene.colours, scene.outlined, factor)
    return _table(scene.colours).take(np.ascontiguousarray(scene.labels))


def heat(scene: SliceScene) -> Pixels | None:
    """Return the map of percentages as premultiplied 0xAARRGGBB, or None where there is none."""
    if scene.heat is None:
        return None
    return _table(scene.heat_colours).take(np.ascontiguousarray(scene.heat))


def outlined(
    labels: NDArray[np.uint8], colours: tuple[Rgba, ...], which: frozenset[int], factor: int
) -> Pixels:
    """Return `(factor * rows, factor * columns)` pixels, clear inside the classes in `which`.

    A pixel is part of a border if one of its four neighbours has another label; the border of a class lies
    inside it, and the slice's own edge is no border. Classes are below 16.
    """
    kinds = np.left_shift(labels, 4, order="C")
    down, right = labels[1:] != labels[:-1], labels[:, 1:] != labels[:, :-1]
    kinds[1:] |= down * _TOP
    kinds[:-1] |= down * _BOTTOM
    kinds[:, 1:] |= right * _LEFT
    kinds[:, :-1] |= right * _RIGHT
    lines = [line.take(kinds, axis=0) for line in _voxel_lines(colours, which, factor)]
    rows, columns = labels.shape
    return np.stack(lines, axis=1).reshape(factor * rows, factor * columns)


@lru_cache(maxsize=16)
def _voxel_lines(colours: tuple[Rgba, ...], which: frozenset[int], factor: int) -> list[Table]:
    """Return the lines a voxel is drawn with, each `(256, factor)`: by 16 times its class, and borders."""
    kind, across = np.arange(256)[:, None], np.arange(factor)
    colour = np.broadcast_to(_table(colours)[kind >> 4], (256, factor))
    sides = (kind & _LEFT > 0) & (across == 0) | (kind & _RIGHT > 0) & (across == factor - 1)
    is_filled = ~np.isin(kind >> 4, list(which)) | sides
    ends = {0: _TOP, factor - 1: _BOTTOM} if factor > 1 else {0: _TOP | _BOTTOM}
    return [np.where(is_filled | (kind & ends.get(line, 0) > 0), colour, 0) for line in range(factor)]


def _mixed(first: NDArray[np.uint8], second: NDArray[np.uint8], share: float) -> NDArray[np.uint8]:
    weight = round(256 * share)
    mixed = first.astype(np.uint16) * np.uint16(256 - weight) + second.astype(np.uint16) * np.uint16(weight)
    return (mixed >> 8).astype(np.uint8)


@lru_cache(maxsize=16)
def _table(colours: tuple[Rgba, ...]) -> Table:
    return premultiplied(colours)
