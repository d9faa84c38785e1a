"""Slices out of a volume and back; neighbours and coordinates where the network expects them."""

from __future__ import annotations

import numpy as np
import pytest

from isegcore.network.presets import PRESETS
from isegcore.patches.slices import network_input, slices_of, volume_of
from isegcore.preprocessing.spec import Plane, PreprocessSpec


@pytest.mark.parametrize(
    ("plane", "shape"), [(Plane.SAGITTAL, (3, 4, 5)), (Plane.CORONAL, (4, 3, 5)), (Plane.AXIAL, (5, 3, 4))]
)
def test_slices_of_each_plane_go_back_where_they_were(plane: Plane, shape: tuple[int, int, int]) -> None:
    volume = np.arange(3 * 4 * 5 * 2).reshape(3, 4, 5, 2)
    slices = slices_of(volume, plane)
    assert slices.shape == (*shape, 2)
    assert slices.base is not None
    np.testing.assert_array_equal(volume_of(slices, plane), volume)


def test_neighbours_come_in_order_with_the_coordinates_of_the_slice_itself() -> None:
    spec = PreprocessSpec(plane=Plane.AXIAL, neighbours=1)
    slices = np.zeros((4, 2, 3, 5), np.float32)
    slices += np.arange(4).reshape(4, 1, 1, 1) * 10 + np.arange(5)  # 10 x slice + channel
    seen = network_input(slices, [0, 2], spec)
    assert seen.shape == (2, 2, 3, 9)
    assert seen[1, 0, 0].tolist() == [10, 11, 20, 21, 30, 31, 22, 23, 24]
    assert seen[0, 0, 0].tolist() == [0, 1, 0, 1, 10, 11, 2, 3, 4]  # the first slice has none below


@pytest.mark.parametrize("name", ["unet2d", "unet25d", "plain2d"])
def test_the_presets_networks_see_as_many_channels_as_they_have(name: str) -> None:
    network = PRESETS[name].network
    spec = network.preprocessing
    slices = np.random.default_rng(0).random((5, 4, 6, spec.volume_channels), np.float32)
    seen = network_input(slices, [1, 2, 4], spec)
    assert seen.shape == (3, 4, 6, network.inputs)
    middle = spec.neighbours * 2
    np.testing.assert_array_equal(seen[..., middle : middle + 2], slices[[1, 2, 4], ..., :2])
