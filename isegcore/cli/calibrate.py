"""`iseg models calibrate`: make a model's probabilities mean what they say, without training it again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from isegcore.cli.anatomies import read_anatomies
from isegcore.cli.model_choice import local_model, require_model_file
from isegcore.cli.options import DeviceOption, OverwriteOption
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal
from isegcore.errors import DatasetError, OptionError
from isegcore.inference.device import Device

if TYPE_CHECKING:
    from isegcore.training.validation import Case


def calibrate(
    model: Annotated[str, typer.Argument(help="A model's name, or a .keras file.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Model file to write, NAME.keras.")],
    data: Annotated[
        Path | None, typer.Option("--data", help="Folder of labelled subjects that it was not trained on.")
    ] = None,
    label_maps: Annotated[
        list[Path] | None,
        typer.Option(
            "--simulate",
            metavar="LABELMAP",
            help="Simulate subjects from this label map, or folder; not one that it was trained on.",
        ),
    ] = None,
    each: Annotated[
        int, typer.Option("--each", min=1, help="Simulated subjects of each label map and age.")
    ] = 2,
    device: DeviceOption = Device.AUTO,
    overwrite: OverwriteOption = False,
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Fit a model's temperature and find out what to expect of it; the network stays as it is.

    The new card holds the temperature, the calibration error before and after, how Dice follows from the
    probabilities, and the profile by which unusual input is told.
    """
    with Terminal(as_json=as_json, events=events) as terminal:
        if (data is None) == (not label_maps):
            raise OptionError("Give either --data with labelled subjects, or --simulate with label maps.")
        from isegcore.bundles.bundle import copy_bundle
        from isegcore.bundles.card import reliability_in_words
        from isegcore.bundles.library import open_model
        from isegcore.inference.device import choose_device, make_predictor
        from isegcore.training.calibration import assess

        require_model_file(output, overwrite=overwrite)
        bundle = open_model(local_model(model, terminal))
        cases = _labelled(data, terminal) if data else _simulated(label_maps or [], each, terminal)
        predictor = make_predictor(bundle, choose_device(device), terminal)
        card = assess(predictor, bundle.card, cases, terminal)
        card = card.model_copy(update={"name": output.stem, "scores": bundle.card.scores or card.scores})
        copy_bundle(bundle.path, card, output, overwrite=overwrite)
        terminal.result(
            {
                "model": str(output),
                "temperature": card.temperature,
                "calibration": card.calibration.model_dump() if card.calibration else None,
            },
            f"The calibrated model is in {output.resolve()}.\n{reliability_in_words(card)}",
        )


def _labelled(data: Path, terminal: Terminal) -> list[Case]:
    from isegcore.io.discovery import find_subjects
    from isegcore.io.subject import ReadOptions, read_subject
    from isegcore.training.validation import Case

    labelled = [files for files in find_subjects(data, terminal).subjects if files.label is not None]
    if not labelled:
        raise DatasetError(
            "No subject of this folder has a label image.",
            path=data,
            hint="Put subject-N-label.hdr/.img (or *_dseg.nii.gz) beside the images.",
        )
    reading = ReadOptions(require_reference=True)
    return [Case("labelled subjects", read_subject(files, reading, terminal)) for files in labelled]


def _simulated(paths: list[Path], each: int, terminal: Terminal) -> Sequence[Case]:
    from isegcore.simulation.label_maps import find_label_maps
    from isegcore.training.validation import simulated_cases

    return simulated_cases(read_anatomies(find_label_maps(paths), terminal), each, terminal)
