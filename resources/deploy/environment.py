"""Writes the environment file that compose.yaml and the stack read, with secrets made for this place alone.

    python3 resources/deploy/environment.py [FILE]

Needs nothing but Python. A file that exists is left as it is: the secrets in it are in use.
"""

from __future__ import annotations

import base64
import os
import secrets
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

SECRETS: Mapping[str, Callable[[], str]] = {
    "POSTGRES_PASSWORD": lambda: secrets.token_hex(24),
    "AIRFLOW_DB_PASSWORD": lambda: secrets.token_hex(24),
    "MLFLOW_DB_PASSWORD": lambda: secrets.token_hex(24),
    "REDIS_PASSWORD": lambda: secrets.token_hex(24),
    "AIRFLOW_FERNET_KEY": lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    "AIRFLOW_SECRET_KEY": lambda: secrets.token_hex(32),
    "AIRFLOW_JWT_SECRET": lambda: secrets.token_hex(64),
    "AIRFLOW_USER_PASSWORD": lambda: secrets.token_urlsafe(18),
}
_HEAD = """\
# Made by resources/deploy/environment.py. Secrets: keep this file to yourself and out of any repository.
# Sign in to Airflow as AIRFLOW_USER with AIRFLOW_USER_PASSWORD.
"""


def settings(folder: Path) -> dict[str, str]:
    """Return what is no secret: where services are reached, and the folders that all workers share."""
    return {
        "AIRFLOW_USER": "operator",
        "AIRFLOW_PORT": "8080",
        "MLFLOW_PORT": "5000",
        "ISEG_DATA": str(folder / "data"),
        "ISEG_MODELS": str(folder / "models"),
        "ISEG_OUTPUTS": str(folder / "outputs"),
        "ISEG_UID": str(os.getuid() or 1000),
    }


def write_environment(file: Path) -> bool:
    """Write a new environment file for its owner alone; return False if there is one."""
    values = {**settings(file.resolve().parent), **{name: make() for name, make in SECRETS.items()}}
    text = _HEAD + "".join(f"{name}={value}\n" for name, value in values.items())
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(opened, "w", encoding="utf-8") as out:
        out.write(text)
    return True


def read_environment(file: Path) -> Mapping[str, str]:
    """Return what an environment file says."""
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name: value for name, _, value in pairs}


if __name__ == "__main__":
    where = Path(sys.argv[1] if len(sys.argv) > 1 else ".env")
    made = write_environment(where)
    sys.stdout.write(f"{'Made' if made else 'Left as it is:'} {where}\n")
