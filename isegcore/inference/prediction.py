"""From a prepared subject to class probabilities, by a network of any shape: the whole, tiles, or slices."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from isegcore.bundles.card import Card
from isegcore.inference.postprocess import calibrated
from isegcore.inference.predictor import Predictor
from isegcore.inference.tiles import STAGE, predict_tiles, within
from isegcore.labels import Tissue
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.patches.slices import network_input, slices_of, volume_of
from isegcore.patches.tiling import Tiling, plan_tiles, plan_windows
from isegcore.preprocessing.preprocess import Preprocessed
from isegcore.preprocessing.spec import Plane

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
        Cancelled: If the monitor says so.
    """
    plane = card.preprocessing.plane
    if plane is None:
        probabilities = _predict_volume(prepared, card, predictor, tile_voxels, monitor)
    else:
        probabilities = _predict_slices(prepared, card, plane, predictor, monitor)
    return calibrated(probabilities, card.temperature)


def _predict_volume(
    prepared: Preprocessed, card: Card, predictor: Predictor, tile_voxels: int, monitor: Monitor
) -> NDArray[np.float32]:
    def ask(tile: NDArray[np.float32], monitor: Monitor) -> NDArray[np.float32]:
        (answer,) = predictor.predict(tile[np.newaxis], monitor)
        return np.asarray(answer, np.float32)

    shape = prepared.placement.shape
    if card.size is None:
        plan = plan_tiles(shape, Tiling(card.divisor, tile_voxels))
    else:
        plan = plan_windows(prepared.mask, (card.size[0], card.size[1], card.size[2]))
    return predict_tiles(prepared.image, plan, ask, monitor)


def _predict_slices(
    prepared: Preprocessed, card: Card, plane: Plane, predictor: Predictor, monitor: Monitor
) -> NDArray[np.float32]:
    """Ask about the slices that hold brain, some at once; the others are background."""
    slices, mask = slices_of(prepared.image, plane), slices_of(prepared.mask, plane)
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
        answer = predict_tiles(seen, plan, predictor.predict, within(monitor, done, len(batches)))
        probabilities[batch] = answer[: len(batch)]
    monitor.update(STAGE, len(batches), len(batches))
    return volume_of(probabilities, plane)
