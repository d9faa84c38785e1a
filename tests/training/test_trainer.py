import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import keras
import numpy as np
import pytest
import tensorflow

from isegcore.errors import IsegError
from isegcore.monitor import Cancelled, Monitor
from isegcore.network.config import UNetConfig
from isegcore.training.checkpoint import read_run
from isegcore.training.config import TrainingConfig
from isegcore.training.epoch import Epoch, Validated
from isegcore.training.failures import TrainingBrokeDownError
from isegcore.training.run_files import STOP_FILE
from isegcore.training.sampling import Batch, DrawnBatches, Example, make_example
from isegcore.training.trainer import Trainer
from tests.helpers.fakes import RecordingMonitor
from tests.helpers.phantoms import phantom_subject

TINY = TrainingConfig(
    network=UNetConfig(widths=(4, 8)), steps=6, steps_per_epoch=2, warmup_steps=2, patch=8, batch=1
)


class Phantom:
    """Patches of always the same subject; from batch `bad_at` on its image is not a number.

    `before` is called before each batch.
    """

    def __init__(self, bad_at: int | None = None, before: Callable[[int], None] | None = None) -> None:
        subject = phantom_subject((24, 24, 24), noise=5)
        t1, t2 = (volume.data for volume in subject.images.values())
        assert subject.reference is not None
        self.example = make_example(t1, t2, subject.reference.data)
        self.bad_at, self.before = bad_at, before
        self.drawn: list[int] = []

    def batch(self, number: int, monitor: Monitor) -> Batch:
        self.drawn.append(number)
        if self.before:
            self.before(number)
        batch = DrawnBatches(self, TINY).batch(number, monitor)
        if self.bad_at is not None and number >= self.bad_at:
            batch[0][:] = np.nan
        return batch

    def draw(self, rng: np.random.Generator) -> Example:
        return self.example


def validated(*scores: float) -> Callable[[keras.Model, Monitor], Validated]:
    """Return validations that give these scores, one after the other."""
    given = iter(scores)
    return lambda model, monitor: Validated({"GM": next(given)}, 1.0, 0.5)


def test_a_killed_run_goes_on_as_if_nothing_had_happened(tmp_path: Path) -> None:
    whole: list[Epoch] = []
    straight = Trainer(TINY, tmp_path / "whole").fit(Phantom(), on_epoch=whole.append)

    class KilledError(Exception):
        pass

    def kill(epoch: Epoch) -> None:
        if epoch.number == 2:
            raise KilledError

    with pytest.raises(KilledError):
        Trainer(TINY, tmp_path / "killed").fit(Phantom(), on_epoch=kill)
    rest: list[Epoch] = []
    resumed = Trainer.resumed(tmp_path / "killed").fit(Phantom(), on_epoch=rest.append)
    assert [(e.number, e.step) for e in whole] == [(1, 2), (2, 4), (3, 6)]
    assert [(e.number, e.step) for e in rest] == [(3, 6)]
    assert rest[0].loss == pytest.approx(whole[2].loss, rel=1e-3)
    for a, b in zip(straight.get_weights(), resumed.get_weights(), strict=True):
        assert a == pytest.approx(b, abs=1e-4)


def test_training_learns_and_validates_when_due(tmp_path: Path) -> None:
    config = TINY.model_copy(
        update={"steps": 60, "steps_per_epoch": 10, "learning_rate": 1e-2, "validate_every": 3}
    )
    epochs: list[Epoch] = []
    trainer = Trainer(config, tmp_path)
    network = trainer.fit(Phantom(), validate=validated(0.5, 0.6), on_epoch=epochs.append)
    assert epochs[-1].loss < epochs[0].loss
    assert epochs[-1].accuracy > epochs[0].accuracy
    assert [bool(e.scores) for e in epochs] == [False, False, True, False, False, True]
    assert [e.val_loss for e in epochs] == [None, None, 1.0, None, None, 1.0]
    assert [e.epochs for e in epochs] == [6] * 6
    assert [e.best for e in epochs] == [False, False, True, False, False, True]
    assert network.dtype_policy.name == "float32"
    assert trainer.seconds > 0


def test_cancelling_stops_before_the_next_step_and_keeps_the_checkpoint(tmp_path: Path) -> None:
    source = Phantom()

    class CancelAt3(RecordingMonitor):
        def update(self, stage: str, done: float, total: float) -> None:
            super().update(stage, done, total)
            if done == 3:
                raise Cancelled

    with pytest.raises(Cancelled):
        Trainer(TINY, tmp_path).fit(source, monitor=CancelAt3())
    assert source.drawn == [0, 1, 2]
    assert read_run(tmp_path)[1].step == 2


def test_a_loss_that_is_no_number_is_a_sentence_and_the_good_weights_stay(tmp_path: Path) -> None:
    with pytest.raises(TrainingBrokeDownError, match="no longer a number") as error:
        Trainer(TINY, tmp_path).fit(Phantom(bad_at=3))
    assert error.value.path == tmp_path
    config, state = read_run(tmp_path)
    assert config == TINY
    assert state.step == 2
    assert all(np.isfinite(w).all() for w in state.weights)


def test_the_best_validated_weights_are_kept_through_a_resume(tmp_path: Path) -> None:
    seen: list[list[np.ndarray]] = []

    def check(model: keras.Model, monitor: Monitor) -> Validated:
        seen.append(model.get_weights())
        return Validated({"GM": (0.3, 0.9, 0.5)[len(seen) - 1]}, 1.0, 0.5)

    config = TINY.model_copy(update={"validate_every": 1})
    Trainer(config, tmp_path).fit(Phantom(), validate=check)
    resumed = Trainer.resumed(tmp_path)
    for network in (resumed.best_network(), resumed.fit(Phantom())):  # nothing is left to train
        for kept, best in zip(network.get_weights(), seen[1], strict=True):
            assert np.array_equal(kept, best)


def test_a_stop_file_ends_within_a_step_with_the_best_weights(tmp_path: Path) -> None:
    source = Phantom(before=lambda number: (tmp_path / STOP_FILE).touch() if number == 4 else None)
    config = TINY.model_copy(update={"validate_every": 1})
    epochs: list[Epoch] = []
    trainer = Trainer(config, tmp_path)
    network = trainer.fit(source, validate=validated(0.9, 0.5), on_epoch=epochs.append)
    assert source.drawn == [0, 1, 2, 3, 4]
    assert [e.best for e in epochs] == [True, False]
    best = read_run(tmp_path)[1].best
    assert best is not None
    assert best.step == 2
    assert all(np.array_equal(a, b) for a, b in zip(network.get_weights(), best.weights, strict=True))


def test_minutes_bound_the_training_and_the_schedule_falls_over_them(tmp_path: Path) -> None:
    config = TINY.model_copy(update={"steps": 10**6, "minutes": 3 / 60, "warmup_steps": 0})
    epochs: list[Epoch] = []
    started = time.monotonic()
    Trainer(config, tmp_path).fit(Phantom(), on_epoch=epochs.append)
    assert time.monotonic() - started > 2.9
    assert epochs[-1].epochs == epochs[-1].number
    assert epochs[-1].seconds_left == pytest.approx(0, abs=0.1)
    rates = [e.learning_rate for e in epochs]
    assert rates == sorted(rates, reverse=True)
    assert rates[-1] < config.learning_rate


def test_a_training_whose_time_is_over_does_not_go_on_because_its_last_validation_was_quick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    for module in ("clock", "trainer"):
        monkeypatch.setattr(f"isegcore.training.{module}.time", SimpleNamespace(monotonic=lambda: now[0]))

    def step(number: int) -> None:
        now[0] += 15

    def check(model: keras.Model, monitor: Monitor) -> Validated:
        now[0] += 20 if now[0] < 460 else 1  # seven of the longer ones were to fit into what is left
        return Validated({"GM": 0.5}, 1.0, 0.5)

    config = TINY.model_copy(update={"steps": 10**6, "minutes": 10, "validate_every": 1})
    epochs: list[Epoch] = []
    Trainer(config, tmp_path).fit(Phantom(before=step), validate=check, on_epoch=epochs.append)
    assert [e.number for e in epochs] == list(range(1, 11))


def test_validations_take_their_share_of_the_time_at_most(tmp_path: Path) -> None:
    def slow(model: keras.Model, monitor: Monitor) -> Validated:
        time.sleep(0.5)
        return Validated({"GM": 0.5}, 1.0, 0.5)

    config = TINY.model_copy(update={"steps": 40, "validate_every": 1, "validation_share": 0.1})
    epochs: list[Epoch] = []
    Trainer(config, tmp_path).fit(Phantom(), validate=slow, on_epoch=epochs.append)
    validations = [e.number for e in epochs if e.scores]
    assert validations[-1] == 20  # the last epoch always
    assert len(validations) <= 3


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        tensorflow.errors.ResourceExhaustedError(None, None, "OOM when allocating"),
        type("OutOfMemoryError", (RuntimeError,), {})("CUDA out of memory"),
        RuntimeError("RESOURCE_EXHAUSTED: Out of memory while trying to allocate"),
    ],
)
def test_running_out_of_memory_is_a_sentence_and_the_checkpoint_stays(
    tmp_path: Path, error: Exception
) -> None:
    def fail(number: int) -> None:
        if number == 3:
            raise error

    with pytest.raises(TrainingBrokeDownError, match="not enough memory"):
        Trainer(TINY, tmp_path).fit(Phantom(before=fail))
    assert read_run(tmp_path)[1].step == 2


def test_weights_of_another_network_are_refused(tmp_path: Path) -> None:
    trainer = Trainer(TINY, tmp_path)
    with pytest.raises(IsegError, match="other layers"):
        trainer.start_from([np.zeros((1, 1), np.float32)])


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"config.json": b"{}"},
        *({"config.json": b"{}", "state.npz": s} for s in (b"", b"x", b"PK\x03\x04")),
    ],
)
def test_a_folder_without_a_run_is_refused(tmp_path: Path, content: dict[str, bytes]) -> None:
    for name, data in content.items():
        (tmp_path / name).write_bytes(data)
    with pytest.raises(IsegError, match="no training run") as error:
        read_run(tmp_path)
    assert error.value.path == tmp_path
