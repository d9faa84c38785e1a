"""A picture of scores: every subject a point, tissue by tissue."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

import numpy as np

from isegcore.evaluation.subjects import Evaluation
from isegcore.labels import BRAIN_TISSUES, COLOURS, Tissue
from isegcore.metrics.summary import spread

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TITLES = {
    "dice": ("Dice", 3),
    "hd95_mm": ("HD95 (mm)", 2),
    "assd_mm": ("ASSD (mm)", 3),
    "volume_error_percent": ("Volume error (%)", 1),
}
_HALF_WIDTH = 0.22  # over which the points of a tissue are spread
_BOX_FROM = 5  # of fewer subjects, quartiles say nothing


def make_plot(evaluation: Evaluation) -> bytes:
    """Return a PNG: a panel for each measure with every subject, mean ± sd, and a ring around the worst."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - half a second, only here

    figure = Figure(figsize=(11, 3.8), dpi=120, layout="constrained")
    for axes, (name, (title, digits)) in zip(figure.subplots(1, len(_TITLES)), _TITLES.items(), strict=True):
        axes.set_title(title)
        labels = [_draw(axes, place, t, name, digits, evaluation) for place, t in enumerate(BRAIN_TISSUES)]
        axes.set_xticks(range(len(labels)), labels)
        axes.set_xlim(-0.6, len(labels) - 0.4)
        axes.grid(axis="y", color="0.9")
        axes.set_axisbelow(True)
        if name.endswith("_mm"):
            axes.set_ylim(bottom=0)
    subjects = list(dict.fromkeys(score.subject for score in evaluation.scores))
    worst = f"; ringed: {evaluation.worst.subject}" if evaluation.worst else ""
    several = f"{len(subjects)} subjects, mean ± sd{worst}"
    figure.suptitle(several if len(subjects) > 1 else subjects[0], fontsize=9)
    png = io.BytesIO()
    figure.savefig(png, format="png")
    return png.getvalue()


def _draw(axes: Axes, place: int, tissue: Tissue, name: str, digits: int, evaluation: Evaluation) -> str:
    """Draw one tissue's subjects at a place of the axis; return what to write below it."""
    scores = [score for score in evaluation.scores if score.tissue == tissue.name]
    values = {s.subject: value for s in scores if not math.isnan(value := float(getattr(s, name)))}
    if not values:
        return f"{tissue.name}\nnone"
    heights = list(values.values())
    at = place + np.linspace(-_HALF_WIDTH, _HALF_WIDTH, len(heights)) * (len(heights) > 1)
    if len(heights) >= _BOX_FROM:
        grey = {"color": "0.45"}
        axes.boxplot(
            heights,
            positions=[place],
            widths=3 * _HALF_WIDTH,
            showfliers=False,
            boxprops=grey,
            whiskerprops=grey,
            capprops=grey,
            medianprops=grey | {"linewidth": 2},
        )
    colour = tuple(level / 255 for level in COLOURS[tissue])
    axes.scatter(at, heights, s=22, color=colour, edgecolors="black", linewidths=0.6, zorder=3)
    if evaluation.worst and len(heights) > 1 and evaluation.worst.subject in values:
        ringed = list(values).index(evaluation.worst.subject)
        axes.scatter(at[ringed], heights[ringed], s=90, facecolors="none", edgecolors="black", zorder=4)
    found = spread(heights)
    sd = "" if math.isnan(found.sd) else f"\n± {found.sd:.{digits}f}"
    return f"{tissue.name}\n{found.mean:.{digits}f}{sd}"
