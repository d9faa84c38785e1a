"""A picture of a segmentation: slices of the images with the tissues beside them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from isegcore.data.box import box_of
from isegcore.data.grid import Grid
from isegcore.data.orientation import orientation_of
from isegcore.data.segmentation import Segmentation
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import LabelMap, Volume
from isegcore.labels import COLOURS, Tissue

_TABLE = np.array([COLOURS[tissue] for tissue in Tissue], np.uint8)
_DIFFERENT = np.array((204, 121, 167), np.uint8)  # Okabe & Ito's reddish purple
_OPACITY = 0.55
_MARGIN = 4  # voxels around the brain
_INCHES = 2.4
_TITLE_INCHES = 0.3
_Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class _Plane:
    """A way to cut a RAS array: the axis cut across, and its title."""

    axis: int
    title: str


_PLANES = (_Plane(2, "Axial"), _Plane(1, "Coronal"), _Plane(0, "Sagittal"))


def make_sheet(subject: Subject, segmentation: Segmentation, slices: int = 2) -> bytes:
    """Return the picture of a segmentation; see `make_slices`."""
    return make_slices(segmentation.labels, subject.images, subject.reference, slices)


def make_slices(
    labels: LabelMap,
    images: Mapping[Modality, Volume],
    reference: LabelMap | None,
    slices: int = 2,
    *,
    title: str = "",
) -> bytes:
    """Return a PNG: a row for each of `slices` cuts per plane; images, tissues, reference and difference.

    All of them lie on one grid; tissues without an image are drawn on black. Slices are shown in radiological
    convention: the left of the picture is the patient's right.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415 - half a second, only here

    columns = _columns(labels, images, reference)
    spacing = _ras_spacing(labels.grid)
    cuts = [(plane, at) for plane in _PLANES for at in _places(columns["Tissues"], plane.axis, slices)]
    figure = Figure(figsize=(_INCHES * len(columns), _INCHES * len(cuts)), dpi=110, facecolor="black")
    axes = figure.subplots(len(cuts), len(columns), squeeze=False)
    for row, (plane, at) in zip(axes, cuts, strict=True):
        for axis, (column, volume) in zip(row, columns.items(), strict=True):
            axis.imshow(
                _cut(volume, plane.axis, at), aspect=_aspect(spacing, plane.axis), interpolation="nearest"
            )
            axis.set_axis_off()
            axis.set_title(f"{plane.title} · {column}", color="white", fontsize=8)
    top = 1 - _TITLE_INCHES / figure.get_figheight() if title else 1
    figure.suptitle(title, y=1 - (1 - top) / 4, va="top", color="white", fontsize=10)
    figure.tight_layout(pad=0.4, rect=(0, 0, 1, top))
    png = io.BytesIO()
    figure.savefig(png, format="png")
    return png.getvalue()


def _columns(
    labels: LabelMap, images: Mapping[Modality, Volume], reference: LabelMap | None
) -> dict[str, NDArray[np.uint8]]:
    """Return the pictures by title, each `(R, A, S, 3)` uint8, cropped to what is not background."""
    upright = _cropping(labels)
    tissues = upright(labels.data)
    columns = {m.value: _grey(upright(images[m].data)) for m in Modality if m in images}
    base = next(iter(columns.values()), np.zeros((*tissues.shape, 3), np.uint8))
    columns["Tissues"] = _painted(base, tissues)
    if reference is not None:
        truth = upright(reference.data)
        columns["Reference"] = _painted(base, truth)
        difference = base.copy()
        difference[tissues != truth] = _DIFFERENT
        columns["Difference"] = difference
    return columns


def _cropping(labels: LabelMap) -> Callable[[_Array], _Array]:
    """Return what turns an array on the grid of these labels upright and crops it to the brain."""
    to_ras = orientation_of(labels.grid.affine).to_ras
    inside = box_of(to_ras(labels.data) > 0)
    box = tuple(slice(max(0, side.start - _MARGIN), side.stop + _MARGIN) for side in inside)
    return lambda array: to_ras(array)[box]


def _grey(image: NDArray[np.float32]) -> NDArray[np.uint8]:
    low, high = np.percentile(image[image != 0], (0.5, 99.5))
    levels = np.clip((image - low) * (255 / max(high - low, 1e-6)), 0, 255).astype(np.uint8)
    levels[image == 0] = 0
    return np.repeat(levels[..., np.newaxis], 3, axis=-1)


def _painted(base: NDArray[np.uint8], labels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    inside = labels > 0
    painted = base.copy()
    painted[inside] = (_OPACITY * _TABLE[labels[inside]] + (1 - _OPACITY) * base[inside]).astype(np.uint8)
    return painted


def _places(volume: NDArray[np.uint8], axis: int, count: int) -> list[int]:
    """Return evenly spaced slice numbers inside what is not black."""
    side = box_of(volume[..., 0] > 0)[axis]
    first, last = side.start, side.stop - 1
    return [round(first + (last - first) * (n + 1) / (count + 1)) for n in range(count)]


def _cut(volume: NDArray[np.uint8], axis: int, at: int) -> NDArray[np.uint8]:
    """Return a slice as a picture: superior (axial: anterior) up, right (sagittal: anterior) on the left."""
    picture: NDArray[np.uint8] = np.take(volume, at, axis=axis).swapaxes(0, 1)[::-1, ::-1]
    return picture


def _ras_spacing(grid: Grid) -> tuple[float, float, float]:
    r, a, s = (grid.spacing[axis] for axis in orientation_of(grid.affine).axes)
    return r, a, s


def _aspect(spacing: tuple[float, float, float], axis: int) -> float:
    across, up = (spacing[a] for a in range(3) if a != axis)
    return up / across
