"""The report to send when something went wrong: one zip with versions, device, settings and the last log.

It holds nothing that names anyone: no folder, no file, no subject, no model of the user's own, no server.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

from isegcore.diagnostics.logs import FATAL_NAME, NAME, short_path
from isegcore.diagnostics.machine import describe_machine
from isegcore.folders import logs_folder
from isegcore.io.atomic import write_bytes
from isegcore.monitor import NULL_MONITOR, Monitor, span

_MOST_BYTES = 1 << 20
_PLACE = re.compile(r'File "([^"]+)"')
_README = """A report of iSeg Desktop, to be sent to whoever helps you. Look into it first: it is text.

machine.json   versions, processor, memory, what runs the network and why
window.log     what the window did last: its settings (of names and addresses only whether they are set),
               kinds of work, seconds, and places in the code where something failed
window.log.1   what it did before that
fatal.log      where in the code the program died, if it ever did

No file, folder, subject or person is named in it.
"""


def write_report(path: Path, *, overwrite: bool = False, monitor: Monitor = NULL_MONITOR) -> tuple[str, ...]:
    """Write the report as a zip; return the names of the files in it.

    Raises:
        OutputError: If it cannot be written.
    """
    with span(monitor, "Looking at the machine"):
        files = {"README.txt": _README, "machine.json": json.dumps(describe_machine(), indent=2)}
    folder = logs_folder()
    for name, read in ((NAME, _text), (f"{NAME}.1", _text), (FATAL_NAME, _fatal)):
        if (text := read(folder / name)) is not None:
            files[name] = text
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    write_bytes(path, packed.getvalue(), overwrite=overwrite)
    return tuple(files)


def _text(path: Path) -> str | None:
    """Return the end of a text file, or None if there is nothing."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _MOST_BYTES))
            return file.read().decode("utf-8", "replace")
    except OSError:
        return None


def _fatal(path: Path) -> str | None:
    """Return what the interpreter wrote as it died, places shortened."""
    text = _text(path)
    return _PLACE.sub(lambda found: f'File "{short_path(found[1])}"', text) if text else None
