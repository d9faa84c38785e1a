"""The state of a training run on disk: enough to go on after the process was killed."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from isegcore.errors import IsegError
from isegcore.io.atomic import atomic_file, write_text
from isegcore.training.config import TrainingConfig

STATE_FILE = "state.npz"
CONFIG_FILE = "config.json"

Arrays = list[NDArray[np.float32]]


@dataclass(frozen=True, eq=False, slots=True)
class RunState:
    """All that changes while training.

    Attributes:
        step: Optimiser steps done.
        seconds: Time spent so far.
        weights: The network's weights, in Keras' order.
        averaged: Their moving average.
        optimizer: The optimiser's variables, in Keras' order.
        rng: State of the generator that draws patches, as numpy gives it.
    """

    step: int
    seconds: float
    weights: Arrays
    averaged: Arrays
    optimizer: Arrays
    rng: dict[str, Any]


def write_run(folder: Path, config: TrainingConfig, state: RunState) -> None:
    """Write a checkpoint; a kill in the middle leaves the one before.

    Raises:
        OutputError: If it cannot be written.
    """
    write_text(folder / CONFIG_FILE, config.model_dump_json(indent=2), overwrite=True)
    arrays: dict[str, NDArray[Any]] = {
        "step": np.array(state.step),
        "seconds": np.array(state.seconds),
        "rng": np.array(json.dumps(state.rng)),
    }
    for kind in ("weights", "averaged", "optimizer"):
        for number, array in enumerate(getattr(state, kind)):
            arrays[f"{kind}/{number:04d}"] = array
    with atomic_file(folder / STATE_FILE, overwrite=True) as file:
        np.savez(file, allow_pickle=False, **arrays)


def read_run(folder: Path) -> tuple[TrainingConfig, RunState]:
    """Return what `write_run` wrote.

    Raises:
        IsegError: If there is no usable checkpoint.
    """
    try:
        config = TrainingConfig.model_validate_json((folder / CONFIG_FILE).read_text(encoding="utf-8"))
        with (folder / STATE_FILE).open("rb") as stream, np.load(stream, allow_pickle=False) as file:
            kinds = {
                kind: [file[key] for key in sorted(file.files) if key.startswith(f"{kind}/")]
                for kind in ("weights", "averaged", "optimizer")
            }
            return config, RunState(
                step=int(file["step"]),
                seconds=float(file["seconds"]),
                rng=json.loads(str(file["rng"])),
                **kinds,
            )
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise IsegError(
            "There is no training run that could be resumed.",
            path=folder,
            hint="Name the folder of a run: it holds config.json and state.npz.",
        ) from error
