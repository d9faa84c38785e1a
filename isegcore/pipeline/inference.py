"""`inference`: the chosen subjects, in parallel; one that cannot be segmented does not end the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from isegcore.data.dataset import SubjectFiles
from isegcore.errors import OutputError
from isegcore.io.atomic import require_writable
from isegcore.io.results import result_files
from isegcore.pipeline.context import Context, Ended, digest
from isegcore.pipeline.models import UsedModel, model_in_use
from isegcore.pipeline.records import ResultRecord, SubjectRecord
from isegcore.pipeline.stages import Stage, State
from isegcore.pipeline.tasks import Segment, known_hash
from isegcore.pipeline.validating import look_at

_STAGE = Stage.INFER
_FOREIGN = (
    "There is a label image that this pipeline has not made, or that was changed since; it is kept. "
    "Move it away, or let it be replaced (--overwrite)."
)


@dataclass(frozen=True, eq=False, slots=True)
class _Plan:
    """A subject that has to be segmented, and what its result follows from."""

    files: SubjectFiles
    key: str


def infer(context: Context) -> Ended:
    """Segment the chosen subjects that have not been, or that have changed.

    Raises:
        IsegError: If there is no model to do it with, or what was found cannot be written down.
        Cancelled: If the watcher says so.
    """
    model = model_in_use(context)
    records, _ = look_at(context, context.chosen)
    plans = [plan for files in context.chosen if (plan := _plan(context, files, records[files.id], model))]
    _segment(context, plans, model)
    return _ended(context, len(plans))


def _plan(context: Context, files: SubjectFiles, record: SubjectRecord, model: UsedModel) -> _Plan | None:
    """Return what is to be done for a subject; None if it has been done, or cannot be."""
    store = context.store
    if record.problem:
        _fail(context, files.id, "", record.problem)
        return None
    hashes = sorted((stamp.role, stamp.sha256) for stamp in record.files)
    key = digest(hashes, record.reading, model.sha256)
    before, prediction = store.read(ResultRecord, _STAGE, files.id), store.prediction(files.id)
    wanted = result_files(prediction, probabilities=False, confidence=context.options.confidence)
    try:
        for path in wanted:
            require_writable(path, overwrite=True)
    except OutputError as error:
        _fail(context, files.id, key, error.brief)
        return None
    same = before is not None and before.state is State.DONE and before.key == key
    if same and all(path.is_file() for path in wanted):
        context.tell(_STAGE, files.id, State.KEPT)
        return None
    if prediction.is_file() and not context.options.overwrite and not _is_ours(before, prediction):
        _fail(context, files.id, key, _FOREIGN)
        return None
    return _Plan(files, key)


def _is_ours(before: ResultRecord | None, prediction: Path) -> bool:
    """Return whether a label image is as the pipeline wrote it, or begun by it where there was none."""
    if before is None:
        return False
    if not before.prediction_sha256:
        return before.state is State.RUNNING
    return before.prediction_sha256 == known_hash(prediction)


def _segment(context: Context, plans: Sequence[_Plan], model: UsedModel) -> None:
    store, options = context.store, context.options
    tasks = [
        Segment(
            files=plan.files,
            reading=context.reading,
            model=model.model,
            device=options.device,
            target=store.prediction(plan.files.id),
            key=plan.key,
            confidence=options.confidence,
        )
        for plan in plans
    ]
    for plan in plans:
        store.write(_without_result(context, plan.files.id, plan.key, State.RUNNING), _STAGE, plan.files.id)
    keys = {plan.files.id: plan.key for plan in plans}
    for files, outcome in context.work(_STAGE, [plan.files for plan in plans], tasks):
        if outcome.value is None:
            record = _without_result(context, files.id, keys[files.id], State.FAILED, outcome.words)
        else:
            record = outcome.value
            context.tell(_STAGE, files.id, State.DONE, " ".join(record.notes))
        store.write(record, _STAGE, files.id)


def _fail(context: Context, subject: str, key: str, problem: str) -> None:
    """Keep and tell why a subject is not segmented."""
    context.store.write(_without_result(context, subject, key, State.FAILED, problem), _STAGE, subject)
    context.tell(_STAGE, subject, State.FAILED, problem)


def _without_result(
    context: Context, subject: str, key: str, state: State, problem: str = ""
) -> ResultRecord:
    """Return the record of a subject that has no result yet, or none any more.

    It remembers the label image that was written before, which may have been corrected by hand since.
    """
    before = context.store.read(ResultRecord, _STAGE, subject)
    written = before.prediction_sha256 if before else ""
    return ResultRecord(id=subject, key=key, state=state, problem=problem, prediction_sha256=written)


def _ended(context: Context, begun: int) -> Ended:
    records = [context.store.read(ResultRecord, _STAGE, files.id) for files in context.chosen]
    failed = sum(record is None or record.state is not State.DONE for record in records)
    if failed == len(records):
        return Ended(State.FAILED, f"None of {failed} subjects could be segmented.")
    words = [f"{len(records) - failed} of {len(records)} subjects have a result"]
    words += [f"{begun} were worked on"] if begun < len(records) else []
    return Ended(State.DONE if begun or failed else State.KEPT, f"{', '.join(words)}.")
