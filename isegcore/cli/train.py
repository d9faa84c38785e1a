"""`iseg train`: a model of one's own, from labelled subjects or from label maps alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import JsonValue

from isegcore.cli.model_choice import local_model
from isegcore.cli.options import OverwriteOption
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal
from isegcore.errors import OptionError
from isegcore.inference.device import Device
from isegcore.network.presets import PRESETS

if TYPE_CHECKING:
    from isegcore.simulation.anatomy import Anatomy
    from isegcore.tracking.training_log import TrainingFacts, TrainingLog
    from isegcore.training.config import TrainingConfig
    from isegcore.training.epoch import Epoch
    from isegcore.training.recipe import Wishes
    from isegcore.training.run import ModelText, TrainingOutcome
    from isegcore.training.sampling import Batches
    from isegcore.training.trainer import Trainer
    from isegcore.training.validation import Cases

_AT_RANDOM = "none"


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
    config: Annotated[Path | None, typer.Option("--config", help="Recipe, JSON (TrainingConfig).")] = None,
    network: Annotated[
        str | None,
        typer.Option("--network", help=f"Instead of the recipe's: {', '.join(PRESETS)}.", show_default=False),
    ] = None,
    epochs: Annotated[int | None, typer.Option("--epochs", min=1, help="Train so many epochs.")] = None,
    minutes: Annotated[
        float | None,
        typer.Option("--minutes", min=0.01, help="Train for so long, reading and validating included."),
    ] = None,
    batch: Annotated[int | None, typer.Option("--batch", min=1, help="Patches or slices a step.")] = None,
    validation: Annotated[
        str, typer.Option("--validation", help="Share of subjects or label maps held out, or their names.")
    ] = "0.15",
    start: Annotated[
        str | None,
        typer.Option(
            "--from",
            help="Model whose weights to start from, by name or path, or 'none'. "
            "If not given: the shipped one, where the network is the same.",
            show_default=False,
        ),
    ] = None,
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
        changes = (config, network, epochs, minutes, batch, start)
        if resume is not None and any(change is not None for change in changes):
            raise OptionError(
                "A run goes on with its own recipe.",
                hint="Leave out --config, --network, --epochs, --minutes, --batch and --from.",
            )
        _check_output(output, overwrite)
        from isegcore.training.backend import use_device
        from isegcore.training.recipe import Wishes, read_recipe
        from isegcore.training.run_folder import held_run_folder

        recipe = read_recipe(config) if config else None
        images = _images(data, label_maps or [])
        run_folder = resume or output.with_name(f"{output.stem}-run")
        with held_run_folder(run_folder, replace=resume is not None or overwrite):
            use_device(device)
            if resume is not None:
                trainer = _resumed(resume)
            else:
                wishes = Wishes(network, epochs, minutes, batch)
                trainer = _started(recipe, wishes, start, run_folder, terminal, labelled=data is not None)
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


def _started(
    recipe: TrainingConfig | None,
    wishes: Wishes,
    start: str | None,
    folder: Path,
    terminal: Terminal,
    *,
    labelled: bool,
) -> Trainer:
    """Return the trainer of a new run; its network is that of the model to start from, unless told."""
    from isegcore.bundles.library import open_model
    from isegcore.network.config import UNetConfig
    from isegcore.shipped import DEFAULT_MODEL
    from isegcore.training.recipe import labelled_recipe, preset, simulated_recipe, wished
    from isegcore.training.trainer import Trainer

    model = None if start == _AT_RANDOM else open_model(local_model(start or DEFAULT_MODEL, terminal))
    own = UNetConfig.model_validate(model.card.network) if model else UNetConfig()
    if recipe is None:
        network = preset(wishes.network) if wishes.network else own
        recipe = labelled_recipe(network) if labelled else simulated_recipe(network)
    recipe = wished(recipe, wishes)
    starts = model is not None and (start is not None or own == recipe.network)
    if model and starts and labelled and recipe.preprocessing is None:
        recipe = recipe.model_copy(update={"preprocessing": model.card.preprocessing})
    trainer = Trainer(recipe, folder)
    if model and starts:
        trainer.start_from(model.load_network().get_weights())
        terminal.say(f"Starting from the weights of {model.path.stem}.")
    return trainer


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
        outcome = train_model(
            trainer,
            batches,
            cases,
            text,
            output,
            on_epoch=lambda epoch: _tell(epoch, terminal, log),
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


def _tell(epoch: Epoch, terminal: Terminal, log: TrainingLog) -> None:
    log.epoch(epoch)
    content: dict[str, JsonValue] = {
        "epoch": epoch.number,
        "epochs": epoch.epochs,
        "step": epoch.step,
        "steps": epoch.steps,
        "loss": epoch.loss,
        "accuracy": epoch.accuracy,
        "val_loss": epoch.val_loss,
        "val_accuracy": epoch.val_accuracy,
        "seconds": round(epoch.seconds, 1),
        "seconds_left": round(epoch.seconds_left, 1),
        "waited": round(epoch.waited, 4),
        "scores": dict(epoch.scores),
        "best": epoch.best,
    }
    scores = ", ".join(f"{name} {value:.3f}" for name, value in epoch.scores.items())
    terminal.event(
        "epoch",
        {name: value for name, value in content.items() if value not in (None, {})},
        f"Epoch {epoch.number} of {epoch.epochs}: loss {epoch.loss:.4f}"
        + (f"; Dice {scores}{', the best so far' if epoch.best else ''}" if scores else "")
        + f"; {_duration(epoch.seconds_left)} left",
    )


def _duration(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"
