"""Workers for the window that do what a few lines of Python say, instead of training for an hour."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Sequence

from app.jobs.worker import Command

_PRELUDE = """
import json, os, signal, sys, time
def say(event, **content):
    print(json.dumps({"event": event, **content}), flush=True)
def wait():
    while True:
        time.sleep(0.05)
def polite(number, frame):
    say("cancelled")
    sys.exit(130)
signal.signal(signal.SIGTERM, polite)
"""


def scripted(script: str) -> Command:
    """Return what makes the command of a worker that runs `script`.

    The script may `say(event, …)`, `wait()`, and find its arguments in `sys.argv[1:]`.
    """
    code = _PRELUDE + textwrap.dedent(script)

    def command(arguments: Sequence[str]) -> list[str]:
        return [sys.executable, "-c", code, *arguments]

    return command
