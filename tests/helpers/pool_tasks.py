"""Tasks for worker processes that take no model: what goes right, wrong, or on for ever."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from isegcore.errors import UnreadableImageError
from isegcore.monitor import Monitor
from isegcore.pipeline.tools import Tools


@dataclass(frozen=True)
class Square:
    number: int

    def run(self, tools: Tools, monitor: Monitor) -> int:
        monitor.update("Squaring", 1, 2)
        return self.number**2


@dataclass(frozen=True)
class Refuse:
    def run(self, tools: Tools, monitor: Monitor) -> int:
        raise UnreadableImageError("It cannot be read.", path=Path("/patients/smith.nii"), hint="Copy it.")


@dataclass(frozen=True)
class Break:
    def run(self, tools: Tools, monitor: Monitor) -> int:
        return 1 // 0


@dataclass(frozen=True)
class Die:
    """Dies as often as there are lines missing in a file."""

    tries: Path
    times: int

    def run(self, tools: Tools, monitor: Monitor) -> int:
        with self.tries.open("a") as file:
            file.write(f"{os.getpid()}\n")
        if len(self.tries.read_text().splitlines()) <= self.times:
            os.kill(os.getpid(), signal.SIGKILL)
        return 7


@dataclass(frozen=True)
class GoOn:
    def run(self, tools: Tools, monitor: Monitor) -> int:
        for number in range(10**6):
            monitor.update("Going on", number, 10**6)
            time.sleep(0.02)
        return 0
