"""`iseg evaluate`: scores of one prediction, or of a model on the labelled subjects of a folder."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean, stdev
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import JsonValue

from isegcore.cli.options import (
    DeviceOption,
    ModelOption,
    OrientationOption,
    OverwriteOption,
    ReferenceLabelsOption,
)
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal
from isegcore.errors import DatasetError, OptionError
from isegcore.inference.device import Device
from isegcore.labels import BRAIN_TISSUES, scheme_named

if TYPE_CHECKING:
    from rich.table import Table

    from isegcore.io.subject import ReadOptions
    from isegcore.metrics.evaluate import TissueScore


def evaluate(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="PRED REFERENCE", help="Two label images of one subject.")
    ] = None,
    data: Annotated[
        Path | None, typer.Option("--data", help="Folder with labelled subjects to segment and score.")
    ] = None,
    model: ModelOption = "iseg-infant",
    device: DeviceOption = Device.AUTO,
    labels: ReferenceLabelsOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Also write the table as CSV.")
    ] = None,
    overwrite: OverwriteOption = False,
    assume_orientation: OrientationOption = "LAS",
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Score segmentations against references: Dice, HD95, ASSD and volume error per tissue and subject."""
    with Terminal(as_json=as_json, events=events) as terminal:
        if (data is None) == (not files):
            raise OptionError("Either PRED and REFERENCE, or --data FOLDER, must be given.")
        from isegcore.io.subject import ReadOptions

        scheme = scheme_named(labels.value) if labels else None
        reading = ReadOptions(assume_orientation, label_scheme=scheme, require_reference=True)
        if data is not None:
            scores, notes = _score_folder(data, model, device, reading, terminal)
        elif files is not None and len(files) == 2:
            scores, notes = _score_files(files[0], files[1], reading, terminal)
        else:
            raise OptionError("Two label images must be given, PRED and REFERENCE.")
        if output is not None:
            from isegcore.io.atomic import write_text

            write_text(output, _csv(scores), overwrite=overwrite, inputs=files or [])
        for note in notes:
            terminal.say(note)
        value: JsonValue = {
            "scores": [_row(score) for score in scores],
            "mean_dice": _mean_dice(scores),
            "notes": list(notes),
        }
        terminal.result(value, _table(scores))


def _score_files(
    predicted: Path, reference: Path, reading: ReadOptions, terminal: Terminal
) -> tuple[list[TissueScore], list[str]]:
    from isegcore.io.nifti import read_label_map
    from isegcore.metrics.evaluate import evaluate as score

    a, b = (
        read_label_map(
            path, reading.label_scheme, assumed_orientation=reading.assumed_orientation, monitor=terminal
        )
        for path in (predicted, reference)
    )
    notes = [note for source in (a.source, b.source) if source for note in source.notes]
    return list(score(predicted.name.split(".")[0], a, b)), notes


def _score_folder(
    data: Path, model: str, device: Device, reading: ReadOptions, terminal: Terminal
) -> tuple[list[TissueScore], list[str]]:
    from isegcore.inference.segmenter import make_segmenter
    from isegcore.io.discovery import find_subjects
    from isegcore.io.subject import read_subject
    from isegcore.metrics.evaluate import evaluate as score

    labelled = [files for files in find_subjects(data, terminal).subjects if files.label is not None]
    if not labelled:
        raise DatasetError(
            "No subject of this folder has a label image.",
            path=data,
            hint="Put subject-N-label.hdr/.img (or *_dseg.nii.gz) beside the images.",
        )
    segmenter = make_segmenter(model, device, monitor=terminal)
    scores: list[TissueScore] = []
    notes: list[str] = []
    for files in labelled:
        subject = read_subject(files, reading, terminal)
        if subject.reference is not None:
            segmentation = segmenter.segment(subject, terminal)
            notes += [f"{subject.id}: {note}" for note in segmentation.provenance.notes]
            scores += score(subject.id, segmentation.labels, subject.reference)
    return scores, notes


def _row(score: TissueScore) -> dict[str, JsonValue]:
    return {
        name: None if isinstance(value, float) and math.isnan(value) else value
        for name, value in score.as_row().items()
    }


def _mean_dice(scores: Sequence[TissueScore]) -> dict[str, JsonValue]:
    return {
        tissue.name: fmean(values)
        for tissue in BRAIN_TISSUES
        if (values := [s.dice for s in scores if s.tissue == tissue.name and not math.isnan(s.dice)])
    }


def _csv(scores: Sequence[TissueScore]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(scores[0].as_row()), lineterminator="\n")
    writer.writeheader()
    writer.writerows(score.as_row() for score in scores)
    return text.getvalue()


def _table(scores: Sequence[TissueScore]) -> Table:
    from rich.box import SIMPLE
    from rich.table import Column, Table

    titles = ("Subject", "Tissue", "Dice", "HD95 mm", "ASSD mm", "ml", "Ref. ml", "Error %")
    columns = [Column(title, no_wrap=True) for title in titles]
    table = Table(*columns, box=SIMPLE, padding=(0, 1, 0, 0), pad_edge=False)
    for s in scores:
        numbers = (f"{s.dice:.4f}", f"{s.hd95_mm:.2f}", f"{s.assd_mm:.3f}", f"{s.volume_ml:.1f}")
        table.add_row(
            s.subject, s.tissue, *numbers, f"{s.reference_ml:.1f}", f"{s.volume_error_percent:+.1f}"
        )
    for tissue in BRAIN_TISSUES:
        dice = [s.dice for s in scores if s.tissue == tissue.name and not math.isnan(s.dice)]
        if len(dice) > 1:
            table.add_row("mean ± sd", tissue.name, f"{fmean(dice):.3f} ± {stdev(dice):.3f}")
    return table
