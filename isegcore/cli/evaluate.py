"""`iseg evaluate`: scores of one prediction, of a folder of them, or of a model on labelled subjects."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import JsonValue

from isegcore.cli.model_choice import local_model
from isegcore.cli.options import (
    DeviceOption,
    ModelOption,
    OrientationOption,
    OverwriteOption,
    ReferenceLabelsOption,
    SubjectsOption,
)
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal
from isegcore.errors import DatasetError, OptionError
from isegcore.inference.device import Device
from isegcore.labels import scheme_named

if TYPE_CHECKING:
    from isegcore.data.dataset import SubjectFiles
    from isegcore.evaluation.subjects import Evaluation, Labeller
    from isegcore.io.subject import ReadOptions


def evaluate(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="PRED REFERENCE", help="Two label images of one subject.")
    ] = None,
    data: Annotated[
        Path | None, typer.Option("--data", help="Folder with labelled subjects to segment and score.")
    ] = None,
    predictions: Annotated[
        Path | None,
        typer.Option("--pred", help="Folder of predictions to score instead: subject-1-pred.nii.gz, ..."),
    ] = None,
    subjects: SubjectsOption = None,
    model: ModelOption = "iseg-infant",
    device: DeviceOption = Device.AUTO,
    labels: ReferenceLabelsOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder for tables (CSV), everything as JSON, and pictures."),
    ] = None,
    overwrite: OverwriteOption = False,
    assume_orientation: OrientationOption = "LAS",
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Score segmentations against references: Dice, HD95, ASSD and volume error per tissue and subject.

    Distances lie between the surfaces of the tissues and count by area, as the surface-distance package has
    it (doi:10.2196/26151). A subject that cannot be scored is told; the others go on.
    """
    with Terminal(as_json=as_json, events=events) as terminal:
        from isegcore.cli.score_table import make_tables
        from isegcore.evaluation.results import as_json as to_json
        from isegcore.evaluation.results import require_free, write_evaluation
        from isegcore.io.subject import ReadOptions

        if (data is None) == (not files):
            raise OptionError("Either PRED and REFERENCE, or --data FOLDER, must be given.")
        if data is None and (predictions is not None or subjects is not None):
            raise OptionError("--pred goes with --data, as does --subjects.")
        if output is not None:
            require_free(output, overwrite=overwrite)
        scheme = scheme_named(labels.value) if labels else None
        reading = ReadOptions(assume_orientation, label_scheme=scheme, require_reference=True)
        if data is None:
            found = _score_files(files or [], reading, terminal)
            about: dict[str, JsonValue] = {}
        else:
            chosen = _labelled(data, subjects, terminal)
            label, about = _labeller(chosen, predictions, model, device, reading, terminal)
            found = _score_subjects(chosen, label, reading, terminal)
        written = (
            write_evaluation(output, found, about, overwrite=overwrite, monitor=terminal) if output else ()
        )
        for note in found.notes:
            terminal.say(note)
        terminal.result(
            {**about, **to_json(found), "files": [str(path) for path in written]}, make_tables(found)
        )
        if found.problems:
            raise typer.Exit(1)


def _score_files(files: list[Path], reading: ReadOptions, terminal: Terminal) -> Evaluation:
    from isegcore.evaluation.subjects import Comparison, evaluate_pair
    from isegcore.io.nifti import read_label_map

    if len(files) != 2:
        raise OptionError("Two label images must be given, PRED and REFERENCE.")
    scheme, orientation = reading.label_scheme, reading.assumed_orientation
    predicted, reference = (
        read_label_map(path, scheme, assumed_orientation=orientation, monitor=terminal) for path in files
    )
    return evaluate_pair(Comparison(files[0].name.split(".")[0], predicted, reference), terminal)


def _labelled(data: Path, wanted: str | None, terminal: Terminal) -> list[SubjectFiles]:
    from isegcore.io.discovery import find_subjects

    labelled = [s for s in find_subjects(data, terminal).chosen(wanted) if s.label is not None]
    if not labelled:
        raise DatasetError(
            "No subject of this folder has a label image.",
            path=data,
            hint="Put subject-N-label.hdr/.img (or *_dseg.nii.gz) beside the images.",
        )
    return labelled


def _labeller(
    subjects: list[SubjectFiles],
    predictions: Path | None,
    model: str,
    device: Device,
    reading: ReadOptions,
    terminal: Terminal,
) -> tuple[Labeller, dict[str, JsonValue]]:
    """Return what labels the subjects, and what is recorded of it."""
    from isegcore.evaluation.subjects import predicted, segmented
    from isegcore.inference.segmenter import make_segmenter
    from isegcore.io.predictions import find_predictions

    if predictions is not None:
        return predicted(find_predictions(predictions, subjects, terminal), reading), {}
    segmenter = make_segmenter(local_model(model, terminal), device, monitor=terminal)
    name = f"{segmenter.card.name} {segmenter.card.version}"
    return segmented(segmenter), {"model": name, "model_sha256": segmenter.model_sha256}


def _score_subjects(
    subjects: list[SubjectFiles], label: Labeller, reading: ReadOptions, terminal: Terminal
) -> Evaluation:
    from isegcore.evaluation.subjects import evaluate_subjects

    return evaluate_subjects(
        subjects,
        label,
        reading,
        on_problem=lambda subject, error: terminal.report_error(error),
        monitor=terminal,
    )
