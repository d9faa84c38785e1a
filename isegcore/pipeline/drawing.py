"""`visualize_predictions`: slices of each result, in a file and, where runs are recorded, in MLflow."""

from __future__ import annotations

import math
from pathlib import Path

from pydantic import ValidationError

from isegcore.data.dataset import SubjectFiles
from isegcore.data.provenance import Provenance
from isegcore.errors import IsegError
from isegcore.pipeline.context import Context, Ended
from isegcore.pipeline.records import PictureRecord, ResultRecord, SubjectRecord
from isegcore.pipeline.stages import Stage, State
from isegcore.pipeline.tasks import Draw, known_hash

_STAGE = Stage.DRAW


def draw(context: Context) -> Ended:
    """Draw the chosen subjects' results that have not been drawn, or that have changed.

    Raises:
        OutputError: If what was done cannot be written down.
        Cancelled: If the watcher says so.
    """
    store, keys = context.store, _keys(context)
    undrawn = [files for files in context.chosen if files.id in keys and not _is_drawn(context, files, keys)]
    tasks = [
        Draw(files, context.reading, store.prediction(files.id), store.picture(files.id)) for files in undrawn
    ]
    failed = 0
    for files, outcome in context.work(_STAGE, undrawn, tasks):
        problem = outcome.words
        failed += bool(problem)
        store.write(PictureRecord(id=files.id, key=keys[files.id], problem=problem), _STAGE, files.id)
        if not problem:
            context.tell(_STAGE, files.id, State.DONE)
    recorded = _record(context, list(keys)) if context.options.track else ""
    drawn = len(keys) - failed
    note = f"{drawn} subjects are drawn, {len(undrawn) - failed} of them anew.{recorded}"
    return Ended(State.FAILED if failed and not drawn else State.DONE if undrawn else State.KEPT, note)


def _keys(context: Context) -> dict[str, str]:
    """Return what is to be drawn: a key for each subject that has a result."""
    keys = {}
    for files in context.chosen:
        result = context.store.read(ResultRecord, Stage.INFER, files.id)
        prediction = context.store.prediction(files.id)
        if result is not None and result.state is State.DONE and prediction.is_file():
            keys[files.id] = f"{known_hash(prediction)} {result.key}"
    return keys


def _is_drawn(context: Context, files: SubjectFiles, keys: dict[str, str]) -> bool:
    record = context.store.read(PictureRecord, _STAGE, files.id)
    if record is None or record.problem or record.key != keys[files.id]:
        return False
    if not context.store.picture(files.id).is_file():
        return False
    context.tell(_STAGE, files.id, State.KEPT)
    return True


def _record(context: Context, subjects: list[str]) -> str:
    """Send the results that MLflow has not got yet; return a sentence about it.

    Each would wait for a store that is away, so none is sent after the first that could not be. They are sent
    by the next run.
    """
    sent = left = 0
    for number, subject in enumerate(subjects):
        drawn = context.store.read(PictureRecord, _STAGE, subject)
        if drawn is None or drawn.recorded or drawn.problem:
            continue
        context.watcher.update("Recording in MLflow", number, len(subjects))
        problem = "" if left else _send(context, subject)
        if problem is None:
            continue
        if left or problem:
            left += 1
            if problem:
                context.watcher.say(f"The store is away: no more is recorded. {problem}")
            continue
        context.store.write(drawn.model_copy(update={"recorded": True}), _STAGE, subject)
        sent += 1
    return f" {sent} were recorded in MLflow" + (f", {left} not: it is away." if left else ".")


def _send(context: Context, subject: str) -> str | None:
    """Send a result; return what is wrong with the store, "" if it got it, None if there is no record."""
    from isegcore.tracking.inference_log import log_result  # noqa: PLC0415 - MLflow takes seconds to import
    from isegcore.tracking.mlflow_tracker import MlflowTracker  # noqa: PLC0415

    store = context.store
    result = store.read(ResultRecord, Stage.INFER, subject)
    looked_at = store.read(SubjectRecord, Stage.VALIDATE, subject)
    made = _provenance(store.prediction(subject))
    if result is None or looked_at is None or made is None:
        return None
    image = {"modalities": "_".join(looked_at.images), "shape": "x".join(map(str, looked_at.shape or ()))}
    dice = {score.tissue: math.nan if score.dice is None else score.dice for score in result.scores}
    try:
        slices = store.picture(subject).read_bytes()
        unsent = log_result(
            MlflowTracker(), made, image, store.prediction(subject), slices, dice, context.watcher
        )
    except (IsegError, OSError) as error:
        return str(error)
    return unsent.reason


def _provenance(prediction: Path) -> Provenance | None:
    """Return the record beside a label image, if there is one."""
    try:
        beside = prediction.with_name(prediction.name.removesuffix(".nii.gz") + ".json")
        return Provenance.model_validate_json(beside.read_bytes())
    except (OSError, ValidationError):
        return None
