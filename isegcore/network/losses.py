"""What training minimises."""

from __future__ import annotations

from typing import Any

from keras import ops

Tensor = Any  # of whichever backend Keras runs on

_SMOOTH = 1e-5


def dice_cross_entropy(y_true: Tensor, y_pred: Tensor) -> Tensor:
    """Return soft Dice loss plus cross-entropy, a scalar.

    Dice is taken over the whole batch for each class but the background, which is easy and would hide the
    rest.

    Args:
        y_true: Class indices `(B, ...)`.
        y_pred: Probabilities `(B, ..., L)`.
    """
    guess = ops.cast(y_pred, "float32")
    truth = ops.one_hot(ops.cast(y_true, "int32"), guess.shape[-1], dtype="float32")
    axes = tuple(range(len(guess.shape) - 1))
    entropy = -ops.mean(ops.sum(truth * ops.log(ops.clip(guess, 1e-6, 1.0)), axis=-1))
    overlap = ops.sum(truth * guess, axis=axes)
    size = ops.sum(truth, axis=axes) + ops.sum(guess, axis=axes)
    dice = (2 * overlap + _SMOOTH) / (size + _SMOOTH)
    return entropy + 1 - ops.mean(dice[1:])
