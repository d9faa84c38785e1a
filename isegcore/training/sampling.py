"""Patches out of whole subjects, drawn around the brain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from isegcore.data.box import box_of
from isegcore.monitor import Monitor
from isegcore.preprocessing.intensity import brain_mask, normalise
from isegcore.training.config import TrainingConfig

Batch = tuple[NDArray[np.float32], NDArray[np.uint8]]


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
    inside = box_of(mask)
    box = np.array([[side.start for side in inside], [side.stop - 1 for side in inside]])
    return Example(image, labels, box)


def draw_batch(source: ExampleSource, config: TrainingConfig, rng: np.random.Generator) -> Batch:
    """Return patches `(B, P, P, P, 5)` float32 and labels `(B, P, P, P)` uint8."""
    pairs = [draw_patch(source.draw(rng), config, rng) for _ in range(config.batch)]
    return np.stack([x for x, _ in pairs]), np.stack([y for _, y in pairs])


def draw_patch(example: Example, config: TrainingConfig, rng: np.random.Generator) -> Batch:
    """Return one patch `(P, P, P, 5)` and its labels: half of them mirrored, some a modality short."""
    size = config.patch
    corner = _corner(example, size, rng)
    image, labels = _cut(example.image, corner, size), _cut(example.labels, corner, size)
    out = np.empty((size, size, size, 5), np.float32)
    out[..., :2] = image
    ramps = coordinate_ramps(example.box, corner, size)
    if rng.random() < 0.5:
        out[..., :2], labels = out[::-1, ..., :2].copy(), labels[::-1]
        ramps[0] = -ramps[0][::-1]
    for axis, ramp in enumerate(ramps):
        out[..., 2 + axis] = ramp.reshape([-1 if a == axis else 1 for a in range(3)])
    _drop_modality(out, config, rng)
    return out, np.ascontiguousarray(labels)


def coordinate_ramps(
    box: NDArray[np.int64], corner: NDArray[np.int64], size: int
) -> list[NDArray[np.float32]]:
    """Return where each voxel of a patch lies along R, A, S: -1 and 1 at the ends of the brain's box."""
    ramps = []
    for low, high, start in zip(box[0], box[1], corner, strict=True):
        at = np.arange(start, start + size, dtype=np.float32)
        ramps.append((2 * (at - low) / max(1, high - low) - 1).astype(np.float32))
    return ramps


def _corner(example: Example, size: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return the first voxel of a patch around a random brain voxel; it may lie outside the array."""
    where = np.flatnonzero(example.labels[::4, ::4, ::4])
    coarse = example.labels[::4, ::4, ::4].shape
    if where.size:
        centre = np.array(np.unravel_index(int(rng.choice(where)), coarse)) * 4
    else:
        centre = np.array(example.labels.shape) // 2
    corner = centre - size // 2 + rng.integers(-4, 5, 3)
    # A patch that would hang over the box by more than a margin is moved inwards: air teaches little.
    low, high = example.box[0] - 4, example.box[1] + 5 - size
    return np.asarray(np.where(high > low, np.clip(corner, low, high), (low + high) // 2), np.int64)


def _cut(array: NDArray[np.generic], corner: NDArray[np.int64], size: int) -> NDArray[np.generic]:
    """Return a cube of the array, zeros where it hangs over."""
    out = np.zeros((size, size, size, *array.shape[3:]), array.dtype)
    inside = [(max(0, c), min(n, c + size)) for c, n in zip(corner.tolist(), array.shape, strict=False)]
    source = tuple(slice(a, b) for a, b in inside)
    target = tuple(slice(a - c, b - c) for (a, b), c in zip(inside, corner.tolist(), strict=True))
    out[target] = array[source]
    return out


def _drop_modality(patch: NDArray[np.float32], config: TrainingConfig, rng: np.random.Generator) -> None:
    chance = rng.random()
    if chance < config.missing_t1:
        if patch[..., 1].any():
            patch[..., 0] = 0
    elif chance < config.missing_t1 + config.missing_t2 and patch[..., 0].any():
        patch[..., 1] = 0
