"""A picture of how a training went."""

from __future__ import annotations

import io
from collections.abc import Sequence

from isegcore.labels import BRAIN_TISSUES, COLOURS
from isegcore.tracking.journal import EpochRecord
from isegcore.tracking.numbers import mean_dice


def make_curves(epochs: Sequence[EpochRecord]) -> bytes:
    """Return a PNG: training loss, and validation Dice of each tissue, over the epochs."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - half a second, only here

    figure = Figure(figsize=(9, 3.6), dpi=110, layout="constrained")
    loss, dice = figure.subplots(1, 2)
    loss.plot([e.number for e in epochs], [e.loss for e in epochs], color="black")
    loss.set(title="Training loss", xlabel="Epoch")
    validated = [(e.number, mean_dice(e.scores)) for e in epochs if e.scores]
    for tissue in BRAIN_TISSUES:
        points = [(number, scores[tissue.name]) for number, scores in validated if tissue.name in scores]
        if points:
            colour = tuple(level / 255 for level in COLOURS[tissue])
            dice.plot(*zip(*points, strict=True), "o-", markersize=3, color=colour, label=tissue.name)
            dice.legend()
    dice.set(title="Validation Dice", xlabel="Epoch", ylim=(0, 1))
    for axes in (loss, dice):
        axes.xaxis.get_major_locator().set_params(integer=True)
    png = io.BytesIO()
    figure.savefig(png, format="png")
    return png.getvalue()
