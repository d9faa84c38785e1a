"""How long a training has taken, and how long it will."""

from __future__ import annotations

import time

from isegcore.training.config import TrainingConfig

# Validations worth of time that stay for the end: one of the last epoch, and of the finished model, which is
# asked twice about both images and each alone, six.
_FINAL_VALIDATIONS = 7


class Clock:
    """The time of one run, interruptions not counted; it starts when it is made."""

    def __init__(self, config: TrainingConfig, seconds_before: float = 0.0) -> None:
        self._config = config
        self._before = seconds_before
        self._started = time.monotonic()
        self._first_step, self._first_at = 0, 0.0
        self._validated_at, self._validation_s = 0.0, 0.0

    @property
    def seconds(self) -> float:
        """Return the time so far."""
        return self._before + time.monotonic() - self._started

    def start_steps(self, step: int) -> None:
        """Take note that step `step` is the next: what came before was preparation."""
        self._first_step, self._first_at = step, self.seconds

    def validated(self, seconds: float) -> None:
        """Take note that a validation has just ended, and how long it took."""
        self._validated_at, self._validation_s = self.seconds, seconds

    @property
    def may_validate(self) -> bool:
        """Return whether validations have not had their share of the time yet."""
        rest = self._validation_s * (1 / self._config.validation_share - 1)
        return self.seconds - self._validated_at >= rest

    @property
    def share(self) -> float:
        """Return how much of the time there is has passed, 0 to 1; 0 if it is not bounded."""
        limit = self._limit
        return min(1.0, self.seconds / limit) if limit else 0.0

    def is_over(self, step: int) -> bool:
        """Return whether the training ends after `step` steps."""
        return step >= self._config.steps or self.share >= 1

    def expected_steps(self, step: int) -> int:
        """Return how many steps there will be in all, as far as can be told after `step` of them."""
        limit, done = self._limit, step - self._first_step
        if not limit or done < 1:
            return self._config.steps
        left = (limit - self.seconds) * done / (self.seconds - self._first_at)
        return min(self._config.steps, step + max(0, round(left)))

    def seconds_left(self, step: int) -> float:
        """Return the time to the end, as far as can be told after `step` steps."""
        done = max(1, step - self._first_step)
        a_step = (self.seconds - self._first_at) / done
        ending = _FINAL_VALIDATIONS * self._validation_s
        return (self.expected_steps(step) - step) * a_step + ending

    @property
    def _limit(self) -> float:
        """Return when the last step must be done; 0 if the time is not bounded."""
        if self._config.minutes is None:
            return 0.0
        return max(1.0, self._config.minutes * 60 - _FINAL_VALIDATIONS * self._validation_s)
