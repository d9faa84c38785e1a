"""The `iseg` command line: mounts the subcommands and turns outcomes into exit codes.

0 is success, 1 a known error, 2 a wrong call, 130 cancelled by Ctrl-C.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from isegcore import __version__
from isegcore.cli.demo import demo
from isegcore.cli.drift import drift
from isegcore.cli.evaluate import evaluate
from isegcore.cli.import_dicom import import_dicom
from isegcore.cli.info import info
from isegcore.cli.models import models
from isegcore.cli.pipeline import pipeline
from isegcore.cli.runs import runs
from isegcore.cli.segment import segment
from isegcore.cli.sheet import sheet
from isegcore.cli.simulate import simulate
from isegcore.cli.surfaces import surfaces
from isegcore.cli.train import train
from isegcore.cli.validate import validate

app = typer.Typer(
    help="Segment infant brain MRI (T1 + T2) into CSF, grey matter and white matter. "
    "Research software; not a medical device.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    demo,
    validate,
    import_dicom,
    segment,
    evaluate,
    sheet,
    simulate,
    train,
    pipeline,
    drift,
    surfaces,
    info,
):
    app.command()(command)
app.add_typer(models, name="models")
app.add_typer(runs, name="runs")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"iseg {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Take the options that come before a subcommand."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `iseg` with these arguments, or with the process's own, and exit."""
    _ready_for_any_text()
    try:
        app(args=list(arguments) if arguments is not None else None)
    except KeyboardInterrupt:
        sys.exit(130)


def _ready_for_any_text() -> None:
    """Let a result be told on streams that lack some of its letters (Latin-1, ASCII), or are closed.

    A closed stream is replaced by one that leads nowhere, which also keeps its number from the next file.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - until the end
        elif isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
