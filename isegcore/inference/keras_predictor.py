"""The network through Keras, on whatever device and backend Keras uses: a GPU, or a network in training."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext, suppress

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
            with _without_gradients():
                answer = self._network(np.ascontiguousarray(batch), training=False)
            results.append(np.asarray(keras.ops.convert_to_numpy(answer), np.float32))
        return np.concatenate(results)


def count_gpus() -> int:
    """Return how many GPUs Keras' backend sees; imports it."""
    if keras.backend.backend() == "torch":  # which Keras' distribution module does not cover
        import torch  # type: ignore[import-not-found]  # noqa: PLC0415 - there only if it is the backend

        return int(torch.cuda.device_count())
    with suppress(RuntimeError):  # what JAX says where there is none
        return len(keras.distribution.list_devices("gpu"))
    return 0


def _without_gradients() -> AbstractContextManager[object]:
    """Keep torch from storing what training would need."""
    if keras.backend.backend() != "torch":
        return nullcontext()
    import torch  # noqa: PLC0415 - see count_gpus

    return torch.no_grad()  # type: ignore[no-any-return]
