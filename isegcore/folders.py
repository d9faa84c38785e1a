"""The folders in which the program keeps things for its user; none of them need exist."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_NAME = "iseg-desktop"


def data_folder() -> Path:
    """Return the folder of what cannot be made again."""
    return platformdirs.user_data_path(_NAME)


def models_folder() -> Path:
    """Return the folder of the user's own models."""
    return data_folder() / "models"


def cache_folder() -> Path:
    """Return the folder of what can be made again."""
    return platformdirs.user_cache_path(_NAME)


def logs_folder() -> Path:
    """Return the folder of the logs."""
    return platformdirs.user_log_path(_NAME)
