"""Lays out build/bundle, where Briefcase finds all that it needs, and runs Briefcase there.

pyproject.toml and briefcase.toml are each edited by hand and written once; Briefcase reads a single
pyproject.toml. The staged one is the text of the two, one after the other. A package gets a bill of materials
beside it.
"""
# ruff: noqa: T201 - a program for a terminal

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STAGE = ROOT / "build" / "bundle"
FOLDERS = ("app", "isegcore", "resources")
FILES = ("README.md", "LICENSE", "CHANGELOG.md")
TABLES = ("pyproject.toml", "briefcase.toml")
CONSTRAINTS = "constraints.txt"
BILL = "iseg-desktop.cdx.json"  # the ending by which readers of CycloneDX know it
_KEPT = ("build", "dist", "logs", ".briefcase")  # Briefcase's own: `build` goes on from `create`


def stage(root: Path = ROOT, target: Path = STAGE) -> None:
    """Copy the sources and write the merged pyproject.toml; what Briefcase made there before stays.

    Args:
        root: The checkout.
        target: The folder to lay out; made if it is missing.
    """
    target.mkdir(parents=True, exist_ok=True)
    for old in target.iterdir():
        if old.name not in _KEPT:
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    for name in FOLDERS:
        shutil.copytree(root / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy2(root / name, target / name)
    (target / "pyproject.toml").write_text(merged_tables(root), encoding="utf-8")


def merged_tables(root: Path) -> str:
    """Return pyproject.toml and briefcase.toml as the text of one file."""
    return "\n".join((root / name).read_text(encoding="utf-8") for name in TABLES)


def write_constraints(root: Path, file: Path) -> None:
    """Write the versions of uv.lock as constraints, so that a bundle holds what the tests have run."""
    _export(root, file, "--no-emit-project", "--no-hashes")


def write_bill(root: Path, file: Path) -> None:
    """Write the bill of materials (CycloneDX 1.5): every library of uv.lock, with its version and hashes."""
    _export(root, file, "--format", "cyclonedx1.5")


def _export(root: Path, file: Path, *form: str) -> None:
    command = [os.environ.get("UV", "uv"), "export", "--frozen", "--no-default-groups", *form]
    command += ["--quiet", "--output-file", str(file)]
    subprocess.run(command, cwd=root, check=True)  # noqa: S603 - uv, and paths of our own


def main(arguments: Sequence[str]) -> int:
    """Stage, then run `briefcase ARGUMENTS` in the staged folder; return its exit status."""
    if not arguments:
        print("usage: resources/packaging/bundle dev|create|build|package [OPTION…]", file=sys.stderr)
        return 2
    stage()
    write_constraints(ROOT, STAGE / CONSTRAINTS)
    command = [sys.executable, "-m", "briefcase", *arguments]
    status = subprocess.run(command, cwd=STAGE, check=False).returncode  # noqa: S603 - the user's own words
    if status == 0 and arguments[0] == "package":
        write_bill(ROOT, STAGE / "dist" / BILL)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
