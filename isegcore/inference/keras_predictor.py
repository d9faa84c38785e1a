"""The network through Keras, on whatever device and backend Keras uses: a GPU, or a network in training."""

from __future__ import annotations

import keras
import numpy as np
from numpy.typing import NDArray

from isegcore.inference.predictor import as_batches
from isegcore.monitor import Monitor


class KerasPredictor:
    """A `Predictor` around a network in memory; `on` names the device it is on, for people."""

    def __init__(self, network: keras.Model, on: str = "") -> None:
        self._network = network
        self.device = f"{on}, Keras on {keras.backend.backend()}".lstrip(", ")

    def predict(self, patches: NDArray[np.float32], monitor: Monitor) -> NDArray[np.float32]:
        """Return class probabilities `(B, I, J[, K], 4)`; see `Predictor`."""
        results = []
        batches = as_batches(patches)
        for number, batch in enumerate(batches):
            monitor.update("Network", number, len(batches))
            answer = self._network(np.ascontiguousarray(batch), training=False)
            results.append(np.asarray(keras.ops.convert_to_numpy(answer), np.float32))
        return np.concatenate(results)


def count_gpus() -> int:
    """Return how many GPUs Keras' backend sees; imports it."""
    if keras.backend.backend() == "torch":  # which Keras' distribution module does not cover
        import torch  # type: ignore[import-not-found]  # noqa: PLC0415 - there only if it is the backend

        return int(torch.cuda.device_count())
    return len(keras.distribution.list_devices("gpu"))
