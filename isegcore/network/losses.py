"""What training minimises."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops

Tensor = Any  # of whichever backend Keras runs on

_SMOOTH = 1e-5


@keras.saving.register_keras_serializable("iseg")
class DiceCrossEntropy(keras.losses.Loss):
    """Half soft Dice, half cross-entropy, over softmax outputs and integer labels.

    Dice is taken over the whole batch for each class but the background, which is easy and would hide the rest.
    """

    def __init__(self, classes: int = 4, name: str = "dice_cross_entropy", **options: Any) -> None:
        super().__init__(name=name, **options)
        self.classes = classes

    def call(self, y_true: Tensor, y_pred: Tensor) -> Tensor:
        """Return the loss, a scalar, of `(B, ..., classes)` probabilities against `(B, ...)` class indices."""
        truth = ops.one_hot(ops.cast(y_true, "int32"), self.classes, dtype="float32")
        guess = ops.cast(y_pred, "float32")
        axes = tuple(range(len(guess.shape) - 1))
        entropy = -ops.mean(ops.sum(truth * ops.log(ops.clip(guess, 1e-6, 1.0)), axis=-1))
        overlap = ops.sum(truth * guess, axis=axes)
        size = ops.sum(truth, axis=axes) + ops.sum(guess, axis=axes)
        dice = (2 * overlap + _SMOOTH) / (size + _SMOOTH)
        return entropy + 1 - ops.mean(dice[1:])

    def get_config(self) -> dict[str, Any]:
        """Return what is needed to make this loss again."""
        return {**super().get_config(), "classes": self.classes}
