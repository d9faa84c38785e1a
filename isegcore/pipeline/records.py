"""What the stages leave behind, as files that the next run and the other stages read."""

from __future__ import annotations

import math
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from isegcore.data.finding import Finding
from isegcore.data.provenance import ExpectedDice
from isegcore.io.file_names import shown_name
from isegcore.metrics.evaluate import TissueScore
from isegcore.pipeline.stages import Stage, State, TrainPolicy


class Record(BaseModel):
    """A file of the pipeline."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = 1


class StageRecord(Record):
    """How a stage ended, or that it has begun.

    Attributes:
        stage: Which.
        state: Where it stands; "running" in a file means that it was killed, or still runs.
        note: What came of it, one sentence.
        seconds: How long it took, wall clock.
        ended: ISO 8601 time in UTC; empty while it runs.
    """

    stage: Stage
    state: State
    note: str = ""
    seconds: float = 0.0
    ended: str = ""


class FileStamp(Record):
    """A file, and how to see that it is still the same.

    Attributes:
        role: "T1", "T2" or "label".
        name: Without its folder.
        bytes: Size.
        modified_ns: When it was last changed, nanoseconds since 1970.
        sha256: Of its content, hexadecimal; empty where it could not be read.
    """

    role: str
    name: str
    bytes: int
    modified_ns: int
    sha256: str = ""

    @property
    def unhashed(self) -> FileStamp:
        """Return what can be seen of the file without reading it."""
        return self.model_copy(update={"sha256": ""})


class SubjectRecord(Record):
    """What `validate_data` found of a subject.

    Attributes:
        id: Of the subject.
        files: Its files.
        images: Contrasts that are there.
        label: "usable", "missing" or "unusable".
        shape: Voxels along I, J and K; None if it cannot be read.
        spacing_mm: Size of a voxel along them; None likewise.
        notes: What was assumed, resampled or missing.
        problem: Why it cannot be segmented; empty if it can.
        reading: The options that it was read with.
    """

    id: str
    reading: str
    files: tuple[FileStamp, ...]
    images: tuple[str, ...]
    label: str
    shape: tuple[int, int, int] | None = None
    spacing_mm: tuple[float, float, float] | None = None
    notes: tuple[str, ...] = ()
    problem: str = ""


class DataRecord(Record):
    """What `validate_data` found in all.

    Attributes:
        layout: "iSeg", "BIDS" or "files".
        found: Ids of all subjects.
        chosen: Ids of those that were asked for.
        labelled: Ids of those that a model can be trained on.
    """

    layout: str
    found: tuple[str, ...]
    chosen: tuple[str, ...]
    labelled: tuple[str, ...]


class ModelRecord(Record):
    """What `check_model` found.

    Attributes:
        file: Name of the model file that belongs to the pipeline.
        sha256: Hash of it; empty if there is none.
        problem: Why it cannot be used; empty if it can.
    """

    file: str
    sha256: str = ""
    problem: str = ""

    @property
    def is_usable(self) -> bool:
        """Return whether it can be segmented with."""
        return bool(self.sha256) and not self.problem


class Decision(Record):
    """What `decide_train` decided.

    Attributes:
        policy: As asked for.
        train: Whether a model is to be trained.
        reason: Why, one sentence.
        key: Digest of what it would be trained on and how.
    """

    policy: TrainPolicy
    train: bool
    reason: str
    key: str = ""


class TrainingRecord(Record):
    """What `train_model` has done.

    Attributes:
        key: As in the `Decision`.
        done: Whether the model was written.
        reported: Whether a report has told of it.
    """

    key: str
    done: bool
    reported: bool = False


class SubjectScore(Record):
    """How far a prediction agrees with the reference; None where a tissue is missing in one of them.

    Attributes:
        tissue: "CSF", "GM" or "WM".
        dice: 0 to 1.
        hd95_mm: 95th percentile of the surface distances, mm.
        assd_mm: Average of the surface distances, mm.
        volume_error_percent: (predicted - reference) / reference * 100.
    """

    tissue: str
    dice: float | None
    hd95_mm: float | None
    assd_mm: float | None
    volume_error_percent: float | None

    @classmethod
    def of(cls, score: TissueScore) -> SubjectScore:
        """Return the record of a score."""
        told = {name: value for name, value in score.as_row().items() if name in cls.model_fields}
        known = {k: None if isinstance(v, float) and math.isnan(v) else v for k, v in told.items()}
        return cls.model_validate(known)


class ResultRecord(Record):
    """What `inference` made of a subject.

    Attributes:
        id: Of the subject.
        key: Digest of everything that the result follows from.
        state: "running" in a file means that it was begun and not ended.
        problem: Why there is no result.
        model: Name and version.
        model_sha256: Hash of its file.
        device: What ran the network.
        prediction_sha256: Of the label image as it was last written, be it by an earlier run.
        volumes_ml: Millilitres of CSF, GM and WM.
        expected_dice: By tissue; empty if the model has not been calibrated.
        findings: Why the result may not be what it seems.
        notes: What was assumed, resampled or missing.
        scores: Against the reference, where there is one.
        seconds: Wall-clock seconds of each step.
    """

    id: str
    key: str
    state: State
    problem: str = ""
    model: str = ""
    model_sha256: str = ""
    device: str = ""
    prediction_sha256: str = ""
    volumes_ml: dict[str, float] = {}
    expected_dice: dict[str, ExpectedDice] = {}
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    scores: tuple[SubjectScore, ...] = ()
    seconds: dict[str, float] = {}


class PictureRecord(Record):
    """What `visualize_predictions` made of a subject.

    Attributes:
        id: Of the subject.
        key: Hash of the label image and key of the result that were drawn.
        problem: Why there is no picture.
        recorded: Whether it has been sent to MLflow.
    """

    id: str
    key: str
    problem: str = ""
    recorded: bool = False


def stamp(path: Path, role: str) -> FileStamp:
    """Return what can be seen of a file without reading it.

    Raises:
        OSError: If it is not there.
    """
    status = path.stat()
    return FileStamp(role=role, name=shown_name(path), bytes=status.st_size, modified_ns=status.st_mtime_ns)
