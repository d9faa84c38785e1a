"""`iseg sheet`: slices through a whole brain on one page, with the tissues of a label image."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from isegcore.cli.options import OrientationOption, OverwriteOption, ReferenceLabelsOption
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal
from isegcore.errors import OptionError
from isegcore.labels import scheme_named


def sheet(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="LABELS T1 [T2]", help="A label image, and one or both images of its subject."
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The page: NAME.png or NAME.pdf.")],
    slices: Annotated[int, typer.Option("--slices", min=1, max=20, help="Cuts in each plane.")] = 9,
    labels: ReferenceLabelsOption = None,
    overwrite: OverwriteOption = False,
    assume_orientation: OrientationOption = "LAS",
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Draw the contact sheet of a subject: rows of slices, T1 and T2 above the tissues, on one page."""
    with Terminal(as_json=as_json, events=events) as terminal:
        from isegcore.io.atomic import require_writable, write_bytes
        from isegcore.io.discovery import subject_from_files
        from isegcore.io.results import input_files
        from isegcore.io.subject import ReadOptions, read_subject
        from isegcore.report.contact_sheet import SHEET_SUFFIXES, make_contact_sheet

        if not 2 <= len(files) <= 3:
            raise OptionError(f"A label image and one or two images must be given, got {len(files)} files.")
        suffix = output.suffix.lower()
        if suffix not in SHEET_SUFFIXES:
            raise OptionError(f"The page must be NAME.png or NAME.pdf, got {output.name!r}.", path=output)
        require_writable(output, overwrite=overwrite, inputs=files)
        scheme = scheme_named(labels.value) if labels else None
        reading = ReadOptions(assume_orientation, label_scheme=scheme, require_reference=True)
        named = replace(subject_from_files(*files[1:]), label=files[0], label_problem="")
        subject = read_subject(named, reading, terminal)
        for note in subject.notes:
            terminal.say(f"{subject.id}: {note}")
        page = make_contact_sheet(subject, subject.reference, suffix, slices=slices, monitor=terminal)
        write_bytes(output, page, overwrite=overwrite, inputs=input_files(subject))
        terminal.result({"subject": subject.id, "file": str(output)}, str(output))
