"""The entry point: the window, or the command line as its worker, from a checkout and packaged."""

from __future__ import annotations

import subprocess
import sys

import pytest

import isegcore
from app.jobs.worker import WORKER, worker_command


def test_a_worker_is_the_command_line_without_qt() -> None:
    check = (
        "import sys, app.start\n"
        "try:\n    app.start.main(['--worker', '--version'])\n"
        "except SystemExit as end:\n    print(end.code)\n"
        "print(any(name.startswith('PySide6') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:3] == [f"iseg {isegcore.__version__}", "0", "False"]


def test_from_a_checkout_python_starts_it() -> None:
    done = subprocess.run(worker_command(["--version"]), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"iseg {isegcore.__version__}"


def test_the_status_of_the_command_comes_through() -> None:
    done = subprocess.run(worker_command(["train"]), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--output" in done.stderr


@pytest.mark.parametrize("launcher", ["/usr/bin/iseg-desktop", "iSeg Desktop.exe"])
def test_a_packaged_program_starts_itself(launcher: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", launcher)
    assert worker_command(["train", "data"]) == [launcher, WORKER, "train", "data"]
