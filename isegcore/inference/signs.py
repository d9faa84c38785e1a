"""What can be measured of a segmented subject: signs by which odd input is told from usual.

All of it looks at the working array, every second millimetre, so that it costs next to nothing beside the
network. What the signs of usual subjects are is in the model's card (`isegcore.bundles.profile`), and what
to make of them in `findings`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import fft, ndimage

from isegcore.bundles.profile import LAYOUT_SHAPE
from isegcore.data.subject import Modality, Subject
from isegcore.labels import BRAIN_TISSUES, Tissue
from isegcore.preprocessing.preprocess import Preprocessed
from isegcore.preprocessing.spec import PreprocessSpec

FILLED = "filled"
"""Share of the brain mask that is labelled as tissue: low where a skull, or a shell, is left.

What lies beyond the edge of one of the images does not count: it is no skull, the images do not fit.
"""
CLEAN_AIR = "clean air"
"""Share of what is not labelled that holds the value of the image's faces: low if nothing was stripped."""
CUT = "cut"
"""Area of the flattest face of the mask over its largest cross-section: high where the brain is cut off."""
UPRIGHT = "upright"
"""By how much tissues lie more as usual than in any other orientation (correlation); negative if less."""
LIKENESS = "likeness"
"""Correlation of the edges in T1 and T2: near 0 where they do not lie on each other."""
OFFSET = "offset"
"""How far T2 would have to be moved for its edges to fit T1's best, in mm."""
LEAN = "lean"
"""By how much the tail of T2 (`tail_of`) lies above that of T1; negative where they are swapped."""
VOLUME = "brain ml"
"""Millilitres of CSF, grey and white matter together."""

_Scalar = TypeVar("_Scalar", bound=np.generic)

_RESOLUTION_MM = 2.0
_EDGE_MM = 4.0  # so far inside the mask its own edge is felt
_DEEP_MM = 12.0  # beyond it, CSF is that of the ventricles and of large sulci
_TAILS = (1, 50, 99)
_FURTHEST = 6  # coarse voxels by which T2 is tried against T1
_OFFSETS = 2 * _FURTHEST + 1
_STRONGEST_EDGES = 98  # percentile above which edges count alike: vessels would outweigh everything
_AIR_STEP = 3


def tail_of(modality: Modality) -> str:
    """Return the sign: by how much bright voxels deep in the brain stand out more than dark ones, -1 to 1.

    CSF is what stands out there: it is dark in T1 and bright in T2, at any age.
    """
    return f"{modality} tail"


def contrast_of(modality: Modality, tissue: Tissue) -> str:
    """Return the sign: by how much a tissue is brighter than grey matter, in sd within the brain."""
    return f"{modality} {tissue.name}-{Tissue.GM.name}"


def coherence_of(modality: Modality) -> str:
    """Return the sign: correlation of neighbouring voxels; 0 in noise."""
    return f"{modality} coherence"


def blank_of(modality: Modality) -> str:
    """Return the sign: share of the brain in which an image holds one extreme value, as beyond its edge."""
    return f"{modality} blank"


def share_of(tissue: Tissue) -> str:
    """Return the sign: share of a tissue in the brain."""
    return f"{tissue.name} share"


@dataclass(frozen=True, eq=False, slots=True)
class Signs:
    """What was measured.

    Attributes:
        values: By name.
        layout: `LAYOUT_SHAPE` float32, 0 to 1: shares of CSF, GM and WM in the cells of a cube around the
            brain that grows with it, along R, A, S.
    """

    values: Mapping[str, float]
    layout: NDArray[np.float32]


def measure(
    subject: Subject, prepared: Preprocessed, labels: NDArray[np.uint8], spec: PreprocessSpec
) -> Signs:
    """Return the signs of a subject, all but `UPRIGHT`, which needs others to compare with.

    Args:
        subject: Its images.
        prepared: What the network saw.
        labels: `(I, J, K)` uint8 class indices on the subject's grid.
        spec: What the model expects.
    """
    spacing = prepared.placement.grid.spacing[0]
    step = max(1, round(_RESOLUTION_MM / spacing))
    mask = _every(prepared.mask, step)
    tissue = _every(prepared.placement.forward(labels, order=0), step)
    images = {
        modality: _averaged(prepared.image[..., channel], step)
        for channel, modality in enumerate(spec.modalities)
        if modality in subject.images
    }
    values = {CLEAN_AIR: _clean_air(subject, labels), CUT: _cut(mask)}
    values |= _volumes(labels[prepared.placement.box], subject.grid.voxel_ml)
    if not mask.any():  # the brain is smaller than what is looked at
        return Signs(values, _layout(tissue, 0))
    depth = _Depth(mask, ndimage.distance_transform_cdt(mask) * (step * spacing))
    for modality, image in images.items():
        values |= _look(modality, image, depth, tissue)
    if len(images) == 2 and all(values[blank_of(modality)] < 1 for modality in images):
        values |= _alignment(images[Modality.T1], images[Modality.T2], depth.inner, step * spacing)
        if tail_of(Modality.T2) in values:
            values[LEAN] = values[tail_of(Modality.T2)] - values[tail_of(Modality.T1)]
    values[FILLED] = _filled(mask, tissue, images.values())
    return Signs(values, _layout(tissue, int(np.count_nonzero(mask))))


@dataclass(frozen=True, eq=False, slots=True)
class _Depth:
    """How deep voxels lie in the mask: `mm` `(I, J, K)`, 0 outside."""

    mask: NDArray[np.bool_]
    mm: NDArray[np.floating]

    @property
    def inner(self) -> NDArray[np.bool_]:
        return self.mm > _EDGE_MM

    @property
    def deep(self) -> NDArray[np.bool_]:
        return self.mm > _DEEP_MM


def upright(layout: NDArray[np.float32], usual: NDArray[np.float32]) -> tuple[float, NDArray[np.int64]]:
    """Return by how much a layout fits as it is better than turned, and the turn that fits best.

    Left and right are alike in both: whether a head is mirrored cannot be told.

    Args:
        layout: Of a subject.
        usual: The mean of others.

    Returns:
        The sign `UPRIGHT`, and a `(3, 3)` matrix of -1, 0 and 1 that turns RAS voxel axes as they should be,
        other than the identity and than mirroring left and right.
    """
    fits = {key: _correlation(turned, usual) for key, turned in _turns(layout)}
    as_is = fits.pop(((0, 1, 2), (1, 1, 1)))
    axes, steps = max(fits, key=lambda key: fits[key])
    matrix = np.zeros((3, 3), np.int64)
    matrix[range(3), axes] = steps
    return as_is - fits[axes, steps], matrix


_Turn = tuple[tuple[int, ...], tuple[int, ...]]


def _turns(layout: NDArray[np.float32]) -> Iterator[tuple[_Turn, NDArray[np.float32]]]:
    """Yield the layout in the 24 orientations that differ by more than left and right."""
    both_sides = (layout + layout[::-1]) / np.float32(2)
    for axes in itertools.permutations(range(3)):
        for steps in itertools.product((1, -1), repeat=3):
            if steps[axes.index(0)] == 1:
                i, j, k = (slice(None, None, step) for step in steps)
                yield (axes, steps), both_sides.transpose(*axes, 3)[i, j, k]


def _correlation(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    a, b = a - a.mean(), b - b.mean()
    size = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / size if size else 0.0


def _every(array: NDArray[_Scalar], step: int) -> NDArray[_Scalar]:
    """Return the voxels in the middle of blocks of `step` voxels a side."""
    whole = tuple(slice(step // 2, n // step * step, step) for n in array.shape)
    return array[whole]


def _averaged(image: NDArray[np.float32], step: int) -> NDArray[np.float32]:
    """Return the means of blocks of `step` voxels a side."""
    for axis, size in enumerate(image.shape):
        parts = [
            image[(slice(None),) * axis + (slice(first, size // step * step, step),)] for first in range(step)
        ]
        image = sum(parts[1:], parts[0]) / np.float32(step)
    return image


def _share(flags: NDArray[np.bool_]) -> float:
    return float(flags.mean()) if flags.size else 0.0


def _filled(
    mask: NDArray[np.bool_], tissue: NDArray[np.uint8], images: Iterable[NDArray[np.float32]]
) -> float:
    covered = mask.copy()
    for image in images:
        covered &= image != image[mask].min()
    return _share(tissue[covered if covered.any() else mask] > 0)


def _clean_air(subject: Subject, labels: NDArray[np.uint8]) -> float:
    few = (slice(None, None, _AIR_STEP),) * 3
    data = subject.images[subject.primary].data[few]
    return _share(data[labels[few] == Tissue.BACKGROUND] == np.median(data[[0, -1]]))


def _cut(mask: NDArray[np.bool_]) -> float:
    shares = []
    for axis in range(3):
        areas = np.count_nonzero(mask, axis=tuple(a for a in range(3) if a != axis))
        filled = np.flatnonzero(areas)
        if filled.size > 2:
            shares += [areas[end] / areas.max() for end in (filled[1], filled[-2])]
    return float(max(shares, default=0.0))


def _volumes(labels: NDArray[np.uint8], voxel_ml: float) -> dict[str, float]:
    counts = {tissue: int(np.count_nonzero(labels == tissue)) for tissue in BRAIN_TISSUES}
    brain = sum(counts.values())
    shares = {share_of(tissue): count / max(1, brain) for tissue, count in counts.items()}
    return {VOLUME: brain * voxel_ml, **shares}


def _look(
    modality: Modality, image: NDArray[np.float32], depth: _Depth, tissue: NDArray[np.uint8]
) -> dict[str, float]:
    """Return the signs of one image."""
    mask, inner = depth.mask, depth.inner
    inside, deep = image[mask], image[depth.deep]
    blank = max(_share(inside == inside.min()), _share(inside == inside.max()))
    signs = {blank_of(modality): blank}
    if blank == 1:
        return signs
    both = mask[1:] & mask[:-1]
    if both.any():
        signs[coherence_of(modality)] = _correlation(image[1:][both], image[:-1][both])
    if deep.size:
        low, middle, high = np.percentile(deep, _TAILS)
        signs[tail_of(modality)] = float((high + low - 2 * middle) / max(high - low, 1e-6))
    places = {t: inner & (tissue == t) for t in BRAIN_TISSUES}
    typical = {t: float(np.median(image[place])) for t, place in places.items() if place.any()}
    for other in (Tissue.CSF, Tissue.WM):
        if other in typical and Tissue.GM in typical:
            signs[contrast_of(modality, other)] = typical[other] - typical[Tissue.GM]
    return signs


def _alignment(
    t1: NDArray[np.float32], t2: NDArray[np.float32], inner: NDArray[np.bool_], spacing_mm: float
) -> dict[str, float]:
    """Return how alike the edges of two images are, and how far apart they would be most alike.

    Edges are where tissues meet in either contrast; those of the mask, which both may share, are left out.
    Correlated by Fourier transform over all small displacements.
    """
    if not inner.any() or min(inner.shape) < 2:  # too thin for edges
        return {}
    shape = [fft.next_fast_len(n + _FURTHEST, real=True) for n in inner.shape]
    one, other = (fft.rfftn(_edges(image, inner), shape) for image in (t1, t2))
    fits = fft.irfftn(one * np.conj(other), shape)
    fits = np.roll(fits, (_FURTHEST,) * 3, (0, 1, 2))[:_OFFSETS, :_OFFSETS, :_OFFSETS]
    best = np.array(np.unravel_index(int(fits.argmax()), fits.shape)) - _FURTHEST
    middle = float(fits[_FURTHEST, _FURTHEST, _FURTHEST])
    return {LIKENESS: middle, OFFSET: float(np.linalg.norm(best)) * spacing_mm}


def _edges(image: NDArray[np.float32], inner: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return the strength of edges inside, with mean 0 and norm 1, and 0 outside."""
    strength = np.sqrt(sum(slope * slope for slope in np.gradient(image)))
    inside = strength[inner]
    inside = np.minimum(inside, np.percentile(inside, _STRONGEST_EDGES))
    inside -= inside.mean()
    edges = np.zeros(image.shape, np.float32)
    edges[inner] = inside / max(float(np.linalg.norm(inside)), 1e-6)
    return edges


def _layout(tissue: NDArray[np.uint8], brain_voxels: int) -> NDArray[np.float32]:
    """Return the shares of tissues in the cells of a cube of twice the brain's size, about its middle."""
    cells, kinds = LAYOUT_SHAPE[0], LAYOUT_SHAPE[3]
    cell = 2 * max(1, brain_voxels) ** (1 / 3) / cells
    places = np.argwhere(tissue)
    if not len(places):
        return np.zeros(LAYOUT_SHAPE, np.float32)
    middle = (places.min(axis=0) + places.max(axis=0)) / 2
    at = np.floor((places - middle) / cell + cells / 2).astype(np.int64)
    inside = ((at >= 0) & (at < cells)).all(axis=1)
    kind = tissue[tuple(places[inside].T)].astype(np.int64) - 1
    flat = np.ravel_multi_index((*at[inside].T, kind), LAYOUT_SHAPE)
    counts = np.bincount(flat, minlength=cells**3 * kinds).reshape(LAYOUT_SHAPE)
    shares: NDArray[np.float32] = (counts / cell**3).astype(np.float32)
    return shares
