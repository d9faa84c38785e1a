"""PostgreSQL from Debian's packages, in a cluster of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

from resources.deploy.stack.place import Place
from resources.deploy.stack.service import Service, StackError, run

_CREATE_DATABASES = Path(__file__).parents[1] / "postgres" / "create-databases.sh"


def make_postgres(place: Place) -> Service:
    """Return the service, after making its cluster if there is none.

    The server refuses to run as root: then it runs as Debian's user `postgres`.
    """
    programs = _programs()
    user = "postgres" if os.getuid() == 0 else None
    data, sockets = place.folder("postgres/data"), place.folder("postgres/run")
    for folder in (data, sockets, data.parent):
        if user:
            shutil.chown(folder, user, user)
        folder.chmod(0o700)
    address = ["-h", "127.0.0.1", "-p", str(place.port("postgres"))]
    service = Service(
        name="postgres",
        command=[
            str(programs / "postgres"),
            *("-D", str(data), *address, "-k", str(sockets)),
            *("-c", "max_connections=200", "-c", "password_encryption=scram-sha-256"),
        ],
        environment=place.environment,
        logs=place.logs,
        healthy=lambda: _ready(programs, address, place),
        user=user,
        stop_signal=signal.SIGINT,  # without waiting for those who are connected
    )
    if not (data / "PG_VERSION").exists():
        _make_cluster(programs, data, place, user)
        service.start()
        service.wait()
        superuser = {
            "POSTGRES_USER": "postgres",
            "PGHOST": "127.0.0.1",
            "PGPORT": str(place.port("postgres")),
            "PGPASSWORD": place.secret("POSTGRES_PASSWORD"),
            "AIRFLOW_DB_PASSWORD": place.secret("AIRFLOW_DB_PASSWORD"),
            "MLFLOW_DB_PASSWORD": place.secret("MLFLOW_DB_PASSWORD"),
        }
        run(["sh", str(_CREATE_DATABASES)], {**place.environment, **superuser}, place.logs / "databases.log")
        service.stop()
    return service


def _make_cluster(programs: Path, data: Path, place: Place, user: str | None) -> None:
    password = data.parent / "password"
    password.touch(mode=0o600)
    password.write_text(place.secret("POSTGRES_PASSWORD"), encoding="utf-8")
    if user:
        shutil.chown(password, user, user)
    try:
        how = ["--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8"]
        command = [
            str(programs / "initdb"),
            "-D",
            str(data),
            "-U",
            "postgres",
            "--pwfile",
            str(password),
            *how,
        ]
        run(command, place.environment, place.logs / "initdb.log", user)
    finally:
        password.unlink()


def _ready(programs: Path, address: list[str], place: Place) -> bool:
    command = [str(programs / "pg_isready"), "-q", *address]
    return subprocess.run(command, env=dict(place.environment), check=False).returncode == 0  # noqa: S603


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if not found:
        raise StackError("PostgreSQL is not installed: apt-get install postgresql")
    return found[-1].parent
