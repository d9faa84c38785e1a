"""Writing files whole or not at all: into a hidden file in the same folder, then renamed."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from isegcore.errors import OutputError


@contextmanager
def atomic_file(path: Path, *, overwrite: bool = False, inputs: Collection[Path] = ()) -> Iterator[IO[bytes]]:
    """Open a file for writing that appears at `path` only when the block has ended well.

    The block does nothing but write to it: whatever the disk raises there is told of `path`.

    Args:
        path: Where it shall be; its folder is made if there is none. A symbolic link is written through.
        overwrite: Whether a file that is there may be replaced.
        inputs: Files that are never replaced, whatever `overwrite` says.

    Raises:
        OutputError: If `path` may not be replaced, or the disk is full, read-only or not there.
    """
    with explained(path):
        target = _written_through(path)
        require_writable(target, overwrite=overwrite, inputs=inputs)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{secrets.token_hex(6)}.part")
        try:
            with part.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            require_writable(target, overwrite=overwrite, inputs=inputs)  # someone may have been quicker
            part.replace(target)
        finally:
            with suppress(OSError):  # it is not there: renamed, or never made
                part.unlink()


def _written_through(path: Path) -> Path:
    """Return what a symbolic link leads to, there or not; any other path as it is."""
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    if target.is_symlink():  # links that lead in a circle
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return target


def require_writable(path: Path, *, overwrite: bool = False, inputs: Collection[Path] = ()) -> None:
    """Check that writing `path` destroys nothing.

    Raises:
        OutputError: If it is one of `inputs`, a folder, or there already and not to be replaced.
    """
    if any(_same_file(path, given) for given in inputs):
        raise OutputError("This is one of the input images.", path=path, hint="Choose another name.")
    with explained(path):
        if path.is_dir():
            raise OutputError("This is a folder.", path=path, hint="Add a file name.")
        if path.exists() and not overwrite:
            hint = "Choose another name, or allow it to be replaced."
            raise OutputError("The file exists.", path=path, hint=hint)


def write_text(path: Path, text: str, *, overwrite: bool = False, inputs: Collection[Path] = ()) -> None:
    """Write a UTF-8 text file atomically; arguments and errors as `atomic_file`."""
    write_bytes(path, text.encode(), overwrite=overwrite, inputs=inputs)


def write_bytes(
    path: Path, content: bytes, *, overwrite: bool = False, inputs: Collection[Path] = ()
) -> None:
    """Write a file atomically; arguments and errors as `atomic_file`."""
    with atomic_file(path, overwrite=overwrite, inputs=inputs) as file:
        file.write(content)


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn whatever the disk raises into a sentence about `path`."""
    try:
        yield
    except OSError as error:
        raise _sentence(error, path) from error


def _sentence(error: OSError, path: Path) -> OutputError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return OutputError("The disk is full.", path=path, hint="Free some space, or write elsewhere.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return OutputError("The folder may not be written to.", path=path, hint="Write elsewhere.")
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return OutputError("A file is where its folder should be.", path=path, hint="Write elsewhere.")
    if error.errno == errno.ENAMETOOLONG:
        return OutputError("The name is too long for the disk.", path=path, hint="Shorten it.")
    return OutputError(f"The file could not be written ({error.strerror or error}).", path=path)
