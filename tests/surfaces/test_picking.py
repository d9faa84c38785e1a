"""A line of sight meets the near side of the nearest surface."""

from __future__ import annotations

import numpy as np
import pytest

from isegcore.surfaces.picking import first_hit
from tests.helpers.surfaces import box_mesh


def test_the_near_side_of_the_nearest_surface_is_hit() -> None:
    near, far = box_mesh((-1, -1, 4), (1, 1, 6)), box_mesh((-1, -1, -6), (1, 1, -4))
    hit = first_hit([far, near], (0.2, 0.3, 50), (0, 0, -2))
    assert hit == pytest.approx([0.2, 0.3, 6])
    assert first_hit([far], (0.2, 0.3, 50), (0, 0, -2)) == pytest.approx([0.2, 0.3, -4])


def test_nothing_is_hit_beside_or_behind_or_from_inside() -> None:
    box = box_mesh((-1, -1, 4), (1, 1, 6))
    assert first_hit([box], (3, 0, 50), (0, 0, -1)) is None
    assert first_hit([box], (0, 0, 50), (0, 0, 1)) is None
    assert first_hit([box], (0, 0, 5), (0, 0, 1)) is None
    assert first_hit([], np.zeros(3), (0, 0, 1)) is None


def test_a_slanting_ray_hits_the_side_it_comes_from() -> None:
    hit = first_hit([box_mesh((-1, -1, -1), (1, 1, 1))], (10, 0.5, 0.25), (-1, 0, 0))
    assert hit == pytest.approx([1, 0.5, 0.25])
