"""What a window writes to the log: what was done, not whose images."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning
from pytestqt.qtbot import QtBot

from app.jobs.job import Job, Runner
from app.jobs.journal import log_error, log_jobs, log_qt_messages, log_settings
from app.settings import Settings
from isegcore.diagnostics.logs import NAME, start_logging
from isegcore.errors import DatasetError
from isegcore.monitor import Monitor

NAMED = "Name-Of-A-Patient"


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    logs = start_logging(tmp_path)
    assert logs is not None
    yield tmp_path / NAME
    logs.stop()


def test_jobs_are_told_by_their_kind(written: Path, qtbot: QtBot) -> None:
    def fail(monitor: Monitor) -> None:
        raise OSError(2, "No such file", f"/home/{NAMED}/x.nii")

    runner = Runner()
    log_jobs(runner)
    for title, work in (
        (f"Segmenting {NAMED}", lambda _: 1),
        (NAMED, lambda _: 1),
        (f"Reading {NAMED}", fail),
    ):
        with qtbot.waitSignal(runner.idle):
            runner.submit(Job(title, work))
    text = written.read_text(encoding="utf-8")
    assert "Segmenting done after 0." in text
    assert "Working done after 0." in text
    assert "Reading failed" in text
    assert "builtins.FileNotFoundError" in text
    assert NAMED not in text


@pytest.mark.usefixtures("french")
def test_the_log_is_english_where_the_window_is_not(written: Path, qtbot: QtBot) -> None:
    runner = Runner()
    log_jobs(runner)
    job = Job("Reading {name}", lambda _: 1, name=NAMED)
    with qtbot.waitSignal(runner.idle):
        runner.submit(job)
    assert job.title == f"Lecture de {NAMED}"
    text = written.read_text(encoding="utf-8")
    assert "Reading done after 0." in text
    assert NAMED not in text


def test_errors_and_settings_name_nobody(written: Path) -> None:
    log_error(DatasetError(f"There is no {NAMED}.", path=Path(NAMED), hint=NAMED))
    log_settings(Settings(model=f"/home/{NAMED}/m.keras", server=f"https://{NAMED}.org"))
    text = written.read_text(encoding="utf-8")
    assert "told: DatasetError" in text
    assert '"model": "set"' in text
    assert '"theme": "system"' in text
    assert NAMED not in text
    assert NAMED.lower() not in text


@pytest.mark.no_qt_log
def test_what_qt_says_goes_to_the_terminal_alone(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log_qt_messages()
    qWarning(f"cannot read /home/{NAMED}")
    qInstallMessageHandler(None)
    assert "Qt said something: QtWarningMsg" in written.read_text(encoding="utf-8")
    assert NAMED not in written.read_text(encoding="utf-8")
    assert NAMED in capsys.readouterr().err
