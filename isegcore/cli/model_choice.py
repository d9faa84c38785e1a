"""The model that an option names: in the library, a file, registered in MLflow, or one to be written."""

from __future__ import annotations

from pathlib import Path

from isegcore.errors import OptionError
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


def require_model_file(path: Path, *, overwrite: bool) -> None:
    """Make sure that a model can be written to `path`, before the work that leads to it.

    Raises:
        OptionError: If it is not the name of a model.
        OutputError: If it exists and may not be replaced, or cannot be written.
    """
    from isegcore.io.atomic import require_writable

    if path.suffix != ".keras":
        raise OptionError("The model's name must end in .keras.", path=path)
    require_writable(path, overwrite=overwrite)
