"""Tables on disk."""

from __future__ import annotations

from pathlib import Path

from isegcore.data.table import Table
from isegcore.io.atomic import atomic_file


def write_csv(path: Path, table: Table, *, overwrite: bool = False) -> None:
    """Write a table as UTF-8 CSV.

    Raises:
        OutputError: If `path` cannot be written, or is there and `overwrite` is not set.
    """
    with atomic_file(path, overwrite=overwrite) as file:
        file.write(table.text(",").encode())
