import pytest

from isegcore.training import clock as module
from isegcore.training.clock import Clock
from isegcore.training.config import TrainingConfig


class Time:
    """Stands for the module `time`; it passes when told."""

    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    fake = Time()
    monkeypatch.setattr(module, "time", fake)
    return fake


def test_steps_alone_decide_if_the_time_is_not_bounded(time: Time) -> None:
    clock = Clock(TrainingConfig(steps=100), seconds_before=50)
    clock.start_steps(10)
    time.now += 20
    assert (clock.seconds, clock.share) == (70, 0)
    assert clock.expected_steps(20) == 100
    assert clock.seconds_left(20) == pytest.approx(160)  # two seconds a step
    assert not clock.is_over(99)
    assert clock.is_over(100)


def test_a_bounded_time_holds_what_comes_before_and_after_the_steps(time: Time) -> None:
    clock = Clock(TrainingConfig(steps=10**6, minutes=10))
    time.now += 60
    clock.start_steps(0)
    time.now += 100
    assert clock.share == pytest.approx(160 / 600)
    assert clock.expected_steps(50) == 50 + 220  # two seconds a step, 440 s left
    assert clock.seconds_left(50) == pytest.approx(440)
    clock.validated(10)  # from now on time for seven more of them is kept
    assert clock.share == pytest.approx(160 / 530)
    assert clock.expected_steps(50) == 50 + 185
    assert clock.seconds_left(50) == pytest.approx(440)
    time.now += 400
    assert clock.is_over(200)
    assert clock.share == 1


def test_validations_get_their_share_of_the_time(time: Time) -> None:
    clock = Clock(TrainingConfig(validation_share=0.1))
    assert clock.may_validate
    clock.validated(10)
    time.now += 89
    assert not clock.may_validate
    time.now += 2
    assert clock.may_validate


def test_without_steps_there_is_an_answer_too(time: Time) -> None:
    clock = Clock(TrainingConfig(steps=100, minutes=1))
    clock.start_steps(0)
    assert clock.expected_steps(0) == 100
    assert clock.seconds_left(0) >= 0
