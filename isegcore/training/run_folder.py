"""The folder of a training run: who holds it, and whether it is asked to stop."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from isegcore.errors import OutputError
from isegcore.io.file_lock import try_lock
from isegcore.training.run_files import (
    CONFIG_FILE,
    JOURNAL_FILE,
    LAST_GOOD_FILE,
    PLAN_FILE,
    PREVIEW_FILE,
    SPLIT_FILE,
    STATE_FILE,
    STOP_FILE,
)

_LOCK_FILE = "lock"
# The checkpoint first: without it nobody can go on with what is left by a kill in the middle.
_OF_A_RUN = (STATE_FILE, JOURNAL_FILE, SPLIT_FILE, CONFIG_FILE, PREVIEW_FILE, LAST_GOOD_FILE, PLAN_FILE)


@contextmanager
def held_run_folder(
    folder: Path, *, resume: bool, overwrite: bool = False, inputs: Collection[Path] = ()
) -> Iterator[None]:
    """Keep a run's folder to this process while the block lasts; a request to stop left there is removed.

    The lock goes with the process, even if that is killed.

    Args:
        folder: Made if there is none.
        resume: Whether the run in there is gone on with. If not, what it has written is removed, so that
            nobody takes it for the new one's.
        overwrite: Whether it may be, if it could be gone on with.
        inputs: Files that are not removed: the new run starts from them.

    Raises:
        OutputError: If another process holds it, if it cannot be written to, or if there is a run in it that
            may not be replaced.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / _LOCK_FILE).open("a+b")
    except OSError as error:
        raise _closed(folder, error) from error
    with file:
        if not try_lock(file):
            raise OutputError(
                "A training is running in this folder.",
                path=folder,
                hint="Wait for it, stop it, or give the model another name.",
            )
        if not (resume or overwrite) and (folder / STATE_FILE).exists():
            raise OutputError(
                "There is a run in this folder already.",
                path=folder,
                hint="Go on with it (--resume), let it be replaced (--overwrite), or choose another name.",
            )
        _remove(folder, (STOP_FILE,) if resume else (*_OF_A_RUN, STOP_FILE), inputs)
        yield


def stop_is_wanted(folder: Path) -> bool:
    """Return whether the run was asked to stop and keep its best weights."""
    return (folder / STOP_FILE).exists()


def _remove(folder: Path, names: Collection[str], inputs: Collection[Path]) -> None:
    kept = {path.resolve() for path in inputs}
    try:
        for path in (folder / name for name in names):
            if path.resolve() not in kept:
                path.unlink(missing_ok=True)
    except OSError as error:
        raise _closed(folder, error) from error


def _closed(folder: Path, error: OSError) -> OutputError:
    message = f"The folder of the run cannot be written to ({error.strerror})."
    return OutputError(message, path=folder, hint="Write elsewhere.")
