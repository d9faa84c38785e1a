"""`train_model`: `iseg train` in a process of its own, so that its memory is given back."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import psutil

from isegcore.data.dataset import join_ids
from isegcore.errors import IsegError
from isegcore.io.atomic import write_text
from isegcore.pipeline.context import Context, Ended
from isegcore.pipeline.models import not_run
from isegcore.pipeline.options import MODEL_FILE
from isegcore.pipeline.records import DataRecord, Decision, TrainingRecord
from isegcore.pipeline.stages import Stage, State, Watcher
from isegcore.training.run_files import STATE_FILE, run_folder_of
from isegcore.training.run_folder import held_run_folder

_POLL_S = 0.1
_GRACE_S = 0.5
_KEPT_LINES = 20
_PASSED_ON = ("epoch", "preview", "log")


def train_model(context: Context) -> Ended:
    """Train the pipeline's own model, or go on with a training of the same that was interrupted.

    Raises:
        IsegError: If it cannot be trained, or nothing was decided.
        Cancelled: If the watcher says so; the last checkpoint stays.
    """
    store, path = context.store, context.options.own_model
    data, decision = store.read(DataRecord, Stage.VALIDATE), store.read(Decision, Stage.DECIDE)
    if data is None or decision is None:
        raise not_run(Stage.DECIDE)
    if not decision.train:
        return Ended(State.SKIPPED, decision.reason)
    before = store.read(TrainingRecord, Stage.TRAIN)
    same = before is not None and before.key == decision.key and not before.reported
    if before is not None and same and before.done and path.is_file():
        return Ended(State.KEPT, f"{MODEL_FILE} was trained before this run was interrupted.")
    context.pool.close()  # what the workers hold is needed now
    run_folder = run_folder_of(path)
    resumed = same and (run_folder / STATE_FILE).is_file()
    if not resumed:  # before it is written down that one has begun: an earlier run must not pass for it
        recipe = context.options.training.config
        with held_run_folder(run_folder, resume=False, overwrite=True, inputs=[recipe] if recipe else []):
            pass
    store.write(TrainingRecord(key=decision.key, done=False), Stage.TRAIN)
    write_text(store.trained_on, join_ids(data.labelled), overwrite=True)
    _run(_arguments(context, run_folder if resumed else None), context.watcher)
    store.write(TrainingRecord(key=decision.key, done=True), Stage.TRAIN)
    went_on = ", going on with an interrupted training" if resumed else ""
    return Ended(State.DONE, f"{MODEL_FILE} was trained on {len(data.labelled)} subjects{went_on}.")


def _arguments(context: Context, resumed: Path | None) -> list[str]:
    """Return what `iseg` is told to train, or to go on with a run in its folder."""
    options, training = context.options, context.options.training
    told = ["train", str(options.data.absolute()), "-o", str(options.own_model.absolute()), "--overwrite"]
    told += ["--subjects", f"@{context.store.trained_on.absolute()}", "--device", options.device]
    told += ["--assume-orientation", options.orientation, *(["--register-t2"] if options.register else [])]
    told += ["--track", "--register"] if options.track else ["--no-track", "--no-register"]
    if resumed is None:
        return [*told, *training.arguments()]
    return [*told, "--resume", str(resumed.absolute()), "--validation", training.validation]


def _run(arguments: list[str], watcher: Watcher) -> None:
    """Run `iseg` with these arguments, and pass on what it says."""
    # -P: a module in the folder that the user works in must not be taken for one of ours.
    command = [sys.executable, "-P", "-m", "isegcore.cli.main", *arguments, "--events", "jsonl"]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as child:
        try:
            problem, last = _listen(child, watcher)
        except BaseException:
            _end(child)
            raise
    if problem is not None:
        raise problem
    if child.returncode != 0:
        hint = "Run it again: it goes on from the last checkpoint. A smaller batch needs less memory."
        raise IsegError(f"The training broke off: {last}", hint=hint)


def _listen(child: subprocess.Popen[str], watcher: Watcher) -> tuple[IsegError | None, str]:
    """Pass on events until the child is gone; return its known problem, and its last words."""
    problem: IsegError | None = None
    words: deque[str] = deque(["it was ended from outside"], _KEPT_LINES)
    stage, done, total = "Starting", 0.0, 1.0
    for line in _lines(child):
        watcher.update(f"{Stage.TRAIN}: {stage}", done, total)
        event = _event(line)
        if event is None:
            words.extend([line] if line else [])
        elif event["event"] == "progress":
            stage, done, total = event["stage"], event["done"], event["total"]
        elif event["event"] == "error":
            problem = IsegError(event["message"], hint=event["hint"])
        elif event["event"] in _PASSED_ON:
            content = {name: value for name, value in event.items() if name != "event"}
            watcher.training_news(event["event"], content)
    return problem, words[-1]


def _lines(child: subprocess.Popen[str]) -> Iterator[str]:
    """Yield what the child says line by line, and nothing ("") while it is silent."""
    lines: queue.Queue[str | None] = queue.Queue()
    if child.stdout is None:
        raise ValueError("the child must have a pipe for its output")
    threading.Thread(target=_read, args=(child.stdout, lines), daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=_POLL_S)
        except queue.Empty:
            line = ""
        if line is None:
            return
        yield line


def _read(stream: IO[str], lines: queue.Queue[str | None]) -> None:
    with suppress(ValueError):  # closed under our feet
        for line in stream:
            lines.put(line.strip())
    lines.put(None)


def _event(line: str) -> dict[str, Any] | None:
    try:
        event = json.loads(line)
    except ValueError:
        return None
    return event if isinstance(event, dict) and "event" in event else None


def _end(child: subprocess.Popen[str]) -> None:
    """Let the child end politely for a moment, then end it and what it has started."""
    descendants = []
    with suppress(psutil.Error):
        descendants = psutil.Process(child.pid).children(recursive=True)
    child.terminate()
    with suppress(subprocess.TimeoutExpired):
        child.wait(_GRACE_S)
    for process in descendants:
        with suppress(psutil.Error):
            process.kill()
    child.kill()
    child.wait()
