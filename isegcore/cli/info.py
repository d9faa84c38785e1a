"""`iseg info`: versions, the device that would be used and why, models and folders; a report to send."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from pydantic import JsonValue

from isegcore.cli.options import OverwriteOption
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal


def info(
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE.zip", help="Write a report to send, which names nobody."),
    ] = None,
    overwrite: OverwriteOption = False,
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Show versions, the device that would run the network and why, models and folders."""
    with Terminal(as_json=as_json, events=events) as terminal:
        if report is not None:
            from isegcore.diagnostics.report import write_report

            inside = write_report(report, overwrite=overwrite, monitor=terminal)
            terminal.result(
                {"report": str(report), "files": list(inside)},
                f"{report}: {', '.join(inside)}. Look into it before you send it.",
            )
            return
        from isegcore.diagnostics.machine import describe_machine, describe_places

        note = "Research software; not a medical device."
        found = {**describe_machine(), **describe_places(), "note": note}
        width = max(map(len, found))
        lines = [f"{name:<{width}}  {_in_words(value)}" for name, value in found.items()]
        terminal.result(found, "\n".join(lines))


def _in_words(value: JsonValue) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {content}" for name, content in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
