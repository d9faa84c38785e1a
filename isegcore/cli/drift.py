"""`iseg drift`: whether the subjects of a folder, taken together, are still what a model was made for."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import JsonValue

from isegcore.cli.model_choice import local_model
from isegcore.cli.options import DeviceOption, ModelOption, OrientationOption, SubjectsOption
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal
from isegcore.errors import DatasetError, IsegError, ModelError
from isegcore.inference.device import Device
from isegcore.shipped import DEFAULT_MODEL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Group

    from isegcore.data.dataset import SubjectFiles
    from isegcore.inference.drift import Drift
    from isegcore.inference.segmenter import Segmenter
    from isegcore.io.subject import ReadOptions

_DRIFTED = 3


def drift(
    data: Annotated[Path, typer.Argument(help="Folder with new subjects (iSeg, BIDS or pairs of files).")],
    model: ModelOption = DEFAULT_MODEL,
    subjects: SubjectsOption = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=f"Exit with {_DRIFTED} if drift is seen, as `diff` does.")
    ] = False,
    device: DeviceOption = Device.AUTO,
    assume_orientation: OrientationOption = "LAS",
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Hold new subjects, all together, against the profile in a model's card: intensities and volumes."""
    with Terminal(as_json=as_json, events=events) as terminal:
        from isegcore.inference.drift import find_drift
        from isegcore.inference.segmenter import make_segmenter
        from isegcore.io.discovery import find_subjects
        from isegcore.io.subject import ReadOptions

        reading = ReadOptions(assumed_orientation=assume_orientation)
        chosen = find_subjects(data, terminal).chosen(subjects)
        segmenter = make_segmenter(local_model(model, terminal), device, monitor=terminal)
        profile = segmenter.card.profile
        if profile is None:
            raise ModelError(
                "The model's card has no profile of usual subjects to hold new ones against.",
                hint="`iseg models calibrate` makes one from labelled subjects.",
            )
        measured, unreadable = _measure(chosen, segmenter, reading, terminal)
        if not measured:
            raise DatasetError("None of the subjects can be measured.", path=data)
        found = find_drift(measured, profile)
        value: dict[str, JsonValue] = {
            "drift": found.seen,
            "could_tell": found.could_tell,
            "model": segmenter.card.name,
            "model_sha256": segmenter.model_sha256,
            "subjects": len(measured),
            "profile_subjects": profile.subjects,
            "signs": [{**asdict(one), "drifted": one.drifted} for one in found.signs],
            "unreadable": unreadable,
        }
        terminal.result(value, _in_words(found, len(measured), profile.subjects))
        if exit_code and found.seen:
            raise typer.Exit(_DRIFTED)


def _measure(
    chosen: Sequence[SubjectFiles], segmenter: Segmenter, reading: ReadOptions, terminal: Terminal
) -> tuple[list[Mapping[str, float]], list[JsonValue]]:
    """Return the signs of each subject, and what is wrong with those that have none."""
    from isegcore.inference.drift import measure_subject
    from isegcore.io.subject import read_subject

    measured: list[Mapping[str, float]] = []
    unreadable: list[JsonValue] = []
    for number, files in enumerate(chosen):
        terminal.update("Measuring subjects", number, len(chosen))
        try:
            measured.append(measure_subject(read_subject(files, reading, terminal), segmenter, terminal))
        except IsegError as error:
            terminal.report_error(error)
            unreadable.append({"subject": files.id, "error": str(error)})
    return measured, unreadable


def _in_words(found: Drift, subjects: int, reference: int) -> Group:
    from rich.box import SIMPLE
    from rich.console import Group
    from rich.table import Table

    title = f"{subjects} subjects against the {reference} of the model's profile"
    table = Table("Sign", "As usual", "Below", "Above", "p (all signs)", "", title=title, box=SIMPLE)
    for one in found.signs:
        usual, chance = f"{one.low:.3g} to {one.high:.3g}", f"{one.p_adjusted:.3g}"
        table.add_row(one.sign, usual, str(one.below), str(one.above), chance, "drift" if one.drifted else "")
    return Group(table, _verdict(found))


def _verdict(found: Drift) -> str:
    if found.seen:
        return (
            "Drift: more subjects lie outside than chance allows. A model trained on such would serve better."
        )
    if not found.could_tell:
        return "Too few subjects to tell: even if every one lay outside, it could be chance."
    return "No drift seen."
