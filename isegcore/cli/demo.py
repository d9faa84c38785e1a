"""`iseg demo`: the main job on the bundled subject."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from isegcore.cli.options import DeviceOption, OverwriteOption
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal
from isegcore.inference.device import Device
from isegcore.labels import ISEG
from isegcore.monitor import span


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the results.")] = Path(
        "iseg-demo"
    ),
    device: DeviceOption = Device.AUTO,
    overwrite: OverwriteOption = False,
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Segment the bundled simulated infant: label image, provenance, HTML report and picture."""
    with Terminal(as_json=as_json, events=events) as terminal:
        from isegcore.inference.segmenter import make_segmenter
        from isegcore.io.atomic import require_writable, write_bytes, write_text
        from isegcore.io.discovery import find_subjects
        from isegcore.io.results import result_files, result_path, write_result
        from isegcore.io.subject import read_subject
        from isegcore.metrics.evaluate import evaluate
        from isegcore.report.page import make_page
        from isegcore.report.sheet import make_sheet
        from isegcore.shipped import shipped_path

        files = find_subjects(shipped_path("sample")).subjects[0]
        path = result_path(output, files.id)
        picture, page = output / f"{files.id}.png", output / f"{files.id}.html"
        for target in (*result_files(path, probabilities=False), picture, page):
            require_writable(target, overwrite=overwrite)
        subject = read_subject(files, monitor=terminal)
        segmentation = make_segmenter(device=device, monitor=terminal).segment(subject, terminal)
        written = list(write_result(segmentation, subject, path, ISEG, overwrite=overwrite))
        with span(terminal, "Writing the report"):
            reference = subject.reference
            scores = evaluate(subject.id, segmentation.labels, reference) if reference is not None else ()
            sheet = make_sheet(subject, segmentation)
            write_bytes(picture, sheet, overwrite=overwrite)
            write_text(page, make_page(subject.id, segmentation, sheet, scores), overwrite=overwrite)
        written += [picture, page]
        lines = [f"{score.tissue} {score.volume_ml:.1f} ml, Dice {score.dice:.3f}" for score in scores]
        terminal.result(
            {
                "files": [str(path) for path in written],
                "dice": {score.tissue: score.dice for score in scores},
                "seconds": dict(segmentation.provenance.seconds),
            },
            "The bundled subject (simulated; its tissues are known) is segmented:\n  "
            + "\n  ".join(lines)
            + "\nResults:\n  "
            + "\n  ".join(str(path.resolve()) for path in written),
        )
