"""`iseg models`: what models there are, what their cards say, and which one is the champion."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from pydantic import JsonValue

from isegcore.bundles.card import Card, Score, reliability_in_words
from isegcore.cli.calibrate import calibrate
from isegcore.cli.model_choice import local_model
from isegcore.cli.options import OverwriteOption
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal
from isegcore.errors import OptionError
from isegcore.labels import Tissue
from isegcore.preprocessing.spec import Plane, Scaling

models = typer.Typer(
    help="List, show, import and calibrate models; choose the champion.", no_args_is_help=True
)
models.command("calibrate")(calibrate)


@models.command("list")
def list_models(
    registered: Annotated[
        bool, typer.Option("--registered", help="List instead what is registered in MLflow.")
    ] = False,
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """List the models that can be used, the default first."""
    with Terminal(as_json=as_json, events=events) as terminal:
        rows = _registered() if registered else _in_library()
        lines = [f"{row['name']}  {row['title']}" for row in rows]
        terminal.result(list(rows), "\n".join(lines) or "There are no models.")


@models.command("show")
def show_model(
    name: Annotated[str, typer.Argument(help="Name in the library, .keras file, or models:/NAME@ALIAS.")],
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Show a model's card: what it is for, how it was made, what it reached, where it fails."""
    from isegcore.bundles.library import open_model

    with Terminal(as_json=as_json, events=events) as terminal:
        bundle = open_model(local_model(name, terminal))
        value = {"path": str(bundle.path), "sha256": bundle.sha256(), **bundle.card.model_dump(mode="json")}
        terminal.result(value, _in_words(bundle.card))


@models.command("import")
def import_into_library(
    source: Annotated[str, typer.Argument(help="A .keras file, or models:/NAME@ALIAS.")],
    name: Annotated[
        str | None, typer.Option("--name", help="What to call it; if not given, as the file.")
    ] = None,
    plane: Annotated[
        Plane | None, typer.Option("--plane", help="Slices that a 2D network made elsewhere sees.")
    ] = None,
    scaling: Annotated[
        Scaling | None,
        typer.Option("--scaling", help="How its images were scaled: each whole image, or within the brain."),
    ] = None,
    classes: Annotated[
        str | None,
        typer.Option("--classes", help="What its outputs are, in order: background,csf,gm,wm."),
    ] = None,
    overwrite: OverwriteOption = False,
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Copy a model into the library, so that the window and --model know it by its name.

    A Keras network made elsewhere has no card that says what it expects. It gets one, made of its layers, of
    --plane, --scaling and --classes, and, where these are not given, of assumptions that each result names.
    """
    from isegcore.bundles.foreign import Known
    from isegcore.inference.adoption import import_model

    with Terminal(as_json=as_json, events=events) as terminal:
        known = Known(plane, scaling, _classes(classes) if classes is not None else None)
        path = Path(local_model(source, terminal))
        bundle = import_model(path, name, known, overwrite=overwrite, monitor=terminal)
        limits = bundle.card.limits if bundle.card.inferred else ()
        terminal.result(
            {
                "name": bundle.path.stem,
                "path": str(bundle.path),
                "title": bundle.card.title,
                "assumptions": list(limits),
            },
            "\n".join(
                [
                    f"{bundle.path.stem} is in the library: {bundle.card.title}",
                    *(f"  - {limit}" for limit in limits),
                ]
            ),
        )


@models.command("register")
def register_trained(
    model: Annotated[Path, typer.Argument(help="A .keras file that was trained here.")],
    run: Annotated[
        Path | None, typer.Option("--run", help="Folder of its run; if not given: NAME-run beside it.")
    ] = None,
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Make a trained model the next version of the one registered in MLflow."""
    from isegcore.bundles.bundle import ModelBundle
    from isegcore.monitor import span
    from isegcore.tracking.journal import read_journal
    from isegcore.tracking.mlflow_tracker import register_model
    from isegcore.tracking.tracker import MODEL_NAME
    from isegcore.training.run_files import run_folder_of

    with Terminal(as_json=as_json, events=events) as terminal:
        bundle = ModelBundle.open(model)
        journal = read_journal(run or run_folder_of(model))
        with span(terminal, "Registering the model"):
            version = register_model(bundle.path, journal.key)
        terminal.result(
            {"model": MODEL_NAME, "version": version}, f"{model.stem} is version {version} of {MODEL_NAME}."
        )


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


def _classes(text: str) -> tuple[Tissue, ...]:
    names = [name.strip().upper() for name in text.split(",")]
    if sorted(names) != sorted(tissue.name for tissue in Tissue):
        raise OptionError(f"--classes must name background, csf, gm and wm once each, got {text!r}.")
    return tuple(Tissue[name] for name in names)


def _in_library() -> list[dict[str, JsonValue]]:
    from isegcore.bundles.library import find_models

    return [
        {"name": m.path.stem, "title": f"{m.card.title} ({m.card.version})", "version": m.card.version}
        for m in find_models()
    ]


def _registered() -> list[dict[str, JsonValue]]:
    from isegcore.tracking.history import find_versions
    from isegcore.tracking.tracker import CHAMPION, MODEL_NAME

    return [
        {
            "name": f"models:/{MODEL_NAME}/{version.number}",
            "title": f"of run {version.run_id[:8]}" + (f" ★ {CHAMPION}" if version.is_champion else ""),
            "version": version.number,
            "run": version.run_id,
            "champion": version.is_champion,
        }
        for version in find_versions()
    ]


def _in_words(card: Card) -> str:
    lines = [f"{card.title} ({card.name} {card.version})", "", card.description, ""]
    lines += [f"Dice, mean ± sd over whole volumes ({_subjects(card.scores)}):"] if card.scores else []
    lines += [f"  {s.data}, {s.modalities}: {s.tissue} {s.mean:.3f} ± {s.sd:.3f}" for s in card.scores]
    lines += ["", reliability_in_words(card)]
    lines += ["", "Limits:", *(f"  - {limit}" for limit in card.limits), "", f"Licence: {card.licence}"]
    return "\n".join(lines)


def _subjects(scores: tuple[Score, ...]) -> str:
    counts = sorted({score.subjects for score in scores})
    return f"{counts[0]} subjects each" if len(counts) == 1 else f"{counts[0]} to {counts[-1]} subjects each"
