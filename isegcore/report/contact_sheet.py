"""The contact sheet of a subject: rows of slices through the brain, images above tissues, on one page."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from isegcore.data.subject import Subject
from isegcore.data.volume import LabelMap
from isegcore.labels import BRAIN_TISSUES, COLOURS
from isegcore.metrics.volumes import tissue_volumes_ml
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.report.slices import PLANES, CutPlane, aspect, cut, make_columns, places, places_mm, ras_spacing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SHEET_SUFFIXES = (".png", ".pdf")
"""Endings of the formats that can be written."""

_WIDTH, _SIDE, _HEAD, _FOOT, _WORDS = 13.0, 0.8, 0.65, 0.35, 0.28  # inches
_STAGE = "Drawing the contact sheet"
_NOTE = "Radiological: the patient's right is on the left. Research software; not a medical device."


@dataclass(frozen=True, slots=True)
class _Row:
    """Slices side by side: `picture` `(H, W, 3)` uint8, its height on the page in inches, what it shows."""

    picture: NDArray[np.uint8]
    inches: float
    title: str


def make_contact_sheet(
    subject: Subject,
    labels: LabelMap | None,
    suffix: str = ".png",
    *,
    slices: int = 9,
    monitor: Monitor = NULL_MONITOR,
) -> bytes:
    """Return a page with `slices` evenly spaced cuts in each plane: T1, T2 and the tissues over the first.

    Args:
        subject: The images.
        labels: What is laid over them; None shows the reference.
        suffix: ".png" or ".pdf".
        slices: How many cuts.
        monitor: Told how far it is.

    Raises:
        ValueError: If there are neither labels nor a reference.
        Cancelled: If the monitor says so.
    """
    shown = labels if labels is not None else subject.reference
    if shown is None:
        raise ValueError("a contact sheet needs labels")
    from matplotlib.figure import Figure  # noqa: PLC0415 - half a second, only here

    columns = make_columns(shown, subject.images, None)
    groups = []
    for number, plane in enumerate(PLANES):
        monitor.update(_STAGE, number, len(PLANES) + 1)
        groups.append(_rows(columns, plane, ras_spacing(shown.grid), slices))
    height = _HEAD + _FOOT + sum(_WORDS + sum(row.inches for row in rows) for rows in groups)
    figure = Figure(figsize=(_WIDTH, height), dpi=120, facecolor="black")
    top = height - _HEAD
    for plane, rows in zip(PLANES, groups, strict=True):
        at = places(columns["Tissues"], plane.axis, slices)
        _place(figure, rows, top, plane, places_mm(shown, plane.axis, at))
        top -= sum(row.inches for row in rows) + _WORDS
    _write_words(figure, subject.id, shown, height)
    monitor.update(_STAGE, len(PLANES), len(PLANES) + 1)
    page = io.BytesIO()
    # Without the time, so that equal results give equal files
    about = {"CreationDate": None} if suffix == ".pdf" else {"Software": None}
    figure.savefig(page, format=suffix.removeprefix("."), metadata=about)
    return page.getvalue()


def _rows(
    columns: dict[str, NDArray[np.uint8]],
    plane: CutPlane,
    spacing: tuple[float, float, float],
    slices: int,
) -> list[_Row]:
    at = places(columns["Tissues"], plane.axis, slices)
    rows = []
    for title, volume in columns.items():
        picture = np.hstack([cut(volume, plane.axis, n) for n in at])
        inches = (_WIDTH - _SIDE) * picture.shape[0] * aspect(spacing, plane.axis) / picture.shape[1]
        rows.append(_Row(picture, inches, title))
    return rows


def _place(figure: Figure, rows: list[_Row], top: float, plane: CutPlane, mm: list[float]) -> None:
    """Draw the rows of a plane from `top` inches downwards, and where each slice lies under them."""
    height = figure.get_figheight()
    for row in rows:
        top -= row.inches
        axes = figure.add_axes((_SIDE / _WIDTH, top / height, 1 - _SIDE / _WIDTH, row.inches / height))
        axes.imshow(row.picture, aspect="auto", interpolation="nearest")
        axes.set_axis_off()
        middle = (top + row.inches / 2) / height
        words = f"{plane.title}\n{row.title}"
        figure.text(_SIDE / 2 / _WIDTH, middle, words, color="white", size=9, ha="center", va="center")
    letter = "RAS"[plane.axis]
    step = (_WIDTH - _SIDE) / len(mm)
    for number, place in enumerate(mm):
        x = (_SIDE + step * (number + 0.5)) / _WIDTH
        words = f"{letter} {place:+.1f} mm"
        figure.text(x, (top - _WORDS / 2) / height, words, color="#b8c0cc", size=7, ha="center", va="center")


def _write_words(figure: Figure, title: str, labels: LabelMap, height: float) -> None:
    """Write whose sheet it is, what the colours mean and how large the tissues are."""
    y = 1 - _HEAD / 2 / height
    shown = title if len(title) <= 60 else f"{title[:28]}…{title[-28:]}"
    figure.text(0.012, y, shown, color="white", size=13, weight="bold", va="center", parse_math=False)
    volumes = tissue_volumes_ml(labels)
    for number, tissue in enumerate(BRAIN_TISSUES):
        x = 0.60 + 0.135 * number
        colour = [channel / 255 for channel in COLOURS[tissue]]
        figure.text(x, y, "■", color=colour, size=14, va="center")
        figure.text(
            x + 0.016, y, f"{tissue.name} {volumes[tissue]:.1f} ml", color="white", size=10, va="center"
        )
    figure.text(0.012, _FOOT / 2 / height, _NOTE, color="#b8c0cc", size=8, va="center")
