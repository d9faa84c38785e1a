"""From a prepared subject to class probabilities, by a network of any shape: the whole, tiles, or slices."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from isegcore.bundles.card import Card
from isegcore.errors import ModelError
from isegcore.inference.predictor import Predictor
from isegcore.inference.tiles import STAGE, predict_tiles, within
from isegcore.inference.uncertainty import calibrated
from isegcore.labels import Tissue
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.patches.slices import network_input, slices_of, volume_of
from isegcore.patches.tiling import Tiling, plan_tiles, plan_windows
from isegcore.preprocessing.preprocess import Preprocessed
from isegcore.preprocessing.spec import Plane, PreprocessSpec, Scaling

# A batch fills the cores, and is done in less than the time in which a network must notice a cancellation.
_SLICES_AT_ONCE = 8


def predict(
    prepared: Preprocessed,
    card: Card,
    predictor: Predictor,
    tile_voxels: int,
    monitor: Monitor = NULL_MONITOR,
) -> NDArray[np.float32]:
    """Return class probabilities `(I, J, K, 4)` float32, calibrated, of a subject prepared as the card says.

    Args:
        prepared: The subject.
        card: What the network expects.
        predictor: Runs the network.
        tile_voxels: Voxels that a 3D network sees at once.
        monitor: Hears of every tile or batch of slices.

    Raises:
        ModelError: If the network's output is not of its input's size.
        Cancelled: If the monitor says so.
    """
    spec = card.preprocessing
    direction = slice(None, None, -1 if spec.mirrored else None)
    image, mask = prepared.image[direction], prepared.mask[direction]

    def ask(image: NDArray[np.float32], mask: NDArray[np.bool_], monitor: Monitor) -> NDArray[np.float32]:
        if spec.plane is None:
            return _predict_volume(image, mask, card, predictor, tile_voxels, monitor)
        return _predict_slices(image, mask, card, spec.plane, predictor, monitor)

    if card.both_ways:
        probabilities = ask(image, mask, within(monitor, 0, 2))
        probabilities += ask(_mirror_image(image, spec), mask[::-1], within(monitor, 1, 2))[::-1]
        probabilities /= 2
    else:
        probabilities = ask(image, mask, monitor)
    return calibrated(probabilities[direction], card.temperature)


def _mirror_image(image: NDArray[np.float32], spec: PreprocessSpec) -> NDArray[np.float32]:
    """Return an array `(I, J, K, V)` as it would be of the head seen in a mirror, left being right."""
    mirrored = image[::-1].copy()
    if spec.coordinates:
        mirrored[..., len(spec.modalities)] *= -1
    return mirrored


def _predict_volume(
    image: NDArray[np.float32],
    mask: NDArray[np.bool_],
    card: Card,
    predictor: Predictor,
    tile_voxels: int,
    monitor: Monitor,
) -> NDArray[np.float32]:
    def ask(tile: NDArray[np.float32], monitor: Monitor) -> NDArray[np.float32]:
        return as_classes(predictor.predict(tile[np.newaxis], monitor)[0], tile, card)

    shape = (mask.shape[0], mask.shape[1], mask.shape[2])
    if card.size is None:
        plan = plan_tiles(shape, Tiling(card.divisor, tile_voxels))
    else:
        plan = plan_windows(mask, (card.size[0], card.size[1], card.size[2]))
    return predict_tiles(image, plan, ask, monitor, repeat_edge=_repeats_edge(card))


def _predict_slices(
    image: NDArray[np.float32],
    mask: NDArray[np.bool_],
    card: Card,
    plane: Plane,
    predictor: Predictor,
    monitor: Monitor,
) -> NDArray[np.float32]:
    """Ask about the slices that hold brain, some at once; the others are background."""

    def ask(batch: NDArray[np.float32], monitor: Monitor) -> NDArray[np.float32]:
        return as_classes(predictor.predict(batch, monitor), batch, card)

    slices, mask = slices_of(image, plane), slices_of(mask, plane)
    across = mask.any(axis=0)
    u, v = card.size or (n + -n % card.divisor for n in across.shape)
    at_once = np.broadcast_to(across, (_SLICES_AT_ONCE, *across.shape))
    plan = plan_windows(at_once, (_SLICES_AT_ONCE, u, v))
    numbers = np.flatnonzero(mask.any(axis=(1, 2)))
    batches = [numbers[n : n + _SLICES_AT_ONCE] for n in range(0, len(numbers), _SLICES_AT_ONCE)]
    # One class after the other in memory, as whoever puts them back onto the subject's grid reads them.
    by_class = np.zeros((len(Tissue), *slices.shape[:3]), np.float32)
    by_class[Tissue.BACKGROUND] = 1
    probabilities = np.moveaxis(by_class, 0, -1)
    for done, batch in enumerate(batches):
        full = np.resize(batch, _SLICES_AT_ONCE)  # repeated: another size would mean compiling anew
        seen = network_input(slices, full, card.preprocessing)
        part = within(monitor, done, len(batches))
        answer = predict_tiles(seen, plan, ask, part, repeat_edge=_repeats_edge(card))
        probabilities[batch] = answer[: len(batch)]
    monitor.update(STAGE, len(batches), len(batches))
    return volume_of(probabilities, plane)


def _repeats_edge(card: Card) -> bool:
    """Return whether air is what the image ends in, and not zero."""
    return card.preprocessing.scaling is not Scaling.BRAIN


def as_classes(answer: NDArray[np.float32], seen: NDArray[np.float32], card: Card) -> NDArray[np.float32]:
    """Return a network's output `(..., 4)` for `seen` `(..., C)` as probabilities in the order of `Tissue`.

    Raises:
        ModelError: If the output is not of the input's size.
    """
    if answer.shape != (*seen.shape[:-1], len(Tissue)):
        sides = slice(-4 if card.preprocessing.plane is None else -3, -1)
        raise ModelError(
            f"The network must label all {seen.shape[sides]} voxels that it sees, got {answer.shape[sides]}.",
            hint="Export it with padded convolutions, or choose another model.",
        )
    if card.logits:
        answer = np.exp(answer - answer.max(axis=-1, keepdims=True))
        answer /= answer.sum(axis=-1, keepdims=True)
    if card.class_order != tuple(Tissue):
        answer = answer[..., [card.class_order.index(tissue) for tissue in Tissue]]
    return answer
