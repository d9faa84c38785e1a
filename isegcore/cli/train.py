"""`iseg train`: a model of one's own, from labelled subjects or from label maps alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import JsonValue

from isegcore.cli.epoch_event import tell_epoch
from isegcore.cli.model_choice import require_model_file
from isegcore.cli.options import OrientationOption, OverwriteOption, SubjectsOption
from isegcore.cli.recipe_options import (
    BatchOption,
    ConfigOption,
    EpochsOption,
    MinutesOption,
    NetworkOption,
    RecipeChoice,
    StartOption,
)
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal
from isegcore.errors import OptionError
from isegcore.inference.device import Device

if TYPE_CHECKING:
    from isegcore.cli.training_source import TrainingSource
    from isegcore.tracking.training_log import TrainingLog
    from isegcore.training.epoch import Epoch
    from isegcore.training.run import TrainingOutcome
    from isegcore.training.trainer import Trainer


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
            help="Train on subjects simulated from this label map, or folder; one named twice counts double.",
        ),
    ] = None,
    subjects: SubjectsOption = None,
    config: ConfigOption = None,
    network: NetworkOption = None,
    epochs: EpochsOption = None,
    minutes: MinutesOption = None,
    batch: BatchOption = None,
    validation: Annotated[
        str, typer.Option("--validation", help="Share of subjects or label maps held out, or their names.")
    ] = "0.15",
    start: StartOption = None,
    device: Annotated[Device, typer.Option("--device", help="What trains the network.")] = Device.AUTO,
    assume_orientation: OrientationOption = "LAS",
    register_t2: Annotated[
        bool,
        typer.Option(
            "--register-t2", help="Align T2 to T1 rigidly first, as `iseg segment --register` does."
        ),
    ] = False,
    resume: Annotated[Path | None, typer.Option("--resume", help="Folder of a run to go on with.")] = None,
    track: Annotated[
        bool, typer.Option("--track/--no-track", help="Record the run in MLflow; `iseg runs` shows it.")
    ] = True,
    register: Annotated[
        bool, typer.Option("--register/--no-register", help="Register the model in MLflow at the end.")
    ] = True,
    overwrite: OverwriteOption = False,
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Train a network. Checkpoints go to NAME-run beside the model; --resume goes on from the last one.

    A file named "stop" in that folder ends the training early, with the best weights until then.
    """
    with Terminal(as_json=as_json, events=events) as terminal:
        if (data is None) == (not label_maps):
            raise OptionError("Give either a folder of labelled subjects, or --simulate with label maps.")
        from isegcore.io.subject import ReadOptions

        reading = ReadOptions(assume_orientation, register_t2)
        if data is None and reading != ReadOptions():
            raise OptionError("--assume-orientation and --register-t2 go with a folder of labelled subjects.")
        choice = RecipeChoice(config, network, epochs, minutes, batch, start)
        if resume is not None and not choice.is_empty:
            raise OptionError(
                "A run goes on with its own recipe.",
                hint="Leave out --config, --network, --epochs, --minutes, --batch and --from.",
            )
        require_model_file(output, overwrite=overwrite)
        from isegcore.training.backend import use_device

        use_device(device)
        from isegcore.cli.training_source import labelled_source, simulated_source
        from isegcore.training.run_files import run_folder_of
        from isegcore.training.run_folder import held_run_folder

        begin = None if resume else choice.starting_point(terminal, labelled=data is not None)
        run_folder = resume or run_folder_of(output)
        if data is not None:
            seed = begin.recipe.seed if begin else None
            source = labelled_source(data, subjects, validation, seed, run_folder, reading, terminal)
        else:
            source = simulated_source(label_maps or [], validation, terminal)
        given = (config, begin.model.path if begin and begin.model else None)
        inputs = [path for path in given if path is not None]
        with held_run_folder(run_folder, resume=resume is not None, overwrite=overwrite, inputs=inputs):
            trainer = begin.make_trainer(run_folder) if begin else _resumed(run_folder)
            outcome = _train(
                trainer,
                source,
                output,
                terminal,
                track=track,
                register=register,
                resumed=resume is not None,
            )
        rows: list[JsonValue] = [score.model_dump() for score in outcome.scores]
        lines = [f"  {s.data}, {s.modalities}: {s.tissue} Dice {s.mean:.3f}" for s in outcome.scores]
        terminal.result(
            {"model": str(output), "run": str(run_folder), "scores": rows},
            "\n".join([f"The model is in {output.resolve()}.", *lines]),
        )


def _resumed(folder: Path) -> Trainer:
    from isegcore.training.trainer import Trainer

    return Trainer.resumed(folder)


def _train(
    trainer: Trainer,
    source: TrainingSource,
    output: Path,
    terminal: Terminal,
    *,
    track: bool,
    register: bool,
    resumed: bool,
) -> TrainingOutcome:
    from isegcore.tracking.data_digest import digest_images
    from isegcore.tracking.mlflow_tracker import MlflowTracker
    from isegcore.tracking.tracker import NullTracker
    from isegcore.tracking.training_log import TrainingFacts, logged_training
    from isegcore.training.run import train_model

    folder, config = trainer.run_folder, trainer.config
    tracker = MlflowTracker() if track else NullTracker()
    images = source.images if track else ()
    facts = TrainingFacts(output.stem, source.kind, len(images), digest_images(images, terminal))
    with (
        source.opened(trainer, resumed) as (batches, cases, text),
        logged_training(
            tracker, folder, config, facts, resumed=resumed, tell=terminal.say, monitor=terminal
        ) as log,
    ):

        def tell(epoch: Epoch) -> None:
            log.epoch(epoch)
            tell_epoch(epoch, terminal)

        outcome = train_model(
            trainer,
            batches,
            cases,
            text,
            output,
            on_epoch=tell,
            on_preview=lambda png: _show(png, folder, terminal, log),
            monitor=terminal,
        )
        log.result(outcome.path, outcome.scores, register=register)
    return outcome


def _show(png: bytes, run_folder: Path, terminal: Terminal, log: TrainingLog) -> None:
    from isegcore.io.atomic import write_bytes
    from isegcore.training.run_files import PREVIEW_FILE

    log.preview(png)
    path = run_folder / PREVIEW_FILE
    write_bytes(path, png, overwrite=True)
    terminal.event("preview", {"path": str(path)}, "")
