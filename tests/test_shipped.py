"""What comes with the program: the bundled subject and the model that segments it."""

import numpy as np
import pytest

from isegcore.bundles.library import open_model
from isegcore.inference.segmenter import make_segmenter
from isegcore.io.discovery import find_subjects
from isegcore.io.subject import read_subject
from isegcore.labels import BRAIN_TISSUES
from isegcore.metrics.overlap import dice
from isegcore.shipped import shipped_path


def test_the_sample_is_in_the_layout_of_iseg_2017() -> None:
    folder = shipped_path("sample")
    arrays = {
        name: np.fromfile(folder / f"subject-1-{name}.img", dtype)
        for name, dtype in (("T1", "<i2"), ("T2", "<i2"), ("label", "u1"))
    }
    for name, array in arrays.items():
        assert len((folder / f"subject-1-{name}.hdr").read_bytes()) == 348
        assert array.size == 144 * 192 * 256
        assert np.array_equal(array != 0, arrays["label"] != 0)
    assert set(np.unique(arrays["label"])) == {0, 10, 150, 250}


def test_the_model_says_what_it_is_and_how_good() -> None:
    bundle = open_model()
    card = bundle.card
    assert bundle.path.stat().st_size < 20e6
    assert bundle.path.with_suffix(".bin").stat().st_size < 20e6
    assert any("simulated" in limit for limit in card.limits)
    assert {(s.modalities, s.tissue) for s in card.scores} == {
        (m, t.name) for m in ("T1+T2", "T1", "T2") for t in BRAIN_TISSUES
    }
    assert all("simulated" in score.data for score in card.scores)


@pytest.mark.slow
def test_the_model_segments_the_sample() -> None:
    subject = read_subject(find_subjects(shipped_path("sample")).subjects[0])
    assert subject.reference is not None
    labels = make_segmenter().segment(subject).labels.data
    scores = [dice(labels == tissue, subject.reference.data == tissue) for tissue in BRAIN_TISSUES]
    assert np.mean(scores) > 0.85
