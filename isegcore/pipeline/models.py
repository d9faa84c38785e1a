"""`check_model` and `decide_train`: whether there is a model, whether to train one, and which is used."""

from __future__ import annotations

import os
from dataclasses import dataclass

from isegcore.bundles.library import open_model
from isegcore.errors import DatasetError, IsegError
from isegcore.pipeline.context import Context, Ended, digest
from isegcore.pipeline.options import MODEL_FILE
from isegcore.pipeline.records import DataRecord, Decision, ModelRecord, SubjectRecord, TrainingRecord
from isegcore.pipeline.stages import Stage, State, TrainPolicy
from isegcore.pipeline.tasks import LoadModel, known_hash, reading_key
from isegcore.training.split import people

_NONE_OWN = f"The pipeline has no model of its own ({MODEL_FILE})"
_FEWEST = 2  # people to train on: one of them is held out


@dataclass(frozen=True, slots=True)
class UsedModel:
    """What is segmented with: name or path, hash, and whether it is the pipeline's own."""

    model: str
    sha256: str
    own: bool


def check_model(context: Context) -> Ended:
    """Find out whether the pipeline's own model is there and can be used.

    Raises:
        OutputError: If what was found cannot be written down.
        Cancelled: If the watcher says so.
    """
    path = context.options.own_model
    sha256 = known_hash(path)
    before = context.store.read(ModelRecord, Stage.CHECK)
    if sha256 and before is not None and before.is_usable and before.sha256 == sha256:
        return Ended(State.KEPT, f"{MODEL_FILE} can be used.")
    problem, name = "", ""
    if sha256:
        task = LoadModel(str(path), context.options.device)
        for outcome in context.pool.run([task], context.watcher):
            name, problem = outcome.value or "", outcome.words
    elif os.path.lexists(path):
        problem = "The model file cannot be read."
    context.store.write(ModelRecord(file=MODEL_FILE, sha256=sha256, problem=problem), Stage.CHECK)
    if problem:
        return Ended(State.DONE, f"{MODEL_FILE} cannot be used. {problem}")
    if sha256:
        return Ended(State.DONE, f"{MODEL_FILE} ({name}) can be used.")
    return Ended(State.DONE, f"{_NONE_OWN}: {_instead(context)}.")


def decide_train(context: Context) -> Ended:
    """Decide whether a model is trained.

    Raises:
        DatasetError: If one must be and there are too few labelled subjects.
        IsegError: If an earlier stage has not been run.
        OutputError: If the decision cannot be written down.
    """
    data = context.store.read(DataRecord, Stage.VALIDATE)
    model = context.store.read(ModelRecord, Stage.CHECK)
    if data is None or model is None:
        raise not_run(Stage.VALIDATE if data is None else Stage.CHECK)
    train, reason = _decide(context, model, len(people(data.labelled)))
    key = _training_key(context, data)
    policy = context.options.policy
    context.store.write(Decision(policy=policy, train=train, reason=reason, key=key), Stage.DECIDE)
    return Ended(State.DONE, reason)


def model_in_use(context: Context) -> UsedModel:
    """Return what is segmented with.

    Raises:
        IsegError: If a model was to be trained and has not been.
        ModelError: If there is no such model.
    """
    options, store = context.options, context.store
    decision = store.read(Decision, Stage.DECIDE)
    if decision is not None and decision.train:
        trained = store.read(TrainingRecord, Stage.TRAIN)
        if trained is None or not trained.done or trained.key != decision.key:
            raise not_run(Stage.TRAIN)
        return UsedModel(str(options.own_model), known_hash(options.own_model), own=True)
    check = store.read(ModelRecord, Stage.CHECK)
    if check.is_usable if check is not None else options.own_model.is_file():
        return UsedModel(str(options.own_model), known_hash(options.own_model), own=True)
    return UsedModel(options.model, open_model(options.model).sha256(), own=False)


def not_run(stage: Stage) -> IsegError:
    """Return the error of a stage that needs another one to be run before it."""
    return IsegError(
        f"The stage {stage} has to be run before this one, on the same folder of results.",
        hint=f"Run it with --stage {stage}, or run all stages by leaving --stage out.",
    )


def _instead(context: Context) -> str:
    """Return what becomes of a pipeline without a model of its own."""
    if context.options.policy is TrainPolicy.ALWAYS:
        return "one will be trained"
    used = f"{context.options.model} will be used"
    if context.options.policy is TrainPolicy.NEVER:
        return used
    return f"one will be trained if there are labelled subjects, else {used}"


def _decide(context: Context, model: ModelRecord, labelled: int) -> tuple[bool, str]:
    """Return whether to train, and why."""
    policy, otherwise = context.options.policy, f"{context.options.model} is used instead"
    if policy is TrainPolicy.ALWAYS:
        if labelled < _FEWEST:
            raise DatasetError(
                f"Training needs at least {_FEWEST} labelled subjects that can be used, of different people, "
                f"got {labelled}.",
                path=context.options.data,
                hint="Add label images, or do not train (--train never).",
            )
        return True, "A model is trained in every run."
    if model.is_usable:
        return False, f"{MODEL_FILE} is there and can be used."
    missing = f"{MODEL_FILE} cannot be used" if model.problem else _NONE_OWN
    if policy is TrainPolicy.NEVER:
        return False, f"{missing}, and none is to be trained: {otherwise}."
    if labelled < _FEWEST:
        return False, f"{missing}, and too few subjects are labelled to train one: {otherwise}."
    return True, f"{missing}: one is trained."


def _training_key(context: Context, data: DataRecord) -> str:
    records = [context.store.read(SubjectRecord, Stage.VALIDATE, name) for name in data.labelled]
    hashes = sorted(stamp.sha256 for record in records if record is not None for stamp in record.files)
    return digest(hashes, context.options.training.arguments(), reading_key(context.reading))
