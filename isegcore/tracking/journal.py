"""The course of a training, kept beside its checkpoints: on resuming, what was not sent is sent."""

from __future__ import annotations

import secrets
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from isegcore.io.atomic import write_text
from isegcore.training.run_files import JOURNAL_FILE

if TYPE_CHECKING:
    from isegcore.training.epoch import Epoch


class EpochRecord(BaseModel):
    """An epoch, and when it ended.

    Attributes:
        number: From 1.
        step: Optimiser steps done in all.
        loss: Mean training loss.
        accuracy: Share of brain voxels in the patches that got their label, 0 to 1; None in older runs.
        learning_rate: That of the last step; likewise.
        seconds: Training time so far, in all.
        scores: Validation Dice by name; empty in epochs without validation.
        val_loss: Loss in validation; None without it.
        val_accuracy: Accuracy in validation; None without it.
        time_ms: When it ended, milliseconds since 1970.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    step: int
    loss: float
    accuracy: float | None = None
    learning_rate: float | None = None
    seconds: float
    scores: dict[str, float] = {}
    val_loss: float | None = None
    val_accuracy: float | None = None
    time_ms: int


class Journal(BaseModel):
    """The epochs of a training, first to last.

    Attributes:
        key: Identifies the training wherever it is recorded.
        epochs: What they gave.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = 1
    key: str = Field(default_factory=lambda: secrets.token_hex(16))
    epochs: tuple[EpochRecord, ...] = ()

    def with_epoch(self, epoch: Epoch) -> Journal:
        """Return the journal with one epoch more, which has just ended."""
        record = EpochRecord(
            number=epoch.number,
            step=epoch.step,
            loss=epoch.loss,
            accuracy=epoch.accuracy,
            learning_rate=epoch.learning_rate,
            seconds=epoch.seconds,
            scores=dict(epoch.scores),
            val_loss=epoch.val_loss,
            val_accuracy=epoch.val_accuracy,
            time_ms=int(time.time() * 1000),
        )
        return self.model_copy(update={"epochs": (*self.epochs, record)})


def read_journal(run_folder: Path) -> Journal:
    """Return the journal of a run, or a new one if it has none that can be read."""
    try:
        return Journal.model_validate_json((run_folder / JOURNAL_FILE).read_text(encoding="utf-8"))
    except (OSError, ValidationError, UnicodeDecodeError):
        return Journal()


def write_journal(run_folder: Path, journal: Journal) -> None:
    """Write the journal, replacing the one before.

    Raises:
        OutputError: If it cannot be written.
    """
    write_text(run_folder / JOURNAL_FILE, journal.model_dump_json(indent=2), overwrite=True)
