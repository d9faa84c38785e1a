"""Writes the reference pages that follow from the code: commands, model card, recipe, record, licences.

Run after a change of any of them: `.venv/bin/python -m resources.packaging.pages`.
"""
# ruff: noqa: T201 - a program for a terminal

from __future__ import annotations

import inspect
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import typer
from pydantic import BaseModel
from pydantic_core import to_jsonable_python
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from isegcore.bundles.calibration import Calibration, DiceLine
from isegcore.bundles.card import Card, Score
from isegcore.bundles.profile import Profile, Range
from isegcore.cli.main import app
from isegcore.data.provenance import EditRecord, ExpectedDice, InputRecord, Provenance
from isegcore.network.config import UNetConfig
from isegcore.pipeline.records import StageRecord, SubjectScore
from isegcore.pipeline.report import DataReport, DecisionReport, PipelineReport, SubjectReport
from isegcore.preprocessing.spec import PreprocessSpec
from isegcore.study.looks import LabelRecord, TableRecord
from isegcore.study.study import ImageRecord, Study, SubjectRecord, ViewRecord, WindowRecord
from isegcore.study.work import DoubtRecord, LineRecord, SpotRecord
from isegcore.training.config import TrainingConfig
from resources.packaging.licences import find_licences

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
_MADE = "<!-- Made by resources/packaging/pages.py: change the code, not this page. -->"
_ATTRIBUTE = re.compile(r"^    (\w+): (.*(?:\n        .*)*)", re.MULTILINE)


def make_pages() -> Mapping[str, str]:
    """Return the pages by file name."""
    return {
        "commands.md": _page("Commands", _commands()),
        "model-card.md": _models_page(
            "Model card",
            "A model is one `.keras` file with this card inside, as the JSON file `iseg-card.json` of the "
            "archive; `iseg models show NAME --json` prints it.",
            (Card, Score, Calibration, DiceLine, Profile, Range, PreprocessSpec, UNetConfig),
        ),
        "training-recipe.md": _models_page(
            "Training recipe",
            "The file that `iseg train --config` reads: JSON with any of these fields; those left out keep "
            "their defaults.",
            (TrainingConfig, UNetConfig),
        ),
        "provenance.md": _models_page(
            "Provenance",
            "What `NAME.json` beside a label image holds.",
            (Provenance, InputRecord, ExpectedDice, EditRecord),
        ),
        "study-file.md": _models_page(
            "Study file",
            "What a study, `NAME.iseg`, holds: JSON. Results lie beside it, as in "
            "[studies](../how-to/studies.md).",
            (
                Study,
                SubjectRecord,
                ImageRecord,
                LineRecord,
                DoubtRecord,
                SpotRecord,
                ViewRecord,
                WindowRecord,
                LabelRecord,
                TableRecord,
            ),
        ),
        "pipeline-report.md": _models_page(
            "Pipeline report",
            "What `pipeline_report_YYYYMMDD.json` holds, which `iseg pipeline` writes.",
            (PipelineReport, DataReport, DecisionReport, StageRecord, SubjectReport, SubjectScore),
        ),
        "licences.md": _page("Licences", _licences()),
    }


def _page(title: str, parts: Iterator[str]) -> str:
    return "\n\n".join([f"# {title}", _MADE, *parts]) + "\n"


def _licences() -> Iterator[str]:
    yield "The libraries that the program installs on Linux with Python 3.11, and what they state."
    rows = [_cells(name, licence) for name, licence in find_licences().items()]
    yield "\n".join(["| library | licence |", "|---|---|", *rows])


def _commands() -> Iterator[str]:
    yield "Every command ends with 0 (done), 1 (a known error), 2 (a wrong call) or 130 (cancelled)."
    yield from _command(typer.main.get_command(app), "iseg", None)


def _command(command: Any, name: str, parent: typer.Context | None) -> Iterator[str]:
    context = command.make_context(name, [], parent=parent, resilient_parsing=True)
    if isinstance(command, TyperGroup):
        for word, child in command.commands.items():
            yield from _command(child, word, context)
        return
    assert isinstance(command, TyperCommand)  # noqa: S101 - there is no third kind
    yield f"## {context.command_path}"
    yield inspect.cleandoc(command.help or "")
    arguments = [_argument(p) for p in command.params if isinstance(p, TyperArgument)]
    yield f"    {' '.join([context.command_path, '[OPTIONS]', *arguments])}"
    rows = [_row(parameter, context) for parameter in command.params]
    yield "\n".join(["| argument or option | default | what |", "|---|---|---|", *rows])


def _argument(parameter: TyperArgument) -> str:
    return parameter.metavar or str(parameter.name).upper()


def _row(parameter: Any, context: typer.Context) -> str:
    assert isinstance(parameter, TyperArgument | TyperOption)  # noqa: S101 - nor here
    if isinstance(parameter, TyperArgument):
        name = f"`{_argument(parameter)}`"
    else:
        name = ", ".join(f"`{word}`" for word in (*parameter.opts, *parameter.secondary_opts))
        if not parameter.is_flag:
            name += f" `{parameter.display_type_rich(context)}`"
    default = parameter.default
    if default is True:
        default = parameter.opts[0]
    unset = default is None or default is False
    shown = "required" if parameter.required else "" if unset else f"`{getattr(default, 'value', default)}`"
    return _cells(name, shown, parameter.help or "")


def _models_page(title: str, lead: str, models: tuple[type[BaseModel], ...]) -> str:
    def parts() -> Iterator[str]:
        yield lead
        for model in models:
            text = inspect.cleandoc(model.__doc__ or "")
            yield f"## {model.__name__}"
            yield text.split("\n\nAttributes:")[0]
            yield "\n".join(["| field | default | what |", "|---|---|---|", *_fields(model, text)])

    return _page(title, parts())


def _fields(model: type[BaseModel], text: str) -> Iterator[str]:
    told = {name: " ".join(words.split()) for name, words in _ATTRIBUTE.findall(text)}
    for name, field in model.model_fields.items():
        default = field.get_default(call_default_factory=True, validated_data={})
        if field.is_required():
            shown = "required"
        elif isinstance(default, BaseModel):
            shown = f"see {type(default).__name__}"
        else:
            shown = f"`{json.dumps(to_jsonable_python(default))}`"
        yield _cells(f"`{name}`", shown, told.get(name, "Number of this form of the file."))


def _cells(*cells: str) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def main() -> int:
    """Write the pages; return the exit status."""
    for name, text in make_pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(FOLDER / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
