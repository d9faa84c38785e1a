"""Tiles cover every voxel, fit the bound, and blend without a seam."""

from __future__ import annotations

import numpy as np
import pytest

from isegcore.inference.tiles import predict
from isegcore.monitor import Cancelled, Monitor
from isegcore.patches.stitching import Stitcher
from isegcore.patches.tiling import Tiling, plan_tiles
from tests.helpers.fakes import RecordingMonitor

SHAPES = [(8, 8, 8), (1, 1, 1), (17, 33, 9), (64, 40, 24), (50, 50, 50)]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("max_voxels", [8**3, 16**3, 24**3, 10**6])
def test_tiles_cover_everything(shape: tuple[int, int, int], max_voxels: int) -> None:
    plan = plan_tiles(shape, Tiling(divisor=8, max_voxels=max_voxels, overlap=4))
    covered = np.zeros(plan.padded, bool)
    for start in plan.starts:
        place = tuple(slice(s, s + n) for s, n in zip(start, plan.tile, strict=True))
        assert covered[place].shape == plan.tile
        covered[place] = True
    assert covered.all()
    assert all(n % 8 == 0 for n in plan.tile)
    assert np.prod(plan.tile) <= max(max_voxels, 16**3)


def test_one_tile_when_it_fits() -> None:
    plan = plan_tiles((20, 20, 20), Tiling(divisor=8, max_voxels=24**3))
    assert plan.starts == ((0, 0, 0),)
    assert plan.tile == (24, 24, 24)


def test_neighbours_overlap_as_asked() -> None:
    plan = plan_tiles((200, 16, 16), Tiling(divisor=8, max_voxels=64 * 16 * 16, overlap=16))
    starts = sorted({start[0] for start in plan.starts})
    assert len(starts) > 2
    assert max(np.diff(starts)) <= plan.tile[0] - 16
    assert plan.overlap[0] >= 16
    assert plan.overlap[1:] == (0, 0) or plan.overlap[1:] == (16, 16)


def test_stitching_equal_tiles_gives_the_array_back() -> None:
    rng = np.random.default_rng(0)
    plan = plan_tiles((40, 24, 30), Tiling(divisor=8, max_voxels=24**3, overlap=8))
    whole = rng.random((*plan.padded, 4), np.float32)
    stitcher = Stitcher(plan, 4)
    for start in plan.starts:
        place = tuple(slice(s, s + n) for s, n in zip(start, plan.tile, strict=True))
        stitcher.add(start, whole[place])
    np.testing.assert_allclose(stitcher.result(), whole, rtol=1e-5)


class _FirstChannel:
    device = "fake"

    def predict(self, patches: np.ndarray, monitor: Monitor) -> np.ndarray:
        monitor.update("Network", 0, 1)
        return np.repeat(patches[..., :1], 4, axis=-1)


@pytest.mark.parametrize("max_voxels", [16**3, 10**6])
def test_predict_keeps_the_shape_and_the_place(max_voxels: int) -> None:
    image = np.random.default_rng(1).random((37, 21, 30, 2), np.float32)
    result = predict(image, _FirstChannel(), Tiling(divisor=8, max_voxels=max_voxels, overlap=4))
    assert result.shape == (37, 21, 30, 4)
    np.testing.assert_allclose(result[..., 2], image[..., 0], rtol=1e-5)


def test_progress_grows_and_cancel_stops() -> None:
    image = np.ones((40, 40, 40, 1), np.float32)
    tiling = Tiling(divisor=8, max_voxels=24**3, overlap=4)
    monitor = RecordingMonitor()
    predict(image, _FirstChannel(), tiling, monitor)
    fractions = [report.fraction for report in monitor.reports]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    with pytest.raises(Cancelled):
        predict(image, _FirstChannel(), tiling, RecordingMonitor(cancel_at="Segmenting"))


def test_bad_tiling_is_refused() -> None:
    with pytest.raises(ValueError, match="fit into max_voxels"):
        Tiling(divisor=8, max_voxels=100)
