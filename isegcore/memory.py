"""Knowing before the work whether it fits into memory: a large volume gets a sentence, not a crash."""

from __future__ import annotations

from pathlib import Path

import psutil

from isegcore.errors import TooLargeError


def require_memory(needed_bytes: float, what: str, path: Path | None = None) -> None:
    """Check that `needed_bytes` are free; `what` starts the sentence ("Reading this image").

    Raises:
        TooLargeError: If they are not.
    """
    free = psutil.virtual_memory().available
    if needed_bytes > free:
        raise TooLargeError(
            f"{what} needs about {needed_bytes / 1e9:.1f} GB of memory; {free / 1e9:.1f} GB are free.",
            path=path,
            hint="Close other programs, crop or downsample the image, or use a larger machine.",
        )
