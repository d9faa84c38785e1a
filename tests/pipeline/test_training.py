"""The branch that trains: decided, interrupted, gone on with, used, and not done again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import JsonValue

from isegcore.bundles.bundle import ModelBundle
from isegcore.errors import DatasetError
from isegcore.monitor import Cancelled
from isegcore.network.config import UNetConfig
from isegcore.pipeline.options import Training
from isegcore.pipeline.run import run_pipeline, run_stage
from isegcore.pipeline.stages import Stage, State, TrainPolicy
from isegcore.training.config import Augmentation, TrainingConfig
from isegcore.training.split import read_split
from tests.helpers.pipelines import Recorder, options_for, write_data

TINY = TrainingConfig(
    network=UNetConfig(widths=(4, 8)),
    steps=12,
    steps_per_epoch=4,
    warmup_steps=2,
    patch=16,
    batch=1,
    validate_every=1,
    augmentation=Augmentation(),
)


class _Impatient(Recorder):
    """Cancels after the first epoch."""

    def training_news(self, event: str, content: Mapping[str, JsonValue]) -> None:
        super().training_news(event, content)
        if event == "epoch":
            raise Cancelled


class _Hasty(Recorder):
    """Cancels before the training has done anything."""

    def update(self, stage: str, done: float, total: float) -> None:
        if stage.startswith(f"{Stage.TRAIN}: "):
            raise Cancelled


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_an_earlier_training_is_never_gone_on_with_as_if_it_were_the_new_one(tmp_path: Path) -> None:
    data = write_data(tmp_path / "data", 2)
    for image in data.glob("subject-2-*"):  # a name that no list may trip over
        image.rename(data / image.name.replace("subject-2", 'a, "b"'))
    recipe = tmp_path / "recipe.json"
    recipe.write_text(TINY.model_dump_json(), encoding="utf-8")
    options = options_for(
        tmp_path, policy=TrainPolicy.ALWAYS, training=Training(config=recipe), orientation="PIR"
    )
    earlier = options.models / "unet_stage1_4class-run" / "state.npz"
    earlier.parent.mkdir(parents=True)
    earlier.write_bytes(b"the state of an earlier training")
    with pytest.raises(Cancelled):
        run_pipeline(options, _Hasty())
    recorder = Recorder()
    assert run_pipeline(options, recorder).problem is None
    assert [content["epoch"] for event, content in recorder.training if event == "epoch"] == [1, 2, 3]
    split = read_split(earlier.parent)
    assert {*split.train, *split.validation} == {"subject-1", 'a, "b"'}
    assert split.orientation == "PIR"


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_model_is_trained_where_there_is_none_and_an_interrupted_training_is_gone_on_with(
    tmp_path: Path,
) -> None:
    data = write_data(tmp_path / "data", 4)
    (data / "subject-4-T1.img").write_bytes(b"")  # a bad subject is not trained on
    recipe = tmp_path / "recipe.json"
    recipe.write_text(TINY.model_dump_json(), encoding="utf-8")
    training = Training(config=recipe, validation="subject-3")
    options = options_for(tmp_path, policy=TrainPolicy.AUTO, training=training)
    with pytest.raises(Cancelled):
        run_pipeline(options, _Impatient())
    assert not options.own_model.exists()
    recorder = Recorder()
    outcome = run_pipeline(options, recorder)
    assert outcome.problem is None
    assert "on 3 subjects, going on with an interrupted training" in recorder.stages[Stage.TRAIN].note
    epochs = [content["epoch"] for event, content in recorder.training if event == "epoch"]
    assert epochs == [2, 3]
    assert recorder.stages[Stage.SKIP].state is State.SKIPPED
    decision = outcome.report.decision
    assert decision is not None
    assert (decision.train, decision.model) == (True, "unet_stage1_4class 1")
    assert decision.model_sha256 == ModelBundle.open(options.own_model).sha256()
    assert [subject.state for subject in outcome.report.subjects] == [State.DONE] * 3 + [State.FAILED]
    recorder = Recorder()
    run_pipeline(options, recorder)
    assert recorder.stages[Stage.TRAIN].state is State.SKIPPED
    assert "can be used" in recorder.stages[Stage.CHECK].note
    assert recorder.ended(Stage.INFER)["subject-1"] is State.KEPT


def test_the_decision_follows_policy_model_and_labels(tmp_path: Path) -> None:
    data = write_data(tmp_path / "data", 2)

    def decide(policy: TrainPolicy) -> tuple[bool | None, str]:
        options, recorder = options_for(tmp_path, policy=policy), Recorder()
        for stage in (Stage.VALIDATE, Stage.CHECK):
            run_stage(options, stage, recorder)
        outcome = run_stage(options, Stage.DECIDE, recorder)
        return outcome.train, outcome.ended.note

    none = "The pipeline has no model of its own (unet_stage1_4class.keras)"
    assert decide(TrainPolicy.AUTO) == (True, f"{none}: one is trained.")
    for policy, becomes in (
        (
            TrainPolicy.AUTO,
            "one will be trained if there are labelled subjects, else iseg-infant will be used",
        ),
        (TrainPolicy.ALWAYS, "one will be trained"),
        (TrainPolicy.NEVER, "iseg-infant will be used"),
    ):
        checked = run_stage(options_for(tmp_path, policy=policy), Stage.CHECK, Recorder())
        assert checked.ended.note == f"{none}: {becomes}."
    assert decide(TrainPolicy.ALWAYS)[0] is True
    train, reason = decide(TrainPolicy.NEVER)
    assert (train, "iseg-infant is used instead" in reason) == (False, True)
    for ending in ("hdr", "img"):
        (data / f"subject-2-label.{ending}").unlink()
    train, reason = decide(TrainPolicy.AUTO)
    assert (train, "too few subjects are labelled" in reason) == (False, True)
    with pytest.raises(DatasetError, match="at least 2 labelled subjects"):
        decide(TrainPolicy.ALWAYS)


def test_a_training_that_fails_ends_the_run_with_a_report(tmp_path: Path) -> None:
    write_data(tmp_path / "data", 2)
    recipe = tmp_path / "recipe.json"
    recipe.write_text("{", encoding="utf-8")
    options = options_for(tmp_path, policy=TrainPolicy.AUTO, training=Training(config=recipe))
    recorder = Recorder()
    outcome = run_pipeline(options, recorder)
    assert outcome.problem is not None
    assert recorder.stages[Stage.TRAIN].state is State.FAILED
    assert Stage.INFER not in recorder.stages
    assert [stage.stage for stage in outcome.report.stages][-1] is Stage.REPORT
    assert outcome.report.failed == 2
    assert outcome.page.is_file()


def test_twenty_minutes_are_trained_unless_something_else_is_said() -> None:
    assert Training().arguments() == ["--minutes", "20.0", "--validation", "0.2"]
    assert "--minutes" not in Training(epochs=3).arguments()
    assert Training(network="plain2d", epochs=3, batch=8).arguments()[:6] == [
        "--network",
        "plain2d",
        "--epochs",
        "3",
        "--batch",
        "8",
    ]
