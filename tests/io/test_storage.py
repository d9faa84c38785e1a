"""Whatever a user names in place of a file is told, and never waited for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from isegcore.bundles.bundle import ModelBundle
from isegcore.errors import IsegError
from isegcore.io.label_tables import read_label_table
from isegcore.io.storage import capacity
from isegcore.pipeline.tasks import known_hash
from isegcore.study.study_file import read_study
from isegcore.training.checkpoint import read_run
from isegcore.training.recipe import read_recipe
from isegcore.training.split import read_split

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a place among the files")


@pytest.mark.parametrize("read", [read_label_table, capacity, read_study, read_recipe, ModelBundle.open])
def test_a_pipe_is_told(tmp_path: Path, read: Callable[[Path], object]) -> None:
    os.mkfifo(tmp_path / "a")
    with pytest.raises(IsegError) as told:
        read(tmp_path / "a")
    assert told.value.path == tmp_path / "a"


@pytest.mark.parametrize(("read", "name"), [(read_run, "config.json"), (read_split, "split.json")])
def test_a_pipe_in_the_folder_of_a_run_is_told(
    tmp_path: Path, read: Callable[[Path], object], name: str
) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(IsegError):
        read(tmp_path)


def test_a_pipe_has_no_hash(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    assert known_hash(tmp_path / "a") == ""
