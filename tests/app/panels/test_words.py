"""How figures and progress are said."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.jobs.job import Report
from app.panels.job_bar import progress_line, time_words
from app.panels.parts import details, percent
from isegcore.errors import OutputError
from isegcore.monitor import Progress


def test_progress_is_stage_share_and_time() -> None:
    assert progress_line(Report(Progress("Network", 34, 55), 3.2)) == "Network 62 % · 3 s left"
    assert progress_line(Report(Progress("Network", 34, 55), None)) == "Network 62 %"


def test_a_stage_of_one_step_has_no_share() -> None:
    assert progress_line(Report(Progress("Reading T1", 0, 1), None)) == "Reading T1"
    assert progress_line(Report(Progress("Segmenting", 0.62, 1), 3.2)) == "Segmenting 62 % · 3 s left"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 s"), (44.6, "45 s"), (125, "2 min 05 s"), (11_130, "3 h 05 min")]
)
def test_times(seconds: float, words: str) -> None:
    assert time_words(seconds) == words


def test_shares() -> None:
    assert [percent(s) for s in (0.0, 0.497, 1.0)] == ["0 %", "50 %", "100 %"]


def test_a_problem_without_hint_or_path_has_no_empty_lines() -> None:
    assert details(OutputError("Full.", path=Path("/x"), hint="Delete.")) == "Delete.\n\n/x"
    assert details(OutputError("Full.")) == ""
