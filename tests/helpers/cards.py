"""Model bundles that have a card and no weights, for whatever shows or chooses models."""

from __future__ import annotations

from pathlib import Path

from isegcore.bundles.bundle import ModelBundle
from isegcore.bundles.card import Card, Score
from isegcore.network.config import UNetConfig
from isegcore.preprocessing.spec import PreprocessSpec

SCORES = tuple(
    Score(data="simulated newborn", modalities=images, tissue=tissue, mean=mean, sd=0.01, subjects=4)
    for images, means in (("T1+T2", (0.91, 0.92, 0.93)), ("T1", (0.81, 0.82, 0.83)))
    for tissue, mean in zip(("CSF", "GM", "WM"), means, strict=True)
)


def bundle(path: Path, *, network: UNetConfig | None = None, title: str = "Infant brain") -> ModelBundle:
    """Return the bundle of a model file, which need not exist."""
    config = network or UNetConfig()
    card = Card(
        name=path.stem,
        version="1",
        title=title,
        description="Finds tissue <fast>.",
        network=config.model_dump(mode="json"),
        divisor=config.divisor,
        preprocessing=PreprocessSpec(),
        training={"data": "20 label maps"},
        scores=SCORES,
        limits=("Not for adults.",),
        licence="Apache-2.0",
    )
    return ModelBundle(path, card)
