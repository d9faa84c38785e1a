"""A picture of a segmentation: slices of the images with the tissues beside them."""

from __future__ import annotations

import io
from collections.abc import Mapping

from isegcore.data.segmentation import Segmentation
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import LabelMap, Volume
from isegcore.report.slices import PLANES, aspect, cut, make_columns, places, ras_spacing

_INCHES = 2.4
_TITLE_INCHES = 0.3


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

    columns = make_columns(labels, images, reference)
    spacing = ras_spacing(labels.grid)
    cuts = [(plane, at) for plane in PLANES for at in places(columns["Tissues"], plane.axis, slices)]
    figure = Figure(figsize=(_INCHES * len(columns), _INCHES * len(cuts)), dpi=110, facecolor="black")
    without_ticks: dict[str, list[float]] = {
        "xticks": [],
        "yticks": [],
    }  # else laid out, unseen: half the time
    axes = figure.subplots(len(cuts), len(columns), squeeze=False, subplot_kw=without_ticks)
    for row, (plane, at) in zip(axes, cuts, strict=True):
        for axis, (column, volume) in zip(row, columns.items(), strict=True):
            axis.imshow(
                cut(volume, plane.axis, at), aspect=aspect(spacing, plane.axis), interpolation="nearest"
            )
            axis.set_axis_off()
            axis.set_title(f"{plane.title} · {column}", color="white", fontsize=8)
    top = 1 - _TITLE_INCHES / figure.get_figheight() if title else 1
    figure.suptitle(title, y=1 - (1 - top) / 4, va="top", color="white", fontsize=10)
    figure.tight_layout(pad=0.4, rect=(0, 0, 1, top))
    png = io.BytesIO()
    figure.savefig(png, format="png")
    return png.getvalue()
