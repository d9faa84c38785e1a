import json
from pathlib import Path

import pytest

from isegcore.bundles.card import Score
from isegcore.monitor import Cancelled
from isegcore.tracking.journal import read_journal
from isegcore.tracking.tracker import RunStatus, Unsent
from isegcore.tracking.training_log import TrainingFacts, logged_training
from isegcore.training.config import TrainingConfig
from isegcore.training.epoch import Epoch, Validated
from isegcore.training.run_files import JOURNAL_FILE
from tests.tracking.fakes import RecordingTracker

CONFIG = TrainingConfig(steps=30, steps_per_epoch=10, warmup_steps=10)
FACTS = TrainingFacts("my-model", "labelled subjects", 6, "ab" * 32)
PNG = b"\x89PNG"


def epoch(number: int, loss: float, scores: dict[str, float] | None = None) -> Epoch:
    """Return an epoch of 10 steps and a minute, validated if there are scores."""
    return Epoch(
        number=number,
        epochs=3,
        step=10 * number,
        steps=30,
        loss=loss,
        accuracy=0.75,
        seconds=60.0 * number,
        seconds_left=0.0,
        waited=0.0,
        learning_rate=1e-3,
        validated=Validated(scores, 0.4, 0.8) if scores else None,
    )


SCORES = {"held out T1+T2 CSF": 0.9, "held out T1+T2 GM": 0.8, "held out T1+T2 WM": 0.7}


def train(
    folder: Path, tracker: RecordingTracker, epochs: list[Epoch], *, resumed: bool = False, fail: bool = False
) -> list[str]:
    """Play a training; return what was told."""
    told: list[str] = []
    with logged_training(tracker, folder, CONFIG, FACTS, resumed=resumed, tell=told.append) as log:
        for one in epochs:
            if one.scores:
                log.preview(b"png")
            log.epoch(one)
        if fail:
            raise Cancelled
        scores = [Score(data="held out, all", modalities="T1+T2", tissue="GM", mean=0.8, sd=0, subjects=2)]
        log.result(folder / "my-model.keras", scores)
    return told


def test_a_training_is_recorded_from_start_to_end(tmp_path: Path) -> None:
    tracker = RecordingTracker()
    assert train(tmp_path, tracker, [epoch(1, 0.9), epoch(2, 0.5, SCORES)]) == []
    run = tracker.run
    assert (run.params["batch"], run.params["network.widths"]) == (2, str(list(CONFIG.network.widths)))
    assert (run.params["data"], run.params["data_images"]) == ("labelled subjects", 6)
    assert run.params["data_sha256"] == "ab" * 32
    assert TrainingConfig.model_validate_json(run.files["config.json"]) == CONFIG
    first, second, final, ended = run.metrics
    assert first == (1, {"loss": 0.9, "accuracy": 0.75, "learning_rate": 1e-3})
    assert (second[1]["val_loss"], second[1]["val_accuracy"]) == (0.4, 0.8)
    assert {name: second[1][f"val_dice_{name}"] for name in ("CSF", "GM", "WM")} == {
        "CSF": 0.9,
        "GM": 0.8,
        "WM": 0.7,
    }
    assert second[1]["val_dice"] == pytest.approx(0.8)
    assert final == (0, {"dice/held out T1_T2 GM": 0.8})
    assert ended == (0, {"training_time_sec": 120.0})
    assert set(run.files) == {"config.json", "previews/epoch-0002.png", "curves.png"}
    assert run.files["curves.png"].startswith(PNG)
    assert run.registered == [tmp_path / "my-model.keras"]
    assert run.finished == (RunStatus.FINISHED, None)


def test_several_groups_are_averaged_and_kept_apart(tmp_path: Path) -> None:
    tracker = RecordingTracker()
    train(tmp_path, tracker, [epoch(1, 0.9, {"newborn T1+T2 GM": 0.6, "adult T1+T2 GM": 0.8})])
    numbers = tracker.run.metrics[0][1]
    assert numbers["val_dice_GM"] == pytest.approx(0.7)
    assert numbers["val_dice/newborn T1_T2 GM"] == 0.6


def test_a_cancelled_training_ends_at_once_and_goes_on_as_the_same_run(tmp_path: Path) -> None:
    cancelled, resumed = RecordingTracker(), RecordingTracker()
    with pytest.raises(Cancelled):
        train(tmp_path, cancelled, [epoch(1, 0.9)], fail=True)
    status, limit_s = cancelled.run.finished or (None, None)
    assert status is RunStatus.KILLED
    assert limit_s is not None and limit_s <= 1
    train(tmp_path, resumed, [epoch(2, 0.5)], resumed=True)
    assert resumed.key == cancelled.key
    assert [step for step, _ in resumed.run.metrics if step] == [1, 2]
    assert [e.number for e in read_journal(tmp_path).epochs] == [1, 2]


def test_a_training_started_anew_in_the_same_folder_is_another_run(tmp_path: Path) -> None:
    one, other = RecordingTracker(), RecordingTracker()
    train(tmp_path, one, [epoch(1, 0.9)])
    train(tmp_path, other, [epoch(1, 0.8)])
    assert one.key != other.key
    assert [e.loss for e in read_journal(tmp_path).epochs] == [0.8]


def test_a_training_that_breaks_down_is_recorded_as_failed(tmp_path: Path) -> None:
    tracker = RecordingTracker()
    with (
        pytest.raises(ZeroDivisionError),
        logged_training(tracker, tmp_path, CONFIG, FACTS, resumed=False, tell=print) as log,
    ):
        log.epoch(epoch(1, 0.9))
        raise ZeroDivisionError
    assert tracker.run.finished == (RunStatus.FAILED, None)
    assert tracker.run.registered == []


def test_what_could_not_be_sent_is_said(tmp_path: Path) -> None:
    unsent = Unsent(tuple(f"numbers of step {n}" for n in range(1, 8)), "ConnectionError: refused")
    told = train(tmp_path, RecordingTracker(unsent), [])
    assert len(told) == 1
    assert "numbers of step 5 and 2 more. ConnectionError: refused." in told[0]


def test_a_journal_from_before_accuracy_goes_on(tmp_path: Path) -> None:
    old = {"key": "abc", "epochs": [{"number": 1, "step": 10, "loss": 0.9, "seconds": 5, "time_ms": 7}]}
    (tmp_path / JOURNAL_FILE).write_text(json.dumps(old), encoding="utf-8")
    tracker = RecordingTracker()
    train(tmp_path, tracker, [epoch(2, 0.5)], resumed=True)
    assert tracker.key == "abc"
    assert tracker.run.metrics[0] == (1, {"loss": 0.9})


def test_a_damaged_journal_starts_a_new_one(tmp_path: Path) -> None:
    (tmp_path / JOURNAL_FILE).write_text("{", encoding="utf-8")
    assert read_journal(tmp_path).epochs == ()
