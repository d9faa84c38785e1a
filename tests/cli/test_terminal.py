"""What ends a command, and how it says so."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

_WAITS = """
import sys
import typer
from isegcore.cli.terminal import Terminal
def command(path: str) -> None:
    with Terminal(as_json=False, events=None):
        open(path).read()
typer.run(command)
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a place among the files")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_ctrl_c_ends_a_command_that_waits_in_a_system_call(tmp_path: Path, number: int) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([sys.executable, "-c", _WAITS, str(pipe)], stderr=subprocess.PIPE) as process:
        try:
            writer = _opened(pipe)
            process.send_signal(number)
            assert process.wait(20) == 130
            assert process.stderr is not None
            assert b"Cancelled" in process.stderr.read()
            os.close(writer)
        finally:
            process.kill()


def _opened(pipe: Path) -> int:
    """Return the writing end of a pipe as soon as somebody reads from it."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        time.sleep(0.01)
    raise TimeoutError
