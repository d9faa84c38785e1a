"""The files in the folder of a training run, and where that folder is: names alone, nothing heavy."""

from __future__ import annotations

from pathlib import Path

STATE_FILE = "state.npz"
CONFIG_FILE = "config.json"
SPLIT_FILE = "split.json"
JOURNAL_FILE = "journal.json"
PLAN_FILE = "plan.json"  # what the window was asked for; it writes it once the run has begun
PREVIEW_FILE = "preview.png"
LAST_GOOD_FILE = "last-good.keras"
STOP_FILE = "stop"
"""Whoever makes it asks the run to stop and keep its best weights."""

_SUFFIX = "-run"


def run_folder_of(model: Path) -> Path:
    """Return the folder of the run that writes a model: `NAME-run` beside `NAME.keras`."""
    return model.with_name(f"{model.stem}{_SUFFIX}")


def model_of(run_folder: Path) -> Path:
    """Return the model that the run in a folder writes; undoes `run_folder_of`."""
    return run_folder.with_name(f"{run_folder.name.removesuffix(_SUFFIX)}.keras")
