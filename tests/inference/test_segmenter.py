"""The main job with a network that thresholds: labels, confidence, notes, memory, cancellation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from isegcore.bundles.card import Card
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import Volume
from isegcore.errors import TooLargeError, UnreadableImageError
from isegcore.inference.segmenter import Segmenter, SegmentOptions
from isegcore.labels import Tissue
from isegcore.monitor import Cancelled
from isegcore.preprocessing.spec import PreprocessSpec
from tests.helpers.fakes import RecordingMonitor, ThresholdPredictor
from tests.helpers.phantoms import phantom_subject, ras_grid

CARD = Card(
    name="fake",
    version="1",
    title="Fake",
    description="Thresholds.",
    network={},
    divisor=4,
    preprocessing=PreprocessSpec(),
    training={},
    licence="Apache-2.0",
)


def fake_segmenter(**options: object) -> Segmenter:
    return Segmenter(ThresholdPredictor(), CARD, "0" * 64, SegmentOptions(**options))  # type: ignore[arg-type]


def test_a_phantom_comes_out_as_it_was_made() -> None:
    subject = phantom_subject()
    monitor = RecordingMonitor()
    result = fake_segmenter(island_ml=0).segment(subject, monitor)
    assert subject.reference is not None
    np.testing.assert_array_equal(result.labels.data, subject.reference.data)
    assert result.labels.grid.matches(subject.grid)
    assert result.confidence[result.labels.data == Tissue.GM].min() >= 97
    assert not result.labels.data.flags.writeable
    stages = list(dict.fromkeys(report.stage for report in monitor.reports))
    begin = ["Finding the brain", "Preparing the images", "Segmenting"]
    assert stages == [*begin, "Back onto the input's grid", "Checking the result"]


def test_the_record_says_what_was_done() -> None:
    record = fake_segmenter().segment(phantom_subject()).provenance
    assert record.model == "fake 1"
    assert list(record.seconds) == ["hash", "prepare", "network", "finish", "check"]
    assert record.volumes_ml["WM"] > 0
    assert record.inputs == ()
    assert {"iseg", "openvino", "keras"} <= set(record.versions)


@pytest.mark.parametrize(("spacing", "words"), [(1.0, "only 9 ml"), (3.5, ""), (7.0, "skull was stripped")])
def test_a_brain_of_an_impossible_size_is_said(spacing: float, words: str) -> None:
    small = phantom_subject()
    grid = ras_grid(small.grid.shape, spacing)
    images = {modality: Volume(volume.data, grid) for modality, volume in small.images.items()}
    notes = fake_segmenter().segment(Subject("s", images)).provenance.notes
    assert words in " ".join(notes) if words else notes == ()


@pytest.mark.parametrize("shape", [(1, 28, 28), (2, 36, 28), (28, 1, 1), (1, 1, 1)])
def test_a_brain_of_a_few_voxels_is_segmented_all_the_same(shape: tuple[int, int, int]) -> None:
    subject = phantom_subject()
    images = {}
    for modality, volume in subject.images.items():
        data = np.zeros_like(volume.data)
        data[15 : 15 + shape[0], 17 : 17 + shape[1], 13 : 13 + shape[2]] = 1
        noise = np.random.default_rng(0).random(data.shape, np.float32)
        images[modality] = replace(volume, data=data * (volume.data + noise))
    result = fake_segmenter().segment(replace(subject, images=images))
    assert result.labels.grid == subject.grid


def test_tiles_do_not_change_the_result() -> None:
    subject = phantom_subject((40, 44, 36))
    whole = fake_segmenter().segment(subject)
    tiled = fake_segmenter(tile_voxels=28**3).segment(subject)
    different = np.count_nonzero(whole.labels.data != tiled.labels.data)
    assert different < 0.02 * np.count_nonzero(whole.labels.data)  # the fake's levels are each tile's own


def test_probabilities_are_kept_when_asked() -> None:
    subject = phantom_subject()
    kept = fake_segmenter(keep_probabilities=True).segment(subject).probabilities
    assert kept is not None
    assert kept.shape == (*subject.grid.shape, 4)
    assert kept[0, 0, 0].tolist() == [100, 0, 0, 0] or kept[0, 0, 0, 0] >= 97
    assert fake_segmenter().segment(subject).probabilities is None


@pytest.mark.parametrize("stage", ["Finding", "Preparing", "Segmenting", "Back onto", "Removing", "Checking"])
def test_every_stage_can_be_cancelled(stage: str) -> None:
    with pytest.raises(Cancelled):
        fake_segmenter().segment(phantom_subject(), RecordingMonitor(cancel_at=stage))


def test_too_large_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Little:
        available = 1000

    monkeypatch.setattr("psutil.virtual_memory", lambda: Little)
    with pytest.raises(TooLargeError, match=r"needs about .* GB of memory"):
        fake_segmenter().segment(phantom_subject())


def test_a_constant_image_is_refused() -> None:
    shape = (8, 8, 8)
    flat = Subject("flat", {Modality.T1: Volume(np.ones(shape, np.float32), ras_grid(shape))})
    with pytest.raises(UnreadableImageError):
        fake_segmenter().segment(flat)
