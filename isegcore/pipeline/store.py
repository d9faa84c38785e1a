"""The folder of the results: where everything lies, and who holds it."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from isegcore.errors import OutputError
from isegcore.io.atomic import write_text
from isegcore.io.file_lock import try_lock
from isegcore.io.results import result_path
from isegcore.pipeline.records import Record, StageRecord
from isegcore.pipeline.stages import Stage

STATE_FOLDER = "pipeline"
_LOCK_FILE = "lock"
_PART = re.compile(r"\.[0-9a-f]{12}\.part")
_R = TypeVar("_R", bound=Record)


class Store:
    """Reads and writes what the stages leave behind; every file is whole or absent."""

    def __init__(self, outputs: Path) -> None:
        self.outputs = outputs
        self._state = outputs / STATE_FOLDER

    def prediction(self, subject: str) -> Path:
        """Return where a subject's label image goes."""
        return result_path(self.outputs, subject)

    def picture(self, subject: str) -> Path:
        """Return where a subject's slices go."""
        return self.outputs / f"{subject}-slices.png"

    @property
    def trained_on(self) -> Path:
        """Return the file that tells a training its subjects: a command line is too short for thousands."""
        return self._state / "trained-on.txt"

    def read(self, kind: type[_R], stage: Stage, subject: str | None = None) -> _R | None:
        """Return what a stage has left, of all or of a subject; None if that is nothing that can be read."""
        try:
            return kind.model_validate_json(self._path(stage, subject).read_bytes())
        except (OSError, ValidationError):
            return None

    def write(self, record: Record, stage: Stage, subject: str | None = None) -> None:
        """Keep what a stage has found.

        Raises:
            OutputError: If it cannot be written.
        """
        write_text(self._path(stage, subject), record.model_dump_json(indent=1), overwrite=True)

    def read_stage(self, stage: Stage) -> StageRecord | None:
        """Return how a stage ended the last time."""
        try:
            return StageRecord.model_validate_json(self._stage_path(stage).read_bytes())
        except (OSError, ValidationError):
            return None

    def write_stage(self, record: StageRecord) -> None:
        """Keep how a stage ended.

        Raises:
            OutputError: If it cannot be written.
        """
        write_text(self._stage_path(record.stage), record.model_dump_json(indent=1), overwrite=True)

    @contextmanager
    def held(self, *, shared: bool) -> Iterator[None]:
        """Keep the folder to this process while the block lasts, or to those that share it.

        The lock goes with the process, even if that is killed; what a killed one has left half written is
        removed.

        Raises:
            OutputError: If another pipeline is at work here, or the folder cannot be written to.
        """
        try:
            self._state.mkdir(parents=True, exist_ok=True)
            file = (self._state / _LOCK_FILE).open("a+b")
        except OSError as error:
            reason = error.strerror or error
            message = f"The folder of the results cannot be written to ({reason})."
            raise OutputError(message, path=self.outputs, hint="Choose another folder.") from error
        with file:
            if not try_lock(file, shared=shared):
                raise OutputError(
                    f"A pipeline is at work on this folder{self._holder()}.",
                    path=self.outputs,
                    hint="Wait for it, end it, or give another folder.",
                )
            if not shared:
                self._sign()
                self._sweep()
            yield

    def _path(self, stage: Stage, subject: str | None) -> Path:
        return self._state / stage / f"{subject}.json" if subject else self._state / f"{stage}-result.json"

    def _stage_path(self, stage: Stage) -> Path:
        return self._state / f"{stage}.json"

    def _sign(self) -> None:
        """Leave word of who holds the folder; not in the lock, which cannot be read everywhere."""
        with suppress(OSError):
            (self._state / "holder").write_text(f"{os.getpid()} on {socket.gethostname()}", encoding="utf-8")

    def _holder(self) -> str:
        try:
            return f" (process {(self._state / 'holder').read_text(encoding='utf-8')})"
        except (OSError, ValueError):
            return ""

    def _sweep(self) -> None:
        """Remove the hidden halves of files that a killed process was writing."""
        folders = [self.outputs, self._state, *(self._state / stage for stage in Stage)]
        for folder in folders:
            with suppress(OSError):
                for path in list(folder.iterdir()):
                    if _PART.fullmatch(path.name):
                        path.unlink()
