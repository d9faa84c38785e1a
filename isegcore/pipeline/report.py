"""`generate_report`: what came of all stages, as JSON with a schema."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean

from pydantic import BaseModel, ConfigDict

from isegcore.data.finding import Finding
from isegcore.data.provenance import ExpectedDice
from isegcore.pipeline.context import Context, digest
from isegcore.pipeline.records import (
    DataRecord,
    Decision,
    ModelRecord,
    PictureRecord,
    ResultRecord,
    StageRecord,
    SubjectRecord,
    SubjectScore,
)
from isegcore.pipeline.stages import Stage, State, TrainPolicy
from isegcore.report.record import program_versions


class SubjectReport(BaseModel):
    """What came of a subject.

    Attributes:
        id: As in the names of its files.
        state: "done" or "failed".
        problem: Why there is no result; empty if there is one.
        images: Contrasts that there are.
        label: "usable", "missing" or "unusable".
        shape: Voxels along I, J and K.
        spacing_mm: Size of a voxel along them.
        notes: What was assumed, resampled or missing.
        findings: Why the result may not be what it seems.
        prediction: Name of the label image, in the folder of the report; empty without a result.
        prediction_sha256: Hash of it as it was written.
        picture: Name of the picture; empty if there is none.
        model: Name and version of the model that it was made with.
        model_sha256: Hash of that.
        device: What ran the network.
        volumes_ml: Millilitres of CSF, GM and WM.
        expected_dice: By tissue; empty if the model has not been calibrated.
        scores: Against the reference, where there is one.
        seconds: Wall-clock seconds of each step.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    state: State
    problem: str
    images: tuple[str, ...]
    label: str
    shape: tuple[int, int, int] | None
    spacing_mm: tuple[float, float, float] | None
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]
    prediction: str
    prediction_sha256: str
    picture: str
    model: str
    model_sha256: str
    device: str
    volumes_ml: dict[str, float]
    expected_dice: dict[str, ExpectedDice]
    scores: tuple[SubjectScore, ...]
    seconds: dict[str, float]


class DataReport(BaseModel):
    """The data set.

    Attributes:
        layout: "iSeg", "BIDS" or "files".
        sha256: Digest of the content of the chosen subjects' files, whatever their names and order.
        found: How many subjects there are.
        chosen: How many were asked for.
        labelled: How many can be trained on.
        broken: How many of those that were asked for cannot be used.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    layout: str
    sha256: str
    found: int
    chosen: int
    labelled: int
    broken: int


class DecisionReport(BaseModel):
    """Whether a model was trained, and which was used.

    Attributes:
        policy: As asked for.
        train: Whether one was to be trained.
        reason: Why.
        own_model: Name of the pipeline's own model file.
        own_model_problem: Why that could not be used before; empty if it could, or was not there.
        model: Name or path of what was segmented with; empty if there was nothing.
        model_sha256: Hash of it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    policy: TrainPolicy
    train: bool
    reason: str
    own_model: str
    own_model_problem: str
    model: str
    model_sha256: str


class PipelineReport(BaseModel):
    """A run of the pipeline.

    Attributes:
        created: ISO 8601 time in UTC.
        data: The data set.
        decision: Whether a model was trained, and which was used; None if it did not come to that.
        stages: How each stage ended, in order.
        subjects: What came of each subject that was asked for, in their order.
        mean_dice: Over the subjects that have a reference, by tissue.
        options: What was asked for.
        versions: Of the program, Python and the libraries.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = 1
    created: str
    data: DataReport
    decision: DecisionReport | None
    stages: tuple[StageRecord, ...]
    subjects: tuple[SubjectReport, ...]
    mean_dice: dict[str, float]
    options: dict[str, str | int | bool | None]
    versions: dict[str, str]

    @property
    def failed(self) -> int:
        """Return how many subjects have no result."""
        return sum(subject.state is State.FAILED for subject in self.subjects)


def make_report(context: Context) -> PipelineReport:
    """Return what is known of the chosen subjects and of all stages."""
    options = context.options
    subjects = tuple(_subject(context, files.id) for files in context.chosen)
    return PipelineReport(
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        data=_data(context),
        decision=_decision(context),
        stages=tuple(record for stage in Stage if (record := context.store.read_stage(stage)) is not None),
        subjects=subjects,
        mean_dice=_mean_dice(subjects),
        options={
            "subjects": options.subjects,
            "jobs": options.jobs,
            "device": options.device.value,
            "orientation": options.orientation,
            "register": options.register,
            "training": " ".join(map(_name_alone, options.training.arguments())),
        },
        versions=program_versions(),
    )


def report_path(outputs: Path, day: datetime) -> Path:
    """Return the path of the report of a day."""
    return outputs / f"pipeline_report_{day:%Y%m%d}.json"


def _data(context: Context) -> DataReport:
    found = context.store.read(DataRecord, Stage.VALIDATE)
    records = [context.store.read(SubjectRecord, Stage.VALIDATE, files.id) for files in context.chosen]
    known = [record for record in records if record is not None]
    return DataReport(
        layout=context.dataset.layout,
        sha256=digest(sorted(stamp.sha256 for record in known for stamp in record.files)),
        found=len(context.dataset.subjects),
        chosen=len(records),
        labelled=len(found.labelled) if found is not None else 0,
        broken=sum(bool(record.problem) for record in known),
    )


def _decision(context: Context) -> DecisionReport | None:
    decision = context.store.read(Decision, Stage.DECIDE)
    model = context.store.read(ModelRecord, Stage.CHECK)
    if decision is None or model is None:
        return None
    used = {
        (record.model, record.model_sha256)
        for files in context.chosen
        if (record := context.store.read(ResultRecord, Stage.INFER, files.id)) is not None and record.model
    }
    name, sha256 = used.pop() if len(used) == 1 else ("", "")
    return DecisionReport(
        policy=decision.policy,
        train=decision.train,
        reason=decision.reason,
        own_model=model.file,
        own_model_problem=model.problem,
        model=name,
        model_sha256=sha256,
    )


def _subject(context: Context, name: str) -> SubjectReport:
    store = context.store
    looked_at = store.read(SubjectRecord, Stage.VALIDATE, name)
    result = store.read(ResultRecord, Stage.INFER, name)
    picture = store.read(PictureRecord, Stage.DRAW, name)
    done = result is not None and result.state is State.DONE and store.prediction(name).is_file()
    problem = "" if done else (result.problem if result else "") or "It was not segmented."
    made = result or ResultRecord(id=name, key="", state=State.FAILED)
    has_picture = done and picture is not None and not picture.problem and store.picture(name).is_file()
    return SubjectReport(
        id=name,
        state=State.DONE if done else State.FAILED,
        problem=problem,
        images=looked_at.images if looked_at else (),
        label=looked_at.label if looked_at else "missing",
        shape=looked_at.shape if looked_at else None,
        spacing_mm=looked_at.spacing_mm if looked_at else None,
        notes=made.notes or (looked_at.notes if looked_at else ()),
        findings=made.findings,
        prediction=store.prediction(name).name if done else "",
        prediction_sha256=made.prediction_sha256 if done else "",
        picture=store.picture(name).name if has_picture else "",
        model=made.model,
        model_sha256=made.model_sha256,
        device=made.device,
        volumes_ml=made.volumes_ml,
        expected_dice=made.expected_dice,
        scores=made.scores,
        seconds=made.seconds,
    )


def _mean_dice(subjects: Iterable[SubjectReport]) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for subject in subjects:
        for score in subject.scores:
            if score.dice is not None and subject.state is State.DONE:
                found.setdefault(score.tissue, []).append(score.dice)
    return {tissue: round(fmean(values), 4) for tissue, values in found.items()}


def _name_alone(word: str) -> str:
    """Return a file's name without its folder."""
    return Path(word).name
