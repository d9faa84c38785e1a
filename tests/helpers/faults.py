"""What goes wrong with images on their way to the program, done to a subject on purpose."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from isegcore.data.orientation import orientation_of
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import Volume
from isegcore.preprocessing.intensity import brain_mask

Image = NDArray[np.float32]
Fault = Callable[[Subject], Subject]


def swapped(subject: Subject) -> Subject:
    """Take T1 for T2 and the other way round."""
    return Subject(
        subject.id, {Modality.T1: subject.images[Modality.T2], Modality.T2: subject.images[Modality.T1]}
    )


def t2_as_t1(subject: Subject) -> Subject:
    """Give the T2 alone and call it T1."""
    return Subject(subject.id, {Modality.T1: subject.images[Modality.T2]})


def t1_as_t2(subject: Subject) -> Subject:
    """Give the T1 alone and call it T2."""
    return Subject(subject.id, {Modality.T2: subject.images[Modality.T1]})


def turned_about(subject: Subject) -> Subject:
    """Turn the head by half a turn about the axis from feet to head: front and back, left and right."""
    return flipped(1)(flipped(0)(subject))


def flipped(ras_axis: int) -> Fault:
    """Let the head lie the other way round along R, A or S, the header unchanged."""
    return _each(lambda data, subject: np.flip(data, _axes(subject)[ras_axis]))


def turned(first: int, second: int) -> Fault:
    """Turn the head by a quarter about the third RAS axis, the header unchanged."""

    def turn(data: Image, subject: Subject) -> Image:
        axes = _axes(subject)
        quarter = np.rot90(data, 1, (axes[first], axes[second]))
        return _fitted(quarter, data.shape)

    return _each(turn)


def shifted(mm: float, ras_axis: int = 1, *, masked: bool = False) -> Fault:
    """Move the T2 against the T1; `masked` strips it again by the mask that was meant for it in place."""

    def shift(subject: Subject) -> Subject:
        data = subject.images[Modality.T2].data
        axis = _axes(subject)[ras_axis]
        moved = ndimage.shift(
            data, [mm / subject.grid.spacing[axis] * (a == axis) for a in range(3)], order=1
        )
        if masked:
            moved = np.where(data != 0, np.where(moved != 0, moved, data), 0)
        return _with(subject, Modality.T2, moved)

    return shift


def rotated(degrees: float) -> Fault:
    """Turn the T2 against the T1 about the axis from left to right."""

    def rotate(subject: Subject) -> Subject:
        _, a, s = _axes(subject)
        data = subject.images[Modality.T2].data
        return _with(subject, Modality.T2, ndimage.rotate(data, degrees, (a, s), reshape=False, order=1))

    return rotate


def with_skull(subject: Subject) -> Subject:
    """Put meninges, a dark skull and a scalp around the brain, in clean air."""
    mask = brain_mask([volume.data for volume in subject.images.values()])
    distance = ndimage.distance_transform_edt(~mask, sampling=subject.grid.spacing)
    rng = np.random.default_rng(0)
    levels = {Modality.T1: (0.35, 0.15, 1.3), Modality.T2: (1.2, 0.15, 0.7)}
    images = {}
    for modality, volume in subject.images.items():
        typical = float(np.median(volume.data[mask]))
        data = volume.data.copy()
        for level, inner, outer in zip(levels[modality], (0.0, 2.0, 7.0), (2.0, 7.0, 13.0), strict=True):
            shell = (distance > inner) & (distance <= outer)
            data[shell] = typical * (level + 0.08 * rng.standard_normal(np.count_nonzero(shell)))
        images[modality] = Volume(data, subject.grid)
    return Subject(subject.id, images)


def in_noisy_air(subject: Subject) -> Subject:
    """A head with skull as the scanner gives it: noise where there is nothing."""
    rng = np.random.default_rng(1)
    images = {}
    for modality, volume in with_skull(subject).images.items():
        noise = np.abs(rng.standard_normal(volume.data.shape, np.float32)) * np.float32(
            volume.data.max() * 0.01
        )
        images[modality] = Volume(np.maximum(volume.data, noise), subject.grid)
    return Subject(subject.id, images)


def cut(mm: float, ras_axis: int, *, top: bool = True) -> Fault:
    """Leave out the outermost millimetres of the brain, as a field of view that is too small does."""

    def crop(data: Image, subject: Subject) -> Image:
        axis = _axes(subject)[ras_axis]
        mask = brain_mask([volume.data for volume in subject.images.values()])
        filled = np.flatnonzero(mask.any(axis=tuple(a for a in range(3) if a != axis)))
        width = round(mm / subject.grid.spacing[axis])
        up = (not orientation_of(subject.grid.affine).flipped[ras_axis]) == top
        gone = slice(filled[-1] + 1 - width, None) if up else slice(None, filled[0] + width)
        out = data.copy()
        out[tuple(gone if a == axis else slice(None) for a in range(3))] = 0
        return out

    return _each(crop)


def constant_t2(subject: Subject) -> Subject:
    """Give a mask for a T2."""
    return _with(subject, Modality.T2, (subject.images[Modality.T2].data != 0).astype(np.float32))


def noise_t2(subject: Subject) -> Subject:
    """Give noise for a T2."""
    data = subject.images[Modality.T2].data
    noise = np.random.default_rng(0).uniform(1, 1000, data.shape).astype(np.float32)
    return _with(subject, Modality.T2, noise * (data != 0))


def inverted(modality: Modality) -> Fault:
    """Turn an image's contrast around: bright is dark."""

    def invert(subject: Subject) -> Subject:
        data = subject.images[modality].data
        return _with(subject, modality, np.where(data != 0, data.max() + data[data != 0].min() - data, 0))

    return invert


def without(modality: Modality) -> Fault:
    """Leave an image out, which is no fault."""
    return lambda subject: Subject(subject.id, {m: v for m, v in subject.images.items() if m is not modality})


def _each(change: Callable[[Image, Subject], Image]) -> Fault:
    def fault(subject: Subject) -> Subject:
        images: Mapping[Modality, Volume] = {
            m: Volume(np.ascontiguousarray(change(v.data, subject), np.float32), subject.grid, v.source)
            for m, v in subject.images.items()
        }
        return Subject(subject.id, images)

    return fault


def _with(subject: Subject, modality: Modality, data: Image) -> Subject:
    volume = Volume(np.ascontiguousarray(data, np.float32), subject.grid)
    return Subject(subject.id, {**subject.images, modality: volume})


def _axes(subject: Subject) -> tuple[int, int, int]:
    """Return the array axes that run along R, A and S."""
    return orientation_of(subject.grid.affine).axes


def _fitted(data: Image, shape: tuple[int, ...]) -> Image:
    """Return the array cut, or filled with zeros, about its middle to another shape."""
    out = np.zeros(shape, data.dtype)
    into, of = [], []
    for size, wanted in zip(data.shape, shape, strict=True):
        common = min(size, wanted)
        into.append(slice((wanted - common) // 2, (wanted - common) // 2 + common))
        of.append(slice((size - common) // 2, (size - common) // 2 + common))
    out[tuple(into)] = data[tuple(of)]
    return out
