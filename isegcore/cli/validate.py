"""`iseg validate`: what a folder holds, subject by subject, and what is missing or broken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import JsonValue

from isegcore.cli.options import ReferenceLabelsOption
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal
from isegcore.io.file_names import shown_name
from isegcore.labels import scheme_named

if TYPE_CHECKING:
    from rich.console import Group

    from isegcore.io.subject_check import SubjectCheck


def validate(
    data: Annotated[Path, typer.Argument(help="Folder with subjects (iSeg, BIDS or pairs of files).")],
    labels: ReferenceLabelsOption = None,
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Read every subject of a folder and say what is there, what is missing and what is broken."""
    from isegcore.io.discovery import find_subjects
    from isegcore.io.subject import ReadOptions
    from isegcore.io.subject_check import check_subject

    reading = ReadOptions(label_scheme=scheme_named(labels.value) if labels else None, require_reference=True)
    with Terminal(as_json=as_json, events=events) as terminal:
        dataset = find_subjects(data, terminal)
        rows = []
        for number, files in enumerate(dataset.subjects):
            terminal.update("Reading subjects", number, len(dataset.subjects))
            rows.append(_row(check_subject(files, reading, terminal)))
        broken = [row for row in rows if row["status"] == "broken"]
        value: JsonValue = {"layout": dataset.layout, "subjects": list(rows)}
        terminal.result(
            value, _in_words(f"{dataset.layout}: {len(rows)} subjects, {len(broken)} broken", rows)
        )
        if broken:
            raise typer.Exit(1)


def _row(check: SubjectCheck) -> dict[str, JsonValue]:
    files = check.files
    return {
        "subject": files.id,
        "images": [modality.value for modality in files.images],
        "label": files.label is not None,
        "results": [shown_name(path) for path in files.results],
        "about": dict(files.about),
        "shape": list(check.shape) if check.shape else None,
        "spacing_mm": [round(mm, 4) for mm in check.spacing_mm] if check.spacing_mm else None,
        "status": "broken" if check.problem else "ok",
        "notes": [str(check.problem)] if check.problem else list(check.notes),
    }


def _in_words(title: str, rows: list[dict[str, JsonValue]]) -> Group:
    """Return a table, and below it what there is to say of each subject."""
    from rich.box import SIMPLE
    from rich.console import Group
    from rich.table import Table

    table = Table("Subject", "Images", "Label", "Shape", "Spacing (mm)", "Status", title=title, box=SIMPLE)
    said = []
    for row in rows:
        cells = [row["subject"], row["images"], "yes" if row["label"] else "no", row["shape"]]
        cells += [row["spacing_mm"], row["status"]]
        table.add_row(*(" ".join(map(str, c)) if isinstance(c, list) else str(c or "") for c in cells))
        notes = row["notes"] if isinstance(row["notes"], list) else []
        said += [f"{row['subject']}: {words}" for words in (*_known(row), *notes)]
    return Group(table, *said)


def _known(row: dict[str, JsonValue]) -> list[str]:
    """Return what tables of a BIDS data set and earlier results add, a sentence each."""
    about, results = row["about"], row["results"]
    told = [", ".join(f"{name} {value}" for name, value in about.items())] if isinstance(about, dict) else []
    told += [f"segmented before: {name}" for name in results] if isinstance(results, list) else []
    return [words for words in told if words]
