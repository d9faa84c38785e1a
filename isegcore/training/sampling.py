"""Patches and slices out of whole subjects, drawn around the brain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from isegcore.data.box import box_of
from isegcore.data.grid import Shape3
from isegcore.monitor import Monitor
from isegcore.patches.slices import network_input, slices_of
from isegcore.preprocessing.intensity import brain_mask, normalise
from isegcore.preprocessing.spec import PreprocessSpec
from isegcore.training.augment import draw_places, draw_pose, image_at, vary_intensities
from isegcore.training.config import Augmentation, TrainingConfig

Batch = tuple[NDArray[np.float32], NDArray[np.uint8]]

_Scalar = TypeVar("_Scalar", bound=np.generic)

_MARGIN = 4  # voxels of air around the brain that a patch may hold
_COARSE = 4  # every so-manieth voxel is looked at to find the brain


@dataclass(frozen=True, eq=False, slots=True)
class Example:
    """A labelled subject as the network will see it.

    Attributes:
        image: `(I, J, K, 2)` float16, RAS: T1 and T2, normalised, 0 outside the brain mask.
        labels: `(I, J, K)` uint8 class indices.
        box: `(2, 3)`: first and last voxel of the brain mask along each axis.
    """

    image: NDArray[np.float16]
    labels: NDArray[np.uint8]
    box: NDArray[np.int64]


class ExampleSource(Protocol):
    """Something that has labelled subjects to draw from."""

    def draw(self, rng: np.random.Generator) -> Example:
        """Return a subject, picked with `rng`."""


class Batches(Protocol):
    """Whatever feeds the steps."""

    def batch(self, number: int, monitor: Monitor) -> Batch:
        """Return the batch of a step, the first being 0, waiting for it if need be.

        Raises:
            IsegError: If there will be none.
            Cancelled: If the monitor says so while waiting.
        """


@dataclass(frozen=True, slots=True)
class DrawnBatches:
    """Batches drawn on the spot: what is drawn depends on the seed, the step's number and the source."""

    source: ExampleSource
    config: TrainingConfig

    def batch(self, number: int, monitor: Monitor) -> Batch:
        """Return patches and labels; see `Batches`."""
        return draw_batch(self.source, self.config, np.random.default_rng([self.config.seed, number]))


def make_example(
    t1: NDArray[np.float32] | None, t2: NDArray[np.float32] | None, labels: NDArray[np.uint8]
) -> Example:
    """Return an example of images in RAS, 1 mm, `(I, J, K)` each; one of them may be missing."""
    images = [image for image in (t1, t2) if image is not None]
    mask = brain_mask(images)
    image = np.zeros((*labels.shape, 2), np.float16)
    for channel, data in enumerate((t1, t2)):
        if data is not None:
            image[..., channel] = normalise(data, mask)
    return Example(image, labels, ends_of(mask))


def ends_of(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the first and the last voxel of a mask along each axis, `(2, 3)`."""
    inside = box_of(mask)
    return np.array([[side.start for side in inside], [side.stop - 1 for side in inside]])


def draw_batch(source: ExampleSource, config: TrainingConfig, rng: np.random.Generator) -> Batch:
    """Return what `draw_patch` gives, `(B, ...)`, each of a subject drawn anew."""
    pairs = [draw_patch(source.draw(rng), config, rng) for _ in range(config.batch)]
    return np.stack([x for x, _ in pairs]), np.stack([y for _, y in pairs])


def draw_patch(example: Example, config: TrainingConfig, rng: np.random.Generator) -> Batch:
    """Return one patch as the network sees it and its labels: half of them mirrored, some a modality short.

    Returns:
        In 3D `(I, J, K, C)` float32 and `(I, J, K)` uint8; in 2D `(U, V, C)` and `(U, V)` of one slice.
    """
    bounds = config.augmentation
    if bounds and rng.random() < bounds.bent:
        image, labels, ramps = _bent(example, config.sides, bounds, rng)
    else:
        image, labels, ramps = _straight(example, config.sides, rng)
    if rng.random() < 0.5:
        image, labels = image[::-1], labels[::-1]
        ramps[0] = -ramps[0][::-1]
    image = np.array(image, np.float32)
    if bounds:
        vary_intensities(image, bounds, rng)
    _drop_modality(image, config, rng)
    return _as_seen(image, labels, ramps, config.spec)


def coordinate_ramps(
    box: NDArray[np.int64] | NDArray[np.float64], corner: NDArray[np.int64], sides: Shape3
) -> list[NDArray[np.float32]]:
    """Return where each voxel of a patch lies along R, A, S: -1 and 1 at the ends of the brain's box."""
    ramps = []
    for low, high, start, size in zip(box[0], box[1], corner, sides, strict=True):
        at = np.arange(start, start + size, dtype=np.float32)
        ramps.append((2 * (at - low) / max(1, high - low) - 1).astype(np.float32))
    return ramps


_Cut = tuple[NDArray[np.floating[Any]], NDArray[np.uint8], list[NDArray[np.float32]]]


def _straight(example: Example, sides: Shape3, rng: np.random.Generator) -> _Cut:
    """Return image, labels and coordinates of a patch as it is."""
    corner = _corner(_brain_voxel(example, rng), example.box, sides, rng)
    ramps = coordinate_ramps(example.box, corner, sides)
    return _cut(example.image, corner, sides), _cut(example.labels, corner, sides), ramps


def _bent(example: Example, sides: Shape3, bounds: Augmentation, rng: np.random.Generator) -> _Cut:
    """Return image, labels and coordinates of a patch of the subject turned, stretched and bent."""
    pose = draw_pose(example.box, bounds, rng)
    box = pose.box(example.box)
    corner = _corner(pose.forth(_brain_voxel(example, rng)), box, sides, rng)
    places = draw_places(pose, corner, sides, bounds, rng)
    image, labels = image_at(example.image, example.labels, places)
    return image, labels, coordinate_ramps(box, corner, sides)


def _brain_voxel(example: Example, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return a random voxel of the brain, `(3,)`; the middle of the array if there is no brain."""
    coarse = example.labels[::_COARSE, ::_COARSE, ::_COARSE]
    where = np.flatnonzero(coarse)
    if not where.size:
        return np.array(example.labels.shape) / 2
    return np.array(np.unravel_index(int(rng.choice(where)), coarse.shape), np.float64) * _COARSE


def _corner(
    centre: NDArray[np.float64],
    box: NDArray[np.int64] | NDArray[np.float64],
    sides: Shape3,
    rng: np.random.Generator,
) -> NDArray[np.int64]:
    """Return the first voxel of a patch around a place; it may lie outside the array."""
    size = np.array(sides)
    corner = centre - size // 2 + rng.integers(-_COARSE, _COARSE + 1, 3)
    # A patch that would hang over the box by more than a margin is moved inwards: air teaches little.
    low, high = box[0] - _MARGIN, box[1] + _MARGIN + 1 - size
    inside = np.where(high > low, np.clip(corner, low, high), (low + high) // 2)
    return np.asarray(np.rint(inside), np.int64)


def _cut(array: NDArray[_Scalar], corner: NDArray[np.int64], sides: Shape3) -> NDArray[_Scalar]:
    """Return a part of the array, zeros where it hangs over."""
    out = np.zeros((*sides, *array.shape[3:]), array.dtype)
    inside = [
        (max(0, c), min(n, c + s)) for c, n, s in zip(corner.tolist(), array.shape, sides, strict=False)
    ]
    source = tuple(slice(a, b) for a, b in inside)
    target = tuple(slice(a - c, b - c) for (a, b), c in zip(inside, corner.tolist(), strict=True))
    out[target] = array[source]
    return out


def _drop_modality(image: NDArray[np.float32], config: TrainingConfig, rng: np.random.Generator) -> None:
    chance = rng.random()
    if chance < config.missing_t1:
        if image[..., 1].any():
            image[..., 0] = 0
    elif chance < config.missing_t1 + config.missing_t2 and image[..., 0].any():
        image[..., 1] = 0


def _as_seen(
    image: NDArray[np.float32],
    labels: NDArray[np.uint8],
    ramps: list[NDArray[np.float32]],
    spec: PreprocessSpec,
) -> Batch:
    """Return what the network sees of a patch: all of it, or its middle slice."""
    volume = np.empty((*labels.shape, spec.volume_channels), np.float32)
    volume[..., : image.shape[-1]] = image
    if spec.coordinates:
        for axis, ramp in enumerate(ramps):
            volume[..., image.shape[-1] + axis] = ramp.reshape([-1 if a == axis else 1 for a in range(3)])
    if spec.plane is None:
        return volume, np.ascontiguousarray(labels)
    slices = slices_of(volume, spec.plane)
    middle = len(slices) // 2
    seen = network_input(slices, [middle], spec)[0]
    return seen, np.ascontiguousarray(slices_of(labels, spec.plane)[middle])
