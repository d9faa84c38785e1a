"""Services for the window that need neither files nor a network: a phantom that segments itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from app.jobs.worker import Command, worker_command
from app.services import Services
from app.session.session import ReadChoice
from isegcore.bundles.bundle import ModelBundle
from isegcore.data.dataset import Dataset, SubjectFiles
from isegcore.data.provenance import Provenance
from isegcore.data.segmentation import Segmentation
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import LabelMap
from isegcore.errors import DatasetError, IsegError, ModelError
from isegcore.io.subject_check import SubjectCheck
from isegcore.labels import ISEG, LabelScheme
from isegcore.metrics.volumes import tissue_volumes_ml
from isegcore.monitor import Monitor
from isegcore.report.by_hand import BY_HAND
from tests.helpers.phantoms import phantom_subject


def phantom_segmentation(subject: Subject, device: str = "fake") -> Segmentation:
    """Return the labels that a threshold finds in a phantom's T1."""
    t1 = subject.images[subject.primary].data
    data = np.digitize(t1, [50, 150, 250]).astype(np.uint8)
    labels = LabelMap(data, subject.grid, ISEG)
    confidence = np.where(data > 0, 93, 0).astype(np.uint8)
    record = Provenance(
        inputs=(),
        model="phantom 1",
        model_sha256="0" * 64,
        device=device,
        options={},
        notes=(),
        seconds={"network": 0.1},
        volumes_ml={tissue.name: ml for tissue, ml in tissue_volumes_ml(labels).items()},
        versions={},
        created="2026-01-01T00:00:00Z",
    )
    return Segmentation(labels, confidence, 100 - confidence, record)


@dataclass
class FakeCore:
    """Plays the core: every path is a subject, read as a phantom.

    Set an error, or the seconds that segmenting takes, before the window asks.
    """

    seconds: float = 0.0
    reading_seconds: float = 0.0
    bad_paths: set[Path] = field(default_factory=set)
    read_error: Exception | None = None
    segment_error: Exception | None = None
    write_error: Exception | None = None
    make: Callable[[SubjectFiles], Subject] = lambda files: phantom_subject()
    prepared: int = 0
    choices: list[ReadChoice] = field(default_factory=list)
    written: list[tuple[Path, LabelScheme, bool]] = field(default_factory=list)
    unusable: dict[str, IsegError] = field(default_factory=dict)
    models: tuple[ModelBundle, ...] = ()
    used_models: list[str] = field(default_factory=list)
    worker: Command = worker_command

    @property
    def services(self) -> Services:
        return Services(
            self.find,
            self.read,
            self.prepare,
            self.segment,
            self.write,
            self.check,
            self.find_models,
            self.open_model,
            self.segment_many,
            self.with_probabilities,
            self.worker,
        )

    def find(self, path: Path, monitor: Monitor) -> Dataset:
        if path in self.bad_paths:
            raise DatasetError("There are no subjects.", path=path, hint="Look elsewhere.")
        files = SubjectFiles(path.name, {Modality.T1: path})
        return Dataset(path, "files", (files,))

    def read(self, files: SubjectFiles, choice: ReadChoice, monitor: Monitor) -> Subject:
        self.choices.append(choice)
        began = time.monotonic()
        monitor.update("Reading T1", 0, 1)
        while time.monotonic() - began < self.reading_seconds:
            monitor.update("Reading T1", 0, 1)
            time.sleep(0.01)
        if self.read_error is not None:
            raise self.read_error
        return self.make(files)

    def prepare(self, model: str, monitor: Monitor) -> None:
        self.prepared += 1

    def check(self, files: SubjectFiles, monitor: Monitor) -> SubjectCheck:
        monitor.update("Reading T1", 0, 1)
        problem = self.unusable.get(files.id)
        return (
            SubjectCheck(files, problem=problem) if problem else SubjectCheck(files, (32, 36, 28), (1, 1, 1))
        )

    def find_models(self, monitor: Monitor) -> tuple[ModelBundle, ...]:
        return self.models

    def open_model(self, name_or_path: str, monitor: Monitor) -> ModelBundle:
        for model in self.models:
            if name_or_path in (model.path.stem, str(model.path)):
                return model
        raise ModelError("There is no such model file.", path=Path(name_or_path), hint="Choose another.")

    def segment(self, subject: Subject, model: str, monitor: Monitor) -> Segmentation:
        self.used_models.append(model)
        began = time.monotonic()
        while (passed := time.monotonic() - began) < self.seconds:
            monitor.update("Network", passed, self.seconds)
            time.sleep(0.01)
        if self.segment_error is not None:
            raise self.segment_error
        return phantom_segmentation(subject)

    def with_probabilities(
        self, segmentation: Segmentation, subject: Subject, models: Sequence[str], monitor: Monitor
    ) -> Segmentation:
        if segmentation.provenance.model == BY_HAND:
            raise ModelError(f"The labels of {subject.id} were made by hand.")
        certain = np.eye(4, dtype=np.uint8)[phantom_segmentation(subject).labels.data] * np.uint8(100)
        return replace(segmentation, probabilities=certain)

    def segment_many(
        self,
        subjects: Sequence[tuple[SubjectFiles, ReadChoice]],
        model: str,
        on_begin: Callable[[int], None],
        on_end: Callable[[int, Segmentation | IsegError], None],
        monitor: Monitor,
    ) -> None:
        for number, (files, choice) in enumerate(subjects):
            monitor.update("Subjects", number, len(subjects))
            on_begin(number)
            problem = self.unusable.get(files.id)
            made = problem or self.segment(self.read(files, choice, monitor), model, monitor)
            on_end(number, made)

    def write(
        self, segmentation: Segmentation, subject: Subject, path: Path, scheme: LabelScheme, overwrite: bool
    ) -> None:
        if self.write_error is not None:
            raise self.write_error
        self.written.append((path, scheme, overwrite))
