"""`iseg runs`: what was trained and segmented, as MLflow has it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import JsonValue

from isegcore.cli.terminal import EventsOption, JsonOption, Terminal

if TYPE_CHECKING:
    from rich.table import Table

    from isegcore.tracking.history import Curves, RunDetail, RunSummary

runs = typer.Typer(help="List the runs recorded in MLflow, show one, open MLflow.", no_args_is_help=True)


@runs.command("list")
def list_runs(
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many, the newest first.")] = 20,
    curves: Annotated[
        bool, typer.Option("--curves", help="With --json: every number of the trainings over the epochs.")
    ] = False,
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """List the latest runs, and which of them made the champion."""
    from isegcore.tracking.history import find_curves, find_runs, find_versions
    from isegcore.tracking.tracker import Experiment

    with Terminal(as_json=as_json, events=events) as terminal:
        found = find_runs(limit=limit)
        trainings = [run for run in found if curves and run.experiment is Experiment.SEGMENTATION]
        drawn = find_curves(trainings, monitor=terminal) if trainings else {}
        versions = {v.run_id: v for v in find_versions()} if found else {}
        champion = next((v.run_id for v in versions.values() if v.is_champion), None)
        rows: list[JsonValue] = []
        for run in found:
            version = versions[run.id].number if run.id in versions else None
            row = {**_value(run), "version": version, "champion": run.id == champion}
            rows.append({**row, "curves": _points(drawn[run.id])} if run.id in drawn else row)
        numbers = {run_id: f"{v.number}{' ★' if v.is_champion else ''}" for run_id, v in versions.items()}
        terminal.result(rows, _table(found, numbers) if found else "There are no runs.")


@runs.command("show")
def show_run(
    run: Annotated[str, typer.Argument(help="Its id, or the start of it.")],
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Show a run: what it was told to do, its numbers and its files."""
    from isegcore.tracking.history import read_run

    with Terminal(as_json=as_json, events=events) as terminal:
        detail = read_run(run)
        value: dict[str, JsonValue] = {
            **_value(detail.summary),
            "curves": _points(detail.curves),
            "artifacts": list(detail.artifacts),
        }
        terminal.result(value, _in_words(detail))


@runs.command("ui")
def open_ui(
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Where to listen; 0 takes a free one.")
    ] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")] = True,
    events: EventsOption = None,
) -> None:
    """Serve MLflow's web pages on 127.0.0.1 until Ctrl-C."""
    from isegcore.monitor import Cancelled
    from isegcore.tracking.ui import served_store

    with (
        Terminal(as_json=False, events=events) as terminal,
        served_store(port, monitor=terminal) as address,
    ):
        terminal.event("ui", {"address": address}, f"MLflow is at {address}. Ctrl-C ends it.")
        if browser:
            typer.launch(address)
        try:
            while True:
                terminal.update("Serving MLflow", 0, 1)
                time.sleep(0.2)
        except Cancelled:
            terminal.say("MLflow has ended.")


def _value(run: RunSummary) -> dict[str, JsonValue]:
    return {
        "id": run.id,
        "experiment": run.experiment.value,
        "name": run.name,
        "status": run.status.value,
        "started": run.started.isoformat(timespec="seconds"),
        "seconds": round(run.seconds, 1),
        "params": dict(run.params),
        "metrics": dict(run.metrics),
    }


def _points(curves: Curves) -> dict[str, JsonValue]:
    return {name: [list(point) for point in points] for name, points in curves.items()}


def _table(found: tuple[RunSummary, ...], versions: dict[str, str]) -> Table:
    from rich.table import Table

    table = Table(box=None)
    for title in ("Run", "Started (UTC)", "Kind", "Name", "Status", "Dice", "Version"):
        table.add_column(title)
    for run in found:
        dice = run.metrics.get("val_dice", run.metrics.get("dice"))
        table.add_row(
            run.id[:8],
            f"{run.started:%Y-%m-%d %H:%M}",
            run.experiment.value.rpartition("-")[2],
            run.name,
            run.status.value.lower(),
            f"{dice:.3f}" if dice is not None else "",
            versions.get(run.id, ""),
        )
    return table


def _in_words(detail: RunDetail) -> str:
    run = detail.summary
    width = max(map(len, (*run.params, *run.metrics)), default=0)
    return "\n".join(
        [
            f"{run.name}  {run.experiment.value}, {run.status.value.lower()}",
            f"{run.id}  {run.started:%Y-%m-%d %H:%M} UTC, {run.seconds:.0f} s",
            "",
            *(f"{name:<{width}}  {value}" for name, value in run.params.items()),
            "",
            *(f"{name:<{width}}  {value:.4g}" for name, value in run.metrics.items()),
            "",
            *detail.artifacts,
        ]
    )
