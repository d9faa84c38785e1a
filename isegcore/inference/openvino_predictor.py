"""The network on a CPU, through OpenVINO: free of TensorFlow, near the machine's convolution ceiling."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from isegcore.bundles.bundle import ModelBundle
from isegcore.bundles.compiled import read_compiled
from isegcore.errors import ModelError
from isegcore.inference.predictor import as_batches
from isegcore.monitor import NULL_MONITOR, Monitor

if TYPE_CHECKING:
    import openvino

_POLL_MS = 40
# OpenVINO does not say how far it is, so progress within a batch is time against the time of the last one,
# at first against what two cores need.
_FIRST_GUESS_S_PER_VOXEL = 3e-7
_NEVER_DONE = 0.95


@dataclass(frozen=True, slots=True)
class _Share:
    """Batch `number` of `total`, as part of the progress of them all."""

    monitor: Monitor
    number: int
    total: int

    def report(self, part: float) -> None:
        self.monitor.update("Network", self.number + part, self.total)


class OpenVinoPredictor:
    """A `Predictor` that compiles its model anew whenever the patches' shape changes, and keeps the last."""

    def __init__(
        self, bundle: ModelBundle, monitor: Monitor = NULL_MONITOR, *, threads: int | None = None
    ) -> None:
        """Read the compiled form of a model, to be run on so many threads, or on all cores.

        Raises:
            ModelError: If the model cannot be turned into that form, or its card contradicts its network.
        """
        import openvino  # noqa: PLC0415 - a third of a second that other commands need not pay

        self._core = openvino.Core()
        self._bundle = bundle
        self._threads = threads
        self._model = read_compiled(bundle, self._core, monitor)
        capable = self._core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        self._precision = "bf16" if "BF16" in capable else "f32"
        self._request: openvino.InferRequest | None = None
        self._shape: tuple[int, ...] = ()
        self._seconds_per_voxel = _FIRST_GUESS_S_PER_VOXEL

    @property
    def device(self) -> str:
        """Return what runs the network."""
        return f"CPU, OpenVINO {self._precision}"

    def predict(self, patches: NDArray[np.float32], monitor: Monitor) -> NDArray[np.float32]:
        """Return class probabilities `(B, I, J[, K], 4)`; see `Predictor`.

        Raises:
            ModelError: If the network does not take patches of this size.
        """
        batches = as_batches(patches)
        request = self._request_for(batches.shape[1:])
        results = []
        for number, batch in enumerate(batches):
            self._run(request, batch, _Share(monitor, number, len(batches)))
            results.append(request.get_output_tensor(0).data.copy())
        # Channels last is a view: whoever takes one class at a time reads it in one piece.
        return np.moveaxis(np.concatenate(results) if len(results) > 1 else results[0], 1, -1)

    def _run(self, request: openvino.InferRequest, batch: NDArray[np.float32], share: _Share) -> None:
        voxels = batch[..., 0].size
        share.report(0)
        start = time.perf_counter()
        request.start_async(np.ascontiguousarray(batch), share_inputs=True)
        try:
            while not request.wait_for(_POLL_MS):
                expected = voxels * self._seconds_per_voxel
                share.report(min((time.perf_counter() - start) / expected, _NEVER_DONE))
        except BaseException:
            request.cancel()
            with suppress(RuntimeError):  # OpenVINO raises that the request was cancelled
                request.wait()
            raise
        self._seconds_per_voxel = (time.perf_counter() - start) / voxels

    def _request_for(self, shape: tuple[int, ...]) -> openvino.InferRequest:
        if self._request is None or shape != self._shape:
            model = self._model.clone()
            options: dict[str, str | int] = {
                "INFERENCE_PRECISION_HINT": self._precision,
                "PERFORMANCE_HINT": "LATENCY",
            }
            if self._threads is not None:
                options["INFERENCE_NUM_THREADS"] = self._threads
            try:
                model.reshape(list(shape))
                self._request = self._core.compile_model(model, "CPU", options).create_infer_request()
            except RuntimeError as error:
                raise ModelError(
                    f"The network does not take the input that its card describes, {shape[1:]}.",
                    path=self._bundle.path,
                    hint="Train or export it again.",
                ) from error
            self._shape = shape
        return self._request
