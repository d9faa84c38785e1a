"""What a wheel holds, and that it works away from the checkout it was made in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_FOR_A_CHECKOUT = ("resources/deploy/", "resources/packaging/", "resources/setup/")
_LS_FILES = ("git", "ls-files", "--cached", "--others", "--exclude-standard")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Builds the wheel from the sdist, as a release is built."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder), cwd=ROOT)
    (sdist,) = folder.glob("*.tar.gz")
    _run("tar", "xzf", str(sdist), cwd=folder)
    source = folder / sdist.name.removesuffix(".tar.gz")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=source)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel installs, and no more."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def _run(*command: str, cwd: Path, **more: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ran = subprocess.run(
        command, cwd=cwd, env={**environment, **more}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def _tracked() -> set[str]:
    listed = _run(*_LS_FILES, "app", "isegcore", "resources", cwd=ROOT).splitlines()
    return {name for name in listed if not name.startswith(_FOR_A_CHECKOUT)}


def test_the_wheel_holds_the_program_and_its_resources_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == _tracked()


def test_the_wheel_states_its_commands_licence_and_extras(unpacked: Path) -> None:
    (info,) = unpacked.glob("*.dist-info")
    entry_points = (info / "entry_points.txt").read_text()
    assert "iseg = isegcore.cli.main:main" in entry_points
    assert "[gui_scripts]\niseg-desktop = " in entry_points
    metadata = (info / "METADATA").read_text()
    assert "License-Expression: Apache-2.0" in metadata
    assert "Provides-Extra: gpu" in metadata
    assert "Provides-Extra: dicom" in metadata
    assert (info / "licenses" / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_the_demo_runs_from_the_wheel_alone(unpacked: Path, tmp_path: Path) -> None:
    where = "import isegcore.shipped as s; print(s.__file__, s.shipped_path('sample'))"
    for path in _run(sys.executable, "-c", where, cwd=tmp_path, PYTHONPATH=str(unpacked)).split():
        assert Path(path).is_relative_to(unpacked)
    command = (sys.executable, "-m", "isegcore.cli.main", "demo", "-o", "out", "--json")
    told = json.loads(_run(*command, cwd=tmp_path, PYTHONPATH=str(unpacked)))
    written = {Path(name).suffix for name in told["files"]}
    assert {".gz", ".json", ".html", ".png"} <= written
    assert all((tmp_path / name).stat().st_size > 0 for name in told["files"])
