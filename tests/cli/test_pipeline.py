"""`iseg pipeline` as a shell calls it: exit codes, events, and what they hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from isegcore.cli.main import app
from isegcore.pipeline.stages import Stage
from tests.helpers.pipelines import write_data


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Returns a folder whose `data` holds two subjects."""
    write_data(tmp_path / "data", 2)
    return tmp_path


def call(folder: Path, *options: str) -> Result:
    told = [
        "pipeline",
        str(folder / "data"),
        "-o",
        str(folder / "outputs"),
        "--train",
        "never",
        "--jobs",
        "1",
    ]
    return CliRunner().invoke(app, [*told, *options])


def events(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_events_tell_of_stages_and_subjects_and_end_with_the_result(folder: Path) -> None:
    result = call(folder, "--events", "jsonl")
    assert result.exit_code == 0, result.output
    told = events(result)
    ended = [e["stage"] for e in told if e["event"] == "stage" and e["state"] != "running"]
    assert ended == list(Stage)
    done = {(e["stage"], e["subject"]) for e in told if e["event"] == "subject" and e["state"] == "done"}
    assert ("inference", "subject-2") in done
    assert "Segmenting" in {e["note"] for e in told if e["event"] == "subject" and e["state"] == "running"}
    assert told[-1]["event"] == "result"
    assert [s["state"] for s in told[-1]["result"]["subjects"]] == ["done", "done"]
    assert Path(told[-1]["result"]["page"]).is_file()


def test_a_bad_subject_makes_the_exit_code_1_and_the_report_is_there(folder: Path) -> None:
    (folder / "data" / "subject-1-T1.img").write_bytes(b"")
    result = call(folder)
    assert result.exit_code == 1
    assert "subject-1" in result.output
    assert "The report is in" in result.output
    assert (folder / "outputs" / "subject-2-pred.nii.gz").is_file()


def test_a_stage_by_itself_tells_what_the_next_one_needs(folder: Path) -> None:
    (folder / "data" / "subject-1-T1.img").write_bytes(b"")
    found = events(call(folder, "--stage", "validate_data", "--events", "jsonl"))[-1]["result"]
    assert (found["subjects"], found["failed"]) == (["subject-2"], ["subject-1"])
    assert call(folder, "--stage", "check_model").exit_code == 0
    decided = events(call(folder, "--stage", "decide_train", "--events", "jsonl"))[-1]["result"]
    assert decided["train"] is False
    assert call(folder, "--stage", "inference", "--subjects", "subject-2").exit_code == 0
    assert call(folder, "--stage", "inference", "--subjects", "subject-1").exit_code == 1
    assert call(folder, "--stage", "visualize_predictions", "--subjects", "2").exit_code == 0
    assert call(folder, "--stage", "generate_report").exit_code == 0


def test_what_cannot_be_done_is_a_sentence(folder: Path) -> None:
    result = call(folder, "--subjects", "9")
    assert result.exit_code == 1
    assert "There is no subject 9" in result.output
    result = call(folder, "--stage", "decide_train")
    assert "validate_data has to be run before this one" in result.output
    (folder / "outputs").rename(folder / "elsewhere")
    (folder / "outputs").write_text("a file")
    assert "cannot be written to" in call(folder).output
