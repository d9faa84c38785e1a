"""`iseg models`: what models there are, what their cards say, and which one is the champion."""

from __future__ import annotations

from typing import Annotated

import typer

from isegcore.bundles.card import Card, Score
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal

models = typer.Typer(help="List the models and show their cards.", no_args_is_help=True)


@models.command("list")
def list_models(as_json: JsonOption = False, events: EventsOption = None) -> None:
    """List the models that can be used, the default first."""
    from isegcore.bundles.library import find_models

    with Terminal(as_json=as_json, events=events) as terminal:
        found = find_models()
        terminal.result(
            [{"name": m.path.stem, "title": m.card.title, "version": m.card.version} for m in found],
            "\n".join(f"{m.path.stem}  {m.card.title} ({m.card.version})" for m in found)
            or "There are no models.",
        )


@models.command("show")
def show_model(
    name: Annotated[str, typer.Argument(help="Name in the library, or a .keras file.")],
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Show a model's card: what it is for, how it was made, what it reached, where it fails."""
    from isegcore.bundles.library import open_model

    with Terminal(as_json=as_json, events=events) as terminal:
        bundle = open_model(name)
        value = {"path": str(bundle.path), "sha256": bundle.sha256(), **bundle.card.model_dump(mode="json")}
        terminal.result(value, _in_words(bundle.card))


@models.command("promote")
def promote_model(
    version: Annotated[
        str, typer.Argument(help="Version of the registered model; `iseg runs list` shows it.")
    ],
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Make a version of the model registered in MLflow the champion."""
    from isegcore.tracking.history import promote
    from isegcore.tracking.tracker import CHAMPION, MODEL_NAME

    with Terminal(as_json=as_json, events=events) as terminal:
        promote(version)
        terminal.result(
            {"model": MODEL_NAME, "version": version, "alias": CHAMPION},
            f"Version {version} of {MODEL_NAME} is the champion.",
        )


def _in_words(card: Card) -> str:
    lines = [f"{card.title} ({card.name} {card.version})", "", card.description, ""]
    lines += [f"Dice, mean ± sd over whole volumes ({_subjects(card.scores)}):"] if card.scores else []
    lines += [f"  {s.data}, {s.modalities}: {s.tissue} {s.mean:.3f} ± {s.sd:.3f}" for s in card.scores]
    lines += ["", "Limits:", *(f"  - {limit}" for limit in card.limits), "", f"Licence: {card.licence}"]
    return "\n".join(lines)


def _subjects(scores: tuple[Score, ...]) -> str:
    counts = sorted({score.subjects for score in scores})
    return f"{counts[0]} subjects each" if len(counts) == 1 else f"{counts[0]} to {counts[-1]} subjects each"
