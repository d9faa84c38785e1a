"""The recorded runs as the window shows them, from what `iseg runs list --json` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.language import QT_TRANSLATE_NOOP, tr

Points = Sequence[tuple[float, float]]

TRAINING, INFERENCE = QT_TRANSLATE_NOOP("", "Training"), QT_TRANSLATE_NOOP("", "Segmenting")


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run in MLflow.

    Attributes:
        id: MLflow's.
        name: Of the model.
        kind: "Training" or "Segmenting".
        status: "Finished", "Running", "Failed" or "Killed".
        started: When, in local time.
        seconds: How long it took, or has taken so far.
        params: What it was told to do.
        metrics: Last value of every number.
        curves: Epochs and values of the numbers that have several.
        version: What it has become of the registered model; empty if nothing.
        is_champion: Whether that is the version to use.
    """

    id: str
    name: str
    kind: str
    status: str
    started: datetime
    seconds: float
    params: Mapping[str, str]
    metrics: Mapping[str, float]
    curves: Mapping[str, Points]
    version: str
    is_champion: bool

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> RunRow:
        """Return the run that one element of the printed list describes."""
        return cls(
            id=value["id"],
            name=value["name"],
            kind=INFERENCE if value["experiment"].endswith("Inference") else TRAINING,
            status=value["status"].capitalize(),
            started=datetime.fromisoformat(value["started"]).astimezone(),
            seconds=value["seconds"],
            params=value["params"],
            metrics=value["metrics"],
            curves={name: [(x, y) for x, y in points] for name, points in value.get("curves", {}).items()},
            version=value["version"] or "",
            is_champion=value["champion"],
        )


def number_title(name: str) -> str:
    """Return the name of a recorded number in words: "val_dice_CSF" is "Validation Dice, CSF"."""
    validation = name.startswith("val_")
    words, _, tissue = name.removeprefix("val_").partition("dice_")
    number = f"Dice, {tr(tissue)}" if tissue else tr(words.replace("_", " ").replace("dice", "Dice"))
    title = tr("validation {number}").format(number=number) if validation else number
    return title[:1].upper() + title[1:]
