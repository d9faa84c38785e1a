"""Scoring a data set, and what is written of it."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from isegcore.data.dataset import SubjectFiles
from isegcore.data.subject import Subject
from isegcore.data.volume import LabelMap
from isegcore.errors import IsegError, OutputError
from isegcore.evaluation.results import require_free, write_evaluation
from isegcore.evaluation.subjects import Comparison, Evaluation, Labeller, evaluate_pair, evaluate_subjects
from isegcore.io.discovery import find_subjects
from isegcore.io.nifti import write_analyze
from isegcore.io.subject import ReadOptions
from isegcore.labels import ISEG
from isegcore.monitor import Cancelled, Monitor
from tests.helpers.fakes import RecordingMonitor
from tests.helpers.phantoms import ellipsoid_labels, phantom_subject, ras_grid

READING = ReadOptions(require_reference=True)
FILES = ["scores.csv", "scores.json", "scores.png", "summary.csv", "worst.png"]


@pytest.fixture
def subjects(tmp_path: Path) -> tuple[SubjectFiles, ...]:
    folder = tmp_path / "data"
    folder.mkdir()
    for number in (1, 2, 3):
        subject = phantom_subject()
        for modality, volume in subject.images.items():
            write_analyze(folder / f"subject-{number}-{modality}.hdr", volume.data.astype(np.int16))
        write_analyze(folder / f"subject-{number}-label.hdr", ISEG.to_values(ellipsoid_labels()))
    return find_subjects(folder).subjects


def shifted(by: Mapping[str, int]) -> Labeller:
    """Return a labeller that gives the reference, moved; what it shall not label is an error."""

    def label(subject: Subject, monitor: Monitor) -> tuple[LabelMap, tuple[str, ...]]:
        if subject.id not in by:
            raise IsegError("This one is broken.", hint="Mend it.")
        assert subject.reference is not None
        moved = np.roll(subject.reference.data, by[subject.id], axis=0)
        return LabelMap(moved, subject.grid, ISEG), ("assumed",)

    return label


def run(
    subjects: tuple[SubjectFiles, ...], by: Mapping[str, int], told: list[str] | None = None
) -> Evaluation:
    return evaluate_subjects(
        subjects,
        shifted(by),
        READING,
        on_problem=lambda subject, error: (told if told is not None else []).append(f"{subject}: {error}"),
    )


def test_a_bad_subject_does_not_end_the_rest(subjects: tuple[SubjectFiles, ...]) -> None:
    told: list[str] = []
    found = run(subjects, {"subject-1": 0, "subject-3": 2}, told)
    assert told == ["subject-2: This one is broken. Mend it."]
    assert dict(found.problems) == {"subject-2": "This one is broken. Mend it."}
    assert [score.subject for score in found.scores] == ["subject-1"] * 3 + ["subject-3"] * 3
    assert found.worst is not None
    assert found.worst.subject == "subject-3"
    assert found.notes == ("subject-1: assumed", "subject-3: assumed")


def test_cancelling_ends_it(subjects: tuple[SubjectFiles, ...]) -> None:
    with pytest.raises(Cancelled):
        evaluate_subjects(
            subjects,
            shifted({"subject-1": 0}),
            READING,
            on_problem=lambda subject, error: None,
            monitor=RecordingMonitor(cancel_at="Scoring"),
        )


def test_the_files(subjects: tuple[SubjectFiles, ...], tmp_path: Path) -> None:
    found = run(subjects, {"subject-1": 0, "subject-2": 1, "subject-3": 2})
    folds = {"subject-1": 1, "subject-2": 1, "subject-3": 2}
    found = Evaluation(found.scores, worst=found.worst, folds=folds)
    written = write_evaluation(tmp_path / "out", found, {"model": "m 1"})
    assert sorted(path.name for path in written) == FILES
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == FILES
    with (tmp_path / "out" / "scores.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [(row["fold"], row["subject"], row["tissue"]) for row in rows][::3] == [
        ("1", "subject-1", "CSF"),
        ("1", "subject-2", "CSF"),
        ("2", "subject-3", "CSF"),
    ]
    assert float(rows[4]["dice"]) == pytest.approx(found.scores[4].dice, abs=1e-5)
    with (tmp_path / "out" / "summary.csv").open() as file:
        summary = {(row["fold"], row["tissue"]): row for row in csv.DictReader(file)}
    gm = [score.dice for score in found.scores if score.tissue == "GM"]
    assert float(summary["all", "GM"]["dice_mean"]) == pytest.approx(np.mean(gm), abs=1e-5)
    assert float(summary["all", "GM"]["dice_sd"]) == pytest.approx(np.std(gm, ddof=1), abs=1e-5)
    assert float(summary["1", "GM"]["dice_mean"]) == pytest.approx(np.mean(gm[:2]), abs=1e-5)
    assert (summary["2", "GM"]["subjects"], summary["2", "GM"]["dice_sd"]) == ("1", "")
    value = json.loads((tmp_path / "out" / "scores.json").read_text())
    assert value["model"] == "m 1"
    assert value["mean_dice"]["GM"] == pytest.approx(np.mean(gm))
    assert [fold["fold"] for fold in value["folds"]] == [1, 2]
    for name in ("scores.png", "worst.png"):
        assert (tmp_path / "out" / name).read_bytes().startswith(b"\x89PNG")


def test_nothing_is_written_over(subjects: tuple[SubjectFiles, ...], tmp_path: Path) -> None:
    (tmp_path / "worst.png").touch()
    with pytest.raises(OutputError, match="exists"):
        require_free(tmp_path, overwrite=False)
    require_free(tmp_path, overwrite=True)


def test_two_label_images_and_a_tissue_that_is_not_there(tmp_path: Path) -> None:
    truth = ellipsoid_labels()
    maps = (LabelMap(data, ras_grid(truth.shape), ISEG) for data in (np.where(truth == 3, 2, truth), truth))
    found = evaluate_pair(Comparison("one", *maps))
    assert math.isnan(found.scores[2].hd95_mm)
    write_evaluation(tmp_path, found, {})
    value = json.loads((tmp_path / "scores.json").read_text())
    assert value["scores"][2]["hd95_mm"] is None
    assert value["mean_dice"]["WM"] == 0
    assert (tmp_path / "worst.png").stat().st_size > 1000


def test_without_any_scores_the_problems_are_written(
    subjects: tuple[SubjectFiles, ...], tmp_path: Path
) -> None:
    written = write_evaluation(tmp_path, run(subjects, {}), {})
    assert "scores.png" not in [path.name for path in written]
    assert len(json.loads((tmp_path / "scores.json").read_text())["problems"]) == 3
