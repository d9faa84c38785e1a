"""Bytes on disk: which file holds the header and which the voxels, plain or gzipped, and how many fit.

Nothing here knows what the bytes mean. Every way in which a disk or a gzip stream can fail leaves this module
as an `IsegError`.
"""

from __future__ import annotations

import errno
import hashlib
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import numpy as np
from isal import igzip, igzip_lib
from numpy.typing import NDArray

from isegcore.errors import TooLargeError, UnreadableImageError

_BLOCK_BYTES = 1 << 20  # a block and its float32 copy stay in the cache
_MAX_DEFLATE_RATIO = 1032  # what deflate can expand to at most: bounds what a gzipped file can hold
_GZIP_MAGIC = b"\x1f\x8b"
_AGAIN = "Copy or export the file again."


@dataclass(frozen=True, slots=True)
class StoredPair:
    """The file with the header and the file with the voxels: the same one for `.nii`."""

    header: Path
    voxels: Path

    @property
    def single(self) -> bool:
        """Return whether header and voxels share a file."""
        return self.header == self.voxels


def find_pair(path: Path) -> StoredPair:
    """Return the files of the image that `path` names, which may be either one of a `.hdr`/`.img` pair.

    Raises:
        UnreadableImageError: If one is missing, or not a file.
    """
    with explained(path):
        _require_file(path)
        stem, kind, gz = split_name(path.name)
        if kind not in (".hdr", ".img"):
            return StoredPair(path, path)
        other = ".img" if kind == ".hdr" else ".hdr"
        partner = _partner(path, stem, other, gz)
        return StoredPair(path, partner) if kind == ".hdr" else StoredPair(partner, path)


def split_name(name: str) -> tuple[str, str, str]:
    """Split a file name into stem, lower-case extension without gzip, and the gzip part ("" or ".gz")."""
    gz = name[-3:] if name.lower().endswith(".gz") else ""
    base = name[: len(name) - len(gz)]
    dot = base.rfind(".")
    if dot <= 0:
        return base, "", gz
    return base[:dot], base[dot:].lower(), gz


def read_start(path: Path, size: int) -> bytes:
    """Return the first `size` bytes of a file, gunzipped; fewer if it is shorter."""
    with opened(path) as stream:
        return _read_up_to(stream, size)


def capacity(path: Path) -> int:
    """Return how many bytes a file can hold at most, without reading it: its size, or a bound if gzipped."""
    with explained(path):
        size = regular(path).stat().st_size
        with path.open("rb") as file:
            gzipped = file.read(2) == _GZIP_MAGIC
    return size * _MAX_DEFLATE_RATIO if gzipped else size


def read_blocks(
    path: Path, offset: int, dtype: np.dtype[np.generic], count: int
) -> Iterator[NDArray[np.generic]]:
    """Yield `count` values of `dtype` that start `offset` bytes into a file, in flat blocks.

    Each block is valid until the next one is asked for. A gzip stream is read to its end, so that its
    check sum is compared.

    Raises:
        UnreadableImageError: If the file ends early or is damaged.
    """
    buffer = bytearray(max(1, _BLOCK_BYTES // dtype.itemsize) * dtype.itemsize)
    left = count * dtype.itemsize
    with opened(path) as stream:
        stream.seek(offset)
        while left:
            view = memoryview(buffer)[: min(left, len(buffer))]
            if not _fill(stream, view):
                raise UnreadableImageError("The file ends before its last voxel.", path=path, hint=_AGAIN)
            yield np.frombuffer(view, dtype)
            left -= len(view)
        if isinstance(stream, igzip.IGzipFile):
            while stream.read(_BLOCK_BYTES):
                pass


def sha256_of(path: Path) -> str:
    """Return the hash of a file's content, hexadecimal.

    Raises:
        OSError: If it cannot be read, or is no regular file.
    """
    with regular(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def regular(path: Path) -> Path:
    """Return the path itself, if it may be opened: a pipe, a socket or a device may never end.

    Raises:
        OSError: If there is nothing there, or such a thing.
    """
    if not (path.is_dir() or stat.S_ISREG(path.stat().st_mode)):
        raise OSError(errno.EINVAL, "not a regular file")
    return path


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for reading, gunzipping it if its content (not its name) says so."""
    with explained(path), regular(path).open("rb") as file:
        gzipped = file.read(2) == _GZIP_MAGIC
        file.seek(0)
        if not gzipped:
            yield file
            return
        with igzip.IGzipFile(fileobj=file, mode="rb") as stream:  # type: ignore[no-untyped-call]
            yield cast("IO[bytes]", stream)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn whatever the disk, gzip or a lack of memory raises into a sentence about `path`."""
    try:
        yield
    except EOFError as error:
        raise UnreadableImageError("The gzip stream was cut short.", path=path, hint=_AGAIN) from error
    except (igzip.BadGzipFile, igzip_lib.error) as error:  # type: ignore[misc] # isal types it wrongly
        raise UnreadableImageError("The gzip stream is damaged.", path=path, hint=_AGAIN) from error
    except MemoryError as error:
        raise TooLargeError("The image does not fit into this machine's memory.", path=path) from error
    except PermissionError as error:
        hint = "Ask its owner for permission to read it."
        raise UnreadableImageError("The file may not be read.", path=path, hint=hint) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableImageError(f"The file could not be read ({reason}).", path=path) from error


def _require_file(path: Path) -> None:
    if path.is_dir():
        hint = "Name the image itself; a DICOM folder is converted with dcm2niix first."
        raise UnreadableImageError("This is a folder, not an image.", path=path, hint=hint)
    if not path.exists():
        raise UnreadableImageError("There is no such file.", path=path, hint="Check the path.")
    if not path.is_file():
        raise UnreadableImageError("This is not a regular file.", path=path)


def _partner(path: Path, stem: str, extension: str, gz: str) -> Path:
    endings = dict.fromkeys(e + z for z in (gz, "", ".gz") for e in (extension, extension.upper()))
    for ending in endings:
        candidate = path.with_name(stem + ending)
        if candidate.is_file():
            return candidate
    raise UnreadableImageError(
        f"Its other half, {stem}{extension}, is missing.",
        path=path,
        hint="Put both files of the .hdr/.img pair into one folder.",
    )


def _read_up_to(stream: IO[bytes], size: int) -> bytes:
    parts: list[bytes] = []
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _fill(stream: IO[bytes], view: memoryview) -> bool:
    done = 0
    while done < len(view):
        got = stream.readinto(view[done:])  # type: ignore[attr-defined]
        if not got:
            return False
        done += got
    return True
