"""The environment file: secrets of this place alone, for their owner alone, and never overwritten."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from resources.deploy import environment
from resources.deploy.environment import SECRETS, read_environment, write_environment


def test_secrets_are_long_and_differ_from_place_to_place(tmp_path: Path) -> None:
    assert write_environment(tmp_path / "a")
    assert write_environment(tmp_path / "b")
    one, other = read_environment(tmp_path / "a"), read_environment(tmp_path / "b")
    secrets = [values[name] for values in (one, other) for name in SECRETS]
    assert len(set(secrets)) == 2 * len(SECRETS)
    assert min(map(len, secrets)) >= 24
    assert one["AIRFLOW_USER"] not in one["AIRFLOW_USER_PASSWORD"]


def test_only_its_owner_can_read_it_and_it_is_not_made_twice(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    assert write_environment(file)
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_text()
    assert not write_environment(file)
    assert file.read_text() == before


def test_it_runs_with_nothing_but_python(tmp_path: Path) -> None:
    command = [sys.executable, "-I", "-S", environment.__file__, str(tmp_path / ".env")]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "Made" in ran.stdout
    assert str(tmp_path) in read_environment(tmp_path / ".env")["ISEG_DATA"]
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "Left as it is" in again.stdout
