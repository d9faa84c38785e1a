"""Making a model's probabilities mean what they say, and finding out how far they can be believed.

Nothing is trained: the network is asked about labelled subjects that it was not trained on, and what is
learnt goes into its card.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from isegcore.bundles.calibration import Calibration, DiceLine, log_odds
from isegcore.bundles.card import Card
from isegcore.data.subject import Subject
from isegcore.inference.prediction import predict
from isegcore.inference.predictor import Predictor
from isegcore.inference.segmenter import Segmenter, SegmentOptions
from isegcore.inference.signs import Signs, measure
from isegcore.inference.uncertainty import SMALLEST_PROBABILITY
from isegcore.labels import BRAIN_TISSUES
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.preprocessing.preprocess import preprocess
from isegcore.training.profile import make_profile
from isegcore.training.validation import Cases, Dices, truth_of, variants

STAGE = "Calibrating"
_BINS = 15
_VOXELS = 20_000  # of each segmentation: a million voxels of a few persons say no more than these
_COOLEST, _HOTTEST = 0.2, 20.0
# Pulls the line towards slope 1 as two segmentations do whose log odds lie 1.4 apart: Dice 0.65 and 0.88.
_SLOPE_PRIOR = 1.0


@dataclass(frozen=True, eq=False, slots=True)
class Voxels:
    """Voxels inside the brain of some persons: what the network said, and what is true.

    Attributes:
        logits: `(N, 4)` float32: logarithms of the network's own probabilities.
        truth: `(N,)` uint8 class indices.
        person: `(N,)`: whose they are.
    """

    logits: NDArray[np.float32]
    truth: NDArray[np.uint8]
    person: NDArray[np.str_]

    def of(self, chosen: NDArray[np.bool_]) -> Voxels:
        """Return those of them that are chosen, `(N,)`."""
        return Voxels(self.logits[chosen], self.truth[chosen], self.person[chosen])


@dataclass(frozen=True, slots=True)
class Point:
    """What was promised of one tissue (`uncertainty.soft_dice`), what came true, and of whom."""

    soft: float
    dice: float
    person: str


def assess(predictor: Predictor, card: Card, cases: Cases, monitor: Monitor = NULL_MONITOR) -> Card:
    """Return a model's card with what labelled subjects tell: all their images given, and each alone.

    That is its scores, its temperature and calibration, and the profile of usual subjects.

    Args:
        predictor: Runs the network.
        card: What it expects of its input; a calibration that it holds is made anew.
        cases: Subjects that it was not trained on, one at least.
        monitor: Hears of each case, twice.

    Raises:
        Cancelled: If the monitor says so.
    """
    voxels = _ask(predictor, card, cases, monitor)
    calibration = Calibration(
        data=f"{len(cases)} subjects",
        subjects=len(cases),
        error_before=round(calibration_error(voxels, {}), 4),
        error_after=round(calibration_error(voxels, dict(_temperatures_of_others(voxels))), 4),
        dice={tissue.name: DiceLine() for tissue in BRAIN_TISSUES},  # until it is known: soft Dice itself
    )
    temperature = round(fit_temperature(voxels), 4)
    card = card.model_copy(update={"temperature": temperature, "calibration": calibration, "profile": None})
    segmented = _segment(predictor, card, cases, monitor)
    dice = {name: fit_line(points) for name, points in segmented.points.items() if points}
    scores = segmented.dices.scores()
    data = f"{len(cases)} subjects ({'; '.join(dict.fromkeys(score.data for score in scores))})"
    found = {
        "calibration": calibration.model_copy(update={"dice": dice, "data": data}),
        "profile": make_profile(segmented.signs, len(cases)),
        "scores": scores,
    }
    return card.model_copy(update=found)


def fit_temperature(voxels: Voxels) -> float:
    """Return the temperature that makes the truth likeliest: the smallest mean negative log-likelihood.

    Guo et al., On Calibration of Modern Neural Networks (2017), arXiv:1706.04599.
    """
    own = np.take_along_axis(voxels.logits, voxels.truth[:, np.newaxis].astype(np.intp), axis=1)[:, 0]

    def loss(log_temperature: float) -> float:
        factor = np.float32(np.exp(-log_temperature))
        return float(np.mean(special.logsumexp(voxels.logits * factor, axis=1) - own * factor))

    bounds = (float(np.log(_COOLEST)), float(np.log(_HOTTEST)))
    found = optimize.minimize_scalar(loss, bounds=bounds, method="bounded", options={"xatol": 1e-3})
    return float(np.exp(found.x))


def calibration_error(voxels: Voxels, temperatures: Mapping[str, float]) -> float:
    """Return the expected calibration error, 0 to 1: how far confidence lies from the share that is right.

    Over 15 equal bins of the probability of the likeliest class, weighted by their voxels. Naeini, Cooper
    and Hauskrecht (2015), doi:10.1609/aaai.v29i1.9602.

    Args:
        voxels: What is judged.
        temperatures: Of each person; 1 where there is none.
    """
    each = np.array([temperatures.get(str(person), 1.0) for person in voxels.person], np.float32)
    confidence = special.softmax(voxels.logits / each[:, np.newaxis], axis=1).max(axis=1)
    right = voxels.logits.argmax(axis=1) == voxels.truth
    place = np.minimum((confidence * _BINS).astype(np.intp), _BINS - 1)
    gaps = np.bincount(place, confidence, _BINS) - np.bincount(place, right, _BINS)
    return float(np.abs(gaps).sum() / len(right))


def fit_line(points: Sequence[Point]) -> DiceLine:
    """Return the line from soft Dice to Dice, with its error on persons that are left out in turn.

    Least squares with a pull towards slope 1, so that few subjects change the level rather than the slope.
    """
    persons = sorted({point.person for point in points})
    misses: list[float] = []
    for person in persons if len(persons) > 1 else ():
        line = _line([point for point in points if point.person != person])
        misses += [abs(line.expected(p.soft).value - p.dice) for p in points if p.person == person]
    error = round(float(np.mean(misses)), 4) if misses else None
    return _line(points).model_copy(update={"error": error})


def _line(points: Sequence[Point]) -> DiceLine:
    soft, dice = (
        np.array([log_odds(value) for value in values])
        for values in zip(*((point.soft, point.dice) for point in points), strict=True)
    )
    x, y = soft - soft.mean(), dice - dice.mean()
    slope = float(((x * y).sum() + _SLOPE_PRIOR) / ((x * x).sum() + _SLOPE_PRIOR))
    intercept = float(dice.mean() - slope * soft.mean())
    return DiceLine(slope=round(slope, 4), intercept=round(intercept, 4))


def _temperatures_of_others(voxels: Voxels) -> Iterator[tuple[str, float]]:
    """Yield for each person the temperature that the others ask for; one alone is their own judge."""
    persons = np.unique(voxels.person)
    for person in persons:
        others = voxels.person != person if len(persons) > 1 else np.ones(len(voxels.person), bool)
        yield str(person), fit_temperature(voxels.of(others))


def _ask(predictor: Predictor, card: Card, cases: Cases, monitor: Monitor) -> Voxels:
    """Return what the network says of voxels inside the brains, uncalibrated."""
    plain, rng = card.model_copy(update={"temperature": 1.0}), np.random.default_rng(0)
    found: list[Voxels] = []
    for number, case in enumerate(cases):
        monitor.update(STAGE, number, len(cases))
        for subject in variants(case.subject):
            prepared = preprocess(subject, card.preprocessing, monitor)
            shares = predict(prepared, plain, predictor, SegmentOptions().tile_voxels, monitor)
            truth = prepared.placement.forward(truth_of(subject), order=0)
            brain = np.flatnonzero(prepared.mask)
            chosen = rng.choice(brain, min(_VOXELS, len(brain)), replace=False)
            at = np.unravel_index(chosen, prepared.mask.shape)
            logits = np.log(np.maximum(shares[at], np.float32(SMALLEST_PROBABILITY)))
            found.append(Voxels(logits, truth[at], np.full(len(chosen), subject.id)))
    return Voxels(
        np.concatenate([v.logits for v in found]),
        np.concatenate([v.truth for v in found]),
        np.concatenate([v.person for v in found]),
    )


@dataclass(frozen=True, slots=True)
class _Segmented:
    """What came of segmenting all cases.

    Attributes:
        dices: True Dice.
        points: By tissue.
        signs: What was measured of each segmentation.
    """

    dices: Dices
    points: dict[str, list[Point]]
    signs: list[Signs]


def _segment(predictor: Predictor, card: Card, cases: Cases, monitor: Monitor) -> _Segmented:
    segmenter = Segmenter(predictor, card)
    out = _Segmented(Dices(), {tissue.name: [] for tissue in BRAIN_TISSUES}, [])
    for number, case in enumerate(cases):
        monitor.update(STAGE, number, len(cases))
        for subject in variants(case.subject):
            segmentation = segmenter.segment(subject, monitor)
            true = out.dices.add(case, subject, segmentation)
            for name, expected in segmentation.provenance.expected_dice.items():
                if name in true:
                    out.points[name].append(Point(expected.value, true[name], subject.id))
            out.signs.append(_signs(subject, segmentation.labels.data, card))
    return out


def _signs(subject: Subject, labels: NDArray[np.uint8], card: Card) -> Signs:
    return measure(subject, preprocess(subject, card.preprocessing), labels, card.preprocessing)
