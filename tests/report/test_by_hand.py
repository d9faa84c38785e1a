"""Labels made or corrected by hand, from the files of a subject to the record that is written."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import LabelMap
from isegcore.io.discovery import find_subjects
from isegcore.io.nifti import write_analyze
from isegcore.io.results import write_result
from isegcore.io.subject import read_subject
from isegcore.labels import ISEG, Tissue
from isegcore.metrics.volumes import tissue_volumes_ml
from isegcore.report.by_hand import corrected, drawn_by_hand
from tests.helpers.phantoms import T1_LEVELS, ellipsoid_labels
from tests.helpers.window_fakes import phantom_segmentation


@pytest.fixture
def subject(tmp_path: Path) -> Subject:
    labels = ellipsoid_labels()
    folder = tmp_path / "in"
    folder.mkdir()
    write_analyze(folder / "subject-1-T1.hdr", T1_LEVELS[labels].astype(np.int16))
    (files,) = find_subjects(folder).subjects
    return read_subject(files)


def test_hand_drawn_labels_are_written_with_the_hashes_of_their_images(
    subject: Subject, tmp_path: Path
) -> None:
    labels = LabelMap(np.zeros(subject.grid.shape, np.uint8), subject.grid, ISEG)
    written = write_result(drawn_by_hand(labels, "nothing"), subject, tmp_path / "a.nii.gz", ISEG)
    record = json.loads(written[1].read_text())
    image = tmp_path / "in" / "subject-1-T1.img"
    assert record["inputs"][0]["sha256"][image.name] == hashlib.sha256(image.read_bytes()).hexdigest()
    assert record["model"] == "by hand"
    assert record["edits"] == {"start": "nothing", "voxels": 0, "last": ""}


def test_images_that_are_gone_do_not_keep_labels_from_being_written(subject: Subject, tmp_path: Path) -> None:
    for path in (tmp_path / "in").iterdir():
        path.unlink()
    labels = LabelMap(np.zeros(subject.grid.shape, np.uint8), subject.grid, ISEG)
    written = write_result(drawn_by_hand(labels, "nothing"), subject, tmp_path / "a.nii.gz", ISEG)
    assert json.loads(written[1].read_text())["inputs"] == []


def test_sittings_add_up_and_the_note_is_said_once(subject: Subject) -> None:
    images = {Modality.T1: subject.images[Modality.T1]}
    start = phantom_segmentation(Subject("a", images, None))
    data = start.labels.data.copy()
    data[0, 0, :5] = 2
    labels = replace(start.labels, data=data)
    volumes = tissue_volumes_ml(labels)
    once = corrected(start, labels, 5, volumes)
    twice = corrected(once, labels, 3, volumes)
    assert once.provenance.notes == ("Corrected by hand: 5 voxels differ from the segmentation.",)
    assert twice.provenance.notes == ("Corrected by hand: up to 8 voxels differ from the segmentation.",)
    assert twice.provenance.edits is not None
    assert twice.provenance.edits.voxels == 8
    assert twice.provenance.volumes_ml == {tissue.name: round(ml, 4) for tissue, ml in volumes.items()}
    assert start.provenance.edits is None
    assert once.provenance.created == start.provenance.created  # when the model made it


def test_a_voxel_that_a_person_changed_is_no_longer_the_models(subject: Subject) -> None:
    start = phantom_segmentation(Subject("a", {Modality.T1: subject.images[Modality.T1]}, None))
    data = start.labels.data.copy()
    brain = tuple(np.argwhere(data == Tissue.GM)[0])
    data[brain] = Tissue.WM
    once = corrected(start, replace(start.labels, data=data), 1, {})
    assert once.confidence[brain] == once.entropy[brain] == 0
    others = np.ones(data.shape, bool)
    others[brain] = False
    assert (once.confidence == start.confidence)[others].all()
    again = corrected(start, start.labels, 0, {})
    assert (again.confidence == start.confidence).all()
