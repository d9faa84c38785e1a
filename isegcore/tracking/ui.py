"""MLflow's own web pages, served to this machine alone."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil

from isegcore.errors import IsegError
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.tracking.store import artifact_folder, public_uri, store_uri

_HOST = "127.0.0.1"
_START_S = 60.0
_STOP_S = 5.0
_SETTINGS = {"MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"}


@contextlib.contextmanager
def served_store(port: int = 0, *, uri: str | None = None, monitor: Monitor = NULL_MONITOR) -> Iterator[str]:
    """Serve the store's web pages on 127.0.0.1 while the block runs; give their address.

    A store that is a server has pages of its own: their address is given, and nothing is started.

    Args:
        port: Where to listen; 0 takes one that is free.
        uri: The store.
        monitor: Hears while the server starts.

    Raises:
        IsegError: If the port is taken, or the server does not start.
        Cancelled: If the monitor says so; the server is ended.
    """
    uri = uri or store_uri()
    if uri.startswith(("http://", "https://")):
        yield public_uri(uri)
        return
    port = _free_port(port)
    address = f"http://{_HOST}:{port}"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        log = Path(folder) / "log"
        with log.open("wb") as out, _ended(_start(uri, port, out.fileno())) as process:
            _wait(process, address, log, monitor)
            yield address


def _start(uri: str, port: int, out: int) -> subprocess.Popen[bytes]:
    arguments = ["--host", _HOST, "--port", str(port), "--workers", "1", "--backend-store-uri", uri]
    folder = artifact_folder(uri)
    if folder is not None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        arguments += ["--default-artifact-root", folder.as_uri()]
    return subprocess.Popen(  # noqa: S603 - our own interpreter, arguments as a list
        [sys.executable, "-m", "mlflow", "server", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=out,
        env={**os.environ, **_SETTINGS},
        start_new_session=True,  # Ctrl-C is for us to answer, in order
    )


def _wait(process: subprocess.Popen[bytes], address: str, log: Path, monitor: Monitor) -> None:
    started = time.monotonic()
    while (waited := time.monotonic() - started) < _START_S and process.poll() is None:
        monitor.update("Starting MLflow", min(waited, _START_S), _START_S)
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/health", timeout=2):  # noqa: S310
            return
        time.sleep(0.2)
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    raise IsegError(
        f"MLflow's server did not start: {lines[-1] if lines else 'it said nothing'}.",
        hint="Check that MLFLOW_TRACKING_URI names a store that can be opened.",
    )


@contextlib.contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """End a process and those that it started."""
    try:
        yield process
    finally:
        with contextlib.suppress(psutil.NoSuchProcess):
            family = [*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)]
            for member in family:
                with contextlib.suppress(psutil.NoSuchProcess):
                    member.terminate()
            for member in psutil.wait_procs(family, timeout=_STOP_S)[1]:
                with contextlib.suppress(psutil.NoSuchProcess):
                    member.kill()
        process.wait(_STOP_S)


def _free_port(wanted: int) -> int:
    try:
        with socket.create_server((_HOST, wanted)) as server:
            return int(server.getsockname()[1])
    except OSError as error:
        raise IsegError(
            f"MLflow cannot listen at port {wanted}: {error.strerror}.", hint="Choose another port, or 0."
        ) from error
