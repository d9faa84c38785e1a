from __future__ import annotations

import numpy as np

from app.session.view_state import Window
from app.viewer.shading import grey


def test_window_ends_are_black_and_white_and_the_rest_is_linear() -> None:
    image = np.array([[-50, 100], [150, 200], [260, 175]], np.float32)
    assert grey(image, Window(100, 200)).tolist() == [[0, 0], [128, 255], [255, 191]]


def test_a_flipped_view_becomes_contiguous() -> None:
    image = np.arange(12, dtype=np.float32).reshape(3, 4)[::-1, ::-1].T
    levels = grey(image, Window(0, 11))
    assert levels.flags.c_contiguous
    assert levels.dtype == np.uint8
    assert levels[0, 0] == 255
