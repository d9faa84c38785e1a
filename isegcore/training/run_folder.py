"""The folder of a training run: who holds it, and how a run is asked to stop."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from isegcore.errors import OutputError
from isegcore.io.file_lock import try_lock
from isegcore.training.checkpoint import STATE_FILE

STOP_FILE = "stop"
PREVIEW_FILE = "preview.png"
_LOCK_FILE = "lock"


@contextmanager
def held_run_folder(folder: Path, *, replace: bool) -> Iterator[None]:
    """Keep a run's folder to this process while the block lasts; a request to stop left there is removed.

    The lock goes with the process, even if that is killed.

    Args:
        folder: Made if there is none.
        replace: Whether a run that is in there may be replaced, or gone on with.

    Raises:
        OutputError: If another process holds it, if it cannot be written to, or if there is a run in it that
            may not be replaced.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / _LOCK_FILE).open("a+b")
    except OSError as error:
        message = f"The folder of the run cannot be written to ({error.strerror})."
        raise OutputError(message, path=folder, hint="Write elsewhere.") from error
    with file:
        if not try_lock(file):
            raise OutputError(
                "A training is running in this folder.",
                path=folder,
                hint="Wait for it, stop it, or give the model another name.",
            )
        if not replace and (folder / STATE_FILE).exists():
            raise OutputError(
                "There is a run in this folder already.",
                path=folder,
                hint="Go on with it (--resume), let it be replaced (--overwrite), or choose another name.",
            )
        (folder / STOP_FILE).unlink(missing_ok=True)
        yield


def stop_is_wanted(folder: Path) -> bool:
    """Return whether the run was asked to stop and keep its best weights."""
    return (folder / STOP_FILE).exists()
