"""Running a pipeline: all stages one after the other, or one of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from isegcore.errors import IsegError
from isegcore.io.atomic import write_text
from isegcore.pipeline.context import Context, Ended
from isegcore.pipeline.drawing import draw
from isegcore.pipeline.inference import infer
from isegcore.pipeline.models import check_model, decide_train, not_run
from isegcore.pipeline.options import PipelineOptions
from isegcore.pipeline.page import make_page
from isegcore.pipeline.pool import WorkerPool, bounded_jobs, usual_jobs
from isegcore.pipeline.records import Decision, ResultRecord, StageRecord, SubjectRecord, TrainingRecord
from isegcore.pipeline.report import PipelineReport, make_report, report_path
from isegcore.pipeline.stages import Stage, StageNews, State, Watcher
from isegcore.pipeline.store import Store
from isegcore.pipeline.training import train_model
from isegcore.pipeline.validating import validate_data

_MAPPED = (Stage.INFER, Stage.DRAW)  # what several machines may do at once, each for its own subjects


@dataclass(frozen=True, eq=False, slots=True)
class PipelineOutcome:
    """What a run gave.

    Attributes:
        report: What it tells.
        path: The report's JSON.
        page: The report's HTML.
        problem: What kept a stage from being done; None if nothing did.
    """

    report: PipelineReport
    path: Path
    page: Path
    problem: IsegError | None


@dataclass(frozen=True, eq=False, slots=True)
class StageOutcome:
    """What a stage gave.

    Attributes:
        ended: How it ended.
        subjects: Ids of the chosen subjects that are usable, or have a result, after it.
        failed: Of those that are not.
        train: Whether a model is to be trained; None before that is decided.
    """

    ended: Ended
    subjects: tuple[str, ...]
    failed: tuple[str, ...]
    train: bool | None


def run_pipeline(options: PipelineOptions, watcher: Watcher) -> PipelineOutcome:
    """Do what is missing of all stages, and report.

    A stage that cannot be done ends the run, but not without a report; a subject that cannot be segmented
    ends nothing.

    Raises:
        IsegError: If there are no subjects, another pipeline is at work on the folder, or it cannot be
            written.
        Cancelled: If the watcher says so; what is done by then stays.
    """
    with _context(options, watcher, shared=False) as context:
        _run(context, Stage.VALIDATE, validate_data)
        problem = None
        try:
            _run(context, Stage.CHECK, check_model)
            _run(context, Stage.DECIDE, decide_train)
            _run(context, *_branch(context))
            _run(context, Stage.INFER, infer)
            _run(context, Stage.DRAW, draw)
        except IsegError as error:
            problem = error
        _run(context, Stage.REPORT, _report)
        report, path = _written(context)  # again: now it can tell of that stage too
        return PipelineOutcome(report, path, path.with_suffix(".html"), problem)


def run_stage(options: PipelineOptions, stage: Stage, watcher: Watcher) -> StageOutcome:
    """Do what is missing of one stage, on what the stages before it have left in the folder.

    Raises:
        IsegError: If it cannot be done.
        Cancelled: If the watcher says so; what is done by then stays.
    """
    with _context(options, watcher, shared=stage in _MAPPED) as context:
        ended = _run(context, stage, _WORK[stage])
        if stage is Stage.REPORT:
            _written(context)
        decision = context.store.read(Decision, Stage.DECIDE)
        good, bad = _sorted(context, by_result=stage not in (Stage.VALIDATE, Stage.CHECK, Stage.DECIDE))
        return StageOutcome(ended, good, bad, None if decision is None else decision.train)


@contextmanager
def _context(options: PipelineOptions, watcher: Watcher, *, shared: bool) -> Iterator[Context]:
    store = Store(options.outputs)
    jobs = bounded_jobs(options.jobs) if options.jobs else usual_jobs(options.device)
    if options.jobs and jobs < options.jobs:
        watcher.say(f"There is memory for {jobs} worker processes, not {options.jobs}.")
    with store.held(shared=shared), WorkerPool(jobs) as pool:
        yield Context(options, store, watcher, pool)


def _run(context: Context, stage: Stage, work: Callable[[Context], Ended]) -> Ended:
    """Do a stage; tell and keep how it went."""
    context.watcher.update(stage, 0, 1)
    context.watcher.stage_news(StageNews(stage, State.RUNNING))
    context.store.write_stage(StageRecord(stage=stage, state=State.RUNNING))
    began = time.monotonic()
    try:
        ended = work(context)
    except IsegError as error:
        _keep(context, stage, Ended(State.FAILED, error.message), began)
        raise
    _keep(context, stage, ended, began)
    return ended


def _keep(context: Context, stage: Stage, ended: Ended, began: float) -> None:
    seconds = round(time.monotonic() - began, 2)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    record = StageRecord(stage=stage, state=ended.state, note=ended.note, seconds=seconds, ended=now)
    context.watcher.stage_news(StageNews(stage, ended.state, ended.note, seconds))
    context.store.write_stage(record)


def _branch(context: Context) -> tuple[Stage, Callable[[Context], Ended]]:
    """Return the stage that follows the decision; of the other one tell and keep that it is skipped."""
    decision = context.store.read(Decision, Stage.DECIDE)
    train = decision is not None and decision.train
    other = Stage.SKIP if train else Stage.TRAIN
    _keep(context, other, Ended(State.SKIPPED, ""), time.monotonic())
    return (Stage.TRAIN, train_model) if train else (Stage.SKIP, _skip)


def _skip(context: Context) -> Ended:
    """Stand for training where nothing is trained."""
    decision = context.store.read(Decision, Stage.DECIDE)
    if decision is None:
        raise not_run(Stage.DECIDE)
    if decision.train:
        return Ended(State.SKIPPED, "A model is to be trained.")
    return Ended(State.DONE, "Nothing is trained.")


def _report(context: Context) -> Ended:
    """Write the report, as JSON and as a page."""
    report, path = _written(context)
    trained = context.store.read(TrainingRecord, Stage.TRAIN)
    if trained is not None and trained.done and not trained.reported:
        context.store.write(trained.model_copy(update={"reported": True}), Stage.TRAIN)
    return Ended(State.DONE, f"{path.name} tells of {len(report.subjects)} subjects, {report.failed} failed.")


def _written(context: Context) -> tuple[PipelineReport, Path]:
    report, path = make_report(context), report_path(context.options.outputs, datetime.now())
    write_text(path, report.model_dump_json(indent=2), overwrite=True)
    write_text(path.with_suffix(".html"), make_page(report, context.options.outputs), overwrite=True)
    return report, path


def _sorted(context: Context, *, by_result: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the chosen subjects that are fine, and of those that are not."""
    good: list[str] = []
    bad: list[str] = []
    for files in context.chosen:
        if by_result:
            result = context.store.read(ResultRecord, Stage.INFER, files.id)
            fine = result is not None and result.state is State.DONE
        else:
            looked_at = context.store.read(SubjectRecord, Stage.VALIDATE, files.id)
            fine = looked_at is not None and not looked_at.problem
        (good if fine else bad).append(files.id)
    return tuple(good), tuple(bad)


_WORK: Mapping[Stage, Callable[[Context], Ended]] = {
    Stage.VALIDATE: validate_data,
    Stage.CHECK: check_model,
    Stage.DECIDE: decide_train,
    Stage.TRAIN: train_model,
    Stage.SKIP: _skip,
    Stage.INFER: infer,
    Stage.DRAW: draw,
    Stage.REPORT: _report,
}
