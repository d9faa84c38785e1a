"""DICOM folders: dcm2niix turns them into NIfTI images, in a folder that only this user can read.

dcm2niix (Li et al., doi:10.1016/j.jneumeth.2016.03.001) is an optional extra and runs as a process of its
own. What it says may hold names of people, so it is read here and goes nowhere else.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from isegcore.errors import DatasetError, IsegError, OutputError
from isegcore.io.dicom_series import DicomSeries, read_series
from isegcore.monitor import NULL_MONITOR, Monitor

STAGE = "Converting DICOM"
_POLL_S = 0.05
_NO_IMAGES = 2  # its exit status where there is no DICOM
_PROGRESS = re.compile(rb"^Progress: ([\d.]+)", re.MULTILINE)
_CONVERTED = re.compile(r"^Convert \d+ DICOM as (.*) \(\d+x")
_GAPS = ("Missing images", "Interslice distance varies")
_CUT_SHORT = "not large enough"
_COPY_AGAIN = "Copy the folder from the scanner or the archive again."


@dataclass(frozen=True, slots=True)
class DicomFolder:
    """What a DICOM folder holds, converted; a context that takes the converted images away again.

    Attributes:
        series: The images, study by study, in the order they were taken.
        notes: What could not be converted.
    """

    series: tuple[DicomSeries, ...]
    notes: tuple[str, ...]
    _work: tempfile.TemporaryDirectory[str]

    def __enter__(self) -> DicomFolder:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the converted images."""
        self.close()

    def close(self) -> None:
        """Remove the converted images."""
        self._work.cleanup()


def read_dicom(folder: Path, monitor: Monitor = NULL_MONITOR) -> DicomFolder:
    """Return the images in a folder of DICOM files and in the folders below it.

    Raises:
        IsegError: If dcm2niix is not installed.
        DatasetError: If there are no DICOM images, or none that can be converted.
        OutputError: If there is no room for them.
        Cancelled: If the monitor says so; the process is ended then.
    """
    program = find_program()
    if not folder.is_dir():
        raise DatasetError("There is no such folder.", path=folder, hint="Check the path.")
    work = tempfile.TemporaryDirectory(prefix="iseg-dicom-")
    try:
        status, said = _run([program, *_arguments(Path(work.name), folder)], Path(work.name), monitor)
        series = read_series(Path(work.name), _with_gaps(said))
        _require_images(series, status, said, folder)
        return DicomFolder(series, _notes(said), work)
    except BaseException:
        work.cleanup()
        raise


def find_program() -> str:
    """Return the path of dcm2niix: that of the extra `dicom`, or the system's.

    Raises:
        IsegError: If there is none.
    """
    if importlib.util.find_spec("dcm2niix") is not None:
        import dcm2niix  # noqa: PLC0415 - optional

        return str(dcm2niix.bin)
    found = shutil.which("dcm2niix")
    if found is None:
        raise IsegError(
            "DICOM is converted by dcm2niix, which is not installed.",
            hint=f'Install it: "{sys.executable}" -m pip install dcm2niix, or the system\'s dcm2niix.',
        )
    return found


def _arguments(work: Path, folder: Path) -> list[str]:
    """Return how dcm2niix is called: its settings file ignored, images named by study and series UID.

    Its sidecars say whose an image is, since two people may share the UID of a study; they stay in `work`.
    """
    options = {"-g": "i", "-b": "y", "-ba": "n", "-z": "n", "-d": "9", "-w": "2", "-f": "%k_%j"}
    words = [word for pair in options.items() for word in pair]
    return [*words, "--progress", "y", "-o", str(work), str(folder.absolute())]


def _run(command: Sequence[str], work: Path, monitor: Monitor) -> tuple[int, str]:
    """Run a command to its end and return its status and what it printed; it never outlives this call."""
    log = work / "log.txt"
    monitor.update(STAGE, 0, 1)
    with log.open("wb") as file:
        try:
            child = subprocess.Popen(  # noqa: S603 - the program that was looked for, and paths
                command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT
            )
        except OSError as error:
            raise IsegError(f"dcm2niix cannot be started ({error.strerror or error}).") from error
        try:
            while child.poll() is None:
                monitor.update(STAGE, _progress(log), 1)
                time.sleep(_POLL_S)
        finally:
            child.kill()
            child.wait()
    return child.returncode, log.read_text("utf-8", "replace")


def _progress(log: Path) -> float:
    told = _PROGRESS.findall(log.read_bytes())
    return min(0.99, float(told[-1])) if told else 0.0


def _with_gaps(said: str) -> set[str]:
    """Return the names of the images that dcm2niix warned of before it wrote them: slices are missing."""
    found, gaps = set(), False
    for line in said.splitlines():
        gaps |= any(words in line for words in _GAPS)
        if match := _CONVERTED.match(line):
            if gaps:
                found.add(Path(match[1]).name)
            gaps = False
    return found


def _require_images(series: Sequence[DicomSeries], status: int, said: str, folder: Path) -> None:
    if series:
        return
    if status == _NO_IMAGES:
        hint = "Choose the folder that the scanner or the archive gave you; folders below it are searched."
        raise DatasetError("There are no DICOM images in this folder.", path=folder, hint=hint)
    if _CUT_SHORT in said:
        raise DatasetError("A DICOM file is cut short.", path=folder, hint=_COPY_AGAIN)
    if "No space left" in said:
        raise OutputError("The disk is full.", path=Path(tempfile.gettempdir()), hint="Free some space.")
    what = f"dcm2niix could not convert the images (status {status})."
    raise DatasetError(what, path=folder, hint=_COPY_AGAIN)


def _notes(said: str) -> tuple[str, ...]:
    count = said.count(_CUT_SHORT)
    if not count:
        return ()
    files = "A file is" if count == 1 else f"{count} files are"
    return (f"{files} cut short; the series they belong to are left out. {_COPY_AGAIN}",)
