"""Tiles cover every voxel, fit the bound, and blend without a seam."""

from __future__ import annotations

import numpy as np
import pytest

from isegcore.inference.tiles import predict_tiles
from isegcore.monitor import Cancelled, Monitor
from isegcore.patches.stitching import Stitcher
from isegcore.patches.tiling import Tiling, plan_tiles, plan_windows
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


def first_channel(tile: np.ndarray, monitor: Monitor) -> np.ndarray:
    monitor.update("Network", 0, 1)
    return np.repeat(tile[..., :1], 4, axis=-1)


@pytest.mark.parametrize("max_voxels", [16**3, 10**6])
def test_predict_keeps_the_shape_and_the_place(max_voxels: int) -> None:
    image = np.random.default_rng(1).random((37, 21, 30, 2), np.float32)
    plan = plan_tiles((37, 21, 30), Tiling(divisor=8, max_voxels=max_voxels, overlap=4))
    result = predict_tiles(image, plan, first_channel)
    assert result.shape == (37, 21, 30, 4)
    np.testing.assert_allclose(result[..., 2], image[..., 0], rtol=1e-5)


def test_progress_grows_and_cancel_stops() -> None:
    image = np.ones((40, 40, 40, 1), np.float32)
    plan = plan_tiles((40, 40, 40), Tiling(divisor=8, max_voxels=24**3, overlap=4))
    monitor = RecordingMonitor()
    predict_tiles(image, plan, first_channel, monitor)
    fractions = [report.fraction for report in monitor.reports]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    with pytest.raises(Cancelled):
        predict_tiles(image, plan, first_channel, RecordingMonitor(cancel_at="Segmenting"))


def mask_of(shape: tuple[int, int, int], box: tuple[slice, slice, slice]) -> np.ndarray:
    mask = np.zeros(shape, bool)
    mask[box] = True
    return mask


def test_a_window_lies_around_the_brain_and_inside_the_array() -> None:
    mask = mask_of((40, 30, 16), (slice(2, 10), slice(8, 22), slice(0, 16)))
    plan = plan_windows(mask, (24, 20, 16))
    assert plan.starts == ((0, 5, 0),)
    assert plan.padded == (40, 30, 16)
    assert plan_windows(mask, (40, 30, 16)).starts == ((0, 0, 0),)


def test_a_small_array_is_centred_in_its_window() -> None:
    image = np.random.default_rng(1).random((10, 7, 8, 2), np.float32)
    plan = plan_windows(np.ones((10, 7, 8), bool), (16, 16, 8))
    assert plan.before == (3, 4, 0)
    seen = []

    def look(tile: np.ndarray, monitor: Monitor) -> np.ndarray:
        seen.append(tile)
        return first_channel(tile, monitor)

    result = predict_tiles(image, plan, look)
    np.testing.assert_array_equal(result[..., 0], image[..., 0])
    np.testing.assert_array_equal(seen[0][3:13, 4:11], image)
    assert not seen[0][:3].any()
    predict_tiles(image, plan, look, repeat_edge=True)
    np.testing.assert_array_equal(seen[1][0, 4:11], image[0])


def test_a_brain_larger_than_the_window_takes_several_and_around_them_is_background() -> None:
    box = (slice(3, 50), slice(10, 30), slice(4, 8))
    plan = plan_windows(mask_of((64, 40, 12), box), (24, 24, 12), overlap=4)
    assert len(plan.starts) == 3
    image = np.random.default_rng(1).random((64, 40, 12, 2), np.float32)
    result = predict_tiles(image, plan, first_channel)
    np.testing.assert_allclose(result[box][..., 1], image[box][..., 0], rtol=1e-5)
    assert result[0, 0, 0].tolist() == [1, 0, 0, 0]


def test_bad_tiling_is_refused() -> None:
    with pytest.raises(ValueError, match="fit into max_voxels"):
        Tiling(divisor=8, max_voxels=100)
