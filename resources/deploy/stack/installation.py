"""Environments of Airflow and MLflow: apart from each other and from iSeg, from pinned requirements."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from resources.deploy.stack.place import Place
from resources.deploy.stack.service import StackError, run

_DEPLOY = Path(__file__).parents[1]
_ROOT = _DEPLOY.parents[1]


def installed(name: str, place: Place) -> Path:
    """Return the folder of programs of an environment, made from `NAME/requirements.txt` if need be."""
    folder = place.root / f"{name}-environment"
    wanted = _DEPLOY / name / "requirements.txt"
    done = folder / "requirements.txt"
    if not done.is_file() or done.read_bytes() != wanted.read_bytes():
        uv, log = _uv(), place.logs / f"install-{name}.log"
        own = dict(os.environ)  # the user's settings of uv and pip, for a mirror of PyPI
        run([uv, "venv", "--clear", "--quiet", "--python", _python(), str(folder)], own, log)
        run([uv, "pip", "install", "--quiet", "-r", str(wanted)], {**own, "VIRTUAL_ENV": str(folder)}, log)
        shutil.copyfile(wanted, done)
    return folder / "bin"


def _python() -> str:
    return str(Path(sys.executable).resolve())


def _uv() -> str:
    own = _ROOT / ".tools" / "bin" / "uv"
    found = str(own) if own.is_file() else shutil.which("uv")
    if not found:
        raise StackError("uv is not installed: pip install uv")
    return found
