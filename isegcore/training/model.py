"""The network as it is trained: in this machine's precision, with its loss and optimiser."""

from __future__ import annotations

import atexit
import gc
from typing import Any

import keras
from keras import ops

from isegcore.network.config import UNetConfig
from isegcore.network.losses import Tensor, dice_cross_entropy
from isegcore.network.unet import make_unet
from isegcore.training.config import TrainingConfig
from isegcore.training.devices import spread_over_devices
from isegcore.training.precision import training_policy

# Collecting a backend's objects at the end of the process takes a second, and whoever cancelled waits for it.
atexit.register(gc.freeze)


def make_training_model(config: TrainingConfig) -> keras.Model:
    """Return a compiled network: Dice + cross-entropy, AdamW, accuracy within the brain.

    It takes patches of any size, even if the network takes whole slices of one: the weights are the same.

    Raises:
        OptionError: If there are several devices and they cannot share the batch.
    """
    spread_over_devices(config.batch)
    model = _in_policy(training_policy(), config.network.model_copy(update={"size": None}))
    optimizer = keras.optimizers.AdamW(
        config.learning_rate, weight_decay=config.weight_decay, global_clipnorm=config.clip_norm
    )
    optimizer.build(model.trainable_variables)
    # JAX is nothing without XLA; TensorFlow is many times slower with it on 3D convolutions of a CPU.
    jit = keras.backend.backend() == "jax"
    model.compile(optimizer, dice_cross_entropy, metrics=[brain_accuracy], jit_compile=jit)
    return model


def make_plain_model(config: TrainingConfig) -> keras.Model:
    """Return a network in float32, to hold finished weights."""
    return _in_policy("float32", config.network)


def brain_accuracy(y_true: Tensor, y_pred: Tensor) -> Tensor:
    """Return the share of brain voxels that get their label, a scalar.

    Args:
        y_true: Class indices `(B, ...)`, 0 outside the brain.
        y_pred: Probabilities `(B, ..., L)`.
    """
    truth = ops.cast(y_true, "int32")
    brain = ops.cast(truth > 0, "float32")
    right = ops.cast(ops.equal(ops.argmax(y_pred, axis=-1), truth), "float32")
    return ops.sum(right * brain) / ops.maximum(ops.sum(brain), 1.0)


def _in_policy(policy: str, network: UNetConfig) -> Any:
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(policy)
    try:
        return make_unet(network)
    finally:
        keras.config.set_dtype_policy(before)
