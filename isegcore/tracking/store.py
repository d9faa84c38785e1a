"""The MLflow store: where records are kept, how it is reached, and whether it is away.

The default store is a database in the user's data folder, so nothing leaves the machine unless
`MLFLOW_TRACKING_URI` names a server. MLflow is imported by the calls that need it: it takes seconds.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from isegcore.errors import IsegError
from isegcore.folders import data_folder
from isegcore.tracking.outbox import first_line

if TYPE_CHECKING:
    from mlflow import MlflowClient

# Defaults only: what the user has set stays. Retrying is the outbox's work, and it says so at the end.
_SETTINGS = {
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "MLFLOW_LOGGING_LEVEL": "ERROR",
    "MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT": "true",
    "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
    "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "0",
    "MLFLOW_HTTP_REQUEST_TIMEOUT": "20",
}
_AWAY_CODES = ("INTERNAL_ERROR", "TEMPORARILY_UNAVAILABLE", "REQUEST_LIMIT_EXCEEDED", "RESOURCE_EXHAUSTED")


def store_uri() -> str:
    """Return where records are kept: `MLFLOW_TRACKING_URI`, or a database in the user's data folder."""
    default = data_folder() / "mlflow.db"
    return os.environ.get("MLFLOW_TRACKING_URI") or f"sqlite:///{default.as_posix()}"


def database_path(uri: str) -> Path | None:
    """Return the file of a store that is an SQLite database."""
    return Path(uri.removeprefix("sqlite:///")) if uri.startswith("sqlite:///") else None


def is_absent(uri: str) -> bool:
    """Return whether the store is a database that nobody has made: asking must not make it."""
    database = database_path(uri)
    return database is not None and not database.exists()


def artifact_folder(uri: str) -> Path | None:
    """Return where files are kept if the store is an SQLite database: beside it."""
    database = database_path(uri)
    return database.absolute().with_name("mlflow-artifacts") if database is not None else None


def public_uri(uri: str) -> str:
    """Return an address without the name and password in it, for people to read."""
    parts = urlsplit(uri)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if parts.netloc else uri


def connect(uri: str) -> MlflowClient:
    """Return a client of a store, making a database that is not there yet."""
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    from mlflow import MlflowClient  # noqa: PLC0415 - seconds

    database = database_path(uri)
    if database is not None:
        database.parent.mkdir(parents=True, exist_ok=True)
    return MlflowClient(uri, registry_uri=uri)


@contextmanager
def opened_store(uri: str) -> Iterator[MlflowClient]:
    """Give a client of a store whose errors are sentences, for asking rather than recording.

    Raises:
        IsegError: If the store cannot be reached, or refuses what the block asks for.
    """
    client = connect(uri)
    from mlflow.exceptions import MlflowException  # noqa: PLC0415 - seconds

    try:
        yield client
    except (MlflowException, OSError) as error:
        if is_away(error):
            raise IsegError(
                f"The MLflow store at {public_uri(uri)} cannot be reached.",
                hint="Start its server, or correct MLFLOW_TRACKING_URI.",
            ) from error
        raise IsegError(f"MLflow refuses: {first_line(error)}") from error


def is_away(error: Exception) -> bool:
    """Return whether an error of the store means that the same may succeed later."""
    from mlflow.exceptions import MlflowException  # noqa: PLC0415 - seconds

    if isinstance(error, MlflowException):
        return error.error_code in _AWAY_CODES
    if isinstance(error, FileNotFoundError | IsADirectoryError | PermissionError):
        return False  # a file of ours, not the store
    response = getattr(error, "response", None)  # of an upload that the server answered
    status = getattr(response, "status_code", 503)
    return isinstance(error, OSError) and (status >= 500 or status == 429)
