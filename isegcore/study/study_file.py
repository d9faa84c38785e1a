"""Reading and writing study files: whole or not at all, and no nonsense is taken for a study."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import JsonValue, ValidationError

from isegcore.errors import IsegError
from isegcore.io.atomic import write_text
from isegcore.io.storage import regular
from isegcore.study.study import SCHEMA_VERSION, Study

_MOST_BYTES = 64 << 20
_COPY = "Use a copy of the file if there is one."


class StudyError(IsegError):
    """A file cannot be used as a study."""


def read_study(path: Path) -> Study:
    """Return the study in a file.

    Raises:
        StudyError: If it cannot be read, was cut short, is no study, or comes from a newer version.
    """
    value = _parsed(path)
    version = value.get("schema_version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise StudyError("This is not a study of iSeg Desktop.", path=path, hint=_COPY)
    if version > SCHEMA_VERSION:
        raise StudyError(
            "This study was saved by a newer version of iSeg Desktop.",
            path=path,
            hint="Install that version to open it. The file has not been changed.",
        )
    try:
        return Study.model_validate(_migrated(value))
    except (ValidationError, RecursionError) as error:
        raise StudyError(f"This study cannot be understood{_where(error)}.", path=path, hint=_COPY) from error


def write_study(path: Path, study: Study) -> None:
    """Write a study, in place of the one that is there.

    Raises:
        OutputError: If it cannot be written.
    """
    write_text(path, study.model_dump_json(indent=2) + "\n", overwrite=True)


def _parsed(path: Path) -> dict[str, JsonValue]:
    try:
        if regular(path).stat().st_size > _MOST_BYTES:
            raise StudyError("This file is too large for a study.", path=path, hint=_COPY)
        value = json.loads(path.read_bytes())
    except OSError as error:
        raise StudyError(
            f"The study could not be read ({error.strerror or error}).", path=path, hint="Check the path."
        ) from error
    except (ValueError, RecursionError) as error:
        raise StudyError("This study is damaged or was cut short.", path=path, hint=_COPY) from error
    if not isinstance(value, dict):
        raise StudyError("This is not a study of iSeg Desktop.", path=path, hint=_COPY)
    return value


def _migrated(value: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Return an earlier form of the file as the present one; version 2 has more fields, all with defaults."""
    return {**value, "schema_version": SCHEMA_VERSION}


def _where(error: ValidationError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return ""
    first = error.errors()[0]
    return f": {'.'.join(map(str, first['loc']))}, {first['msg'][:1].lower()}{first['msg'][1:]}"
