from __future__ import annotations

import math

import numpy as np
import pytest

from isegcore.data.grid import Grid
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import Volume
from isegcore.metrics.lines import angle_degrees, interpolated, length_mm, profile
from tests.helpers.phantoms import phantom_subject, ras_grid


def test_lengths_and_angles() -> None:
    assert length_mm((0, 0, 0), (2, 3, 6)) == 7
    assert angle_degrees((5, 0, 0), (0, 0, 0), (0, 0, 2)) == pytest.approx(90)
    assert angle_degrees((1, 0, 0), (0, 0, 0), (-3, 0, 0)) == pytest.approx(180)
    assert angle_degrees((1, 1, 0), (0, 0, 0), (2, 2, 0)) == pytest.approx(0, abs=1e-5)
    assert math.isnan(angle_degrees((0, 0, 0), (0, 0, 0), (1, 0, 0)))


def test_a_linear_image_is_interpolated_exactly_on_an_oblique_grid() -> None:
    angle = math.radians(25)
    affine = np.eye(4)
    affine[:2, :2] = [[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]]
    affine[:3, :3] *= (1.0, 0.8, 2.5)
    affine[:3, 3] = (-4, 7, 1)
    grid = Grid((9, 8, 7), affine)
    voxels = np.stack(np.meshgrid(*map(np.arange, grid.shape), indexing="ij"), axis=-1)
    slope = np.array([2.0, -3.0, 0.5])
    data = (grid.to_mm(voxels) @ slope).astype(np.float32)
    rng = np.random.default_rng(1)
    places = grid.to_mm(rng.uniform(0, np.asarray(grid.shape) - 1, (50, 3)))
    np.testing.assert_allclose(interpolated(data, grid, places), places @ slope, rtol=1e-5, atol=1e-4)


def test_nothing_is_known_outside_the_grid() -> None:
    grid = ras_grid((4, 4, 1))
    data = np.ones(grid.shape, np.float32)
    inside, outside = grid.to_mm((1, 2, 0)), grid.to_mm((1, 9, 0))
    values = interpolated(data, grid, np.stack([inside, outside]))
    assert values[0] == 1
    assert math.isnan(values[1])


def test_a_profile_runs_from_start_to_end_through_every_image() -> None:
    subject = phantom_subject()
    start, end = (tuple(subject.grid.to_mm((at, 16, 14)).tolist()) for at in (0, 31))
    found = profile(subject, start, end)
    assert found.mm[0] == 0
    assert found.mm[-1] == pytest.approx(31)
    assert set(found.values) == {Modality.T1, Modality.T2}
    t1 = subject.images[Modality.T1].data[:, 16, 14]
    np.testing.assert_allclose(found.values[Modality.T1][::2], t1, atol=1e-3)


def test_the_table_of_a_profile_leaves_blanks_outside() -> None:
    grid = ras_grid((4, 4, 4))
    subject = Subject("s", {Modality.T1: Volume(np.ones(grid.shape, np.float32), grid)})
    table = profile(subject, (0.0, 0.0, 0.0), (0.0, 0.0, 9.0)).table()
    assert table.header == ("distance_mm", "T1")
    assert table.rows[0] == ("0", "1")
    assert table.rows[-1] == ("9", "")
