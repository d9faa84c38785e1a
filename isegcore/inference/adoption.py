"""Taking in a network that was made elsewhere: finding out how it wants its images scaled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from isegcore.bundles.bundle import ModelBundle
from isegcore.bundles.card import Card
from isegcore.bundles.first_layer import FirstLayer, read_first_layer
from isegcore.bundles.foreign import NOTHING_KNOWN, Known, with_scaling
from isegcore.bundles.library import add_model
from isegcore.errors import OptionError
from isegcore.inference.device import Device, choose_device, make_predictor
from isegcore.inference.prediction import as_classes
from isegcore.io.discovery import find_subjects
from isegcore.io.subject import read_subject
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.patches.slices import slices_of
from isegcore.preprocessing.intensity import brain_mask, normalise, rescale
from isegcore.preprocessing.spec import Plane, Scaling
from isegcore.shipped import shipped_path

_EVERY = 8  # slices: neighbours look alike
_NEAR, _CLEAR = 1.0, 0.5  # a distance, and the share of the runner-up's, that leave no doubt
# Shares of its first value, 1, that a moving variance may still hold: a short training leaves much.
_LEFT_OVER = np.concatenate([[0.0], np.geomspace(1e-4, 0.9, 100)])


def with_likeliest_scaling(bundle: ModelBundle) -> Card:
    """Return the inferred card of a network with the scaling that it was most likely trained with.

    The wrong one shows a network numbers that it has never seen. Where batch norm follows the first
    convolution, its moving mean and variance tell: they are compared with what comes out of that convolution
    when the bundled subject, scaled in each way, goes in. Contrast changes these far less than scaling does.
    """
    first = read_first_layer(bundle)
    if first is None:
        return bundle.card
    images = _bundled_images(bundle.card.preprocessing.plane)
    distances = {scaling: _distance(first, images[scaling]) for scaling in Scaling}
    best, second = sorted(distances, key=lambda scaling: distances[scaling])[:2]
    clear = distances[best] < min(_NEAR, _CLEAR * distances[second])
    reason = "as its first batch norm shows" if clear else "a guess from its first batch norm"
    return with_scaling(bundle.card, best, reason)


def import_model(
    path: Path,
    name: str | None = None,
    known: Known = NOTHING_KNOWN,
    *,
    overwrite: bool = False,
    monitor: Monitor = NULL_MONITOR,
) -> ModelBundle:
    """Copy a model into the user's library, with a card if it has none, and return the copy.

    Args:
        path: A `.keras` file.
        name: What it shall be called there; the file's stem if not given.
        known: What the user knows of a model without a card.
        overwrite: Whether a model of that name in the library may be replaced.
        monitor: Hears of the preparation of a model without a card: that it runs is found out now.

    Raises:
        ModelError: If it cannot be used, or does not run.
        OptionError: If it has a card that says what `known` says too, or the name cannot be used.
        OutputError: If there is a model of that name already, or it cannot be written.
        Cancelled: If the monitor says so.
    """
    bundle = ModelBundle.open(path, known)
    if bundle.has_card and known != NOTHING_KNOWN:
        raise OptionError(
            "This model has a card that says what it expects.",
            path=path,
            hint="Leave out --plane, --scaling and --classes.",
        )
    if not bundle.has_card:
        _require_running(bundle, monitor)
        if known.scaling is None:
            bundle = replace(bundle, card=with_likeliest_scaling(bundle))
    return add_model(bundle, name, overwrite=overwrite)


def _require_running(bundle: ModelBundle, monitor: Monitor) -> None:
    """Let a network look at nothing once: what it cannot do is told now, not when it is used."""
    predictor, card = make_predictor(bundle, choose_device(Device.CPU), monitor), bundle.card
    plane = card.preprocessing.plane
    sides = card.size or (2 * card.divisor,) * (3 if plane is None else 2)
    nothing = np.zeros((1, *sides, card.preprocessing.channels), np.float32)
    as_classes(predictor.predict(nothing, monitor), nothing, card)


def _bundled_images(plane: Plane | None) -> dict[Scaling, NDArray[np.float32]]:
    """Return some of the bundled subject in each scaling: slices with brain, or its middle.

    `(N, U, V, 2)`, or `(1, U, V, W, 2)` without a plane.
    """
    subject = read_subject(find_subjects(shipped_path("sample")).subjects[0])
    volumes = [volume.data for volume in subject.images.values()]
    mask = brain_mask(volumes)
    across = plane or Plane.AXIAL
    with_brain = np.flatnonzero(slices_of(mask, across).any(axis=(1, 2)))
    middle = len(with_brain) // 2
    chosen = with_brain[middle - _EVERY : middle + _EVERY] if plane is None else with_brain[::_EVERY]
    images = {}
    for scaling in Scaling:
        scaled = (normalise(v, mask) if scaling is Scaling.BRAIN else rescale(v, v, scaling) for v in volumes)
        some = np.stack([slices_of(volume, across)[chosen] for volume in scaled], axis=-1)
        images[scaling] = some[np.newaxis] if plane is None else some
    return images


def _distance(first: FirstLayer, images: NDArray[np.float32]) -> float:
    """Return how unlike what comes out for these images is to what came out in training; 0 is alike."""
    made = _convolve(images, first)
    axes = tuple(range(made.ndim - 1))
    mean, variance = made.mean(axis=axes), made.var(axis=axes)
    possible = _LEFT_OVER[first.variance.min() > _LEFT_OVER]
    left = possible.reshape(-1, 1)
    trained_mean, trained_variance = first.mean / (1 - left), (first.variance - left) / (1 - left)
    shift = (mean - trained_mean) ** 2 / (variance + trained_variance)
    spread = np.log(variance / trained_variance) ** 2
    return float((shift + spread).mean(axis=1).min())


def _convolve(images: NDArray[np.float32], first: FirstLayer) -> NDArray[np.float32]:
    """Return the convolution `(N, U, V[, W], F)` without the borders, where padding would come in."""
    sides = first.kernel.shape[:-2]
    inner = [n - k + 1 for n, k in zip(images.shape[1:-1], sides, strict=True)]
    made = np.broadcast_to(first.bias, (len(images), *inner, first.kernel.shape[-1])).copy()
    for tap in np.ndindex(*sides):
        place = tuple(slice(start, start + n) for start, n in zip(tap, inner, strict=True))
        made += images[:, *place] @ first.kernel[tap]
    return made
