"""Which data a model was trained on, without saying whose they are."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from isegcore.io.storage import find_pair, sha256_of
from isegcore.monitor import NULL_MONITOR, Monitor


def digest_images(images: Sequence[Path], monitor: Monitor = NULL_MONITOR) -> str:
    """Return one SHA-256, hexadecimal, of the content of these images, whatever their names and order.

    Args:
        images: Image files; of a `.hdr`/`.img` pair, either one stands for both.
        monitor: Hears of each image.

    Raises:
        UnreadableImageError: If one is missing.
        Cancelled: If the monitor says so.
    """
    hashes: set[str] = set()
    for number, image in enumerate(images):
        monitor.update("Identifying the data", number, len(images))
        pair = find_pair(image)
        hashes |= {sha256_of(path) for path in {pair.header, pair.voxels}}
    return hashlib.sha256("\n".join(sorted(hashes)).encode()).hexdigest()
