"""What the window asks of the core, as plain functions that a test can replace.

The heavy parts of the core are imported inside the functions: they run in jobs, and a window that has not
been asked to read or segment anything has not paid for it.
"""
# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.jobs.worker import Command, worker_command
from app.language import QT_TRANSLATE_NOOP
from app.settings import DeviceChoice
from isegcore.labels import LabelScheme
from isegcore.monitor import Monitor, span

if TYPE_CHECKING:
    from app.session.session import ReadChoice
    from isegcore.bundles.bundle import ModelBundle
    from isegcore.data.dataset import Dataset, SubjectFiles
    from isegcore.data.segmentation import Segmentation
    from isegcore.data.subject import Subject
    from isegcore.errors import IsegError
    from isegcore.io.subject import ReadOptions
    from isegcore.io.subject_check import SubjectCheck


class Find(Protocol):
    """Finds the subjects at a path."""

    def __call__(self, path: Path, monitor: Monitor) -> Dataset:
        """Return them; raise `DatasetError` if there are none."""


class Read(Protocol):
    """Reads the images of a subject."""

    def __call__(self, files: SubjectFiles, choice: ReadChoice, monitor: Monitor) -> Subject:
        """Return the subject; raise `IsegError` if its files cannot be used."""


class Segment(Protocol):
    """Segments a subject with a model, given by its name in the library or the path of its file."""

    def __call__(self, subject: Subject, model: str, monitor: Monitor) -> Segmentation:
        """Return the result on the subject's grid; raise `ModelError` if the model cannot be used."""


class WithProbabilities(Protocol):
    """Runs the model of a result once more, for the probabilities that the result has not kept."""

    def __call__(
        self, segmentation: Segmentation, subject: Subject, models: Sequence[str], monitor: Monitor
    ) -> Segmentation:
        """Return the result with them; raise `ModelError` if no model made it, or none of those at hand."""


class Write(Protocol):
    """Writes a result."""

    def __call__(
        self, segmentation: Segmentation, subject: Subject, path: Path, scheme: LabelScheme, overwrite: bool
    ) -> None:
        """Write labels, provenance and label table; raise `OutputError` if that cannot be done."""


class Prepare(Protocol):
    """Does ahead of time what the first segmentation would have to wait for."""

    def __call__(self, model: str, monitor: Monitor) -> None:
        """Import and load; what goes wrong will go wrong again, and be told, when it is needed."""


class Check(Protocol):
    """Reads a subject that is to be trained on, label and all, and forgets it."""

    def __call__(self, files: SubjectFiles, monitor: Monitor) -> SubjectCheck:
        """Return what came of it."""


class FindModels(Protocol):
    """Finds the models that can be chosen."""

    def __call__(self, monitor: Monitor) -> tuple[ModelBundle, ...]:
        """Return those of the library, the one that comes with the program first."""


class OpenModel(Protocol):
    """Opens a model by its name in the library, or by the path of its file."""

    def __call__(self, name_or_path: str, monitor: Monitor) -> ModelBundle:
        """Return it with its card; raise `ModelError` if it cannot be used."""


class SegmentMany(Protocol):
    """Reads and segments subjects in worker processes."""

    def __call__(
        self,
        subjects: Sequence[tuple[SubjectFiles, ReadChoice]],
        model: str,
        on_begin: Callable[[int], None],
        on_end: Callable[[int, Segmentation | IsegError], None],
        monitor: Monitor,
    ) -> None:
        """Tell by its number which subject is begun, and what came of it."""


@dataclass(frozen=True, slots=True)
class Services:
    """The work behind the window, and the program that does the work of hours in another process."""

    find: Find
    read: Read
    prepare: Prepare
    segment: Segment
    write: Write
    check: Check
    find_models: FindModels
    open_model: OpenModel
    segment_many: SegmentMany
    with_probabilities: WithProbabilities
    worker: Command = worker_command


def core_services(device: Callable[[], DeviceChoice] = lambda: DeviceChoice.AUTO) -> Services:
    """Return the services of `isegcore`; `device` is asked what shall run the network, each time."""

    def segment(subject: Subject, model: str, monitor: Monitor) -> Segmentation:
        return _segment(subject, model, device(), monitor)

    def segment_many(
        subjects: Sequence[tuple[SubjectFiles, ReadChoice]],
        model: str,
        on_begin: Callable[[int], None],
        on_end: Callable[[int, Segmentation | IsegError], None],
        monitor: Monitor,
    ) -> None:
        from isegcore.inference.device import Device
        from isegcore.pipeline.batch import BatchItem, segment_batch

        items = [BatchItem(files, read_options(choice)) for files, choice in subjects]
        where = Device[device().name]
        segment_batch(items, model, where, on_begin=on_begin, on_end=on_end, monitor=monitor)

    def with_probabilities(
        segmentation: Segmentation, subject: Subject, models: Sequence[str], monitor: Monitor
    ) -> Segmentation:
        from isegcore.inference import again
        from isegcore.inference.device import Device

        return again.with_probabilities(segmentation, subject, models, Device[device().name], monitor)

    return Services(
        find=_find,
        read=_read,
        prepare=_prepare,
        segment=segment,
        write=_write,
        check=_check,
        find_models=_find_models,
        open_model=_open_model,
        segment_many=segment_many,
        with_probabilities=with_probabilities,
    )


def _find(path: Path, monitor: Monitor) -> Dataset:
    from isegcore.io.discovery import find_subjects

    return find_subjects(path, monitor)


def _read(files: SubjectFiles, choice: ReadChoice, monitor: Monitor) -> Subject:
    from isegcore.io.subject import read_subject

    return read_subject(files, read_options(choice), monitor)


def read_options(choice: ReadChoice) -> ReadOptions:
    """Return what the core is told of how a subject is read."""
    from isegcore.io.subject import ReadOptions

    return ReadOptions(assumed_orientation=choice.orientation, register=choice.register)


def _prepare(model: str, monitor: Monitor) -> None:
    """Load the network once and let it go: its libraries stay, the memory it works in is not taken yet.

    Loading libraries holds Python's lock for a tenth of a second here and there. That is best had while
    the user takes a first look, not while a progress bar runs. Only on the CPU: TensorFlow waits until
    it is needed.
    """
    from isegcore.inference.device import Device
    from isegcore.inference.segmenter import make_segmenter

    make_segmenter(model, Device.CPU, monitor=monitor)


def _segment(subject: Subject, model: str, device: DeviceChoice, monitor: Monitor) -> Segmentation:
    from isegcore.inference.device import Device
    from isegcore.inference.segmenter import make_segmenter

    return make_segmenter(model, Device[device.name], monitor=monitor).segment(subject, monitor)


def _write(
    segmentation: Segmentation, subject: Subject, path: Path, scheme: LabelScheme, overwrite: bool
) -> None:
    from isegcore.io.results import write_result

    write_result(segmentation, subject, path, scheme, overwrite=overwrite)


def _check(files: SubjectFiles, monitor: Monitor) -> SubjectCheck:
    from isegcore.io.subject import ReadOptions
    from isegcore.io.subject_check import check_subject

    return check_subject(files, ReadOptions(require_reference=True), monitor)


def _find_models(monitor: Monitor) -> tuple[ModelBundle, ...]:
    from isegcore.bundles.library import find_models

    with span(monitor, QT_TRANSLATE_NOOP("", "Looking for models")):
        return find_models()


def _open_model(name_or_path: str, monitor: Monitor) -> ModelBundle:
    from isegcore.bundles.library import open_model

    with span(monitor, QT_TRANSLATE_NOOP("", "Opening the model")):
        return open_model(name_or_path)
