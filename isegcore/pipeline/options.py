"""What a user asks of a pipeline, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from isegcore.inference.device import Device
from isegcore.pipeline.stages import TrainPolicy
from isegcore.shipped import DEFAULT_MODEL

MODEL_FILE = "unet_stage1_4class.keras"
DEFAULT_MINUTES = 20.0


@dataclass(frozen=True, slots=True)
class Training:
    """How a model is trained, where one is; None where `iseg train` has its own way.

    Attributes:
        network: Name of a preset.
        config: A recipe file used instead.
        epochs: How long.
        minutes: How long, in minutes; if nothing says how long, `DEFAULT_MINUTES`.
        batch: Patches a step.
        validation: Share of the subjects held out, or their ids.
    """

    network: str | None = None
    config: Path | None = None
    epochs: int | None = None
    minutes: float | None = None
    batch: int | None = None
    validation: str = "0.2"

    def arguments(self) -> list[str]:
        """Return the options of `iseg train`."""
        minutes = self.minutes
        if minutes is None and self.epochs is None and self.config is None:
            minutes = DEFAULT_MINUTES
        given = {
            "--network": self.network,
            "--config": self.config,
            "--epochs": self.epochs,
            "--minutes": minutes,
            "--batch": self.batch,
            "--validation": self.validation,
        }
        return [word for name, value in given.items() if value is not None for word in (name, str(value))]


@dataclass(frozen=True, slots=True)
class PipelineOptions:
    """A pipeline, before it begins.

    Attributes:
        data: Folder of the subjects.
        outputs: Folder of the results.
        models: Folder of the pipeline's own model.
        policy: When that is trained.
        training: How.
        model: What is segmented with where there is no model of its own, by name or path.
        subjects: Which ones, by number or name, commas between them; all if None.
        jobs: Worker processes at most; None for as many as there are cores, four at most.
        device: What runs the network.
        orientation: How the head lies in files that do not say.
        register: Whether T2 is aligned to T1.
        confidence: Whether maps of how sure the model is are written too, as `iseg segment` does.
        track: Whether results are recorded in MLflow.
        overwrite: Whether label images may be replaced that were changed since, or not made by the pipeline.
    """

    data: Path
    outputs: Path
    models: Path
    policy: TrainPolicy = TrainPolicy.AUTO
    training: Training = field(default_factory=Training)
    model: str = DEFAULT_MODEL
    subjects: str | None = None
    jobs: int | None = None
    device: Device = Device.AUTO
    orientation: str = "LAS"
    register: bool = False
    confidence: bool = False
    track: bool = False
    overwrite: bool = False

    @property
    def own_model(self) -> Path:
        """Return the file of the pipeline's own model."""
        return self.models / MODEL_FILE
