"""Intensities to grey levels. Pure numpy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.session.view_state import Window


def grey(image: NDArray[np.float32], window: Window) -> NDArray[np.uint8]:
    """Return `(rows, columns)` uint8, C-contiguous: `window.low` and below is 0, `high` and above 255."""
    scale = np.float32(255.0 / window.width)
    levels = np.multiply(image, scale, order="C")
    levels += np.float32(0.5 - window.low * 255.0 / window.width)
    np.clip(levels, 0, 255, out=levels)
    return levels.astype(np.uint8)
