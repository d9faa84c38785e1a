from __future__ import annotations

import numpy as np
import pytest

from app.session.opened import content_box, opened, robust_window
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import Volume
from isegcore.labels import Tissue
from tests.helpers.phantoms import phantom_subject, ras_grid


def test_the_window_ignores_background_and_outliers() -> None:
    rng = np.random.default_rng(0)
    data = np.zeros((40, 40, 40), np.float32)
    data[10:30, 10:30, 10:30] = rng.uniform(100, 200, (20, 20, 20))
    data[15, 15, 15] = 1e6
    window = robust_window(data)
    assert window.low == pytest.approx(100, abs=2)
    assert window.high == pytest.approx(200, abs=2)


@pytest.mark.parametrize("value", [0.0, 7.0, -3.0])
def test_a_constant_image_still_has_a_window(value: float) -> None:
    assert robust_window(np.full((4, 4, 4), value, np.float32)).width > 0


def test_large_volumes_are_sampled() -> None:
    data = np.random.default_rng(0).normal(500, 50, (160, 160, 160)).astype(np.float32)
    whole = np.percentile(data, (0.1, 99.9))
    window = robust_window(data)
    assert [window.low, window.high] == pytest.approx(list(whole), rel=0.02)


def test_the_first_view_is_centred_on_the_brain_not_on_the_volume() -> None:
    data = np.zeros((30, 40, 50), np.float32)
    data[2:8, 30:40, 10:13] = 1
    first, last = content_box(data)
    assert (first.tolist(), last.tolist()) == ([2, 30, 10], [7, 39, 12])
    grid = ras_grid(data.shape, spacing=2.0)
    images = opened(Subject("corner", {Modality.T1: Volume(data, grid)}))
    assert images.extent == (12.0, 20.0, 6.0)
    assert images.centre == pytest.approx(tuple(grid.to_mm((4, 34, 11))))


def test_an_empty_image_is_shown_whole() -> None:
    first, last = content_box(np.zeros((3, 4, 5), np.float32))
    assert (first.tolist(), last.tolist()) == ([0, 0, 0], [2, 3, 4])


def test_a_reference_is_measured() -> None:
    subject = phantom_subject()
    assert subject.reference is not None
    expected = np.count_nonzero(subject.reference.data == 2) / 1000
    assert opened(subject).reference_ml[Tissue.GM] == pytest.approx(expected)
