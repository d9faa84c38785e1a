"""Whether this computer has what a GPU needs; imports nothing heavy."""

from __future__ import annotations

import ctypes
import os
import sys
from importlib.util import find_spec


def has_cuda_driver() -> bool:
    """Return whether there is a driver, and a GPU that it knows."""
    try:
        driver = ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
        count = ctypes.c_int(0)
        return driver.cuInit(0) == 0 and driver.cuDeviceGetCount(ctypes.byref(count)) == 0 and count.value > 0
    except (OSError, AttributeError):
        return False


def has_cuda_libraries() -> bool:
    """Return whether cuDNN is there, as a wheel or on the system."""
    if find_spec("nvidia") is not None and find_spec("nvidia.cudnn") is not None:
        return True  # as wheels
    try:
        ctypes.CDLL("cudnn64_9.dll" if sys.platform == "win32" else "libcudnn.so.9")
    except OSError:
        return False
    return True


def describe_hardware() -> str:
    """Return in words what networks will run on, as far as that can be told without loading Keras."""
    cores = os.cpu_count() or 1
    cpu = f"Networks run on the CPU ({cores} {'core' if cores == 1 else 'cores'})"
    if not has_cuda_driver():
        return f"{cpu}; no NVIDIA GPU was found."
    if not has_cuda_libraries():
        return f"{cpu}: there is an NVIDIA GPU, but not what Keras needs for it."
    return "Networks run on the NVIDIA GPU if Keras can use it, else on the CPU."
