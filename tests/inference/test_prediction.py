"""2D and 2.5D networks, and those of a fixed size, see the brain as they were trained to."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from isegcore.bundles.card import Card
from isegcore.inference.segmenter import Segmenter, SegmentOptions
from isegcore.monitor import Cancelled, Monitor
from isegcore.preprocessing.spec import Plane, PreprocessSpec
from tests.helpers.fakes import RecordingMonitor, ThresholdPredictor
from tests.helpers.phantoms import phantom_subject


@dataclass
class Watched(ThresholdPredictor):
    """Plays the network on the channel that holds T1 of the slice itself, and remembers what it saw."""

    channel: int = 0
    shapes: set[tuple[int, ...]] = field(default_factory=set)
    asked: int = 0

    def predict(self, patches: np.ndarray, monitor: Monitor) -> np.ndarray:
        monitor.update("Network", 0, 1)
        self.shapes.add(patches.shape)
        self.asked += 1
        t1 = patches[..., self.channel]
        # Levels of the whole phantom: a slice need not hold every tissue.
        index = np.where(t1 != 0, 1 + (t1 > -0.6) + (t1 > 0.7), 0)
        return np.eye(4, dtype=np.float32)[index] * 0.97 + 0.0075


def card_for(spec: PreprocessSpec, size: tuple[int, ...] | None = None) -> Card:
    return Card(
        name="fake",
        version="1",
        title="Fake",
        description="Thresholds.",
        network={},
        divisor=4,
        size=size,
        preprocessing=spec,
        training={},
        licence="Apache-2.0",
    )


def segment(card: Card, predictor: Watched, monitor: Monitor | None = None) -> np.ndarray:
    options = SegmentOptions(island_ml=0)
    subject = phantom_subject()
    return (
        Segmenter(predictor, card, "0" * 64, options)
        .segment(subject, monitor or RecordingMonitor())
        .labels.data
    )


SLICES = [
    PreprocessSpec(plane=Plane.AXIAL, coordinates=False),
    PreprocessSpec(plane=Plane.CORONAL),
    PreprocessSpec(plane=Plane.SAGITTAL, neighbours=1),
    PreprocessSpec(plane=Plane.AXIAL, neighbours=2, coordinates=False),
]


@pytest.mark.parametrize("spec", SLICES)
@pytest.mark.parametrize("size", [None, (40, 36), (20, 24)])
def test_a_phantom_comes_out_slice_by_slice(spec: PreprocessSpec, size: tuple[int, int] | None) -> None:
    """Free, larger than the brain, and smaller, so that several windows are blended."""
    predictor = Watched(channel=2 * spec.neighbours)
    labels = segment(card_for(spec, size), predictor)
    np.testing.assert_array_equal(labels, phantom_subject().reference.data)  # type: ignore[union-attr]
    assert len(predictor.shapes) == 1  # whatever the number of slices, the network is compiled once
    (shape,) = predictor.shapes
    assert shape[-1] == spec.channels
    assert shape[1:3] == size if size else not (shape[1] % 4 or shape[2] % 4)


def test_slices_without_brain_are_not_asked_about() -> None:
    spec = PreprocessSpec(plane=Plane.AXIAL, coordinates=False, margin_mm=1000)
    predictor = Watched()
    segment(card_for(spec), predictor)
    brain = np.flatnonzero(phantom_subject().reference.data.any((0, 1)))  # type: ignore[union-attr]
    assert predictor.asked == -(-len(brain) // 8)


def test_a_volume_network_of_a_fixed_size_sees_tiles_of_it() -> None:
    predictor = Watched()
    labels = segment(card_for(PreprocessSpec(), (24, 24, 24)), predictor)
    np.testing.assert_array_equal(labels, phantom_subject().reference.data)  # type: ignore[union-attr]
    assert predictor.shapes == {(1, 24, 24, 24, 5)}
    assert predictor.asked > 1


def test_progress_grows_and_cancel_stops() -> None:
    card = card_for(SLICES[0])
    monitor = RecordingMonitor()
    segment(card, Watched(), monitor)
    fractions = [report.fraction for report in monitor.reports if report.stage == "Segmenting"]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    with pytest.raises(Cancelled):
        segment(card, Watched(), RecordingMonitor(cancel_at="Segmenting"))


@dataclass
class OneSided(Watched):
    """Plays a network that has learnt one hemisphere; in the other all is grey matter to it."""

    def predict(self, patches: np.ndarray, monitor: Monitor) -> np.ndarray:
        sure = super().predict(patches, monitor)
        unsure = np.array([0.01, 0.1, 0.79, 0.1], np.float32)
        learnt = (patches[..., 2:3] > 0) | (patches[..., 0:1] == 0)
        return np.where(learnt, sure, unsure)


@pytest.mark.parametrize("plane", [None, Plane.AXIAL, Plane.SAGITTAL])
def test_asked_about_the_mirror_image_too_a_network_need_know_one_side_only(plane: Plane | None) -> None:
    card = card_for(PreprocessSpec(plane=plane))
    truth = phantom_subject().reference.data  # type: ignore[union-attr]
    assert (segment(card, OneSided()) != truth).any()
    monitor = RecordingMonitor()
    both = segment(card.model_copy(update={"both_ways": True}), OneSided(), monitor)
    np.testing.assert_array_equal(both, truth)
    fractions = [report.fraction for report in monitor.reports if report.stage == "Segmenting"]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
