"""`iseg train`: a model of one's own, from labelled subjects or from label maps alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import JsonValue

from isegcore.cli.options import OverwriteOption
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal
from isegcore.errors import OptionError

if TYPE_CHECKING:
    from isegcore.tracking.training_log import TrainingFacts, TrainingLog
    from isegcore.training.config import TrainingConfig
    from isegcore.training.run import ModelText
    from isegcore.training.sampling import ExampleSource
    from isegcore.training.trainer import Epoch, Trainer
    from isegcore.training.validation import Case


def train(
    output: Annotated[Path, typer.Option("--output", "-o", help="Model file to write, NAME.keras.")],
    data: Annotated[
        Path | None, typer.Argument(metavar="[DATA]", help="Folder of labelled subjects to train on.")
    ] = None,
    label_maps: Annotated[
        list[Path] | None,
        typer.Option(
            "--simulate",
            metavar="LABELMAP",
            help="Train on subjects simulated from this label map, or folder.",
        ),
    ] = None,
    config: Annotated[Path | None, typer.Option("--config", help="Recipe, JSON (TrainingConfig).")] = None,
    epochs: Annotated[int | None, typer.Option("--epochs", min=1, help="Instead of the recipe's.")] = None,
    validation: Annotated[
        str, typer.Option("--validation", help="Share of subjects or label maps held out, or their names.")
    ] = "0.2",
    start: Annotated[
        str | None, typer.Option("--from", help="Model to start from, by name or path, instead of at random.")
    ] = None,
    resume: Annotated[Path | None, typer.Option("--resume", help="Folder of a run to go on with.")] = None,
    track: Annotated[
        bool, typer.Option("--track/--no-track", help="Record the run in MLflow; `iseg runs` shows it.")
    ] = True,
    overwrite: OverwriteOption = False,
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Train a network. Checkpoints go to NAME-run beside the model; --resume goes on from the last one."""
    with Terminal(as_json=as_json, events=events) as terminal:
        if (data is None) == (not label_maps):
            raise OptionError("Give either a folder of labelled subjects, or --simulate with label maps.")
        if resume is not None and (config is not None or epochs is not None or start is not None):
            raise OptionError("A run goes on with its own recipe: leave out --config, --epochs and --from.")
        _check_output(output, overwrite)
        run_folder = resume or output.with_name(f"{output.stem}-run")
        recipe = _recipe(config, epochs)
        trainer = _make_trainer(recipe, run_folder, resume=resume is not None, start=start)
        if data is not None:
            opened = _labelled(data, validation, trainer.config)
        else:
            opened = _simulated(label_maps or [], validation, trainer.config, terminal)
        from isegcore.tracking.mlflow_tracker import MlflowTracker
        from isegcore.tracking.tracker import NullTracker
        from isegcore.tracking.training_log import logged_training
        from isegcore.training.run import train_model

        tracker = MlflowTracker() if track else NullTracker()
        facts = _facts(output.stem, _images(data, label_maps or []) if track else [], data, terminal)
        with (
            opened as (source, cases, text),
            logged_training(
                tracker, run_folder, trainer.config, facts, resumed=resume is not None, tell=terminal.say
            ) as log,
        ):
            outcome = train_model(
                trainer,
                source,
                cases,
                text,
                output,
                on_epoch=lambda e: _tell(e, terminal, log),
                on_preview=log.preview if track else None,
                monitor=terminal,
            )
            log.result(outcome.path, outcome.scores)
        rows: list[JsonValue] = [score.model_dump() for score in outcome.scores]
        lines = [f"  {s.data}, {s.modalities}: {s.tissue} Dice {s.mean:.3f}" for s in outcome.scores]
        terminal.result(
            {"model": str(output), "run": str(run_folder), "scores": rows},
            "\n".join([f"The model is in {output.resolve()}.", *lines]),
        )


def _check_output(output: Path, overwrite: bool) -> None:
    from isegcore.io.atomic import require_writable

    if output.suffix != ".keras":
        raise OptionError("The model's name must end in .keras.", path=output)
    require_writable(output, overwrite=overwrite)


def _recipe(config: Path | None, epochs: int | None) -> TrainingConfig:
    from isegcore.training.config import TrainingConfig

    try:
        recipe = (
            TrainingConfig.model_validate_json(config.read_text(encoding="utf-8"))
            if config
            else TrainingConfig()
        )
    except (OSError, ValueError) as error:  # pydantic's ValidationError is a ValueError
        raise OptionError(f"The recipe cannot be used: {str(error).splitlines()[0]}.", path=config) from error
    return recipe.model_copy(update={"steps": epochs * recipe.steps_per_epoch}) if epochs else recipe


def _make_trainer(recipe: TrainingConfig, folder: Path, *, resume: bool, start: str | None) -> Trainer:
    from isegcore.bundles.library import open_model
    from isegcore.training.trainer import Trainer

    if resume:
        return Trainer.resumed(folder)
    trainer = Trainer(recipe, folder)
    if start is not None:
        trainer.start_from(open_model(start).load_network().get_weights())
    return trainer


@contextmanager
def _labelled(
    data: Path, validation: str, config: TrainingConfig
) -> Iterator[tuple[ExampleSource, tuple[Case, ...], ModelText]]:
    from isegcore.io.discovery import find_subjects
    from isegcore.io.subject import ReadOptions, read_subject
    from isegcore.training.labelled import LabelledPool, split_subjects
    from isegcore.training.run import ModelText
    from isegcore.training.validation import Case

    reading = ReadOptions(require_reference=True)
    train_on, held_out = split_subjects(find_subjects(data).subjects, validation, config.seed)
    cases = tuple(Case("subjects held out", read_subject(files, reading)) for files in held_out)
    text = ModelText(
        title=f"Trained on {len(train_on)} labelled subjects",
        description="Trained with iSeg Desktop on labelled subjects.",
        data=f"{len(train_on)} subjects trained on, {len(held_out)} held out: "
        + ", ".join(files.id for files in held_out),
        licence="As the data it was trained on.",
    )
    yield LabelledPool(train_on, config.network.preprocessing, reading), cases, text


@contextmanager
def _simulated(
    paths: list[Path], validation: str, config: TrainingConfig, terminal: Terminal
) -> Iterator[tuple[ExampleSource, tuple[Case, ...], ModelText]]:
    from isegcore.simulation.label_maps import find_label_maps, read_anatomy
    from isegcore.simulation.subject import Recipe
    from isegcore.training.run import ModelText
    from isegcore.training.simulated import SimulatedPool, split_anatomies
    from isegcore.training.validation import simulated_cases

    files = find_label_maps(paths)
    anatomies = []
    for number, path in enumerate(files):
        terminal.update("Reading label maps", number, len(files))
        anatomies.append(read_anatomy(path))
    train_on, held_out = split_anatomies(anatomies, validation, config.seed)
    text = ModelText(
        title=f"Trained on subjects simulated from {len(train_on)} label maps",
        description="Trained with iSeg Desktop on simulated T1 and T2 images only; it has seen no real scan.",
        data="Label maps: " + ", ".join(anatomy.name for anatomy in train_on),
        licence="As the label maps it was trained on.",
        limits=("Trained on simulated images only.",),
    )
    with SimulatedPool(
        train_on, Recipe(), size=config.pool, workers=config.workers, seed=config.seed
    ) as pool:
        pool.fill(config.batch * 2, terminal)
        yield pool, simulated_cases(held_out), text


def _images(data: Path | None, label_maps: list[Path]) -> list[Path]:
    """Return the image files that are trained or validated on."""
    from isegcore.io.discovery import find_subjects
    from isegcore.simulation.label_maps import find_label_maps

    if data is None:
        return list(find_label_maps(label_maps))
    labelled = [s for s in find_subjects(data).subjects if s.label is not None]
    return [path for s in labelled for path in (*s.images.values(), s.label) if path is not None]


def _facts(name: str, images: list[Path], data: Path | None, terminal: Terminal) -> TrainingFacts:
    from isegcore.tracking.data_digest import digest_images
    from isegcore.tracking.training_log import TrainingFacts

    kind = "label maps" if data is None else "labelled subjects"
    return TrainingFacts(name, kind, len(images), digest_images(images, terminal))


def _tell(epoch: Epoch, terminal: Terminal, log: TrainingLog) -> None:
    log.epoch(epoch)
    scores = ", ".join(f"{name} {value:.3f}" for name, value in epoch.scores.items())
    terminal.event(
        "epoch",
        {
            "epoch": epoch.number,
            "step": epoch.step,
            "loss": epoch.loss,
            "seconds": round(epoch.seconds, 1),
            "scores": dict(epoch.scores),
        },
        f"Epoch {epoch.number}, step {epoch.step}: loss {epoch.loss:.4f}"
        + (f"; Dice {scores}" if scores else ""),
    )
