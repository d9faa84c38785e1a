"""How good a network is: Dice of whole volumes, by the same segmenter that users run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import keras
import numpy as np
from numpy.typing import NDArray

from isegcore.bundles.card import Card, Score
from isegcore.data.grid import Grid
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import LabelMap, Volume
from isegcore.inference.segmenter import Segmenter
from isegcore.labels import BRAIN_TISSUES, ISEG
from isegcore.metrics.overlap import dice
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.simulation.anatomy import Anatomy
from isegcore.simulation.contrast import AgeBand
from isegcore.simulation.subject import Recipe, SimulatedSubject, simulate

_AGES = (AgeBand.NEWBORN, AgeBand.ISOINTENSE, AgeBand.ADULT_LIKE)
_SEED = 20170101


@dataclass(frozen=True, eq=False, slots=True)
class Case:
    """A labelled subject to validate on; cases of one `group` are averaged."""

    group: str
    subject: Subject


class NetworkPredictor:
    """A `Predictor` around a network in memory."""

    device = "Keras"

    def __init__(self, network: keras.Model) -> None:
        self._network = network

    def predict(self, patches: NDArray[np.float32], monitor: Monitor) -> NDArray[np.float32]:
        """Return class probabilities `(B, I, J, K, 4)`; see `Predictor`."""
        results = []
        for number, patch in enumerate(patches):
            monitor.update("Network", number, len(patches))
            guess = self._network(patch[np.newaxis], training=False)
            results.append(np.asarray(keras.ops.convert_to_numpy(guess), np.float32))
        return np.concatenate(results)


def simulated_cases(anatomies: Sequence[Anatomy]) -> tuple[Case, ...]:
    """Return one subject of each anatomy at each age, always the same ones."""
    cases = []
    for band in _AGES:
        recipe = Recipe(age=band, any_contrast=0, unstripped=0)
        for number, anatomy in enumerate(anatomies):
            rng = np.random.default_rng([_SEED, number, _AGES.index(band)])
            group = f"simulated {band.value}, anatomies never trained on"
            cases.append(Case(group, as_subject(simulate(anatomy, recipe, rng))))
    return tuple(cases)


def as_subject(simulated: SimulatedSubject) -> Subject:
    """Return a simulated subject as if it had been read from files."""
    grid = Grid(simulated.t1.shape, np.eye(4))
    images = {Modality.T1: Volume(simulated.t1, grid), Modality.T2: Volume(simulated.t2, grid)}
    return Subject(simulated.anatomy, images, LabelMap(simulated.tissue, grid, ISEG))


def score(
    network: keras.Model,
    card: Card,
    cases: Sequence[Case],
    *,
    each_modality: bool = False,
    monitor: Monitor = NULL_MONITOR,
) -> tuple[Score, ...]:
    """Return mean and spread of Dice by group, modalities and tissue.

    Args:
        network: What to validate.
        card: What it expects of its input.
        cases: Labelled subjects.
        each_modality: Whether to validate T1 alone and T2 alone too.
        monitor: Hears of each case.
    """
    segmenter = Segmenter(NetworkPredictor(network), card)
    found: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for number, case in enumerate(cases):
        monitor.update("Validating", number, len(cases))
        for subject in _variants(case.subject, each_modality):
            given = "+".join(subject.images)
            for tissue, value in _dice(segmenter, subject).items():
                found[case.group, given, tissue].append(value)
    return tuple(
        Score(
            data=group,
            modalities=given,
            tissue=tissue,
            mean=round(float(np.mean(values)), 4),
            sd=round(float(np.std(values)), 4),
            subjects=len(values),
        )
        for (group, given, tissue), values in found.items()
    )


def _variants(subject: Subject, each_modality: bool) -> list[Subject]:
    variants = [subject]
    if each_modality and len(subject.images) > 1:
        variants += [Subject(subject.id, {m: v}, subject.reference) for m, v in subject.images.items()]
    return variants


def _dice(segmenter: Segmenter, subject: Subject) -> dict[str, float]:
    """Return Dice of the tissues that the reference holds."""
    if subject.reference is None:
        raise ValueError(f"{subject.id} must have a reference")
    guess, truth = segmenter.segment(subject).labels.data, subject.reference.data
    return {t.name: dice(guess == t, truth == t) for t in BRAIN_TISSUES if (truth == t).any()}
