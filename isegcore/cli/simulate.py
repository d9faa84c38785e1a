"""`iseg simulate`: a practice data set out of label maps."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from isegcore.cli.anatomies import read_anatomies
from isegcore.cli.options import OverwriteOption
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal
from isegcore.simulation.contrast import AgeBand


def simulate(
    label_maps: Annotated[
        list[Path],
        typer.Argument(
            metavar="LABELMAP...", help="Tissue maps (0-3 or 0/10/150/250) or FreeSurfer aseg maps."
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the data set.")],
    subjects: Annotated[int, typer.Option("--subjects", min=1, help="How many subjects to make.")] = 10,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same data set.")] = 0,
    age: Annotated[AgeBand, typer.Option("--age", help="Whose contrast to imitate.")] = AgeBand.ISOINTENSE,
    overwrite: OverwriteOption = False,
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Simulate labelled T1 + T2 pairs from label maps, in the exact file layout of iSeg-2017."""
    with Terminal(as_json=as_json, events=events) as terminal:
        from isegcore.simulation.practice import write_practice_set

        made = write_practice_set(
            read_anatomies(label_maps, terminal),
            output,
            subjects=subjects,
            seed=seed,
            age=age,
            overwrite=overwrite,
            monitor=terminal,
        )
        terminal.result(
            {
                "folder": str(output),
                "subjects": [
                    {"id": f"subject-{n}", "label_map": s.anatomy, "months": round(s.months, 2)}
                    for n, s in enumerate(made, start=1)
                ],
            },
            f"{len(made)} simulated subjects are in {output.resolve()}. They are not real people.",
        )
