"""The model that an option names: in the library, a file, or registered in MLflow."""

from __future__ import annotations

from isegcore.monitor import Monitor

_REGISTERED = "models:/"


def local_model(name: str, monitor: Monitor) -> str:
    """Return the name or path of a model on this machine, fetching one that MLflow has registered.

    MLflow is asked only for `models:/NAME@ALIAS` and `models:/NAME/VERSION`.

    Raises:
        IsegError: If there is no such version, it cannot be used, or the store cannot be reached.
    """
    if not name.startswith(_REGISTERED):
        return name
    from isegcore.tracking.registered import fetch_model

    return str(fetch_model(name, monitor=monitor))
