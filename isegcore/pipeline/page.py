"""The report as one HTML page that refers to no other file."""

from __future__ import annotations

import base64
from contextlib import suppress
from pathlib import Path

from isegcore.labels import BRAIN_TISSUES, COLOURS
from isegcore.pipeline.report import PipelineReport, SubjectReport
from isegcore.shipped import shipped_path

_MOST_PICTURES = 200  # a third of a megabyte each; the others lie beside the page


def make_page(report: PipelineReport, folder: Path) -> str:
    """Return the page.

    Args:
        report: What it tells.
        folder: Where the pictures lie.
    """
    import jinja2  # noqa: PLC0415 - only the last stage needs it

    loader = jinja2.FileSystemLoader(shipped_path("report"))
    environment = jinja2.Environment(loader=loader, autoescape=True)
    with_picture = [subject for subject in report.subjects if subject.picture]
    return environment.get_template("pipeline.html").render(
        report=report,
        tissues=[{"name": t.name, "title": t.title, "colour": COLOURS[t]} for t in BRAIN_TISSUES],
        dice={subject.id: {s.tissue: s.dice for s in subject.scores} for subject in report.subjects},
        has_dice=any(subject.scores for subject in report.subjects),
        pictures={s.id: _embedded(folder / s.picture) for s in with_picture[:_MOST_PICTURES]},
        left_out=max(0, len(with_picture) - _MOST_PICTURES),
        remarks={subject.id: _remarks(subject) for subject in report.subjects},
    )


def _embedded(picture: Path) -> str:
    """Return a PNG as base64; nothing ("") if it has gone."""
    with suppress(OSError):
        return base64.b64encode(picture.read_bytes()).decode("ascii")
    return ""


def _remarks(subject: SubjectReport) -> list[str]:
    """Return the problem of a subject, or its notes."""
    return [subject.problem] if subject.problem else list(subject.notes)
