"""`iseg info`: versions, the device that would be used and why, models and folders."""

from __future__ import annotations

import platform
from importlib.metadata import version

import platformdirs
from pydantic import JsonValue

from isegcore import __version__
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal

_LIBRARIES = ("numpy", "openvino", "keras", "tensorflow", "nibabel", "mlflow", "PySide6-Essentials")


def info(as_json: JsonOption = False, events: EventsOption = None) -> None:
    """Show versions, the device that would run the network and why, models and folders."""
    with Terminal(as_json=as_json, events=events) as terminal:
        found = _find_info()
        width = max(map(len, found))
        lines = [f"{name:<{width}}  {_in_words(value)}" for name, value in found.items()]
        terminal.result(found, "\n".join(lines))


def _find_info() -> dict[str, JsonValue]:
    import openvino
    import psutil

    from isegcore.bundles.library import find_models, models_folder
    from isegcore.inference.device import choose_device
    from isegcore.tracking.mlflow_tracker import public_uri, store_uri

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
        "models": [model.path.stem for model in find_models()],
        "your models": str(models_folder()),
        "records": public_uri(store_uri()),
        "cache": str(platformdirs.user_cache_path("iseg-desktop")),
        "libraries": {name: version(name) for name in _LIBRARIES},
        "note": "Research software; not a medical device.",
    }


def _in_words(value: JsonValue) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {content}" for name, content in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
