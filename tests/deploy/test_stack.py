"""PostgreSQL, MLflow and Airflow started for real: the pipeline runs on them, both its branches."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from resources.deploy.stack.check import check_stack, temporary_place
from resources.deploy.stack.place import Place
from resources.deploy.stack.stack import Stack, running_stack
from tests.cli.conftest import write_subject

SETUP = Path(__file__).parents[2] / "resources" / "setup" / "environment.sh"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.deploy,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(
        shutil.which("dpkg-query") is None, reason="PostgreSQL is taken from Debian's packages"
    ),
]


@pytest.fixture
def stack() -> Iterator[Stack]:
    subprocess.run(["bash", "-c", '. "$0"; install_system_packages postgresql', str(SETUP)], check=True)
    with temporary_place() as place, running_stack(place) as started:
        yield started


def data_in(place: Place, name: str, subjects: int = 2) -> dict[str, Any]:
    """Return the parameters of a pipeline on small subjects of its own that trains nothing."""
    folder = place.folder(name)
    (folder / "data").mkdir()
    for number in range(1, subjects + 1):
        write_subject(folder / "data", number)
    folders = {part: str(folder / part) for part in ("data", "models", "outputs")}
    return {**folders, "train": "never"}


def test_both_branches_run_and_all_is_there(stack: Stack) -> None:
    assert_nothing_listens_beyond_this_machine(stack)
    data = Path(data_in(stack.place, "check")["data"])
    for tasks in check_stack(stack.place, data):
        assert sorted(task.subject for task in tasks if task.name == "inference") == [
            "subject-1",
            "subject-2",
        ]


def assert_nothing_listens_beyond_this_machine(stack: Stack) -> None:
    ours = set()
    for service in stack.services:
        assert service.process is not None
        parent = psutil.Process(service.process.pid)
        ours |= {parent.pid, *(child.pid for child in parent.children(recursive=True))}
    listening = [
        c for c in psutil.net_connections("inet") if c.status == psutil.CONN_LISTEN and c.pid in ours
    ]
    assert len(listening) >= 4
    assert {c.laddr.ip for c in listening} == {"127.0.0.1"}
