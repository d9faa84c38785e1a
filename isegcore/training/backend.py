"""What Keras' backend may run on; decided before the backend is imported."""

from __future__ import annotations

import os

from isegcore.errors import OptionError
from isegcore.inference.device import Device

# One of them for each backend: TensorFlow and torch, JAX, Keras on torch.
_NO_GPU = {"CUDA_VISIBLE_DEVICES": "-1", "JAX_PLATFORMS": "cpu", "KERAS_TORCH_DEVICE": "cpu"}


def use_device(device: Device) -> None:
    """Let the backend train on what the user chose; imports it if a GPU is asked for.

    Raises:
        OptionError: If a GPU was asked for and the backend sees none.
    """
    # What TensorFlow writes about itself on standard error says nothing to users.
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    if device is Device.CPU:
        os.environ.update(_NO_GPU)
    elif device is Device.GPU:
        from isegcore.inference.keras_predictor import count_gpus  # noqa: PLC0415 - imports the backend

        if not count_gpus():
            raise OptionError("A GPU was asked for, and Keras sees none.", hint="Use --device cpu or auto.")
