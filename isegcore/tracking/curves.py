"""A picture of how a training went."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from isegcore.labels import BRAIN_TISSUES, COLOURS
from isegcore.tracking.journal import EpochRecord
from isegcore.tracking.numbers import mean_dice

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_Value = Callable[[EpochRecord], float | None]


def make_curves(epochs: Sequence[EpochRecord]) -> bytes:
    """Return a PNG of the epochs: loss and accuracy in training and validation, Dice of each tissue."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - half a second, only here

    figure = Figure(figsize=(12, 3.6), dpi=110, layout="constrained")
    loss, accuracy, dice = figure.subplots(1, 3)
    _draw(loss, epochs, lambda e: e.loss, "training", "black")
    _draw(loss, epochs, lambda e: e.val_loss, "validation", "tab:blue")
    _draw(accuracy, epochs, lambda e: e.accuracy, "training", "black")
    _draw(accuracy, epochs, lambda e: e.val_accuracy, "validation", "tab:blue")
    for tissue in BRAIN_TISSUES:
        colour = tuple(level / 255 for level in COLOURS[tissue])
        _draw(dice, epochs, partial(_dice, tissue.name), tissue.name, colour)
    loss.set(title="Loss")
    accuracy.set(title="Accuracy in the brain")
    dice.set(title="Dice of validation volumes")
    for axes in (loss, accuracy, dice):
        axes.set_xlabel("Epoch")
        axes.set_xlim(0.5, max((epoch.number for epoch in epochs), default=1) + 0.5)
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.grid(color="0.9")
        if axes.get_lines():
            axes.legend()
    png = io.BytesIO()
    figure.savefig(png, format="png")
    return png.getvalue()


def _dice(tissue: str, epoch: EpochRecord) -> float | None:
    return mean_dice(epoch.scores).get(tissue)


def _draw(
    axes: Axes, epochs: Sequence[EpochRecord], value: _Value, name: str, colour: str | tuple[float, ...]
) -> None:
    points = [(epoch.number, found) for epoch in epochs if (found := value(epoch)) is not None]
    if points:
        axes.plot(*zip(*points, strict=True), "o-", markersize=3, color=colour, label=name)
