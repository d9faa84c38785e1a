"""K-fold cross-validation: every subject is predicted once, by a network that never saw that person.

Each fold is a training of its own in a folder of its own, so that a run that was killed goes on with the fold
it was in, at its last checkpoint. Within a fold nobody is held out for choosing weights: the last ones count.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import keras
from pydantic import BaseModel, ConfigDict, ValidationError

from isegcore.data.dataset import SubjectFiles
from isegcore.errors import IsegError, OptionError, OutputError
from isegcore.inference.device import Device
from isegcore.inference.segmenter import make_segmenter
from isegcore.io.atomic import write_text
from isegcore.io.results import result_files, result_path, write_result
from isegcore.io.storage import regular
from isegcore.io.subject import ReadOptions, read_subject
from isegcore.labels import ISEG
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.training.config import TrainingConfig
from isegcore.training.epoch import Epoch
from isegcore.training.labelled import labelled_data
from isegcore.training.run import train_model
from isegcore.training.run_files import STATE_FILE
from isegcore.training.run_folder import held_run_folder
from isegcore.training.split import Split, folds
from isegcore.training.starting_point import StartingPoint
from isegcore.training.trainer import Trainer

PLAN_FILE = "cross-validation.json"
PREDICTIONS = "predictions"
_RUN = "run"
_DEFAULT_READING = ReadOptions()


class Plan(BaseModel):
    """Who is held out when, and how each fold is trained; two runs with one plan are the same run.

    Attributes:
        folds: Ids of the subjects that each fold holds out.
        recipe: What each fold follows.
        start: SHA-256 of the model whose weights each fold starts from; empty if they are random.
        orientation: How the head lies in files that do not say.
        register_t2: Whether T2 is aligned to T1.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = 1
    folds: tuple[tuple[str, ...], ...]
    recipe: TrainingConfig
    start: str
    orientation: str = "LAS"
    register_t2: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """One of the trainings.

    Attributes:
        number: From 1.
        count: How many there are.
        split: Whom it trains on; "validation" are those held out.
    """

    number: int
    count: int
    split: Split


def make_plan(
    subjects: Sequence[SubjectFiles], k: int, start: StartingPoint, reading: ReadOptions = _DEFAULT_READING
) -> Plan:
    """Return who is held out when; the recipe's seed decides.

    Raises:
        OptionError: If there are not enough people for k folds.
    """
    names = [files.id for files in subjects]
    held = folds(names, k, start.recipe.seed)
    return Plan(
        folds=tuple(tuple(name for name in names if name in fold) for fold in held),
        recipe=start.recipe,
        start=start.model.sha256() if start.model else "",
        orientation=reading.assumed_orientation,
        register_t2=reading.register,
    )


def open_folder(folder: Path, plan: Plan, *, overwrite: bool) -> None:
    """Make a folder ready for a plan: what it holds of the same plan is gone on with.

    Args:
        folder: Made if it is not there.
        plan: What will be done.
        overwrite: Whether whatever it holds is thrown away instead.

    Raises:
        OptionError: If it holds a run of another plan.
        OutputError: If it cannot be written to.
    """
    path = folder / PLAN_FILE
    if path.exists() and not overwrite and _read_plan(path) != plan:
        raise OptionError(
            "The folder holds a cross-validation of other subjects or another recipe.",
            path=folder,
            hint="Choose another folder, or let it be replaced (--overwrite).",
        )
    if overwrite and path.exists():
        for old in (*folder.glob("fold-*"), folder / PREDICTIONS):
            shutil.rmtree(old, ignore_errors=True)
    write_text(path, plan.model_dump_json(indent=2), overwrite=True)


def folds_of(plan: Plan) -> Iterator[Fold]:
    """Yield the folds in their order."""
    for number, held in enumerate(plan.folds, start=1):
        train = tuple(name for fold in plan.folds if fold != held for name in fold)
        split = Split(
            train=train, validation=held, orientation=plan.orientation, register_t2=plan.register_t2
        )
        yield Fold(number, len(plan.folds), split)


def run_fold(
    fold: Fold,
    subjects: Mapping[str, SubjectFiles],
    start: StartingPoint,
    folder: Path,
    *,
    device: Device = Device.AUTO,
    on_epoch: Callable[[Epoch], None],
    tell: Callable[[str], None],
    monitor: Monitor = NULL_MONITOR,
) -> None:
    """Train a fold and predict whom it held out; what is there already is not done again.

    Args:
        fold: Which.
        subjects: Where the files are, by id.
        start: Recipe and weights.
        folder: That of the cross-validation.
        device: What predicts.
        on_epoch: Hears of each epoch.
        tell: Hears a sentence about each subject that cannot be used.
        monitor: Hears of every step.

    Raises:
        Cancelled: If the monitor says so; what is done stays.
        IsegError: If the training breaks down, or results cannot be written.
    """
    own = folder / f"fold-{fold.number}"
    model = own / f"{own.name}.keras"
    waiting = [name for name in fold.split.validation if not _is_predicted(folder, name)]
    if not waiting:
        return
    if not model.is_file():
        _train(fold, subjects, start, model, on_epoch=on_epoch, tell=tell, monitor=monitor)
    segmenter = make_segmenter(str(model), device, monitor=monitor)
    reading = replace(fold.split.reading, require_reference=False)
    for name in waiting:
        try:
            subject = read_subject(subjects[name], reading, monitor)
            segmentation = segmenter.segment(subject, monitor)
            write_result(segmentation, subject, _prediction(folder, name), ISEG, overwrite=True)
        except OutputError:
            raise
        except IsegError as error:
            tell(f"{name} is not predicted. {error.message}")


def _train(
    fold: Fold,
    subjects: Mapping[str, SubjectFiles],
    start: StartingPoint,
    model: Path,
    *,
    on_epoch: Callable[[Epoch], None],
    tell: Callable[[str], None],
    monitor: Monitor,
) -> None:
    keras.utils.clear_session()  # the fold before leaves its networks there
    run, split = model.with_name(_RUN), fold.split.model_copy(update={"validation": ()})
    resume = (run / STATE_FILE).exists()
    with held_run_folder(run, resume=resume):
        trainer = Trainer.resumed(run) if resume else start.make_trainer(run)
        with labelled_data(
            tuple(subjects.values()), split, trainer, keep_all=False, tell=tell, monitor=monitor
        ) as data:
            train_model(
                trainer, data.batches, data.cases, data.text, model, on_epoch=on_epoch, monitor=monitor
            )


def _prediction(folder: Path, subject: str) -> Path:
    return result_path(folder / PREDICTIONS, subject)


def _is_predicted(folder: Path, subject: str) -> bool:
    files = result_files(_prediction(folder, subject), probabilities=False)
    return all(path.is_file() for path in files)


def _read_plan(path: Path) -> Plan | None:
    try:
        return Plan.model_validate_json(regular(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError):
        return None
