"""Scoring the labelled subjects of a data set, one after the other."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from isegcore.data.dataset import SubjectFiles
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import LabelMap, Volume
from isegcore.errors import DatasetError, IsegError
from isegcore.inference.segmenter import Segmenter
from isegcore.io.images import read_label_map
from isegcore.io.subject import ReadOptions, read_subject
from isegcore.metrics.evaluate import TissueScore, evaluate
from isegcore.metrics.summary import subject_dice
from isegcore.monitor import NULL_MONITOR, Monitor

Notes = tuple[str, ...]
Labeller = Callable[[Subject, Monitor], tuple[LabelMap, Notes]]


@dataclass(frozen=True, eq=False, slots=True)
class Comparison:
    """A prediction and its reference, with the images if there are any: what a picture is made of."""

    subject: str
    predicted: LabelMap
    reference: LabelMap
    images: Mapping[Modality, Volume] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, slots=True)
class Evaluation:
    """What came of scoring some subjects.

    Attributes:
        scores: One for each subject and tissue.
        problems: What was wrong with the subjects that could not be scored, by their ids.
        notes: What was taken for granted.
        worst: The subject with the lowest mean Dice; None if none could be scored.
        folds: In a cross-validation, which fold each subject was held out in, from 1; else empty.
    """

    scores: tuple[TissueScore, ...]
    problems: Mapping[str, str] = field(default_factory=dict)
    notes: Notes = ()
    worst: Comparison | None = None
    folds: Mapping[str, int] = field(default_factory=dict)

    def by_fold(self) -> dict[int, tuple[TissueScore, ...]]:
        """Return the scores of the subjects that each fold held out; empty without folds."""
        return {
            fold: tuple(score for score in self.scores if self.folds.get(score.subject) == fold)
            for fold in sorted(set(self.folds.values()))
        }


def evaluate_pair(pair: Comparison, monitor: Monitor = NULL_MONITOR) -> Evaluation:
    """Score one prediction.

    Raises:
        GridMismatchError: If it does not lie on the grid of the reference.
    """
    scores = evaluate(pair.subject, pair.predicted, pair.reference, monitor)
    sources = (pair.predicted.source, pair.reference.source)
    return Evaluation(
        scores, notes=tuple(n for source in sources if source for n in source.notes), worst=pair
    )


def evaluate_subjects(
    subjects: Sequence[SubjectFiles],
    label: Labeller,
    reading: ReadOptions,
    *,
    on_problem: Callable[[str, IsegError], None],
    monitor: Monitor = NULL_MONITOR,
) -> Evaluation:
    """Score subject after subject, one of them in memory at a time and the worst so far beside it.

    Args:
        subjects: Subjects with a reference each.
        label: Gives the labels to score; see `segmented` and `predicted`.
        reading: How images and references are read; the reference must be required.
        on_problem: Hears of a subject that cannot be scored, by its id; the others go on.
        monitor: Hears of every step.

    Raises:
        Cancelled: If the monitor says so.
    """
    scores: list[TissueScore] = []
    notes: list[str] = []
    problems: dict[str, str] = {}
    worst: Comparison | None = None
    lowest = math.inf
    for files in subjects:
        try:
            pair, told = _compare(files, label, reading, monitor)
            found = evaluate(files.id, pair.predicted, pair.reference, monitor)
        except IsegError as error:
            problems[files.id] = str(error)
            on_problem(files.id, error)
            continue
        scores += found
        notes += [f"{files.id}: {note}" for note in told]
        dice = subject_dice(found)[files.id]
        if worst is None or dice < lowest:
            worst, lowest = pair, math.inf if math.isnan(dice) else dice
    return Evaluation(tuple(scores), problems, tuple(notes), worst)


def segmented(segmenter: Segmenter) -> Labeller:
    """Return what segments a subject for scoring."""

    def label(subject: Subject, monitor: Monitor) -> tuple[LabelMap, Notes]:
        segmentation = segmenter.segment(subject, monitor)
        return segmentation.labels, segmentation.provenance.notes

    return label


def predicted(files: Mapping[str, Path], reading: ReadOptions) -> Labeller:
    """Return what reads the prediction of a subject, given the files by the subjects' ids."""

    def label(subject: Subject, monitor: Monitor) -> tuple[LabelMap, Notes]:
        if subject.id not in files:
            raise DatasetError(
                f"There is no prediction of {subject.id}.",
                hint=f"It should be named {subject.id}-pred.nii.gz, as `iseg segment` does.",
            )
        found = read_label_map(
            files[subject.id],
            reading.label_scheme,
            assumed_orientation=reading.assumed_orientation,
            stage="Reading the prediction",
            monitor=monitor,
        )
        return found, (*subject.notes, *(found.source.notes if found.source else ()))

    return label


def _compare(
    files: SubjectFiles, label: Labeller, reading: ReadOptions, monitor: Monitor
) -> tuple[Comparison, Notes]:
    subject = read_subject(files, reading, monitor)
    if subject.reference is None:
        raise DatasetError(f"{files.id} has no reference.", hint="Put a label image beside its images.")
    labels, notes = label(subject, monitor)
    return Comparison(files.id, labels, subject.reference, subject.images), notes
