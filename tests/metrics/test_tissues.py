from __future__ import annotations

import numpy as np
import pytest

from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import LabelMap, Volume
from isegcore.labels import ISEG, Tissue
from isegcore.metrics.tissues import BINS, measure_tissues
from isegcore.monitor import Cancelled
from tests.helpers.phantoms import phantom_subject, ras_grid


class Refusing:
    def update(self, stage: str, done: float, total: float) -> None:
        raise Cancelled


def reference(subject: Subject) -> LabelMap:
    assert subject.reference is not None
    return subject.reference


def test_sizes_means_and_spreads_are_numpys() -> None:
    subject = phantom_subject(noise=12)
    labels = reference(subject)
    found = measure_tissues(labels, subject.images)
    assert sum(tissue.share for tissue in found.tissues) == pytest.approx(1)
    for measure in found.tissues:
        inside = labels.data == measure.tissue
        assert measure.voxels == np.count_nonzero(inside)
        assert measure.ml == pytest.approx(measure.voxels * labels.grid.voxel_ml)
        for modality, image in subject.images.items():
            values = image.data[inside].astype(np.float64)
            assert measure.intensities[modality].mean == pytest.approx(values.mean(), rel=1e-5)
            assert measure.intensities[modality].sd == pytest.approx(values.std(), rel=1e-4)


def test_a_large_mean_costs_no_digits_of_a_small_spread() -> None:
    grid = ras_grid((20, 20, 20))
    rng = np.random.default_rng(0)
    data = (30_000 + rng.standard_normal(grid.shape)).astype(np.float32)
    labels = LabelMap(np.full(grid.shape, 2, np.uint8), grid, ISEG)
    found = measure_tissues(labels, {Modality.T1: Volume(data, grid)})
    assert found.tissues[1].intensities[Modality.T1].sd == pytest.approx(data.std(dtype=np.float64), rel=1e-3)


def test_every_voxel_is_in_its_histogram() -> None:
    subject = phantom_subject(noise=12)
    found = measure_tissues(reference(subject), subject.images)
    for modality, histogram in found.histograms.items():
        assert histogram.edges.shape == (BINS + 1,)
        for measure in found.tissues:
            counts = histogram.counts[measure.tissue]
            assert counts.sum() == measure.voxels
            centre = (histogram.edges[:-1] + histogram.edges[1:])[int(counts.argmax())] / 2
            assert centre == pytest.approx(measure.intensities[modality].mean, abs=15)


def test_a_tissue_that_is_not_there_has_no_mean() -> None:
    subject = phantom_subject()
    data = np.where(reference(subject).data == Tissue.CSF, 1, 0).astype(np.uint8)
    found = measure_tissues(LabelMap(data, subject.grid, ISEG), subject.images)
    assert [measure.voxels > 0 for measure in found.tissues] == [True, False, False]
    assert not found.tissues[2].intensities
    assert set(found.histograms[Modality.T1].counts) == {Tissue.CSF}
    nothing = measure_tissues(LabelMap(np.zeros_like(data), subject.grid, ISEG), subject.images)
    assert [measure.share for measure in nothing.tissues] == [0, 0, 0]


def test_the_table_is_read_back_by_a_spreadsheet() -> None:
    subject = phantom_subject()
    lines = measure_tissues(reference(subject), subject.images).table("sub, 1").text(",").splitlines()
    assert lines[0] == "subject,tissue,volume_ml,share_percent,voxels,T1_mean,T1_sd,T2_mean,T2_sd"
    assert lines[1].startswith('"sub, 1",CSF,')
    assert lines[3].endswith("300,0,100,0")


def test_it_can_be_cancelled() -> None:
    subject = phantom_subject()
    with pytest.raises(Cancelled):
        measure_tissues(reference(subject), subject.images, Refusing())
