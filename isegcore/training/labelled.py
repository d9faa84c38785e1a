"""Labelled subjects: read once before the run, so that none fails in its middle; split by subject."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from isegcore.data.dataset import SubjectFiles
from isegcore.data.subject import Subject
from isegcore.errors import DatasetError, IsegError
from isegcore.io.subject import ReadOptions, read_subject
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.preprocessing.preprocess import preprocess
from isegcore.preprocessing.spec import PreprocessSpec
from isegcore.training.prepared import PreparedSubjects, preparation, write_prepared
from isegcore.training.run import ModelText
from isegcore.training.sampling import Batches, Example, ends_of
from isegcore.training.split import Split, write_split
from isegcore.training.trainer import Trainer
from isegcore.training.validation import Case, Cases
from isegcore.training.workers import BatchWorkers

STAGE = "Reading subjects"
_FOLDER = "prepared"
_GROUP = "subjects held out"


@dataclass(frozen=True, eq=False, slots=True)
class LabelledData:
    """What a run is fed with.

    Attributes:
        batches: Patches of the subjects trained on.
        cases: The subjects held out, read from disk each time they are asked for.
        text: What the model's card says of it.
    """

    batches: Batches
    cases: Cases
    text: ModelText


@contextmanager
def labelled_data(
    subjects: Sequence[SubjectFiles],
    split: Split,
    trainer: Trainer,
    *,
    keep_all: bool,
    tell: Callable[[str], None],
    monitor: Monitor = NULL_MONITOR,
) -> Iterator[LabelledData]:
    """Read all subjects of a split and feed a run with them while the block lasts.

    What is used of the split is written into the run's folder.

    Args:
        subjects: Where the files are.
        split: Whom to train on, and whom to validate on, if on anybody; and how they are read.
        trainer: Says how patches are drawn, and from which step on.
        keep_all: Whether a subject that cannot be used is an error; if not, it is left out.
        tell: Hears a sentence about each subject that is left out.
        monitor: Hears of each subject.

    Raises:
        DatasetError: If a subject is not there, or none is left to train or validate on.
        IsegError: If a subject cannot be used and `keep_all`, or the disk does not take the prepared ones.
        Cancelled: If the monitor says so.
    """
    files = {subject.id: subject for subject in subjects}
    for name in (*split.train, *split.validation):
        if name not in files:
            raise DatasetError(f"{name}, which is part of the run, is not there any more.")
    total = len(split.train) + len(split.validation)
    reader = _Reader(files, split.reading, trainer.config.spec, total, monitor)
    with preparation(trainer.run_folder / _FOLDER) as folder:
        train: list[str] = []
        for name in split.train:
            example = reader.read(name, keep_all=keep_all, tell=tell)
            if example is not None:
                write_prepared(folder, len(train), example)
                train.append(name)
        validation = [
            name for name in split.validation if reader.read(name, keep_all=keep_all, tell=tell) is not None
        ]
        if not train or (split.validation and not validation):
            whom = "train" if not train else "validate"
            raise DatasetError(
                f"No labelled subject is left to {whom} on.", hint="See what was said of each."
            )
        used = split.model_copy(update={"train": tuple(train), "validation": tuple(validation)})
        write_split(trainer.run_folder, used)
        source = PreparedSubjects(folder, len(train))
        with BatchWorkers(source, trainer.config, trainer.step) as batches:
            cases = _CasesOnDisk(tuple(files[name] for name in validation), split.reading)
            yield LabelledData(batches, cases, _text(used))


def example_of(subject: Subject, spec: PreprocessSpec, monitor: Monitor = NULL_MONITOR) -> Example:
    """Return a labelled subject, prepared as for segmenting.

    Raises:
        DatasetError: If it has no labels, or they are empty.
    """
    if subject.reference is None or not subject.reference.data.any():
        raise DatasetError("It has no labels.", hint="Training needs labelled subjects.")
    prepared = preprocess(subject, spec, monitor)
    labels = prepared.placement.forward(subject.reference.data, order=0)
    image = prepared.image[..., : len(spec.modalities)].astype(np.float16)
    return Example(image, labels, ends_of(prepared.mask))


@dataclass(slots=True)
class _Reader:
    """Reads subjects one after the other; everything that can be wrong with one comes out here."""

    files: dict[str, SubjectFiles]
    reading: ReadOptions
    spec: PreprocessSpec
    total: int
    monitor: Monitor
    done: int = 0

    def read(self, name: str, *, keep_all: bool, tell: Callable[[str], None]) -> Example | None:
        """Return a subject, or None if it cannot be used and may be left out."""
        self.update("", 0, 1)
        try:
            return example_of(read_subject(self.files[name], self.reading, self), self.spec, self)
        except IsegError as error:
            if keep_all:
                raise DatasetError(f"{name} cannot be used. {error.message}", hint=error.hint) from error
            tell(f"{name} is left out. {error.message}")
            return None
        finally:
            self.done += 1

    def update(self, stage: str, done: float, total: float) -> None:
        """Tell the steps of a subject as a part of all; a `Monitor`."""
        self.monitor.update(STAGE, self.done, self.total)


@dataclass(frozen=True, slots=True)
class _CasesOnDisk:
    files: tuple[SubjectFiles, ...]
    reading: ReadOptions

    def __len__(self) -> int:
        return len(self.files)

    def __iter__(self) -> Iterator[Case]:
        return (Case(_GROUP, read_subject(files, self.reading)) for files in self.files)


def _text(split: Split) -> ModelText:
    """Return what the card says: numbers, not names, for the model may be given away."""
    return ModelText(
        title=f"Trained on {len(split.train)} labelled subjects",
        description="Trained with iSeg Desktop on labelled subjects.",
        data=f"{len(split.train)} subjects trained on, {len(split.validation)} held out.",
        licence="As the data it was trained on.",
    )
