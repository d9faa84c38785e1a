"""The state of a training run on disk: enough to go on after the process was killed."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from isegcore.errors import IsegError
from isegcore.io.atomic import atomic_file, write_text
from isegcore.io.storage import regular
from isegcore.training.config import TrainingConfig
from isegcore.training.run_files import CONFIG_FILE, STATE_FILE

Arrays = list[NDArray[np.float32]]

_KINDS = ("weights", "averaged", "optimizer", "seeds")


@dataclass(frozen=True, eq=False, slots=True)
class Best:
    """The weights that validated best.

    Attributes:
        score: Their mean Dice.
        step: Optimiser steps done by then.
        weights: The averaged weights, in Keras' order.
    """

    score: float
    step: int
    weights: Arrays


@dataclass(frozen=True, eq=False, slots=True)
class RunState:
    """All that changes while training. What is drawn in a step depends on the step's number alone.

    Attributes:
        step: Optimiser steps done.
        seconds: Time spent so far.
        weights: The network's weights, in Keras' order.
        averaged: Their moving average.
        optimizer: The optimiser's variables, in Keras' order.
        seeds: State of the layers' own random numbers, in Keras' order.
        best: The best weights so far, if any were validated.
    """

    step: int
    seconds: float
    weights: Arrays
    averaged: Arrays
    optimizer: Arrays
    seeds: list[NDArray[Any]]
    best: Best | None


def write_run(folder: Path, config: TrainingConfig, state: RunState) -> None:
    """Write a checkpoint; a kill in the middle leaves the one before.

    Raises:
        OutputError: If it cannot be written.
    """
    write_text(folder / CONFIG_FILE, config.model_dump_json(indent=2), overwrite=True)
    arrays: dict[str, NDArray[Any]] = {"step": np.array(state.step), "seconds": np.array(state.seconds)}
    for kind in _KINDS:
        arrays |= _named(kind, getattr(state, kind))
    if state.best is not None:
        arrays |= {"best_score": np.array(state.best.score), "best_step": np.array(state.best.step)}
        arrays |= _named("best", state.best.weights)
    with atomic_file(folder / STATE_FILE, overwrite=True) as file:
        np.savez(file, allow_pickle=False, **arrays)


def read_run(folder: Path) -> tuple[TrainingConfig, RunState]:
    """Return what `write_run` wrote.

    Raises:
        IsegError: If there is no usable checkpoint.
    """
    try:
        config = TrainingConfig.model_validate_json(regular(folder / CONFIG_FILE).read_text(encoding="utf-8"))
        with regular(folder / STATE_FILE).open("rb") as stream, np.load(stream, allow_pickle=False) as file:
            best = None
            if "best_score" in file.files:
                best = Best(float(file["best_score"]), int(file["best_step"]), _read_kind(file, "best"))
            return config, RunState(
                step=int(file["step"]),
                seconds=float(file["seconds"]),
                best=best,
                **{kind: _read_kind(file, kind) for kind in _KINDS},
            )
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise IsegError(
            "There is no training run that could be resumed.",
            path=folder,
            hint=f"Name the folder of a run: it holds {CONFIG_FILE} and {STATE_FILE}.",
        ) from error


def _named(kind: str, arrays: list[NDArray[Any]]) -> dict[str, NDArray[Any]]:
    return {f"{kind}/{number:04d}": array for number, array in enumerate(arrays)}


def _read_kind(file: Any, kind: str) -> list[NDArray[Any]]:
    return [file[key] for key in sorted(file.files) if key.startswith(f"{kind}/")]
