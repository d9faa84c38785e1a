"""A process that serves: started with a log of its own, waited for, and ended with all that it started."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

_START_S = 180.0
_STOP_S = 20.0
_POLL_S = 0.3


class StackError(Exception):
    """A service did not start, or something that it needs is not installed."""


@dataclass
class Service:
    """One of the processes of the stack.

    Attributes:
        name: For people, and for the log's name.
        command: Program and arguments.
        environment: All that it sees.
        logs: Folder of the logs.
        healthy: Says whether it answers.
        user: Whom it runs as; None for whoever starts it.
        stop_signal: What asks it to end.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    logs: Path
    healthy: Callable[[], bool]
    user: str | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    wanted: bool = field(default=False, init=False)
    _family: list[psutil.Process] = field(default_factory=list, init=False, repr=False)
    _orphans: list[psutil.Process] = field(default_factory=list, init=False, repr=False)

    @property
    def log(self) -> Path:
        """Return the file that it writes to."""
        return self.logs / f"{self.name}.log"

    def start(self) -> None:
        """Start it, and return at once; from now on it is wanted, until it is asked to stop."""
        self.wanted = True
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(  # noqa: S603 - a list, no shell
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=dict(self.environment),
                user=self.user,
                extra_groups=[] if self.user else None,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Wait until it answers.

        Raises:
            StackError: If it ends, or does not answer in time.
        """
        end = time.monotonic() + _START_S
        while time.monotonic() < end and self.running:
            if self.healthy():
                return
            time.sleep(_POLL_S)
        last = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
        raise StackError("\n".join([f"{self.name} did not start; the end of {self.log}:", *last]))

    @property
    def running(self) -> bool:
        """Return whether its process lives."""
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Ask it to end, and return at once."""
        self.wanted = False
        if self.process is not None:
            with contextlib.suppress(psutil.NoSuchProcess):
                parent = psutil.Process(self.process.pid)
                self._family = [parent, *parent.children(recursive=True)]
            self.process.send_signal(self.stop_signal)

    def stop(self) -> None:
        """Ask it to end, with all that it started; insist after a while."""
        if self.process is None:
            return
        if not self._family:
            self.ask_to_stop()
        for left in [*psutil.wait_procs(self._family, timeout=_STOP_S)[1], *self._orphans]:
            with contextlib.suppress(psutil.NoSuchProcess):
                left.kill()
        self._family, self._orphans = [], []
        self.process.wait()

    def kill(self) -> None:
        """End it at once, as a crash would; it is still wanted, and what it started lives on until `stop`."""
        if self.process is not None:
            self._orphans += psutil.Process(self.process.pid).children(recursive=True)
            self.process.kill()
            self.process.wait()


def answers(url: str) -> bool:
    """Return whether an address of this machine answers with success."""
    try:
        with urllib.request.urlopen(url, timeout=5) as reply:  # noqa: S310 - http, 127.0.0.1
            return bool(reply.status == 200)
    except OSError:
        return False


def run(command: Sequence[str], environment: Mapping[str, str], log: Path, user: str | None = None) -> None:
    """Run a program to its end.

    Raises:
        StackError: If it fails.
    """
    with log.open("ab") as out:
        ended = subprocess.run(  # noqa: S603 - a list, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env=dict(environment),
            user=user,
            extra_groups=[] if user else None,
            check=False,
        )
    if ended.returncode:
        last = log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
        raise StackError("\n".join([f"{command[0]} ended with {ended.returncode}; the end of {log}:", *last]))
