"""Where a stack lives: one folder with its secrets, databases, environments and logs, and its ports."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from resources.deploy.environment import read_environment, write_environment

_KEPT = ("PATH", "LANG", "TZ", "TMPDIR", "SSL_CERT_FILE")  # of the environment that services see


@dataclass(frozen=True)
class Place:
    """The folder of a stack.

    Attributes:
        root: The folder.
        ports: Of the services, by name, on 127.0.0.1.
        values: What the environment file says.
    """

    root: Path
    ports: Mapping[str, int]
    values: Mapping[str, str] = field(repr=False)

    def folder(self, name: str) -> Path:
        """Return a folder of the stack, making it."""
        path = self.root / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    @property
    def logs(self) -> Path:
        """Return the folder of the logs."""
        return self.folder("logs")

    def port(self, service: str) -> int:
        """Return where a service listens."""
        return self.ports[service]

    def secret(self, name: str) -> str:
        """Return a secret."""
        return self.values[name]

    def url(self, service: str) -> str:
        """Return the address of a service that speaks HTTP."""
        return f"http://127.0.0.1:{self.port(service)}"

    @property
    def environment(self) -> dict[str, str]:
        """Return what every service sees; no secrets."""
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        return {"HOME": str(self.folder("home")), **kept, "PYTHONUNBUFFERED": "1"}


def open_place(root: Path, *, fixed_ports: bool = True) -> Place:
    """Return a stack's folder, making it and its environment file if need be.

    Args:
        root: The folder.
        fixed_ports: Whether Airflow and MLflow listen at the ports of the environment file, rather than at
            free ones; the others always take free ones.
    """
    root.mkdir(parents=True, exist_ok=True)
    write_environment(root / ".env")
    values = read_environment(root / ".env")
    ports = _free_ports("postgres", "redis", "scheduler", "airflow", "mlflow")
    if fixed_ports:
        ports |= {"airflow": int(values["AIRFLOW_PORT"]), "mlflow": int(values["MLFLOW_PORT"])}
    return Place(root.resolve(), ports, values)


def _free_ports(*names: str) -> dict[str, int]:
    servers = [socket.create_server(("127.0.0.1", 0)) for _ in names]
    try:
        return {name: server.getsockname()[1] for name, server in zip(names, servers, strict=True)}
    finally:
        for server in servers:
            server.close()
