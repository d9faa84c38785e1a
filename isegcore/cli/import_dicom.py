"""`iseg import-dicom`: a T1 and a T2 from a folder of DICOM files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import JsonValue

from isegcore.cli.options import OverwriteOption
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Group

    from isegcore.io.dicom_series import DicomSeries

_SERIES = "The number in the list, 0 for none; the likeliest if not given."


def import_dicom(
    folder: Annotated[Path, typer.Argument(help="Folder of DICOM files; those below it are searched too.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="BIDS folder to write the subject into; without it, list the series."
        ),
    ] = None,
    subject: Annotated[
        str | None,
        typer.Option(
            "--subject",
            help="Letters and digits that stand for the person; the next free number if not given.",
        ),
    ] = None,
    session: Annotated[
        str, typer.Option("--session", help="Letters and digits that stand for the visit.")
    ] = "",
    t1: Annotated[int | None, typer.Option("--t1", help=f"Which series is the T1. {_SERIES}")] = None,
    t2: Annotated[int | None, typer.Option("--t2", help=f"Which series is the T2. {_SERIES}")] = None,
    study: Annotated[
        int | None, typer.Option("--study", help="Which study of a folder that holds several.")
    ] = None,
    overwrite: OverwriteOption = False,
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Convert a T1 and a T2 from DICOM (by dcm2niix) into a subject without anything that names a person."""
    with Terminal(as_json=as_json, events=events) as terminal:
        from isegcore.data.subject import Modality
        from isegcore.io.dicom import read_dicom
        from isegcore.io.dicom_import import free_subject, import_subject
        from isegcore.io.dicom_series import pick

        with read_dicom(folder, terminal) as found:
            for note in found.notes:
                terminal.say(note)
            rows: list[JsonValue] = [_row(series) for series in found.series]
            if output is None:
                terminal.result({"series": rows}, _table(found.series))
                return
            chosen = pick(found.series, {Modality.T1: t1, Modality.T2: t2}, study)
            for modality, series in chosen.items():
                terminal.say(f"{modality}: series {series.key}, {series.reason}")
            files = import_subject(
                chosen,
                output,
                subject or free_subject(output),
                session,
                overwrite=overwrite,
                monitor=terminal,
            )
        images: dict[str, JsonValue] = {modality.value: str(path) for modality, path in files.images.items()}
        terminal.result(
            {"subject": files.id, "images": images, "series": rows},
            "\n".join([files.id, *(f"  {path}" for path in files.images.values())]),
        )


def _row(series: DicomSeries) -> dict[str, JsonValue]:
    return {
        "key": series.key,
        "study": series.study,
        "number": series.number,
        "shape": list(series.shape),
        "spacing_mm": [round(mm, 4) for mm in series.spacing_mm],
        "guess": series.guess.value if series.guess else None,
        "reason": series.reason,
        "problem": series.problem,
    }


def _table(series: Sequence[DicomSeries]) -> Group:
    """Return the series, with the scanner's descriptions: they are for the screen alone."""
    from rich.box import SIMPLE
    from rich.console import Group
    from rich.table import Table

    table = Table("", "Study", "Series", "Description", "Shape", "Spacing (mm)", "Likely", "Why", box=SIMPLE)
    for found in series:
        table.add_row(
            str(found.key),
            str(found.study),
            str(found.number),
            found.description,
            " ".join(map(str, found.shape)),
            " ".join(f"{mm:.3g}" for mm in found.spacing_mm),
            found.guess.value if found.guess else "",
            found.problem or found.reason,
        )
    return Group(table)
