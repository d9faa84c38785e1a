"""The network on a CPU, through OpenVINO: free of TensorFlow, near the machine's convolution ceiling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from isegcore.bundles.bundle import ModelBundle
from isegcore.bundles.compiled import read_compiled
from isegcore.monitor import NULL_MONITOR, Monitor

if TYPE_CHECKING:
    import openvino

_POLL_MS = 40


class OpenVinoPredictor:
    """A `Predictor` that compiles its model anew whenever the patch size changes, and keeps the last."""

    def __init__(self, bundle: ModelBundle, monitor: Monitor = NULL_MONITOR) -> None:
        """Read the compiled form of a model.

        Raises:
            ModelError: If the model cannot be turned into that form.
        """
        import openvino  # noqa: PLC0415 - a third of a second that other commands need not pay

        self._core = openvino.Core()
        self._model = read_compiled(bundle, self._core, monitor)
        capable = self._core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        self._precision = "bf16" if "BF16" in capable else "f32"
        self._request: openvino.InferRequest | None = None
        self._shape: tuple[int, ...] = ()

    @property
    def device(self) -> str:
        """Return what runs the network."""
        return f"CPU, OpenVINO {self._precision}"

    def predict(self, patches: NDArray[np.float32], monitor: Monitor) -> NDArray[np.float32]:
        """Return class probabilities `(B, I, J, K, 4)`; see `Predictor`."""
        request = self._request_for((1, *patches.shape[1:]))
        results = []
        for number, patch in enumerate(patches):
            request.start_async(np.ascontiguousarray(patch)[np.newaxis], share_inputs=True)
            try:
                while not request.wait_for(_POLL_MS):
                    monitor.update("Network", number, len(patches))
            except BaseException:
                request.cancel()
                request.wait()
                raise
            results.append(request.get_output_tensor(0).data.copy())
        # Channels last is a view: whoever takes one class at a time reads it in one piece.
        return np.moveaxis(np.concatenate(results) if len(results) > 1 else results[0], 1, -1)

    def _request_for(self, shape: tuple[int, ...]) -> openvino.InferRequest:
        if self._request is None or shape != self._shape:
            model = self._model.clone()
            model.reshape(list(shape))
            options = {"INFERENCE_PRECISION_HINT": self._precision, "PERFORMANCE_HINT": "LATENCY"}
            self._request = self._core.compile_model(model, "CPU", options).create_infer_request()
            self._shape = shape
        return self._request
