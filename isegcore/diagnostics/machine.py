"""What this machine has and where the program keeps its things."""
# ruff: noqa: PLC0415 - OpenVINO and others take a second

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from pydantic import JsonValue

from isegcore import __version__
from isegcore.folders import cache_folder, logs_folder, models_folder

_LIBRARIES = ("numpy", "openvino", "keras", "tensorflow", "nibabel", "mlflow", "PySide6-Essentials")


def describe_machine() -> dict[str, JsonValue]:
    """Return versions, the device that would run the network and why, and memory; naming nobody."""
    import openvino
    import psutil

    from isegcore.inference.device import choose_device

    choice = choose_device()
    core = openvino.Core()
    capabilities = core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return {
        "iseg": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "device": f"{choice.device.value}: {choice.reason}",
        "cpu": core.get_property("CPU", "FULL_DEVICE_NAME"),
        "precision": "bf16" if "BF16" in capabilities else "f32",
        "cores": psutil.cpu_count(),
        "free memory": f"{psutil.virtual_memory().available / 1e9:.1f} GB",
        "libraries": {name: _version(name) for name in _LIBRARIES},
    }


def describe_places() -> dict[str, JsonValue]:
    """Return the user's models and where models, records, cache and logs are."""
    from isegcore.bundles.library import find_models
    from isegcore.tracking.store import public_uri, store_uri

    return {
        "models": [model.path.stem for model in find_models()],
        "your models": str(models_folder()),
        "records": public_uri(store_uri()),
        "cache": str(cache_folder()),
        "logs": str(logs_folder()),
    }


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"
