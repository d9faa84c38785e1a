"""The network through Keras: what runs on a GPU."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from isegcore.bundles.bundle import ModelBundle
from isegcore.monitor import Monitor


class KerasPredictor:
    """A `Predictor` on whatever device Keras' backend uses; imports Keras and its backend."""

    def __init__(self, bundle: ModelBundle, device: str) -> None:
        """Load the network; `device` is what users are told runs it.

        Raises:
            ModelError: If Keras cannot load it.
        """
        self._network = bundle.load_network()
        self.device = device

    def predict(self, patches: NDArray[np.float32], monitor: Monitor) -> NDArray[np.float32]:
        """Return class probabilities `(B, I, J, K, 4)`; see `Predictor`."""
        results = []
        for number, patch in enumerate(patches):
            monitor.update("Network", number, len(patches))
            results.append(np.asarray(self._network(patch[np.newaxis], training=False), np.float32))
        return np.concatenate(results)


def count_gpus() -> int:
    """Return how many GPUs TensorFlow sees; imports it."""
    import tensorflow  # noqa: PLC0415 - seconds, so only where a driver is installed

    return len(tensorflow.config.list_physical_devices("GPU"))
