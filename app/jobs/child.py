"""A worker: this program at work in another process, seen from the GUI thread.

    child = Child(["train", …], what="The training")
    child.heard.connect(...)            # connect first
    child.start()

Qt watches the pipes in its event loop, so nothing here waits and no thread is needed. Whatever becomes of the
process, the window lives on and hears of it in a sentence.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from app.jobs.events import Problem, Result, Stopped, read_event
from app.jobs.worker import Command, worker_command
from app.language import tr
from isegcore.errors import IsegError

_GRACE_MS = 5000  # of a cancelled worker, until it is killed
_LAST_WAIT_MS = 10_000
_KEPT_LINES = 60
_CANCELLED = 130
_PRIORITY = 10  # the window and what it segments come first
_ENVIRONMENT = {"TF_CPP_MIN_LOG_LEVEL": "2", "PYTHONIOENCODING": "utf-8"}


@dataclass(frozen=True, eq=False, slots=True)
class Ending:
    """How a worker ended.

    Attributes:
        result: What it came to; None if it has not.
        problem: Why it failed, if it did.
        cancelled: Whether it ended because it was asked to.
        last_words: The last lines it wrote that are no events, for whoever wants to know why it failed.
    """

    result: object = None
    problem: IsegError | None = None
    cancelled: bool = False
    last_words: tuple[str, ...] = ()


class Child(QObject):
    """A worker process.

    Signals:
        heard: An `Event`, as soon as it is said.
        ended: The `Ending`; the last signal.
    """

    heard = Signal(object)
    ended = Signal(object)

    def __init__(
        self,
        arguments: Sequence[str],
        parent: QObject | None = None,
        *,
        what: str,
        hint: str = "",
        command: Command = worker_command,
    ) -> None:
        """Prepare a worker.

        Args:
            arguments: Of `iseg`; `--events jsonl` is added.
            parent: Of this object.
            what: Subject of the sentence that tells of its end ("The training").
            hint: What the user can do if it was ended from outside.
            command: Makes the command line; another one in tests.
        """
        super().__init__(parent)
        self._what, self._hint = what, hint
        self._command = command([*arguments, "--events", "jsonl"])
        self._process = QProcess(self)
        self._result: object = None
        self._problem: IsegError | None = None
        self._asked = self._killed = False
        self._pid = 0
        self._last_words: deque[str] = deque(maxlen=_KEPT_LINES)
        self._prepare()

    @property
    def is_running(self) -> bool:
        """Return whether the process is there."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def start(self) -> None:
        """Start the process; returns at once."""
        self._process.start(self._command[0], self._command[1:])

    def cancel(self) -> None:
        """Ask the process to end, and kill it if it does not within some seconds; returns at once."""
        if self.is_running and not self._asked:
            self._asked = True
            if sys.platform == "win32":  # where a process without a window cannot be asked
                self.kill()
            else:
                self._process.terminate()
                QTimer.singleShot(_GRACE_MS, self, self.kill)

    def kill(self) -> None:
        """End the process and all that it started, at once and without asking."""
        if self.is_running:
            self._asked = self._killed = True
            _kill_descendants(self._process.processId())
            self._process.kill()

    def shut_down(self) -> None:
        """End the process and wait until it is gone; nothing is told any more."""
        self.blockSignals(True)
        self.kill()
        self._process.waitForFinished(_LAST_WAIT_MS)

    def _prepare(self) -> None:
        process = self._process
        environment = QProcessEnvironment.systemEnvironment()
        for name, value in _ENVIRONMENT.items():
            if not environment.contains(name):
                environment.insert(name, value)
        process.setProcessEnvironment(environment)
        if sys.platform != "win32":
            # A group of its own: Ctrl-C in the window's terminal is not meant for it, and what it leaves
            # behind when it crashes can be found.
            parameters = QProcess.UnixProcessParameters()
            parameters.flags = QProcess.UnixProcessFlag.CreateNewSession
            process.setUnixProcessParameters(parameters)
        process.started.connect(self._started)
        process.readyReadStandardOutput.connect(self._read_events)
        process.readyReadStandardError.connect(self._read_errors)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)

    def _started(self) -> None:
        self._pid = self._process.processId()
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._pid, _PRIORITY)

    def _read_events(self) -> None:
        for line in self._lines(QProcess.ProcessChannel.StandardOutput):
            event = read_event(line)
            if event is None:
                self._last_words.append(line)
                continue
            if isinstance(event, Result):
                self._result = event.value
            elif isinstance(event, Problem):
                self._problem = event.error
            self.heard.emit(event)
            if isinstance(event, Stopped) and self._asked:
                self.kill()  # what is left for it to do is to take its libraries down, which takes seconds

    def _read_errors(self) -> None:
        for line in self._lines(QProcess.ProcessChannel.StandardError):
            self._last_words.append(line)

    def _lines(self, channel: QProcess.ProcessChannel) -> list[str]:
        self._process.setReadChannel(channel)
        lines = []
        while self._process.canReadLine() or (not self.is_running and self._process.bytesAvailable()):
            lines.append(bytes(self._process.readLine().data()).decode("utf-8", "replace").rstrip())
        return [line for line in lines if line]

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            sentence = tr("{what} could not be started.").format(what=self._what)
            hint = tr("Close other programs, or install the program again.")
            self.ended.emit(Ending(problem=IsegError(sentence, hint=hint)))

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read_events()
        self._read_errors()
        crashed = status is QProcess.ExitStatus.CrashExit
        if crashed:
            _kill_group(self._pid)
        self.ended.emit(self._ending(code, crashed))

    def _ending(self, code: int, crashed: bool) -> Ending:
        if code == 0 and not crashed:
            return Ending(self._result)
        if self._killed or (self._asked and (crashed or code == _CANCELLED)):
            return Ending(cancelled=True)
        if self._problem is not None:
            return Ending(problem=self._problem)
        words = tuple(self._last_words)
        sentence = _death(self._what, code) if crashed else _breaking_off(self._what, code, words)
        return Ending(problem=IsegError(sentence, hint=self._hint), last_words=words)


def _death(what: str, number: int) -> str:
    """Return what to say of a process that a signal ended."""
    if sys.platform != "win32" and number == signal.SIGKILL:
        return tr("{what} was ended from outside. Most likely the memory ran out.").format(what=what)
    return tr("{what} crashed (signal {number}).").format(what=what, number=number)


def _breaking_off(what: str, code: int, last_words: Sequence[str]) -> str:
    """Return what to say of a process that gave up by itself."""
    if last_words:
        return tr("{what} broke off: {words}").format(what=what, words=last_words[-1])
    return tr("{what} broke off: it left with status {code}").format(what=what, code=code)


def _kill_descendants(pid: int) -> None:
    """Kill what a process has started, and what that has started in turn."""
    import psutil  # noqa: PLC0415 - not needed to start

    with contextlib.suppress(psutil.Error):
        for member in psutil.Process(pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                member.kill()


def _kill_group(leader: int) -> None:
    """Kill what a process that is gone has left running."""
    if sys.platform != "win32" and leader > 0:  # 0 would be our own group
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, signal.SIGKILL)
