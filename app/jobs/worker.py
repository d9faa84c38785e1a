"""How this program starts itself as a worker, which is the command line `iseg` in a process of its own."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

WORKER = "--worker"

Command = Callable[[Sequence[str]], list[str]]


def worker_command(arguments: Sequence[str]) -> list[str]:
    """Return the command that runs `iseg` with these arguments.

    In a packaged program there is no Python to start, only this program itself; see `app.start`.
    """
    launcher = [sys.executable] if _is_packaged() else [sys.executable, "-m", "app.start"]
    return [*launcher, WORKER, *arguments]


def _is_packaged() -> bool:
    """Return whether the process is the program's own launcher and not a Python."""
    return re.match(r"(python|pypy)", Path(sys.executable).name, re.IGNORECASE) is None
