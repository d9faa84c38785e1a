"""How good a network is: Dice of whole volumes, by the same segmenter that users run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass
from itertools import product
from statistics import fmean
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from isegcore.bundles.card import Card, Score
from isegcore.data.box import Box, box_of
from isegcore.data.grid import Grid
from isegcore.data.segmentation import Segmentation
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import LabelMap, Volume
from isegcore.inference.segmenter import Segmenter, SegmentOptions
from isegcore.labels import BRAIN_TISSUES, ISEG
from isegcore.metrics.overlap import dice
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.preprocessing.spec import TRAINING_SPEC
from isegcore.simulation.anatomy import Anatomy
from isegcore.simulation.contrast import AgeBand
from isegcore.simulation.subject import Recipe, SimulatedSubject, simulate
from isegcore.training.epoch import Validated

if TYPE_CHECKING:
    import keras

_AGES = (AgeBand.NEWBORN, AgeBand.ISOINTENSE, AgeBand.ADULT_LIKE)
_SEED = 20170101
_SMOOTH = 1e-5
STAGE = "Validating"


@dataclass(frozen=True, eq=False, slots=True)
class Case:
    """A labelled subject to validate on; cases of one `group` are averaged."""

    group: str
    subject: Subject


class Cases(Sized, Iterable[Case], Protocol):
    """Cases one after the other; they may be read when they are asked for."""


@dataclass(frozen=True, eq=False, slots=True)
class Validation:
    """What a validation gave.

    Attributes:
        found: Its numbers.
        subject: The first case's subject.
        segmentation: What the network made of it.
    """

    found: Validated
    subject: Subject
    segmentation: Segmentation


def simulated_cases(
    anatomies: Sequence[Anatomy], each: int = 1, monitor: Monitor = NULL_MONITOR
) -> tuple[Case, ...]:
    """Return `each` subjects of each anatomy at each age, always the same ones."""
    cases: list[Case] = []
    for band in _AGES:
        recipe = Recipe(age=band, any_contrast=0, unstripped=0, loose_mask=0, working=TRAINING_SPEC)
        for (number, anatomy), turn in product(enumerate(anatomies), range(each)):
            monitor.update("Simulating subjects", len(cases), len(_AGES) * len(anatomies) * each)
            rng = np.random.default_rng([_SEED, number, _AGES.index(band), *([turn] if turn else [])])
            group = f"simulated {band.value}, anatomies never trained on"
            cases.append(Case(group, as_subject(simulate(anatomy, recipe, rng))))
    return tuple(cases)


def as_subject(simulated: SimulatedSubject) -> Subject:
    """Return a simulated subject as if it had been read from files."""
    mm = simulated.spacing_mm
    grid = Grid(simulated.t1.shape, np.diag([mm, mm, mm, 1.0]))
    images = {Modality.T1: Volume(simulated.t1, grid), Modality.T2: Volume(simulated.t2, grid)}
    return Subject(simulated.anatomy, images, LabelMap(simulated.tissue, grid, ISEG))


def validate(network: keras.Model, card: Card, cases: Cases, monitor: Monitor = NULL_MONITOR) -> Validation:
    """Return how good a network is on labelled subjects, given all their images.

    Args:
        network: What to validate.
        card: What it expects of its input.
        cases: One at least.
        monitor: Hears of each case.
    """
    # Calibrating without Keras uses the cases of this module.
    from isegcore.inference.keras_predictor import KerasPredictor  # noqa: PLC0415

    segmenter = Segmenter(KerasPredictor(network), card, options=SegmentOptions(keep_probabilities=True))
    found, losses, accuracies, shown = Dices(), [], [], None
    for number, case in enumerate(cases):
        monitor.update(STAGE, number, len(cases))
        segmentation = segmenter.segment(case.subject, monitor)
        found.add(case, case.subject, segmentation)
        loss, accuracy = _loss_and_accuracy(case.subject, segmentation)
        losses.append(loss)
        accuracies.append(accuracy)
        shown = shown or (case.subject, segmentation)
    if shown is None:
        raise ValueError("there must be at least one case")
    scores = {_name(s): s.mean for s in found.scores()}
    return Validation(Validated(scores, fmean(losses), fmean(accuracies)), *shown)


class Dices:
    """Dice of the tissues that references hold, by group, modalities and tissue."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str, str], list[float]] = defaultdict(list)

    def add(self, case: Case, subject: Subject, segmentation: Segmentation) -> dict[str, float]:
        """Take note of a segmentation of a case's subject, and return its Dice by tissue."""
        guess, truth = segmentation.labels.data, truth_of(subject)
        given = "+".join(subject.images)
        found = {t.name: dice(guess == t, truth == t) for t in BRAIN_TISSUES if (truth == t).any()}
        for tissue, value in found.items():
            self._values[case.group, given, tissue].append(value)
        return found

    def scores(self) -> tuple[Score, ...]:
        """Return mean and spread over the subjects."""
        return tuple(
            Score(
                data=group,
                modalities=given,
                tissue=tissue,
                mean=round(float(np.mean(values)), 4),
                sd=round(float(np.std(values)), 4),
                subjects=len(values),
            )
            for (group, given, tissue), values in self._values.items()
        )


def variants(subject: Subject) -> list[Subject]:
    """Return a subject with all its images, and with each alone."""
    if len(subject.images) < 2:
        return [subject]
    return [subject, *(Subject(subject.id, {m: v}, subject.reference) for m, v in subject.images.items())]


def _loss_and_accuracy(subject: Subject, segmentation: Segmentation) -> tuple[float, float]:
    """Return Dice + cross-entropy as `dice_cross_entropy` has it, in the box of the brain, and accuracy."""
    truth = truth_of(subject)
    box = box_of(truth > 0)
    guess, truth = _shares(segmentation, box), truth[box]
    own = np.take_along_axis(guess, truth[..., np.newaxis].astype(np.intp), axis=-1)
    entropy = -float(np.log(own).mean())
    overlaps = [
        (2 * guess[truth == tissue, tissue].sum() + _SMOOTH)
        / ((truth == tissue).sum() + guess[..., tissue].sum() + _SMOOTH)
        for tissue in BRAIN_TISSUES
    ]
    brain = truth > 0
    right = segmentation.labels.data[box][brain] == truth[brain]
    return entropy + 1 - float(np.mean(overlaps)), float(right.mean())


def _shares(segmentation: Segmentation, box: Box) -> NDArray[np.float32]:
    """Return probabilities `(I, J, K, 4)` in the box; kept in percent, so at least half of one."""
    if segmentation.probabilities is None:
        raise ValueError("probabilities must be kept")
    return np.asarray(np.maximum(segmentation.probabilities[box], np.float32(0.5)) / np.float32(100))


def truth_of(subject: Subject) -> NDArray[np.uint8]:
    """Return the reference, `(I, J, K)` class indices, which must be there."""
    if subject.reference is None:
        raise ValueError(f"{subject.id} must have a reference")
    return subject.reference.data


def _name(result: Score) -> str:
    return f"{result.data.split(',')[0]} {result.modalities} {result.tissue}"
