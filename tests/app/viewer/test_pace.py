"""Pace: slow frames make the next ones coarser, quick ones finer again, within limits."""

from __future__ import annotations

from app.viewer.pace import Pace


def test_slow_frames_get_coarser_and_quick_ones_finer_again() -> None:
    pace = Pace()
    pace.took(0.005)
    assert pace.fineness == 1
    pace.took(0.1)
    assert 0.7 < pace.fineness < 1
    kept = pace.fineness
    pace.took(0.018)
    assert pace.fineness == kept
    for _ in range(20):
        pace.took(0.1)
    assert pace.fineness == 0.35
    for _ in range(20):
        pace.took(0.001)
    assert pace.fineness == 1
