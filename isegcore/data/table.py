"""A table of words and numbers, for files and for the clipboard."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header, all of one length."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def text(self, separator: str) -> str:
        """Return it with a line for each row; a comma makes CSV, a tab what spreadsheets take when pasted."""
        out = io.StringIO()
        writer = csv.writer(out, delimiter=separator, lineterminator="\n")
        writer.writerow(self.header)
        writer.writerows(self.rows)
        return out.getvalue()
