"""`iseg evaluate`: scores of a prediction, of a folder of them, of a model, or of a cross-validation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import JsonValue

from isegcore.cli.cross_validate import cross_validate
from isegcore.cli.model_choice import local_model
from isegcore.cli.options import (
    DeviceOption,
    ModelOption,
    OrientationOption,
    OverwriteOption,
    ReferenceLabelsOption,
    RegisterOption,
    SubjectsOption,
)
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
from isegcore.errors import DatasetError, OptionError
from isegcore.inference.device import Device
from isegcore.labels import scheme_named
from isegcore.shipped import DEFAULT_MODEL

if TYPE_CHECKING:
    from isegcore.data.dataset import SubjectFiles
    from isegcore.evaluation.subjects import Evaluation, Labeller
    from isegcore.io.subject import ReadOptions

_Scored = tuple["Evaluation", dict[str, JsonValue]]


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
    folds: Annotated[
        int | None,
        typer.Option(
            "--cross-validate",
            metavar="K",
            min=2,
            help="Train K models instead, each on all but a Kth of the subjects, and score what they make of "
            "those they never saw. A run that was interrupted goes on.",
        ),
    ] = None,
    subjects: SubjectsOption = None,
    model: ModelOption = DEFAULT_MODEL,
    config: ConfigOption = None,
    network: NetworkOption = None,
    epochs: EpochsOption = None,
    minutes: MinutesOption = None,
    batch: BatchOption = None,
    start: StartOption = None,
    device: DeviceOption = Device.AUTO,
    labels: ReferenceLabelsOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder for tables (CSV), everything as JSON, and pictures."),
    ] = None,
    overwrite: OverwriteOption = False,
    register: RegisterOption = False,
    assume_orientation: OrientationOption = "LAS",
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Score segmentations against references: Dice, HD95, ASSD and volume error per tissue and subject.

    Distances lie between the surfaces of the tissues and count by area, as the surface-distance package has
    it (doi:10.2196/26151). A subject that cannot be scored is told; the others go on.
    """
    with Terminal(as_json=as_json, events=events) as terminal:
        from isegcore.evaluation.results import require_free
        from isegcore.io.subject import ReadOptions

        scheme = scheme_named(labels.value) if labels else None
        wanted = _Wanted(
            files=tuple(files or ()),
            data=data,
            predictions=predictions,
            folds=folds,
            subjects=subjects,
            model=model,
            choice=RecipeChoice(config, network, epochs, minutes, batch, start),
            device=device,
            output=output,
            overwrite=overwrite,
            reading=ReadOptions(assume_orientation, register, label_scheme=scheme, require_reference=True),
        )
        _check(wanted)
        if output is not None:
            require_free(output, overwrite=overwrite)
        score = _score_files if data is None else _score_folds if folds else _score_folder
        found, about = score(wanted, terminal)
        _finish(found, about, wanted, terminal)
        if found.problems:
            raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The options of the command."""

    files: tuple[Path, ...]
    data: Path | None
    predictions: Path | None
    folds: int | None
    subjects: str | None
    model: str
    choice: RecipeChoice
    device: Device
    output: Path | None
    overwrite: bool
    reading: ReadOptions


def _check(wanted: _Wanted) -> None:
    """Raise `OptionError` if the options make no sense together."""
    with_data = (wanted.predictions, wanted.folds, wanted.subjects)
    if (wanted.data is None) == (not wanted.files):
        raise OptionError("Either PRED and REFERENCE, or --data FOLDER, must be given.")
    if wanted.data is None and len(wanted.files) != 2:
        raise OptionError("Two label images must be given, PRED and REFERENCE.")
    if wanted.data is None and (any(option is not None for option in with_data) or wanted.reading.register):
        raise OptionError("--pred, --cross-validate, --subjects and --register go with --data.")
    if wanted.folds is None and not wanted.choice.is_empty:
        raise OptionError("Options of training go with --cross-validate.")
    # Trainings find out how labels are written.
    as_trained = wanted.predictions is None and wanted.reading.label_scheme is None
    if wanted.folds is not None and not (wanted.output and as_trained):
        raise OptionError("--cross-validate needs a folder (-o) and takes no --pred and --labels.")


def _score_files(wanted: _Wanted, terminal: Terminal) -> _Scored:
    """Score one prediction, given by its file."""
    from isegcore.evaluation.subjects import Comparison, evaluate_pair
    from isegcore.io.images import read_label_map

    scheme, orientation = wanted.reading.label_scheme, wanted.reading.assumed_orientation
    predicted, reference = (
        read_label_map(path, scheme, assumed_orientation=orientation, monitor=terminal)
        for path in wanted.files
    )
    name = wanted.files[0].name.split(".")[0]
    return evaluate_pair(Comparison(name, predicted, reference), terminal), {}


def _score_folder(wanted: _Wanted, terminal: Terminal) -> _Scored:
    """Score the predictions of a folder, or those that a model makes now."""
    from isegcore.evaluation.subjects import segmented
    from isegcore.inference.segmenter import make_segmenter

    subjects = _labelled(wanted, terminal)
    if wanted.predictions is not None:
        return _score_predictions(subjects, wanted.predictions, wanted, terminal), {}
    segmenter = make_segmenter(local_model(wanted.model, terminal), wanted.device, monitor=terminal)
    model = {
        "model": f"{segmenter.card.name} {segmenter.card.version}",
        "model_sha256": segmenter.model_sha256,
    }
    return _score_subjects(subjects, segmented(segmenter), wanted, terminal), dict(model)


def _score_folds(wanted: _Wanted, terminal: Terminal) -> _Scored:
    """Score what the models of a cross-validation make of those they never saw."""
    if wanted.output is None or wanted.folds is None:
        raise ValueError("a cross-validation must have a number of folds and a folder")
    subjects = _labelled(wanted, terminal)
    made = cross_validate(
        subjects,
        wanted.folds,
        wanted.choice,
        wanted.device,
        wanted.output,
        wanted.reading,
        terminal,
        overwrite=wanted.overwrite,
    )
    found = _score_predictions(subjects, made.predictions, wanted, terminal)
    return replace(found, folds=made.folds), {"recipe": made.recipe.model_dump(mode="json")}


def _labelled(wanted: _Wanted, terminal: Terminal) -> list[SubjectFiles]:
    from isegcore.io.discovery import find_subjects

    if wanted.data is None:
        raise ValueError("there must be a folder")
    found = find_subjects(wanted.data, terminal).chosen(wanted.subjects)
    labelled = [files for files in found if files.label is not None]
    if not labelled:
        raise DatasetError(
            "No subject of this folder has a label image.",
            path=wanted.data,
            hint="Put subject-N-label.hdr/.img (or *_dseg.nii.gz) beside the images.",
        )
    return labelled


def _score_predictions(
    subjects: Sequence[SubjectFiles], folder: Path, wanted: _Wanted, terminal: Terminal
) -> Evaluation:
    from isegcore.evaluation.subjects import predicted
    from isegcore.io.predictions import find_predictions

    found = find_predictions(folder, subjects, terminal)
    return _score_subjects(subjects, predicted(found, wanted.reading), wanted, terminal)


def _score_subjects(
    subjects: Sequence[SubjectFiles], label: Labeller, wanted: _Wanted, terminal: Terminal
) -> Evaluation:
    from isegcore.evaluation.subjects import evaluate_subjects

    return evaluate_subjects(
        subjects,
        label,
        wanted.reading,
        on_problem=lambda subject, error: terminal.report_error(error),
        monitor=terminal,
    )


def _finish(found: Evaluation, about: dict[str, JsonValue], wanted: _Wanted, terminal: Terminal) -> None:
    """Write what was found, if there is a folder for it, and print it."""
    from isegcore.cli.score_table import make_tables
    from isegcore.evaluation.results import as_json, write_evaluation

    written: tuple[Path, ...] = ()
    if wanted.output is not None:
        written = write_evaluation(wanted.output, found, about, overwrite=wanted.overwrite, monitor=terminal)
    for note in found.notes:
        terminal.say(note)
    files: list[JsonValue] = [str(path) for path in written]
    terminal.result({**about, **as_json(found), "files": files}, make_tables(found))
