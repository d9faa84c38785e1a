"""What a worker process does for one subject."""
# ruff: noqa: PLC0415 - a worker imports what its tasks need

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from isegcore.data.dataset import SubjectFiles
from isegcore.errors import IsegError
from isegcore.inference.device import Device
from isegcore.io.storage import find_pair, sha256_of
from isegcore.io.subject import ReadOptions, read_subject
from isegcore.labels import ISEG
from isegcore.monitor import Monitor
from isegcore.pipeline.records import FileStamp, ResultRecord, SubjectRecord, SubjectScore, stamp
from isegcore.pipeline.stages import State
from isegcore.pipeline.tools import Tools

_SLICES = 1  # of each plane: a page of many subjects stays small


@dataclass(frozen=True, slots=True)
class Validate:
    """Reads a subject to the end and hashes its files."""

    files: SubjectFiles
    reading: ReadOptions

    def run(self, tools: Tools, monitor: Monitor) -> SubjectRecord:
        """Return what was found, problems included."""
        files = self.files
        stamps = tuple(_hashed(path, found) for path, found in stamped(files))
        images = tuple(modality.value for modality in files.images)
        label = "missing" if files.label is None else "unusable"
        try:
            subject = read_subject(files, self.reading, monitor)
        except IsegError as error:
            return SubjectRecord(
                id=files.id,
                reading=reading_key(self.reading),
                files=stamps,
                images=images,
                label=label,
                problem=error.brief,
            )
        return SubjectRecord(
            id=files.id,
            reading=reading_key(self.reading),
            files=stamps,
            images=images,
            label=label if subject.reference is None else "usable",
            shape=subject.grid.shape,
            spacing_mm=subject.grid.spacing,
            notes=subject.notes,
        )


@dataclass(frozen=True, slots=True)
class LoadModel:
    """Makes a model ready to run, which shows whether it can be used."""

    model: str
    device: Device

    def run(self, tools: Tools, monitor: Monitor) -> str:
        """Return its name and version."""
        card = tools.segmenter(self.model, self.device, monitor).card
        return f"{card.name} {card.version}"


@dataclass(frozen=True, slots=True)
class Segment:
    """Segments a subject, writes the result, and scores it if there is a reference."""

    files: SubjectFiles
    reading: ReadOptions
    model: str
    device: Device
    target: Path
    key: str
    confidence: bool

    def run(self, tools: Tools, monitor: Monitor) -> ResultRecord:
        """Return what came of it."""
        from isegcore.io.results import write_result
        from isegcore.metrics.evaluate import evaluate
        from isegcore.report.record import Timings

        timings = Timings()
        with timings.stage("load"):
            segmenter = tools.segmenter(self.model, self.device, monitor)
        with timings.stage("read"):
            subject = read_subject(self.files, self.reading, monitor)
        segmentation = segmenter.segment(subject, monitor)
        made = segmentation.provenance
        with timings.stage("write"):
            write_result(segmentation, subject, self.target, ISEG, confidence=self.confidence, overwrite=True)
        with timings.stage("score"):
            reference = subject.reference
            scores = evaluate(subject.id, segmentation.labels, reference, monitor) if reference else ()
        return ResultRecord(
            id=self.files.id,
            key=self.key,
            state=State.DONE,
            model=made.model,
            model_sha256=made.model_sha256,
            device=made.device,
            prediction_sha256=known_hash(self.target),
            volumes_ml=made.volumes_ml,
            expected_dice=made.expected_dice,
            findings=made.findings,
            notes=made.notes,
            scores=tuple(map(SubjectScore.of, scores)),
            seconds={**made.seconds, **timings.seconds},
        )


@dataclass(frozen=True, slots=True)
class Draw:
    """Draws slices of a subject: its images, the prediction, and how that differs from the reference."""

    files: SubjectFiles
    reading: ReadOptions
    prediction: Path
    target: Path

    def run(self, tools: Tools, monitor: Monitor) -> None:
        """Write the picture."""
        from isegcore.io.atomic import write_bytes
        from isegcore.io.images import read_label_map
        from isegcore.report.sheet import make_slices

        subject = read_subject(self.files, self.reading, monitor)
        labels = read_label_map(
            self.prediction,
            ISEG,
            assumed_orientation=self.reading.assumed_orientation,
            stage="Reading the prediction",
            monitor=monitor,
        )
        monitor.update("Drawing", 0, 1)
        picture = make_slices(labels, subject.images, subject.reference, _SLICES)
        write_bytes(self.target, picture, overwrite=True)


def reading_key(reading: ReadOptions) -> str:
    """Return the options of reading that change what is read."""
    return reading.assumed_orientation + (", registered" if reading.register else "")


def reading_of(key: str) -> ReadOptions:
    """Return the options of reading that `reading_key` wrote down."""
    orientation, _, registered = key.partition(", ")
    return ReadOptions(assumed_orientation=orientation, register=bool(registered))


def stamped(files: SubjectFiles) -> list[tuple[Path, FileStamp]]:
    """Return the files of a subject that are there, both of a pair, with what can be seen of them."""
    named = [(str(modality), path) for modality, path in files.images.items()]
    named += [("label", files.label)] if files.label is not None else []
    found = []
    for role, path in named:
        parts = [path]
        with suppress(IsegError):  # half a pair: reading it will tell
            pair = find_pair(path)
            parts = list(dict.fromkeys((pair.header, pair.voxels)))
        for part in parts:
            with suppress(OSError):
                found.append((part, stamp(part, role)))
    return found


def known_hash(path: Path) -> str:
    """Return the hash of a file, hexadecimal; empty if it cannot be read."""
    try:
        return sha256_of(path)
    except OSError:
        return ""


def _hashed(path: Path, found: FileStamp) -> FileStamp:
    return found.model_copy(update={"sha256": known_hash(path)})
