"""What the user wants to train, as one frozen value: what the dialog fills in and `iseg train` is told.

A plan lies in the folder of its run too, so that an interrupted run can be gone on with.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from app.language import tr
from isegcore.errors import IsegError
from isegcore.io.atomic import write_text
from isegcore.training.run_files import CONFIG_FILE, PLAN_FILE, STATE_FILE, model_of, run_folder_of

_NAME = re.compile(r"[\w][\w .+-]*")


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """A training, before it begins.

    Attributes:
        data: Folder of labelled subjects.
        validation: Share of the subjects held out ("0.2"), or their ids with commas between them.
        network: Name of a preset.
        recipe: A `TrainingConfig` file used instead of the preset; empty for none.
        start: Name or path of the model to start from; empty for random weights.
        epochs: How long, in epochs; None if in minutes.
        minutes: How long, in minutes; None if in epochs.
        batch: Patches a step; None as the recipe has it.
        device: "auto", "cpu" or "gpu".
        name: Of the model.
        folder: Where the model goes.
        track: Whether the run is recorded in MLflow.
    """

    data: str = ""
    validation: str = "0.2"
    network: str = "unet3d"
    recipe: str = ""
    start: str = ""
    epochs: int | None = None
    minutes: float | None = 20
    batch: int | None = None
    device: str = "auto"
    name: str = ""
    folder: str = ""
    track: bool = True

    @property
    def output(self) -> Path:
        """Return the model file."""
        return Path(self.folder) / f"{self.name}.keras"

    @property
    def run_folder(self) -> Path:
        """Return where checkpoints go."""
        return run_folder_of(self.output)

    def arguments(self, *, resume: bool = False) -> list[str]:
        """Return what `iseg` is told. The model is registered later, if the user says so."""
        told = ["train", self.data, "-o", str(self.output), "--validation", self.validation]
        told += ["--device", self.device, "--track" if self.track else "--no-track", "--no-register"]
        if resume:
            return [*told, "--resume", str(self.run_folder)]
        told += ["--config", self.recipe] if self.recipe else ["--network", self.network]
        told += ["--from", self.start or "none"]
        told += ["--minutes", f"{self.minutes:g}"] if self.minutes else ["--epochs", str(self.epochs)]
        return told + (["--batch", str(self.batch)] if self.batch else [])

    def to_text(self) -> str:
        """Return the plan as JSON."""
        return json.dumps(asdict(self), indent=2)

    @classmethod
    def from_text(cls, text: str) -> TrainingPlan:
        """Return the plan that `to_text` wrote; what is not one, or of another version, gives defaults."""
        try:
            content = json.loads(text)
            known = {f.name for f in fields(cls)}
            return cls(**{name: value for name, value in content.items() if name in known})
        except (ValueError, AttributeError, TypeError):
            return cls()


def write_plan(plan: TrainingPlan) -> None:
    """Keep a plan with its run.

    Raises:
        OutputError: If that cannot be done.
    """
    plan.run_folder.mkdir(parents=True, exist_ok=True)
    write_text(plan.run_folder / PLAN_FILE, plan.to_text(), overwrite=True)


def read_plan(run_folder: Path) -> TrainingPlan:
    """Return the plan of a run, or what is known of it: its name and where it is.

    Raises:
        IsegError: If the folder is not that of a run.
    """
    if not (run_folder / CONFIG_FILE).is_file():
        raise IsegError(
            tr("This is not the folder of a training run."),
            path=run_folder,
            hint=tr("Choose the folder whose name ends in -run, beside the model that was to be written."),
        )
    try:
        plan = TrainingPlan.from_text((run_folder / PLAN_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        plan = TrainingPlan()
    return replace(plan, name=model_of(run_folder).stem, folder=str(run_folder.parent))


def free_name(wanted: str, folder: Path) -> str:
    """Return a model name that nothing in `folder` has yet: `wanted`, or with a number after it."""
    stem = re.sub(r"-\d+$", "", wanted) or "my-model"
    names = [wanted, *(f"{stem}-{number}" for number in range(2, 1000))]
    return next((n for n in names if n and not _is_taken(folder, n)), wanted)


def name_problem(plan: TrainingPlan) -> str:
    """Return what is wrong with where the model is to go; empty if nothing is."""
    folder = Path(plan.folder)
    if not _NAME.fullmatch(plan.name):
        return tr("Give the model a name of letters, digits, spaces, and . + - _")
    if not plan.folder or (folder.exists() and not folder.is_dir()):
        return tr("Choose a folder to save the model in.")
    if not os.access(_nearest(folder), os.W_OK):
        return tr("The folder to save the model in cannot be written to.")
    if plan.output.exists():
        return tr("There is a model {name} in this folder. Choose another name.").format(name=plan.name)
    if (plan.run_folder / STATE_FILE).exists():
        unfinished = tr("There is an unfinished run {name}. Resume it, or choose another name.")
        return unfinished.format(name=plan.name)
    return ""


def _nearest(folder: Path) -> Path:
    """Return the folder, or the first above it that is there."""
    return next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())


def _is_taken(folder: Path, name: str) -> bool:
    plan = TrainingPlan(name=name, folder=str(folder))
    return plan.output.exists() or plan.run_folder.exists()
