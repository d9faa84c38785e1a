"""What ends a command, and how it says so."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
@pytest.mark.parametrize("form", [[], ["--json"], ["--events", "jsonl"]])
def test_a_full_disk_under_standard_output_is_a_sentence(form: list[str], data: Path) -> None:
    command = [sys.executable, "-m", "isegcore.cli.main", "validate", str(data), *form]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ended.returncode == 1
    told = ended.stderr.decode().splitlines()
    assert told == [
        "Error: Standard output cannot be written to (No space left on device). Send it elsewhere."
    ]


@pytest.mark.parametrize("form", [[], ["--json"], ["--events", "jsonl"]])
def test_letters_that_standard_output_lacks_do_not_end_a_command(form: list[str], data: Path) -> None:
    for half in ("hdr", "img"):
        (data / f"subject-1-T1.{half}").rename(data / f"Żółć-T1.{half}")
    command = [sys.executable, "-m", "isegcore.cli.main", "validate", str(data), *form]
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ended = subprocess.run(command, env=ascii_only, capture_output=True, check=False)
    assert ended.returncode == 0
    assert b"subject-2" in ended.stdout
    assert ended.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="no shell that closes a stream")
def test_a_closed_standard_output_does_not_end_a_command() -> None:
    command = ["sh", "-c", 'exec "$@" >&-', "sh", sys.executable, "-m", "isegcore.cli.main", "models", "list"]
    ended = subprocess.run(command, stderr=subprocess.PIPE, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")


def _circle(folder: Path) -> Path:
    (folder / "a.nii.gz").symlink_to(folder / "a.nii.gz")
    return folder / "a.nii.gz"


@pytest.mark.parametrize(
    "name", [lambda folder: folder / ("a" * 300 + ".nii.gz"), _circle], ids=["too long", "a circle of links"]
)
@pytest.mark.parametrize(
    "command",
    [
        lambda data, name: ["segment", data / "subject-1-T1.hdr", "-o", name],
        lambda data, name: ["segment", "--data", data, "-o", name],
        lambda data, name: ["segment", "--data", data, "--layout", "bids", "-o", name],
        lambda data, name: ["evaluate", name, data],
        lambda data, name: ["evaluate", name, data / "subject-1-label.hdr"],
        lambda data, name: ["validate", name],
        lambda data, name: ["surfaces", name, "-o", data / "out"],
        lambda data, name: ["surfaces", data / "subject-1-label.hdr", "-o", name],
        lambda data, name: ["sheet", data / "subject-1-T1.hdr", "-o", name],
        lambda data, name: ["simulate", name, "-o", data / "out"],
        lambda data, name: ["simulate", data / "subject-1-label.hdr", "-o", name],
        lambda data, name: ["pipeline", data, "-o", name, "--train", "never", "--no-track"],
        lambda data, name: ["pipeline", name, "-o", data / "out", "--no-track"],
        lambda data, name: ["import-dicom", name],
        lambda data, name: ["models", "import", name],
        lambda data, name: ["models", "show", name],
        lambda data, name: ["train", data, "-o", name, "--minutes", "1"],
        lambda data, name: ["train", name, "-o", data / "m.keras"],
        lambda data, name: ["drift", name, "--model", "unet"],
    ],
)
def test_names_that_no_disk_knows_are_sentences(
    run: Run,
    data: Path,
    tmp_path: Path,
    command: Callable[[Path, Path], list[object]],
    name: Callable[[Path], Path],
) -> None:
    ended = run(*command(data, name(tmp_path)))
    assert ended.exit_code == 1, ended.output
    assert isinstance(ended.exception, SystemExit), ended.exception
    assert ended.output
