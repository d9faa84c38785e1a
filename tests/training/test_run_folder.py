import subprocess
import sys
from pathlib import Path

import pytest

from isegcore.errors import OutputError
from isegcore.training.run_files import (
    JOURNAL_FILE,
    LAST_GOOD_FILE,
    PREVIEW_FILE,
    SPLIT_FILE,
    STATE_FILE,
    STOP_FILE,
)
from isegcore.training.run_folder import held_run_folder, stop_is_wanted

_HOLD = """
import sys, time
from pathlib import Path
from isegcore.training.run_folder import held_run_folder
with held_run_folder(Path(sys.argv[1]), resume=False):
    print("held", flush=True)
    time.sleep(60)
"""


def test_two_runs_on_one_folder_are_refused_until_the_first_is_gone(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", _HOLD, tmp_path], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with (
            pytest.raises(OutputError, match="training is running") as error,
            held_run_folder(tmp_path, resume=True),
        ):
            pass
        assert error.value.path == tmp_path
        other.kill()  # it leaves the file, but not the lock
    with held_run_folder(tmp_path, resume=True):
        pass


def test_a_run_is_not_replaced_by_accident(tmp_path: Path) -> None:
    (tmp_path / STATE_FILE).touch()
    with (
        pytest.raises(OutputError, match="a run in this folder") as error,
        held_run_folder(tmp_path, resume=False),
    ):
        pass
    assert "--resume" in error.value.hint
    with held_run_folder(tmp_path, resume=True):
        pass
    assert (tmp_path / STATE_FILE).exists()


def test_a_run_that_is_replaced_leaves_nothing_to_go_on_with_and_files_of_others_stay(tmp_path: Path) -> None:
    kept = [tmp_path / name for name in ("notes.txt", LAST_GOOD_FILE)]
    of_the_run = (STATE_FILE, SPLIT_FILE, JOURNAL_FILE, PREVIEW_FILE, "plan.json")
    for path in (*kept, *(tmp_path / name for name in of_the_run)):
        path.touch()
    with held_run_folder(tmp_path, resume=False, overwrite=True, inputs=[tmp_path / LAST_GOOD_FILE]):
        assert {path for path in tmp_path.iterdir() if path.name != "lock"} == set(kept)
    with held_run_folder(tmp_path, resume=False):
        assert not (tmp_path / LAST_GOOD_FILE).exists()


def test_a_request_to_stop_that_nobody_heard_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    with held_run_folder(folder, resume=False):
        (folder / STOP_FILE).touch()
        assert stop_is_wanted(folder)
    with held_run_folder(folder, resume=False):
        assert not stop_is_wanted(folder)


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(OutputError, match="cannot be written to"),
        held_run_folder(tmp_path / "file", resume=True),
    ):
        pass
