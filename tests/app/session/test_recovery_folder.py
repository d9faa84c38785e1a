"""Folders of windows: locked while their process lives, offered when it is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from app.session.recovery_folder import OwnFolder, find_left_behind, recovery_name

_WINDOW = """
import sys, time
from pathlib import Path
from app.session.recovery_folder import OwnFolder
folder = OwnFolder(Path(sys.argv[1]))
folder.prepare()
(folder.path / "a.iseg-recovery").write_bytes(b"x")
print("ready", flush=True)
time.sleep(60)
"""


def test_a_window_that_was_killed_left_its_folder_behind_and_one_that_lives_did_not(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", _WINDOW, str(tmp_path)], stdout=subprocess.PIPE) as window:
        assert window.stdout is not None
        assert window.stdout.readline().strip() == b"ready"
        assert find_left_behind(tmp_path) == ()
        window.kill()
    (behind,) = find_left_behind(tmp_path)
    assert [path.name for path in behind.files] == ["a.iseg-recovery"]
    assert find_left_behind(tmp_path) == ()  # this process has it now
    behind.leave()
    (again,) = find_left_behind(tmp_path)
    again.remove()
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_not_worth_offering(tmp_path: Path) -> None:
    (tmp_path / "left").mkdir()
    assert find_left_behind(tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_nothing_at_all_is_nothing_left_behind(tmp_path: Path) -> None:
    assert find_left_behind(tmp_path / "none") == ()


def test_names_say_nothing_of_the_subject() -> None:
    name = recovery_name("/data/anna b/T1.nii.gz")
    assert "anna" not in name
    assert name == recovery_name("/data/anna b/T1.nii.gz") != recovery_name("/data/b/T1.nii.gz")


def test_the_folder_is_the_users_own(tmp_path: Path) -> None:
    folder = OwnFolder(tmp_path)
    assert not folder.path.exists()
    folder.mark("a")
    assert folder.path.stat().st_mode & 0o077 == 0
    folder.remove()
    assert not folder.path.exists()
