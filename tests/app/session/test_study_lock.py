"""One window at a time has a study, also after it was taken from another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from app.session.study_lock import StudyLock

_OTHER = (
    "import sys; from pathlib import Path; from app.session.study_lock import StudyLock\n"
    "lock = StudyLock(Path(sys.argv[1])); print(lock.take_over(), flush=True); input()"
)


def test_who_took_a_study_over_keeps_it_when_the_first_window_closes(tmp_path: Path) -> None:
    study = tmp_path / "ward.iseg"
    first = StudyLock(study)
    assert first.take()
    command = [sys.executable, "-c", _OTHER, str(study)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "True"
        assert not first.is_mine
        first.release()
        third = StudyLock(study)
        assert not third.take()
        holder = third.holder
        assert holder is not None
        assert holder.pid == other.pid
        other.communicate("")
