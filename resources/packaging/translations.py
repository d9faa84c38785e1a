"""Brings the translations up to the code, with Qt's own tools: `python -m resources.packaging.translations`.

Texts that are new come into `iseg_LANGUAGE.ts` unfinished, to be translated there (Qt Linguist, or any
editor); texts that are gone go. The compiled `.qm` beside it is what the program loads. A test fails while
either is behind.
"""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import PySide6

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "translations"
_TOOLS = Path(PySide6.__file__).parent


def update(ts: Path) -> None:
    """Let a translation file hold every text of the code, in alphabetical order, and no other."""
    sources = sorted(str(path) for path in (ROOT / "app").rglob("*.py"))
    order = ["-no-obsolete", "-sort-messages", "-locations", "none", "-silent"]
    subprocess.run([_TOOLS / "lupdate", *order, *sources, "-ts", ts], check=True)  # noqa: S603 - our own arguments


def compile_to(ts: Path, qm: Path) -> None:
    """Compile a translation file."""
    subprocess.run([_TOOLS / "lrelease", "-silent", ts, "-qm", qm], check=True)  # noqa: S603 - our own arguments


def texts_of(ts: Path) -> dict[str, str]:
    """Return each text of a translation file with its translation; empty where that is not finished."""
    texts = {}
    for message in ET.parse(ts).getroot().iter("message"):  # noqa: S314 - our own file
        translation = message.find("translation")
        is_done = translation is not None and translation.get("type") is None
        texts[message.findtext("source", "")] = message.findtext("translation", "") if is_done else ""
    return texts


def main() -> int:
    """Bring all of them up to the code."""
    for ts in sorted(FOLDER.glob("*.ts")):
        update(ts)
        compile_to(ts, ts.with_suffix(".qm"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
