from pathlib import Path

import numpy as np
import pytest

from isegcore.errors import IsegError
from isegcore.monitor import Cancelled
from isegcore.network.config import UNetConfig
from isegcore.training.checkpoint import read_run
from isegcore.training.config import TrainingConfig
from isegcore.training.sampling import Example, make_example
from isegcore.training.trainer import Epoch, Trainer
from tests.helpers.fakes import RecordingMonitor
from tests.helpers.phantoms import phantom_subject

TINY = TrainingConfig(
    network=UNetConfig(widths=(4, 8)), steps=6, steps_per_epoch=2, warmup_steps=2, patch=8, batch=1
)


class Phantom:
    """Always the same subject; from the `bad_at`-th draw on its image is not a number."""

    def __init__(self, bad_at: int | None = None) -> None:
        subject = phantom_subject((24, 24, 24), noise=5)
        t1, t2 = (volume.data for volume in subject.images.values())
        assert subject.reference is not None
        self.example = make_example(t1, t2, subject.reference.data)
        self.bad_at, self.drawn = bad_at, 0

    def draw(self, rng: np.random.Generator) -> Example:
        self.drawn += 1
        if self.bad_at is not None and self.drawn >= self.bad_at:
            image = np.full_like(self.example.image, np.nan)
            return Example(image, self.example.labels, self.example.box)
        return self.example


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
    network = trainer.fit(
        Phantom(), validate=lambda model: {"weights": model.count_params()}, on_epoch=epochs.append
    )
    assert epochs[-1].loss < epochs[0].loss
    assert [bool(e.scores) for e in epochs] == [False, False, True, False, False, True]
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
    assert source.drawn == 3
    assert read_run(tmp_path)[1].step == 2


def test_a_loss_that_is_no_number_is_a_sentence_and_the_good_weights_stay(tmp_path: Path) -> None:
    with pytest.raises(IsegError, match="no longer a number") as error:
        Trainer(TINY, tmp_path).fit(Phantom(bad_at=4))
    assert error.value.path == tmp_path
    config, state = read_run(tmp_path)
    assert config == TINY
    assert state.step == 2
    assert all(np.isfinite(w).all() for w in state.weights)


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
