"""What was chosen to export is remembered, and nonsense is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.session.export_choice import ExportChoice
from isegcore.errors import IsegError
from isegcore.export.plan import Part
from isegcore.labels import BIDS, INDEX


def test_a_choice_survives() -> None:
    choice = ExportChoice("", True, ("SHEET", "TABLES"), "index", ".obj", ".pdf", ".tsv")
    assert ExportChoice.from_text(choice.to_text()) == choice


@pytest.mark.parametrize(
    "text", ["", "[]", "null", "{", '{"bids": "yes"}', '{"parts": 3}', '{"scheme": null}']
)
def test_nonsense_is_the_usual_choice(text: str) -> None:
    assert ExportChoice.from_text(text) == ExportChoice()


def test_a_choice_becomes_a_plan(tmp_path: Path) -> None:
    choice = ExportChoice(str(tmp_path), parts=("CONFIDENCE", "REPORT"), scheme="index")
    plan = choice.make_plan()
    assert plan.parts == {Part.REPORT}  # the maps go with the label image
    assert plan.scheme is INDEX
    assert ExportChoice(str(tmp_path), bids=True, scheme="index").make_plan().scheme is BIDS


def test_a_table_must_name_the_tissues(tmp_path: Path) -> None:
    table = tmp_path / "t.tsv"
    table.write_text("index\tname\n1\tHippocampus\n")
    with pytest.raises(IsegError, match="CSF, GM and WM once each"):
        ExportChoice(str(tmp_path), scheme=str(table)).make_plan()
    with pytest.raises(IsegError):
        ExportChoice(str(tmp_path), scheme=str(tmp_path / "gone")).make_plan()
