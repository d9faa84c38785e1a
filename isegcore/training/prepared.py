"""Prepared subjects on disk: a hundred cost no more memory than ten, and workers share them.

Each is two or three arrays of numpy's own format in a folder of the run, opened as memory maps when drawn.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from isegcore.errors import DatasetError
from isegcore.io.atomic import atomic_file
from isegcore.training.sampling import Example


@dataclass(frozen=True, slots=True)
class PreparedSubjects:
    """Examples in a folder, `0` to `count - 1`; small to send to another process."""

    folder: Path
    count: int

    def draw(self, rng: np.random.Generator) -> Example:
        """Return one of them, all being equally likely, its arrays on disk.

        Raises:
            DatasetError: If it is not there any more.
        """
        return self.read(int(rng.integers(self.count)))

    def read(self, number: int) -> Example:
        """Return one of them, its arrays on disk.

        Raises:
            DatasetError: If it is not there any more.
        """
        image, labels, box = (_file(self.folder, number, part) for part in Example.__slots__)
        try:
            return Example(np.load(image, mmap_mode="r"), np.load(labels, mmap_mode="r"), np.load(box))
        except (OSError, ValueError) as error:
            raise DatasetError(
                "A prepared subject cannot be read any more.", path=self.folder, hint="Resume the run."
            ) from error


@contextmanager
def preparation(folder: Path) -> Iterator[Path]:
    """Keep a folder for prepared subjects while the block lasts; what a killed run left there goes."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write_prepared(folder: Path, number: int, example: Example) -> None:
    """Write one example.

    Raises:
        OutputError: If the disk does not take it.
    """
    for part in Example.__slots__:
        array: NDArray[np.generic] = getattr(example, part)
        with atomic_file(_file(folder, number, part)) as file:
            np.save(file, array, allow_pickle=False)


def _file(folder: Path, number: int, part: str) -> Path:
    return folder / f"{number:05d}-{part}.npy"
