"""The training loop."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np

from isegcore.errors import IsegError, ModelError
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.network.losses import dice_cross_entropy
from isegcore.network.unet import make_unet
from isegcore.training.checkpoint import Arrays, RunState, read_run, write_run
from isegcore.training.config import TrainingConfig
from isegcore.training.precision import training_policy
from isegcore.training.sampling import ExampleSource, draw_batch

STAGE = "Training"
_EMA_EVERY = 10


@dataclass(frozen=True, slots=True)
class Epoch:
    """What one epoch gave.

    Attributes:
        number: From 1.
        step: Optimiser steps done in all.
        loss: Mean training loss.
        seconds: Training time so far, in all.
        scores: Validation Dice by name; empty in epochs without validation.
    """

    number: int
    step: int
    loss: float
    seconds: float
    scores: dict[str, float]


Validate = Callable[[keras.Model], dict[str, float]]
OnEpoch = Callable[[Epoch], None]


class Trainer:
    """Trains one network; `run_folder` holds its checkpoints, so that a killed run can go on."""

    def __init__(self, config: TrainingConfig, run_folder: Path, state: RunState | None = None) -> None:
        keras.utils.set_random_seed(config.seed)
        self._config = config
        self._folder = run_folder
        self._model = _make_model(config)
        self._optimizer: Any = self._model.optimizer
        self._rng = np.random.default_rng(config.seed)
        self._step = 0
        self._seconds = 0.0
        self._averaged: Arrays = [np.array(w) for w in self._model.get_weights()]
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
    def seconds(self) -> float:
        """Return the time trained so far, interruptions not counted."""
        return self._seconds

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
        source: ExampleSource,
        *,
        validate: Validate | None = None,
        on_epoch: OnEpoch | None = None,
        monitor: Monitor = NULL_MONITOR,
    ) -> keras.Model:
        """Train to the last step and return the network with its averaged weights, float32.

        Raises:
            Cancelled: If the monitor says so; the last checkpoint stays.
            IsegError: If the loss stops being a number; the last checkpoint stays.
        """
        config = self._config
        while self._step < config.steps:
            loss = self._run_epoch(source, monitor)
            write_run(self._folder, config, self._state())
            number = math.ceil(self._step / config.steps_per_epoch)
            due = number % config.validate_every == 0 or self._step >= config.steps
            scores = validate(self.averaged_model()) if validate and due else {}
            if on_epoch:
                on_epoch(Epoch(number, self._step, loss, self._seconds, scores))
        return self.averaged_model()

    def averaged_model(self) -> keras.Model:
        """Return a float32 network with the averaged weights."""
        model = _in_policy("float32", self._config)
        model.set_weights(self._averaged)
        return model

    def _run_epoch(self, source: ExampleSource, monitor: Monitor) -> float:
        config, losses = self._config, []
        end = min(config.steps, self._step + config.steps_per_epoch)
        started = time.monotonic()
        while self._step < end:
            monitor.update(STAGE, self._step, config.steps)
            self._optimizer.learning_rate = config.learning_rate_at(self._step)
            images, labels = draw_batch(source, config, self._rng)
            loss = float(self._model.train_on_batch(images, labels))
            if not math.isfinite(loss):
                raise IsegError(
                    f"The training broke down at step {self._step}: the loss is no longer a number.",
                    path=self._folder,
                    hint="The last good weights are kept there. Resume with a lower learning rate.",
                )
            losses.append(loss)
            self._step += 1
            if self._step % _EMA_EVERY == 0 or self._step == end:
                self._average()
        self._seconds += time.monotonic() - started
        return float(np.mean(losses))

    def _average(self) -> None:
        # Early on a long memory would average over noise: it grows with the steps.
        keep = min(self._config.ema, (1 + self._step) / (10 + self._step)) ** _EMA_EVERY
        for mean, weight in zip(self._averaged, self._model.get_weights(), strict=True):
            np.add(mean * keep, (1 - keep) * weight, out=mean)

    def _state(self) -> RunState:
        return RunState(
            step=self._step,
            seconds=self._seconds,
            weights=self._model.get_weights(),
            averaged=self._averaged,
            optimizer=[v.numpy() for v in self._optimizer.variables],
            rng=dict(self._rng.bit_generator.state),
        )

    def _restore(self, state: RunState) -> None:
        self._model.set_weights(state.weights)
        self._averaged = [np.array(w) for w in state.averaged]
        for variable, value in zip(self._optimizer.variables, state.optimizer, strict=True):
            variable.assign(value)
        self._rng.bit_generator.state = state.rng
        self._step, self._seconds = state.step, state.seconds


def _make_model(config: TrainingConfig) -> keras.Model:
    model = _in_policy(training_policy(), config)
    optimizer = keras.optimizers.AdamW(
        config.learning_rate, weight_decay=config.weight_decay, global_clipnorm=config.clip_norm
    )
    optimizer.build(model.trainable_variables)
    model.compile(optimizer, dice_cross_entropy, jit_compile=False)
    return model


def _in_policy(policy: str, config: TrainingConfig) -> keras.Model:
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(policy)
    try:
        return make_unet(config.network)
    finally:
        keras.config.set_dtype_policy(before)
