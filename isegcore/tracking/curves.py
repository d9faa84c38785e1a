"""A picture of how a training went."""

from __future__ import annotations

import io
from collections.abc import Sequence

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
    for tissue in sorted({name for _, scores in validated for name in scores}):
        points = [(number, scores[tissue]) for number, scores in validated if tissue in scores]
        dice.plot(*zip(*points, strict=True), marker="o", markersize=3, label=tissue)
    dice.set(title="Validation Dice", xlabel="Epoch", ylim=(0, 1))
    if validated:
        dice.legend(loc="lower right")
    png = io.BytesIO()
    figure.savefig(png, format="png")
    return png.getvalue()
