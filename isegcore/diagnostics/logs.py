"""Rotating logs in the user's log folder that cannot name a patient, a file or a folder.

Nothing that comes from data is written: of a record of our own the text as it stands in the code, with
numbers and members of enums filled in; of anybody else's only who spoke and where; of an exception its type
and the places in the code, not its message, which may hold a path. A text argument is left out unless the
code says that it is one of its own words (`Word`).
"""

from __future__ import annotations

import faulthandler
import logging
import sys
from enum import Enum
from logging.handlers import RotatingFileHandler
from pathlib import Path, PurePath
from types import TracebackType
from typing import IO

from isegcore.folders import logs_folder

OWN = "iseg"
NAME = "window.log"
FATAL_NAME = "fatal.log"
_LEFT_OUT = "…"
_MOST_BYTES = 500_000
_KEPT = 4
_ROOTS = ("site-packages", "dist-packages", "app", "isegcore", "resources")
_FORMAT = "%(asctime)s %(levelname)s %(message)s"


class Word(str):
    """A text that is written in the code, not made of data."""

    __slots__ = ()


def log() -> logging.Logger:
    """Return the logger for what the program itself has to say."""
    return logging.getLogger(OWN)


class Logs:
    """The log files of a process, from `start_logging` on."""

    def __init__(self, handler: logging.Handler, fatal: IO[str]) -> None:
        self._handler, self._fatal = handler, fatal

    def stop(self) -> None:
        """Close the files."""
        faulthandler.disable()
        self._fatal.close()
        logging.captureWarnings(False)
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()


def start_logging(folder: Path | None = None) -> Logs | None:
    """Write what is logged by anyone in this process to `window.log`; return None if that cannot be done.

    Where the interpreter itself dies, the places in the code go to `fatal.log`.
    """
    place = folder or logs_folder()
    try:
        place.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(place / NAME, maxBytes=_MOST_BYTES, backupCount=_KEPT, encoding="utf-8")
        fatal = (place / FATAL_NAME).open("a", encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(Nameless(_FORMAT))
    handler.setLevel(logging.INFO)
    root = logging.getLogger()
    root.addHandler(handler)
    log().setLevel(logging.INFO)
    logging.captureWarnings(True)
    faulthandler.enable(fatal)
    return Logs(handler, fatal)


class Nameless(logging.Formatter):
    """Writes records without anything that comes from data."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and the places of an exception under it."""
        shown = logging.makeLogRecord(
            {
                "created": record.created,
                "msecs": record.msecs,
                "levelname": record.levelname,
                "msg": _said(record) if _is_own(record) else _spoken_by(record),
            }
        )
        line = super().format(shown)
        if record.exc_info and record.exc_info[1] is not None:
            line += "\n" + in_places(record.exc_info[1])
        return line


def in_places(error: BaseException) -> str:
    """Return an exception and those behind it: types and places in the code, no messages."""
    lines: list[str] = []
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines += [f"  {type(link).__module__}.{type(link).__qualname__}", *_frames(link.__traceback__)]
        link = link.__cause__ or link.__context__
    return "\n".join(lines)


def short_path(path: str) -> str:
    """Return the path of a source file from its package on: where that is installed names people."""
    parts = PurePath(path.replace("\\", "/")).parts
    for number in range(len(parts) - 1, 0, -1):
        if parts[number - 1] in _ROOTS:
            first = number if parts[number - 1].endswith("-packages") else number - 1
            return "/".join(parts[first:])
    return parts[-1] if parts else ""


def _is_own(record: logging.LogRecord) -> bool:
    return record.name == OWN or record.name.startswith(f"{OWN}.")


def _said(record: logging.LogRecord) -> str:
    arguments = record.args if isinstance(record.args, tuple) else ()
    try:
        return str(record.msg) % tuple(map(_nameless, arguments)) if arguments else _constant(record)
    except (TypeError, ValueError):
        return _spoken_by(record)


def _constant(record: logging.LogRecord) -> str:
    """Return a text without arguments, unless it was put together before it was logged."""
    return record.msg if isinstance(record.msg, Word) else _spoken_by(record)


def _nameless(value: object) -> object:
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, bool | int | float | Word):
        return value
    return _LEFT_OUT


def _spoken_by(record: logging.LogRecord) -> str:
    """Return which module spoke, and where: not the logger's name, which anybody may make of anything."""
    return f"{short_path(record.pathname)}:{record.lineno}"


def _frames(trace: TracebackType | None) -> list[str]:
    lines = []
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"    {short_path(code.co_filename)}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return lines


def log_start(version: str) -> None:
    """Say which program begins."""
    log().info(
        "started: version %s, Python %d.%d.%d, %s",
        Word(version),
        *sys.version_info[:3],
        Word(sys.platform),
    )
