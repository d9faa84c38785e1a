"""Keeps a moving picture moving: where drawing takes too long, it is drawn coarser until it rests."""

from __future__ import annotations

_SLOW_S, _QUICK_S = 0.024, 0.010  # of drawing alone; 30 frames a second leave 33 ms for everything
_COARSEST = 0.35
_STEP = 0.8


class Pace:
    """How finely a moving picture is drawn: pixels drawn for each pixel shown, along a side.

    A frame that is slow by chance changes little: it takes several to become coarse.
    """

    def __init__(self) -> None:
        self.fineness = 1.0

    def took(self, seconds: float) -> None:
        """Learn from the time that a frame took."""
        if seconds > _SLOW_S:
            self.fineness = max(_COARSEST, self.fineness * _STEP)
        elif seconds < _QUICK_S:
            self.fineness = min(1.0, self.fineness / _STEP)
