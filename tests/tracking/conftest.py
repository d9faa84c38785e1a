"""A store that the tests of this folder share: making its tables takes seconds."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of an SQLite store, in a folder whose name has a space and is beyond Latin."""
    folder: Path = tmp_path_factory.mktemp("données suivi")
    return f"sqlite:///{(folder / 'mlflow.db').as_posix()}"
