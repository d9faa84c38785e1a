"""Choosing what runs the network, and saying why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from isegcore.bundles.bundle import ModelBundle
from isegcore.errors import OptionError
from isegcore.inference.cuda import has_cuda_driver, has_cuda_libraries
from isegcore.inference.predictor import Predictor
from isegcore.monitor import NULL_MONITOR, Monitor


class Device(StrEnum):
    """What the user may ask for."""

    AUTO = "auto"
    CPU = "cpu"
    GPU = "gpu"


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """What was chosen, `Device.CPU` or `Device.GPU`, and the reason in a sentence."""

    device: Device
    reason: str


def choose_device(requested: Device = Device.AUTO) -> DeviceChoice:
    """Return what will run the network.

    Keras is asked for a GPU only where a driver and cuDNN are installed, because asking costs seconds.

    Raises:
        OptionError: If a GPU was asked for and there is none.
    """
    if requested is Device.CPU:
        return DeviceChoice(Device.CPU, "The CPU was asked for.")
    if not has_cuda_driver():
        missing = "There is no CUDA driver on this computer."
    elif not has_cuda_libraries():
        missing = "There is a CUDA driver, but not what Keras needs besides (tensorflow[and-cuda])."
    elif not _keras_sees_gpu():
        missing = "There is a CUDA driver, but Keras sees no GPU."
    else:
        return DeviceChoice(Device.GPU, "Keras sees a GPU.")
    if requested is Device.GPU:
        raise OptionError(f"A GPU was asked for. {missing}", hint="Use --device cpu or auto.")
    return DeviceChoice(Device.CPU, missing)


def make_predictor(
    bundle: ModelBundle,
    choice: DeviceChoice,
    monitor: Monitor = NULL_MONITOR,
    *,
    threads: int | None = None,
) -> Predictor:
    """Return a predictor that runs the model on the chosen device; on a CPU with so many threads, or all.

    Raises:
        ModelError: If the model cannot be loaded or compiled.
    """
    if choice.device is Device.GPU:
        from isegcore.inference.keras_predictor import KerasPredictor  # noqa: PLC0415 - seconds

        return KerasPredictor(bundle.load_network(), on="GPU")
    from isegcore.inference.openvino_predictor import OpenVinoPredictor  # noqa: PLC0415

    return OpenVinoPredictor(bundle, monitor, threads=threads)


def _keras_sees_gpu() -> bool:
    from isegcore.inference.keras_predictor import count_gpus  # noqa: PLC0415 - seconds

    return count_gpus() > 0
