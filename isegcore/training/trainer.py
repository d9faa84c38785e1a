"""The training loop."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any

import keras
import numpy as np

from isegcore.errors import ModelError
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.training.checkpoint import Arrays, Best, RunState, read_run, write_run
from isegcore.training.clock import Clock
from isegcore.training.config import TrainingConfig
from isegcore.training.epoch import Epoch, Validated
from isegcore.training.failures import TrainingBrokeDownError, out_of_memory_told
from isegcore.training.model import make_plain_model, make_training_model
from isegcore.training.run_folder import stop_is_wanted
from isegcore.training.sampling import Batches

STAGE = "Training"
_EMA_EVERY = 10

Validate = Callable[[keras.Model, Monitor], Validated]
OnEpoch = Callable[[Epoch], None]


class Trainer:
    """Trains one network; `run_folder` holds its checkpoints, so that a killed run can go on."""

    def __init__(self, config: TrainingConfig, run_folder: Path, state: RunState | None = None) -> None:
        self._clock = Clock(config, state.seconds if state else 0.0)
        keras.utils.set_random_seed(config.seed)
        self._config = config
        self._folder = run_folder
        with out_of_memory_told(run_folder):
            self._model = make_training_model(config)
            self._plain = make_plain_model(config)
        self._optimizer: Any = self._model.optimizer
        self._step = 0
        self._averaged: Arrays = [np.array(w) for w in self._model.get_weights()]
        self._best: Best | None = None
        if state is not None:
            self._restore(state)

    @classmethod
    def resumed(cls, run_folder: Path) -> Trainer:
        """Return a trainer that goes on from the last checkpoint of a run."""
        config, state = read_run(run_folder)
        return cls(config, run_folder, state)

    @property
    def config(self) -> TrainingConfig:
        """Return the recipe."""
        return self._config

    @property
    def run_folder(self) -> Path:
        """Return where the checkpoints are."""
        return self._folder

    @property
    def step(self) -> int:
        """Return how many steps are done."""
        return self._step

    @property
    def seconds(self) -> float:
        """Return the time so far, from making the trainer on; interruptions are not counted."""
        return self._clock.seconds

    def start_from(self, weights: Arrays) -> None:
        """Start from these weights instead of random ones.

        Raises:
            ModelError: If they are those of a network with other layers.
        """
        if [w.shape for w in weights] != [w.shape for w in self._averaged]:
            raise ModelError(
                "The model to start from has other layers than the one to train.",
                hint="Give a recipe whose network is that of the model.",
            )
        self._model.set_weights(weights)
        self._averaged = [np.array(w) for w in weights]

    def fit(
        self,
        batches: Batches,
        *,
        validate: Validate | None = None,
        on_epoch: OnEpoch | None = None,
        monitor: Monitor = NULL_MONITOR,
    ) -> keras.Model:
        """Train until the last step, the end of the time, or a request to stop; return the best network.

        Raises:
            Cancelled: If the monitor says so; the last checkpoint stays.
            TrainingBrokeDownError: If the loss stops being a number or memory is used up; likewise.
            IsegError: If a checkpoint cannot be written, or there are no batches; likewise.
        """
        watcher = _StopWatcher(monitor, self._folder)
        self._clock.start_steps(self._step)
        over = self._clock.is_over(self._step)
        with suppress(_StopAsked), out_of_memory_told(self._folder):
            while not over:
                course = self._run_epoch(batches, watcher)
                over = course.is_last
                write_run(self._folder, self._config, self._state())
                found = self._validate(validate, watcher, at_the_end=over) if validate else None
                best = found is not None and self._keep_if_best(found)
                if on_epoch:
                    on_epoch(self._epoch(course, found, best=best))
        return self.best_network()

    def best_network(self) -> keras.Model:
        """Return a float32 network with the best averaged weights: the last ones if none were validated."""
        self._plain.set_weights(self._best.weights if self._best else self._averaged)
        return self._plain

    def _run_epoch(self, batches: Batches, monitor: Monitor) -> _Course:
        config, course = self._config, _Course(time.monotonic())
        end = min(config.steps, self._step + config.steps_per_epoch)
        while self._step < end and not course.is_last:
            monitor.update(STAGE, self._step, self._clock.expected_steps(self._step))
            self._run_step(batches, course, monitor)
            self._step += 1
            course.is_last = self._clock.is_over(self._step)
            if self._step % _EMA_EVERY == 0 or self._step == end or course.is_last:
                self._average()
        course.seconds = time.monotonic() - course.started
        return course

    def _run_step(self, batches: Batches, course: _Course, monitor: Monitor) -> None:
        asked = time.monotonic()
        images, labels = batches.batch(self._step, monitor)
        course.waited += time.monotonic() - asked
        course.learning_rate = self._config.learning_rate_at(self._step, self._clock.share)
        self._optimizer.learning_rate = course.learning_rate
        loss, accuracy = map(float, self._model.train_on_batch(images, labels))
        if not math.isfinite(loss):
            raise TrainingBrokeDownError(
                f"The training broke down at step {self._step}: the loss is no longer a number.",
                path=self._folder,
                hint="The last good weights are kept there. Train again with a lower learning rate.",
            )
        course.losses.append(loss)
        course.accuracies.append(accuracy)

    def _average(self) -> None:
        # Early on a long memory would average over noise: it grows with the steps.
        keep = min(self._config.ema, (1 + self._step) / (10 + self._step)) ** _EMA_EVERY
        for mean, weight in zip(self._averaged, self._model.get_weights(), strict=True):
            np.add(mean * keep, (1 - keep) * weight, out=mean)

    def _validate(self, validate: Validate, monitor: Monitor, *, at_the_end: bool) -> Validated | None:
        """Return what a validation of the averaged weights finds, if one is due."""
        due = self._number % self._config.validate_every == 0 and self._clock.may_validate
        if not due and not at_the_end:
            return None
        started = time.monotonic()
        self._plain.set_weights(self._averaged)
        found = validate(self._plain, monitor)
        self._clock.validated(time.monotonic() - started)
        return found

    def _keep_if_best(self, found: Validated) -> bool:
        if self._best is not None and found.mean <= self._best.score:
            return False
        self._best = Best(found.mean, self._step, [w.copy() for w in self._averaged])
        write_run(self._folder, self._config, self._state())
        return True

    @property
    def _number(self) -> int:
        return math.ceil(self._step / self._config.steps_per_epoch)

    def _epoch(self, course: _Course, found: Validated | None, *, best: bool) -> Epoch:
        steps = self._step if course.is_last else self._clock.expected_steps(self._step)
        return Epoch(
            number=self._number,
            epochs=max(self._number, math.ceil(steps / self._config.steps_per_epoch)),
            step=self._step,
            steps=steps,
            loss=fmean(course.losses),
            accuracy=fmean(course.accuracies),
            seconds=self._clock.seconds,
            seconds_left=self._clock.seconds_left(self._step),
            waited=course.waited / max(course.seconds, 1e-9),
            learning_rate=course.learning_rate,
            validated=found,
            best=best,
        )

    def _state(self) -> RunState:
        return RunState(
            step=self._step,
            seconds=self._clock.seconds,
            weights=self._model.get_weights(),
            averaged=self._averaged,
            optimizer=[v.numpy() for v in self._optimizer.variables],
            seeds=[np.array(v) for v in _seeds(self._model)],
            best=self._best,
        )

    def _restore(self, state: RunState) -> None:
        self._model.set_weights(state.weights)
        self._averaged = [np.array(w) for w in state.averaged]
        self._best = state.best
        for variable, value in zip(self._optimizer.variables, state.optimizer, strict=True):
            variable.assign(value)
        for seed, stored in zip(_seeds(self._model), state.seeds, strict=False):  # older runs kept none
            seed.assign(stored)
        self._step = state.step


@dataclass(slots=True)
class _Course:
    """What an epoch's steps gave, and whether they were the last: the time there is does not grow again."""

    started: float
    is_last: bool = False
    losses: list[float] = field(default_factory=list)
    accuracies: list[float] = field(default_factory=list)
    waited: float = 0.0
    seconds: float = 0.0
    learning_rate: float = 0.0


class _StopAsked(Exception):  # noqa: N818 - not an error: the user asked for it
    """Ends the steps; the best weights are kept."""


class _StopWatcher:
    """Passes reports on, and looks for a request to stop at each."""

    def __init__(self, monitor: Monitor, folder: Path) -> None:
        self._monitor, self._folder = monitor, folder

    def update(self, stage: str, done: float, total: float) -> None:
        self._monitor.update(stage, done, total)
        if stop_is_wanted(self._folder):
            raise _StopAsked


def _seeds(model: keras.Model) -> list[Any]:
    """Return the state of the layers' random numbers (dropout)."""
    weights = {id(variable) for variable in model.weights}
    return [variable for variable in model.variables if id(variable) not in weights]
