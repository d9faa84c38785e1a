"""`iseg pipeline`: from a folder of subjects to predictions, pictures and a report, all stages or one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import JsonValue

from isegcore.cli.model_choice import local_model
from isegcore.cli.options import (
    DeviceOption,
    ModelOption,
    OrientationOption,
    OverwriteOption,
    RegisterOption,
    SubjectsOption,
)
from isegcore.cli.recipe_options import BatchOption, ConfigOption, EpochsOption, MinutesOption, NetworkOption
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal
from isegcore.inference.device import Device
from isegcore.pipeline.stages import Stage, StageNews, State, SubjectNews, TrainPolicy
from isegcore.shipped import DEFAULT_MODEL

if TYPE_CHECKING:
    from rich.console import Group

    from isegcore.pipeline.report import PipelineReport
    from isegcore.pipeline.run import StageOutcome


def pipeline(
    data: Annotated[Path, typer.Argument(help="Folder with subjects (iSeg, BIDS or pairs of files).")],
    outputs: Annotated[Path, typer.Option("--output", "-o", help="Folder for the results and the report.")],
    models: Annotated[
        Path | None,
        typer.Option(
            "--models",
            help="Folder of the pipeline's own model, unet_stage1_4class.keras. If not given: models, beside "
            "the folder of the results.",
            show_default=False,
        ),
    ] = None,
    train: Annotated[
        TrainPolicy,
        typer.Option(
            "--train",
            help="When to train that model on the labelled subjects: if there is none that can be used, "
            "always, or never. Where there is none in the end, --model is used.",
        ),
    ] = TrainPolicy.AUTO,
    subjects: SubjectsOption = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            min=1,
            help="Worker processes at most; fewer if the memory is short. If not given: one for each core, "
            "four at most; one on a GPU.",
            show_default=False,
        ),
    ] = None,
    stage: Annotated[
        Stage | None,
        typer.Option("--stage", help="Only this stage; what those before it found is in the folder."),
    ] = None,
    model: ModelOption = DEFAULT_MODEL,
    network: NetworkOption = None,
    config: ConfigOption = None,
    epochs: EpochsOption = None,
    minutes: MinutesOption = None,
    batch: BatchOption = None,
    validation: Annotated[
        str, typer.Option("--validation", help="Share of the labelled subjects held out, or their names.")
    ] = "0.2",
    device: DeviceOption = Device.AUTO,
    confidence: Annotated[
        bool, typer.Option("--confidence", help="Also write how sure the model is, as `iseg segment` does.")
    ] = False,
    track: Annotated[
        bool,
        typer.Option(
            "--track/--no-track",
            help="Record training and results in MLflow, with label images and slices of the scans: patient "
            "data, which go to the store on this machine, or to the server that MLFLOW_TRACKING_URI names.",
        ),
    ] = False,
    register: RegisterOption = False,
    assume_orientation: OrientationOption = "LAS",
    overwrite: OverwriteOption = False,
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Validate, train if need be, segment in parallel, draw and report; done again, only what is missing.

    Training takes 20 minutes unless --epochs, --minutes or --config say otherwise.
    """
    with Terminal(as_json=as_json, events=events) as terminal:
        from isegcore.pipeline.options import PipelineOptions, Training
        from isegcore.pipeline.run import run_pipeline, run_stage

        options = PipelineOptions(
            data=data,
            outputs=outputs,
            models=models or outputs.absolute().parent / "models",
            policy=train,
            training=Training(network, config, epochs, minutes, batch, validation),
            model=local_model(model, terminal),
            subjects=subjects,
            jobs=jobs,
            device=device,
            orientation=assume_orientation,
            register=register,
            confidence=confidence,
            track=track,
            overwrite=overwrite,
        )
        watcher = _Watcher(terminal)
        if stage is not None:
            value, failed = _stage_value(run_stage(options, stage, watcher), stage)
            terminal.result(value, str(value["note"]))
            if failed:
                raise typer.Exit(1)
            return
        outcome = run_pipeline(options, watcher)
        report = outcome.report
        terminal.result(
            {
                "report": str(outcome.path),
                "page": str(outcome.page),
                "subjects": [
                    s.model_dump(mode="json", include={"id", "state", "problem"}) for s in report.subjects
                ],
                "mean_dice": dict(report.mean_dice),
                "problem": str(outcome.problem) if outcome.problem else None,
            },
            _in_words(report, outcome.page),
        )
        if outcome.problem is not None:
            raise outcome.problem
        if report.failed:
            raise typer.Exit(1)


class _Watcher:
    """Tells a terminal of stages and subjects."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def update(self, stage: str, done: float, total: float) -> None:
        self._terminal.update(stage, done, total)

    def stage_news(self, news: StageNews) -> None:
        content: dict[str, JsonValue] = {"stage": news.stage.value, "state": news.state.value}
        content |= {"note": news.note, "seconds": news.seconds}
        sentence = f"{news.stage}: {news.state}. {news.note}" if news.state is not State.RUNNING else ""
        self._terminal.event("stage", content, sentence.strip())

    def subject_news(self, news: SubjectNews) -> None:
        content: dict[str, JsonValue] = {"stage": news.stage.value, "subject": news.subject}
        content |= {"state": news.state.value, "done": round(news.done, 3), "note": news.note}
        sentence = f"{news.subject}: {news.note}" if news.state is State.FAILED else ""
        self._terminal.event("subject", content, sentence)

    def training_news(self, event: str, content: Mapping[str, JsonValue]) -> None:
        sentence = str(content.get("message", "")) if event == "log" else ""
        if event == "epoch":
            sentence = (
                f"Epoch {content.get('epoch')} of {content.get('epochs')}: loss {content.get('loss'):.4f}"
            )
        self._terminal.event(event, dict(content), sentence)

    def say(self, sentence: str) -> None:
        self._terminal.say(sentence)


def _stage_value(outcome: StageOutcome, stage: Stage) -> tuple[dict[str, JsonValue], bool]:
    """Return what a stage gave, and whether it failed: bad subjects among good ones are none of a check."""
    value: dict[str, JsonValue] = {
        "stage": stage.value,
        "state": outcome.ended.state.value,
        "note": outcome.ended.note,
        "subjects": list(outcome.subjects),
        "failed": list(outcome.failed),
    }
    if stage is Stage.DECIDE:
        value["train"] = outcome.train
    of_subjects = stage in (Stage.INFER, Stage.DRAW)
    return value, outcome.ended.state is State.FAILED or (of_subjects and bool(outcome.failed))


def _in_words(report: PipelineReport, page: Path) -> Group:
    """Return a table of the subjects, and where the report is."""
    from rich.box import SIMPLE
    from rich.console import Group
    from rich.table import Table

    table = Table("Subject", "State", "CSF ml", "GM ml", "WM ml", "Dice", box=SIMPLE)
    for subject in report.subjects:
        volumes = [
            f"{subject.volumes_ml[t]:.1f}" if t in subject.volumes_ml else "" for t in ("CSF", "GM", "WM")
        ]
        dice = [f"{score.dice:.3f}" for score in subject.scores if score.dice is not None]
        table.add_row(subject.id, subject.state, *volumes, " ".join(dice))
    return Group(table, f"The report is in {page.resolve()}.")
