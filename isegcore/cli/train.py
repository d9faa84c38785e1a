"""`iseg train`: a model of one's own, from labelled subjects or from label maps alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import JsonValue

from isegcore.cli.epoch_event import tell_epoch
from isegcore.cli.options import OverwriteOption
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
    from isegcore.simulation.anatomy import Anatomy
    from isegcore.tracking.training_log import TrainingFacts, TrainingLog
    from isegcore.training.config import TrainingConfig
    from isegcore.training.epoch import Epoch
    from isegcore.training.run import ModelText, TrainingOutcome
    from isegcore.training.sampling import Batches
    from isegcore.training.trainer import Trainer
    from isegcore.training.validation import Cases


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
        choice = RecipeChoice(config, network, epochs, minutes, batch, start)
        if resume is not None and not choice.is_empty:
            raise OptionError(
                "A run goes on with its own recipe.",
                hint="Leave out --config, --network, --epochs, --minutes, --batch and --from.",
            )
        _check_output(output, overwrite)
        from isegcore.training.backend import use_device
        from isegcore.training.run_folder import held_run_folder

        begin = None if resume else choice.starting_point(terminal, labelled=data is not None)
        images = _images(data, label_maps or [])
        run_folder = resume or output.with_name(f"{output.stem}-run")
        with held_run_folder(run_folder, replace=resume is not None or overwrite):
            use_device(device)
            trainer = begin.make_trainer(run_folder) if begin else _resumed(run_folder)
            if data is not None:
                opened = _labelled(data, validation, trainer, terminal, resumed=resume is not None)
            else:
                opened = _simulated(label_maps or [], validation, trainer.config, terminal)
            facts = _facts(output.stem, images if track else [], data, terminal)
            outcome = _train(
                trainer,
                opened,
                facts,
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


def _check_output(output: Path, overwrite: bool) -> None:
    from isegcore.io.atomic import require_writable

    if output.suffix != ".keras":
        raise OptionError("The model's name must end in .keras.", path=output)
    require_writable(output, overwrite=overwrite)


def _resumed(folder: Path) -> Trainer:
    from isegcore.training.trainer import Trainer

    return Trainer.resumed(folder)


def _train(
    trainer: Trainer,
    opened: AbstractContextManager[tuple[Batches, Cases, ModelText]],
    facts: TrainingFacts,
    output: Path,
    terminal: Terminal,
    *,
    track: bool,
    register: bool,
    resumed: bool,
) -> TrainingOutcome:
    from isegcore.tracking.mlflow_tracker import MlflowTracker
    from isegcore.tracking.tracker import NullTracker
    from isegcore.tracking.training_log import logged_training
    from isegcore.training.run import train_model

    folder, config = trainer.run_folder, trainer.config
    tracker = MlflowTracker() if track else NullTracker()
    with (
        opened as (batches, cases, text),
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


@contextmanager
def _labelled(
    data: Path, validation: str, trainer: Trainer, terminal: Terminal, *, resumed: bool
) -> Iterator[tuple[Batches, Cases, ModelText]]:
    from isegcore.io.discovery import find_subjects
    from isegcore.training.labelled import labelled_data, labelled_only
    from isegcore.training.split import read_split, split_names

    subjects = labelled_only(find_subjects(data).subjects)
    if resumed:
        split = read_split(trainer.run_folder)
    else:
        names = [files.id for files in subjects]
        split = split_names(names, validation, trainer.config.seed, what="labelled subject")
    # Said here and not in the card, which goes where the model goes: ids may be names.
    terminal.say(f"Held out: {', '.join(split.validation)}.")
    with labelled_data(
        subjects, split, trainer, keep_all=resumed, tell=terminal.say, monitor=terminal
    ) as made:
        yield made.batches, made.cases, made.text


@contextmanager
def _simulated(
    paths: list[Path], validation: str, config: TrainingConfig, terminal: Terminal
) -> Iterator[tuple[Batches, Cases, ModelText]]:
    from isegcore.preprocessing.spec import TRAINING_SPEC
    from isegcore.simulation.label_maps import find_label_maps, read_anatomy
    from isegcore.simulation.subject import Recipe
    from isegcore.training.run import ModelText
    from isegcore.training.sampling import DrawnBatches
    from isegcore.training.simulated import SimulatedPool, split_anatomies
    from isegcore.training.validation import simulated_cases

    files = find_label_maps(paths)
    read: dict[Path, Anatomy] = {}
    for number, path in enumerate(files):
        terminal.update("Reading label maps", number, len(files))
        read[path] = read.get(path) or read_anatomy(path)
    anatomies = [read[path] for path in files]
    train_on, held_out = split_anatomies(anatomies, validation, config.seed)
    shares = Counter(anatomy.name for anatomy in train_on)
    terminal.say("Trained on: " + ", ".join(f"{name} x{n}" for name, n in shares.items()) + ".")
    text = ModelText(
        title=f"Trained on subjects simulated from {len(shares)} label maps",
        description="Trained with iSeg Desktop on simulated T1 and T2 images only; it has seen no real scan.",
        data=f"{len(shares)} label maps trained on, {len(held_out)} held out.",
        licence="As the label maps it was trained on.",
        limits=("Trained on simulated images only.",),
    )
    with SimulatedPool(
        train_on, Recipe(working=TRAINING_SPEC), size=config.pool, workers=config.workers, seed=config.seed
    ) as pool:
        pool.fill(config.batch * 2, terminal)
        yield DrawnBatches(pool, config), simulated_cases(held_out), text


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


def _show(png: bytes, run_folder: Path, terminal: Terminal, log: TrainingLog) -> None:
    from isegcore.io.atomic import write_bytes
    from isegcore.training.run_folder import PREVIEW_FILE

    log.preview(png)
    path = run_folder / PREVIEW_FILE
    write_bytes(path, png, overwrite=True)
    terminal.event("preview", {"path": str(path)}, "")
