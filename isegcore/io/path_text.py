"""Paths as text that JSON can hold, and back without a loss: names on a disk are bytes, not always text."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import quote_from_bytes, unquote_to_bytes

# Before a path whose bytes are written in percent; nothing else is written with a "./" before it
_IN_BYTES = "./bytes:"
_NO_TEXT = "surrogateescape"


def path_text(path: Path) -> str:
    """Return a path as text, with `/`: as it is, or its bytes in percent where it could not be read back."""
    text = path.as_posix()
    if is_text(text) and "\\" not in text and not text.startswith(_IN_BYTES):
        return text
    return _IN_BYTES + quote_from_bytes(text.encode("utf-8", _NO_TEXT))


def text_path(text: str) -> Path:
    """Return the path that `path_text` wrote, or that anyone else wrote, on whichever system."""
    if text.startswith(_IN_BYTES):
        return Path(unquote_to_bytes(text.removeprefix(_IN_BYTES)).decode("utf-8", _NO_TEXT))
    return Path(*(PureWindowsPath(text) if "\\" in text else PurePosixPath(text)).parts)


def is_text(text: str) -> bool:
    """Return whether a string can be encoded: the names of some files cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
