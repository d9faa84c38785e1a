"""What the user wants of a pipeline, as one value: what the page is filled in with and `iseg` is told."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from app.language import tr
from isegcore.data.dataset import join_ids
from isegcore.io.atomic import write_text


@dataclass(frozen=True, slots=True)
class PipelinePlan:
    """A pipeline, before it begins.

    Attributes:
        data: Folder of the subjects.
        outputs: Folder of the results.
        subjects: Ids of those that are segmented; all if None.
        train: "auto", "always" or "never".
        minutes: How long a training takes.
        jobs: Worker processes at most; 0 for as many as the program thinks fit.
        track: Whether results are recorded in MLflow.
        model: What is segmented with where nothing is trained, by name or path; empty for the shipped one.
    """

    data: str = ""
    outputs: str = ""
    subjects: tuple[str, ...] | None = None
    train: str = "auto"
    minutes: int = 20
    jobs: int = 0
    track: bool = False
    model: str = ""

    @property
    def subjects_file(self) -> Path:
        """Return the file that tells `iseg` the subjects: a command line is too short for thousands."""
        return Path(self.outputs).absolute() / "pipeline" / "subjects.txt"

    def arguments(self) -> list[str]:
        """Return what `iseg` is told."""
        told = ["pipeline", self.data, "-o", self.outputs, "--train", self.train]
        told += ["--minutes", str(self.minutes), "--confidence", "--track" if self.track else "--no-track"]
        told += ["--subjects", f"@{self.subjects_file}"] if self.subjects is not None else []
        told += ["--jobs", str(self.jobs)] if self.jobs else []
        return told + (["--model", self.model] if self.model else [])

    def to_text(self) -> str:
        """Return the plan as JSON."""
        return json.dumps(asdict(self), indent=2)

    @classmethod
    def from_text(cls, text: str) -> PipelinePlan:
        """Return the plan that `to_text` wrote; what is not one, or of another version, gives defaults."""
        try:
            content = json.loads(text)
            known = {f.name for f in fields(cls)} - {"subjects"}
            return cls(**{name: value for name, value in content.items() if name in known})
        except (ValueError, AttributeError, TypeError):
            return cls()


def write_subjects(plan: PipelinePlan) -> None:
    """Write what the plan's arguments refer to.

    Raises:
        OutputError: If that cannot be done.
    """
    if plan.subjects is not None:
        write_text(plan.subjects_file, join_ids(plan.subjects), overwrite=True)


def plan_problem(plan: PipelinePlan) -> str:
    """Return what stands in the way of starting; empty if nothing does."""
    if not plan.data:
        return tr("Choose the folder that holds the subjects.")
    if not Path(plan.data).is_dir():
        return tr("There is no such folder of subjects.")
    if plan.subjects == ():
        return tr("Tick the subjects to segment.")
    return _outputs_problem(plan.outputs)


def _outputs_problem(folder: str) -> str:
    if not folder:
        return tr("Choose a folder for the results.")
    outputs = Path(folder).absolute()
    if outputs.exists() and not outputs.is_dir():
        return tr("The folder for the results is a file.")
    nearest = next(place for place in (outputs, *outputs.parents) if place.exists())
    return "" if os.access(nearest, os.W_OK) else tr("The folder for the results cannot be written to.")
