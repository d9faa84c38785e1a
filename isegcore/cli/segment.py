"""`iseg segment`: one subject given by its files, or the subjects of a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import JsonValue

from isegcore.cli.model_choice import local_model
from isegcore.cli.options import (
    DeviceOption,
    LabelChoice,
    LabelsOption,
    LayoutChoice,
    LayoutOption,
    ModelOption,
    OrientationOption,
    OverwriteOption,
    RegisterOption,
    SubjectsOption,
)
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal
from isegcore.errors import IsegError, OptionError
from isegcore.inference.device import Device
from isegcore.labels import Tissue, scheme_named
from isegcore.shipped import DEFAULT_MODEL

if TYPE_CHECKING:
    from isegcore.data.dataset import SubjectFiles
    from isegcore.data.segmentation import Segmentation
    from isegcore.data.subject import Subject
    from isegcore.inference.segmenter import Segmenter
    from isegcore.io.bids_results import BidsTarget
    from isegcore.io.results import FileTarget
    from isegcore.io.subject import ReadOptions


def segment(
    images: Annotated[
        list[Path] | None,
        typer.Argument(metavar="T1 [T2]", help="The images of one subject; one alone is enough."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Label image to write, or a folder for it.")
    ] = None,
    data: Annotated[Path | None, typer.Option("--data", help="Folder whose subjects to segment.")] = None,
    subjects: SubjectsOption = None,
    model: ModelOption = DEFAULT_MODEL,
    device: DeviceOption = Device.AUTO,
    labels: LabelsOption = None,
    layout: LayoutOption = LayoutChoice.FILES,
    probabilities: Annotated[
        bool, typer.Option("--probabilities", help="Also write the probability of each class.")
    ] = False,
    confidence: Annotated[
        bool,
        typer.Option(
            "--confidence",
            help="Also write how sure the model is: the probability of each voxel's label, and the entropy.",
        ),
    ] = False,
    track: Annotated[
        bool,
        typer.Option(
            "--track",
            help="Record each result in MLflow, with its label image and slices of the scan: patient data, "
            "which go to the store on this machine, or to the server that MLFLOW_TRACKING_URI names.",
        ),
    ] = False,
    overwrite: OverwriteOption = False,
    register: RegisterOption = False,
    assume_orientation: OrientationOption = "LAS",
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Segment T1 and T2 into CSF, grey matter and white matter on the images' own grid."""
    with Terminal(as_json=as_json, events=events) as terminal:
        from isegcore.inference.segmenter import SegmentOptions, make_segmenter
        from isegcore.io.atomic import require_writable
        from isegcore.io.subject import ReadOptions

        chosen = _choose(images or [], data, subjects, terminal)
        place = _Place(output, data, layout, labels, probabilities, confidence)
        targets = place.targets(chosen)
        given = [path for files in chosen for path in files.images.values()]
        for target in targets:  # before the work, not after it
            for path in target.files:
                require_writable(path, overwrite=overwrite, inputs=given)
        reading = ReadOptions(assumed_orientation=assume_orientation, register=register)
        options = SegmentOptions(keep_probabilities=probabilities)
        segmenter = make_segmenter(local_model(model, terminal), device, options, terminal)
        batch = _Batch(terminal, segmenter, reading, overwrite=overwrite, track=track)
        rows = [
            batch.run(files, target, rethrow=data is None)
            for files, target in zip(chosen, targets, strict=True)
        ]
        terminal.result(
            list(rows) if data is not None else rows[0], "\n".join(_in_words(row) for row in rows)
        )
        if any("error" in row for row in rows):
            raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class _Place:
    """The options that say where results go, how they are called and what belongs to them."""

    output: Path | None
    data: Path | None
    layout: LayoutChoice
    labels: LabelChoice | None
    probabilities: bool
    confidence: bool

    def targets(self, chosen: Sequence[SubjectFiles]) -> Sequence[FileTarget | BidsTarget]:
        if self.layout is LayoutChoice.BIDS:
            return self._bids_targets(chosen)
        from isegcore.io.results import FileTarget, result_path

        scheme, output = scheme_named((self.labels or LabelChoice.ISEG).value), self.output
        if self.data is None and output is not None and output.suffix and not output.is_dir():
            paths = [output]
        elif self.data is not None and output is None:
            raise OptionError("A folder for the results must be given with -o.")
        else:
            paths = [result_path(output or Path(), files.id) for files in chosen]
        return [FileTarget(path, scheme, self.probabilities, self.confidence) for path in paths]

    def _bids_targets(self, chosen: Sequence[SubjectFiles]) -> Sequence[BidsTarget]:
        from isegcore.io.bids import bids_root_of, derivative_root, require_derivative
        from isegcore.io.bids_results import BidsTarget, require_distinct

        if self.labels not in (None, LabelChoice.BIDS):
            raise OptionError("In the BIDS layout, label values must be those of BIDS: leave --labels out.")
        if self.output is None and self.data is None:
            raise OptionError("A folder for the results must be given with -o.")
        data = self.data or Path()
        root = self.output or derivative_root(bids_root_of(data.absolute()) or data)
        require_derivative(root)
        targets = [BidsTarget(root, files.id, self.probabilities, self.confidence) for files in chosen]
        require_distinct(targets)
        return targets


class _Batch:
    """Segments subject after subject with one compiled network; a bad subject does not end the rest."""

    def __init__(
        self,
        terminal: Terminal,
        segmenter: Segmenter,
        reading: ReadOptions,
        *,
        overwrite: bool,
        track: bool,
    ) -> None:
        self._terminal, self._segmenter, self._reading = terminal, segmenter, reading
        self._overwrite, self._track = overwrite, track

    def run(
        self, files: SubjectFiles, target: FileTarget | BidsTarget, *, rethrow: bool
    ) -> dict[str, JsonValue]:
        try:
            return self._segment(files, target)
        except IsegError as error:
            if rethrow:
                raise
            self._terminal.report_error(error)
            return {"subject": files.id, "error": str(error)}

    def _segment(self, files: SubjectFiles, target: FileTarget | BidsTarget) -> dict[str, JsonValue]:
        from isegcore.io.subject import read_subject

        subject = read_subject(files, self._reading, self._terminal)
        segmentation = self._segmenter.segment(subject, self._terminal)
        written = target.write(segmentation, subject, overwrite=self._overwrite)
        record = segmentation.provenance
        for note in record.notes:
            self._terminal.say(f"{files.id}: {note}")
        if self._track:
            self._track = _record(subject, segmentation, target.labels, self._terminal)
        return {
            "subject": files.id,
            "files": [str(path) for path in written],
            "volumes_ml": dict(record.volumes_ml),
            "expected_dice": {name: dice.model_dump() for name, dice in record.expected_dice.items()},
            "seconds": dict(record.seconds),
            "device": record.device,
            "findings": [asdict(finding) for finding in record.findings],
            "notes": list(record.notes),
        }


def _record(subject: Subject, segmentation: Segmentation, prediction: Path, terminal: Terminal) -> bool:
    """Record a segmentation in MLflow, with its scores if there is a reference; say what could not be.

    Return whether it is worth recording the next one: each would wait for a store that is away.
    """
    from isegcore.metrics.evaluate import evaluate
    from isegcore.tracking.inference_log import log_segmentation
    from isegcore.tracking.mlflow_tracker import MlflowTracker

    reference = subject.reference
    scores = evaluate(subject.id, segmentation.labels, reference, terminal) if reference is not None else ()
    unsent = log_segmentation(MlflowTracker(), subject, segmentation, prediction, scores, terminal)
    if unsent.what:
        terminal.say(f"{subject.id}: {unsent.in_words()}")
    if unsent.reason:
        terminal.say("The store is away: no more is recorded.")
    return not unsent.reason


def _choose(
    images: Sequence[Path], data: Path | None, wanted: str | None, terminal: Terminal
) -> tuple[SubjectFiles, ...]:
    from isegcore.io.discovery import find_subjects, subject_from_files

    if (data is None) == (not images):
        raise OptionError("Either one or two images, or --data FOLDER, must be given.")
    if data is None:
        if len(images) > 2:
            raise OptionError(f"One or two images must be given, got {len(images)}.")
        return (subject_from_files(images[0], images[1] if len(images) == 2 else None),)
    return find_subjects(data, terminal).chosen(wanted)


def _in_words(row: dict[str, JsonValue]) -> str:
    if "error" in row or not isinstance(row["volumes_ml"], dict) or not isinstance(row["files"], list):
        return f"{row['subject']}  not segmented: {row.get('error')}"
    volumes = "  ".join(
        f"{t.name} {row['volumes_ml'][t.name]:.1f} ml" for t in (Tissue.CSF, Tissue.GM, Tissue.WM)
    )
    return "\n".join(
        [
            f"{row['subject']}  {volumes}",
            *_expected_in_words(row),
            f"  {row['files'][0]}  ({row['device']})",
        ]
    )


def _expected_in_words(row: dict[str, JsonValue]) -> list[str]:
    from isegcore.data.provenance import ExpectedDice

    found = row["expected_dice"]
    if not isinstance(found, dict) or not found:
        return []
    said = "  ".join(f"{name} {ExpectedDice.model_validate(dice)}" for name, dice in found.items())
    doubt = "; not for input like this, see above" if row["findings"] else ""
    return [f"  expected Dice  {said}{doubt}"]
