"""Probabilities of an earlier result: its own model makes them, of its own images, or it is told why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from isegcore.data.segmentation import Segmentation
from isegcore.data.subject import Subject
from isegcore.errors import IsegError, ModelError
from isegcore.inference.again import with_probabilities
from isegcore.inference.device import Device
from isegcore.inference.segmenter import make_segmenter
from isegcore.io.discovery import find_subjects
from isegcore.io.subject import read_subject
from isegcore.labels import Tissue
from isegcore.metrics.volumes import tissue_volumes_ml
from isegcore.report.by_hand import corrected, drawn_by_hand
from tests.helpers.image_files import write_nifti
from tests.helpers.phantoms import T1_LEVELS, ellipsoid_labels, phantom_subject, ras_grid

SHAPE = (32, 36, 28)


@pytest.fixture(scope="module")
def subject(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    path = tmp_path_factory.mktemp("data") / "s-T1.nii"
    write_nifti(path, T1_LEVELS[ellipsoid_labels(SHAPE)], ras_grid(SHAPE, 4.0).affine)
    return read_subject(find_subjects(path).subjects[0])


@pytest.fixture(scope="module")
def result(subject: Subject) -> Segmentation:
    return make_segmenter(device=Device.CPU).segment(subject)


def test_the_model_that_made_a_result_tells_its_probabilities(subject: Subject, result: Segmentation) -> None:
    assert result.probabilities is None
    labels = np.where(result.labels.data == Tissue.GM, Tissue.WM, result.labels.data).astype(np.uint8)
    other = replace(result.labels, data=labels)
    edited = corrected(result, other, 1, tissue_volumes_ml(other))
    found = with_probabilities(edited, subject, device=Device.CPU)
    assert found.labels is edited.labels
    assert found.confidence is edited.confidence
    assert found.probabilities is not None
    sure = result.confidence >= 60
    assert not found.confidence[labels != result.labels.data].any()
    np.testing.assert_array_equal(found.probabilities.argmax(-1)[sure], result.labels.data[sure])
    assert np.abs(found.probabilities.sum(-1, dtype=int) - 100).max() <= 2
    assert "those of the model" in found.provenance.notes[-1]
    assert with_probabilities(found, subject) is found


def test_what_has_no_probabilities_says_why(subject: Subject, result: Segmentation, tmp_path: Path) -> None:
    drawn = drawn_by_hand(result.labels, "nothing")
    with pytest.raises(ModelError, match="made by hand"):
        with_probabilities(drawn, subject)
    record = result.provenance.model_copy(update={"model_sha256": "0" * 64})
    gone = replace(result, provenance=record)
    with pytest.raises(ModelError, match="not at hand"):
        with_probabilities(gone, subject, [str(tmp_path / "gone.keras"), "no-such-model"])
    path = tmp_path / "s-T1.nii"
    write_nifti(path, T1_LEVELS[ellipsoid_labels(SHAPE)] + 1, ras_grid(SHAPE, 4.0).affine)
    with pytest.raises(IsegError, match="not those"):
        with_probabilities(result, read_subject(find_subjects(path).subjects[0]))


def test_images_in_memory_are_taken_at_their_word(result: Segmentation) -> None:
    made_in_memory = replace(result, provenance=result.provenance.model_copy(update={"inputs": ()}))
    found = with_probabilities(made_in_memory, phantom_subject(), device=Device.CPU)
    assert found.probabilities is not None
