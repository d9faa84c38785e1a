"""Recorded runs, as the command line prints them."""

from __future__ import annotations

import pytest

from app.session.run_history import INFERENCE, TRAINING, RunRow, number_title
from tests.helpers.recorded_runs import recorded


def test_a_printed_run_becomes_a_row() -> None:
    row = RunRow.from_json(recorded("mine", dice=0.9, version="3", champion=True))
    assert (row.name, row.kind, row.status, row.version, row.is_champion) == (
        "mine",
        TRAINING,
        "Finished",
        "3",
        True,
    )
    assert row.started.isoformat() != ""
    assert row.started.utcoffset() is not None
    assert row.curves["val_dice"] == [(1, 0.45), (2, 0.9)]


def test_a_run_without_version_or_curves() -> None:
    row = RunRow.from_json(recorded("iseg-infant", experiment="iSeg-4Class-Inference"))
    assert (row.kind, row.version, row.is_champion) == (INFERENCE, "", False)
    assert row.curves == {}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("loss", "Loss"),
        ("val_loss", "Validation loss"),
        ("accuracy", "Accuracy"),
        ("learning_rate", "Learning rate"),
        ("val_dice", "Validation Dice"),
        ("val_dice_CSF", "Validation Dice, CSF"),
        ("val_dice/newborn T1_T2 GM", "Validation Dice/newborn T1 T2 GM"),
    ],
)
def test_titles_of_numbers(name: str, title: str) -> None:
    assert number_title(name) == title
