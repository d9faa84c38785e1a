"""What can go wrong in the middle of a training without being a bug, as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from isegcore.errors import IsegError

# TensorFlow's and torch's names for it; JAX says it in the message alone.
_NAMES = ("ResourceExhaustedError", "OutOfMemoryError")
_WORDS = ("RESOURCE_EXHAUSTED", "out of memory")


class TrainingBrokeDownError(IsegError):
    """The training cannot go on as it is; its last checkpoint stays."""


@contextmanager
def out_of_memory_told(run_folder: Path) -> Iterator[None]:
    """Turn whatever a backend raises when memory is used up into a sentence.

    Raises:
        TrainingBrokeDownError: If the block ran out of memory.
    """
    try:
        yield
    except Exception as error:
        if not is_out_of_memory(error):
            raise
        raise TrainingBrokeDownError(
            "There is not enough memory for this training.",
            path=run_folder,
            hint="Use a smaller batch or patch, or close other programs; the last checkpoint is kept there.",
        ) from error


def is_out_of_memory(error: Exception) -> bool:
    """Return whether an error means that the memory of the computer, or of a GPU, is used up."""
    if isinstance(error, MemoryError):
        return True
    known = any(kind.__name__ in _NAMES for kind in type(error).__mro__)
    return known or (isinstance(error, RuntimeError) and any(words in str(error) for words in _WORDS))
