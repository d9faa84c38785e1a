"""The documents: every command in them runs, and every link leads somewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from isegcore.shipped import shipped_path
from tests.cli.conftest import write_subject

ROOT = shipped_path("docs")
PAGES = sorted(ROOT.rglob("*.md"))
_SH = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#:]+)\)")
_NOT_RUN = re.compile(r"# Not run here: .{10,}\.")


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _blocks(page: Path) -> list[str]:
    return _SH.findall(page.read_text(encoding="utf-8"))


def _run_blocks(page: Path) -> list[str]:
    return [block for block in _blocks(page) if not _NOT_RUN.match(block)]


@pytest.mark.slow
@pytest.mark.timeout(900)  # of several commands, one may train
@pytest.mark.parametrize("page", [p for p in PAGES if _run_blocks(p)], ids=_name)
def test_the_commands_of_a_page_run_one_after_the_other(page: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    (work / "my-data").mkdir(parents=True)
    for number in (1, 2, 3):
        write_subject(work / "my-data", number)
    homes = {f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("DATA", "CACHE", "STATE", "CONFIG")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, **homes, "PATH": path, "TF_CPP_MIN_LOG_LEVEL": "3"}
    environment.pop("MLFLOW_TRACKING_URI", None)
    for block in _run_blocks(page):
        ran = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", block],
            cwd=work,
            env=environment,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert ran.returncode == 0, f"{block}\n{ran.stdout}{ran.stderr}"


def test_the_pages_that_promise_commands_have_some_that_run() -> None:
    assert len([page for page in PAGES if _run_blocks(page)]) >= 8


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_page_is_reached_from_the_first(page: Path) -> None:
    first = (ROOT / "README.md").read_text(encoding="utf-8")
    assert page == ROOT / "README.md" or _name(page) in _LINK.findall(first)
