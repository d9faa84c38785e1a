"""What Keras' backend may run on; decided before the backend is imported."""

from __future__ import annotations

import os

from isegcore.errors import OptionError
from isegcore.inference.device import Device

# One of them for each backend: TensorFlow and torch, JAX, Keras on torch.
_NO_GPU = {"CUDA_VISIBLE_DEVICES": "-1", "JAX_PLATFORMS": "cpu", "KERAS_TORCH_DEVICE": "cpu"}
# What TensorFlow writes about itself on standard error says nothing to users. Left alone, it convolves by
# oneDNN on processors with AVX-512 only; with AVX2 a step of the 3D network then takes four times as long.
_TENSORFLOW = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "1"}


def use_device(device: Device) -> None:
    """Let the backend train on what the user chose, and fast; imports it if a GPU is asked for.

    To be called before anything imports Keras. What the environment says otherwise is left as it is.

    Raises:
        OptionError: If a GPU was asked for and the backend sees none.
    """
    for name, value in _TENSORFLOW.items():
        os.environ.setdefault(name, value)
    if device is Device.CPU:
        os.environ.update(_NO_GPU)
    elif device is Device.GPU:
        from isegcore.inference.keras_predictor import count_gpus  # noqa: PLC0415 - imports the backend

        if not count_gpus():
            raise OptionError("A GPU was asked for, and Keras sees none.", hint="Use --device cpu or auto.")
