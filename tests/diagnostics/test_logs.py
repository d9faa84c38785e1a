"""Logs and reports: they tell what happened, and nothing of whose images it happened to."""

from __future__ import annotations

import ast
import logging
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest

from isegcore.diagnostics.logs import NAME, Word, log, log_start, short_path, start_logging
from isegcore.errors import UnreadableImageError

ROOT = Path(__file__).parents[2]
NAMED = "Name-Of-A-Patient"
PATH = f"/home/{NAMED}/data/sub-{NAMED}_T1w.nii.gz"


class Colour(Enum):
    RED = NAMED


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    logs = start_logging(tmp_path)
    assert logs is not None
    yield tmp_path / NAME
    logs.stop()


def through_own_arguments() -> None:
    log().info("reading %s", PATH)
    log().warning("of %s and %r in %d", NAMED, Path(PATH), 3)
    log().error("a mapping %(name)s", {"name": NAMED})


def through_own_child() -> None:
    logging.getLogger("iseg.io").error("cannot read %s", PATH)
    logging.getLogger(f"iseg.{NAMED}").error("x")


def through_other_libraries() -> None:
    logging.getLogger("nibabel").error("bad header in %s", PATH)
    logging.getLogger(NAMED).critical(PATH)
    logging.error(PATH)


def through_warnings() -> None:
    warnings.warn_explicit(f"overflow in {PATH}", RuntimeWarning, PATH, 1)


def through_exceptions() -> None:
    try:
        try:
            Path(PATH).read_bytes()
        except OSError as error:
            raise UnreadableImageError(f"{NAMED} is damaged.", path=Path(PATH), hint=NAMED) from error
    except UnreadableImageError:
        log().exception("failed: %s", NAMED)


def through_a_stack() -> None:
    log().error("%s", NAMED, stack_info=True, extra={"who": NAMED})


def through_enums() -> None:
    log().info("%s", Colour.RED)


ROUTES = [
    through_own_arguments,
    through_own_child,
    through_other_libraries,
    through_warnings,
    through_exceptions,
    through_a_stack,
    through_enums,
]


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.filterwarnings("default")
def test_no_name_gets_into_the_log(route: object, written: Path) -> None:
    assert callable(route)
    route()
    text = written.read_text(encoding="utf-8")
    assert text
    assert NAMED not in text
    assert "/home" not in text


def test_a_text_put_together_before_it_is_logged_is_left_out(written: Path) -> None:
    log().info(f"reading {PATH}")
    assert NAMED not in written.read_text(encoding="utf-8")


def test_what_happened_is_told(written: Path) -> None:
    log_start("0.1.0")
    log().info("%s done after %.1f s", Word("Segmenting"), 2.25)
    through_exceptions()
    text = written.read_text(encoding="utf-8")
    assert "started: version 0.1.0, Python 3." in text
    assert "Segmenting done after 2.2 s" in text
    assert "isegcore.errors.UnreadableImageError" in text
    assert "builtins.FileNotFoundError" in text
    assert "test_logs.py:" in text
    assert "in through_exceptions" in text or " through_exceptions" in text


def test_places_are_told_from_the_package_on() -> None:
    assert short_path(f"/home/{NAMED}/venv/lib/python3.11/site-packages/numpy/core.py") == "numpy/core.py"
    assert short_path(f"/home/{NAMED}/iseg/app/main.py") == "app/main.py"
    assert short_path(f"C:\\Users\\{NAMED}\\isegcore\\io\\nifti.py") == "isegcore/io/nifti.py"
    assert short_path(f"/home/{NAMED}/x.py") == "x.py"


def test_the_code_logs_constant_texts_alone() -> None:
    """A text with data in it would pass as one of the code's own where it has arguments besides."""
    calls = 0
    for file in [*(ROOT / "app").rglob("*.py"), *(ROOT / "isegcore").rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("log()."):
                if node.func.attr == "setLevel":  # type: ignore[attr-defined]
                    continue
                calls += 1
                assert isinstance(node.args[0], ast.Constant), f"{file}:{node.lineno}"
    assert calls > 5


def test_logs_rotate(written: Path) -> None:
    for number in range(15_000):
        log().info("%s done after %.1f s", Word("Segmenting"), number)
    files = sorted(written.parent.glob(f"{NAME}*"))
    assert 2 <= len(files) <= 5
    assert all(file.stat().st_size <= 500_000 for file in files)


def test_a_folder_that_cannot_be_written_costs_the_log_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert start_logging(tmp_path / "file") is None


def report(tmp_path: Path, *, name: str = "report.zip") -> subprocess.CompletedProcess[str]:
    homes = {
        f"XDG_{kind}_HOME": str(tmp_path / NAMED / kind) for kind in ("DATA", "CACHE", "STATE", "CONFIG")
    }
    logs = tmp_path / NAMED / "STATE" / "iseg-desktop" / "log"
    logs.mkdir(parents=True, exist_ok=True)
    (logs / NAME).write_text("2026-01-01 INFO started\n", encoding="utf-8")
    fatal = f'Fatal Python error\n  File "/home/{NAMED}/lib/site-packages/x/y.py", line 1 in f\n'
    (logs / "fatal.log").write_text(fatal, encoding="utf-8")
    models = tmp_path / NAMED / "DATA" / "iseg-desktop" / "models"
    models.mkdir(parents=True, exist_ok=True)
    (models / f"{NAMED}.keras").touch()
    return subprocess.run(
        [sys.executable, "-m", "isegcore.cli.main", "info", "--report", str(tmp_path / name)],
        env={"PATH": "/usr/bin:/bin", "HOME": f"/home/{NAMED}", **homes},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_report_holds_what_helps_and_names_nobody(tmp_path: Path) -> None:
    done = report(tmp_path)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "report.zip") as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    assert set(files) == {"README.txt", "machine.json", "window.log", "fatal.log"}
    assert all(NAMED not in text for text in files.values())
    assert '"iseg"' in files["machine.json"]
    assert "openvino" in files["machine.json"]
    assert 'File "x/y.py"' in files["fatal.log"]
    assert report(tmp_path).returncode == 1  # it is not replaced without being asked to
