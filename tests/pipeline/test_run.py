"""All stages on tiny subjects with the shipped model: what is written, and what a second run does."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from isegcore.data.provenance import Provenance
from isegcore.errors import DatasetError, IsegError, OutputError
from isegcore.io.images import read_label_map
from isegcore.monitor import Cancelled
from isegcore.pipeline.report import PipelineReport
from isegcore.pipeline.run import PipelineOutcome, run_pipeline, run_stage
from isegcore.pipeline.stages import Stage, State
from isegcore.pipeline.store import Store
from tests.cli.conftest import write_subject
from tests.helpers.pipelines import Recorder, options_for, write_data


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Returns a folder whose `data` holds two subjects."""
    write_data(tmp_path / "data", 2)
    return tmp_path


def run(folder: Path, **changes: object) -> tuple[PipelineOutcome, Recorder]:
    recorder = Recorder()
    return run_pipeline(options_for(folder, **changes), recorder), recorder


def states(recorder: Recorder) -> list[State]:
    return [recorder.stages[stage].state for stage in Stage]


def times(folder: Path) -> dict[str, int]:
    files = (folder / "outputs").glob("subject-*")
    return {path.name: path.stat().st_mtime_ns for path in files}


def test_a_run_writes_predictions_pictures_and_a_report(folder: Path) -> None:
    outcome, recorder = run(folder)
    done, skipped = State.DONE, State.SKIPPED
    assert states(recorder) == [done, done, done, skipped, done, done, done, done]
    names = {
        f"subject-{n}-{end}" for n in (1, 2) for end in ("pred.nii.gz", "pred.json", "pred.tsv", "slices.png")
    }
    assert set(times(folder)) == names
    assert outcome.path.name == f"pipeline_report_{datetime.now():%Y%m%d}.json"
    report = PipelineReport.model_validate_json(outcome.path.read_bytes())
    assert report == outcome.report
    assert [subject.state for subject in report.subjects] == [done, done]
    assert report.decision is not None
    assert report.decision.model.startswith("iseg-infant")
    assert set(report.mean_dice) == {"CSF", "GM", "WM"}
    assert len(report.data.sha256) == 64
    prediction = folder / "outputs" / "subject-1-pred.nii.gz"
    assert read_label_map(prediction, None).grid.shape == (32, 36, 28)
    Provenance.model_validate_json((folder / "outputs" / "subject-1-pred.json").read_bytes())
    page = outcome.page.read_text(encoding="utf-8")
    assert page.count("data:image/png;base64,") == 2
    assert "http" not in page
    assert str(folder) not in page + outcome.path.read_text(encoding="utf-8")


def test_a_second_run_does_only_what_is_missing_or_changed(folder: Path) -> None:
    run(folder)
    before = times(folder)
    _, recorder = run(folder)
    assert times(folder) == before
    assert recorder.ended(Stage.INFER) == {"subject-1": State.KEPT, "subject-2": State.KEPT}
    assert recorder.stages[Stage.VALIDATE].state is State.KEPT
    write_subject(folder / "data", 3)
    for ending in ("pred.nii.gz", "slices.png"):
        (folder / "outputs" / f"subject-2-{ending}").unlink()
    _, recorder = run(folder)
    ended = recorder.ended(Stage.INFER)
    assert ended == {"subject-1": State.KEPT, "subject-2": State.DONE, "subject-3": State.DONE}
    assert recorder.ended(Stage.VALIDATE) == {"subject-3": State.DONE}
    after = times(folder)
    assert {name for name in before if after[name] == before[name]} == {n for n in before if "subject-1" in n}


def test_touching_a_file_changes_nothing_and_changing_it_does(folder: Path) -> None:
    run(folder)
    image = folder / "data" / "subject-1-T1.img"
    os.utime(image)
    _, recorder = run(folder)
    assert recorder.ended(Stage.VALIDATE) == {"subject-1": State.DONE}
    assert set(recorder.ended(Stage.INFER).values()) == {State.KEPT}
    content = bytearray(image.read_bytes())
    content[len(content) // 2] += 9
    image.write_bytes(content)
    _, recorder = run(folder)
    assert recorder.ended(Stage.INFER) == {"subject-1": State.DONE, "subject-2": State.KEPT}


def test_bad_subjects_are_told_and_the_rest_completes(folder: Path) -> None:
    write_subject(folder / "data", 3)
    for ending in ("hdr", "img"):
        (folder / "data" / f"subject-1-T2.{ending}").unlink()
    truncated = folder / "data" / "subject-2-T1.img"
    truncated.write_bytes(truncated.read_bytes()[:1000])
    outcome, recorder = run(folder)
    one, two, three = outcome.report.subjects
    assert (one.state, two.state, three.state) == (State.DONE, State.FAILED, State.DONE)
    assert any("There is no T2" in note for note in one.notes)
    assert two.problem.startswith("subject-2-T1.")
    assert not (folder / "outputs" / "subject-2-pred.nii.gz").exists()
    assert "2 of 3 subjects" in recorder.stages[Stage.INFER].note
    page = outcome.page.read_text(encoding="utf-8")
    assert "1 failed" in page
    assert two.problem.split(".")[-2] in page
    write_subject(folder / "data", 2, overwrite=True)
    outcome, recorder = run(folder)
    assert outcome.report.failed == 0
    assert recorder.ended(Stage.INFER)["subject-3"] is State.KEPT


def test_folders_with_names_too_long_for_the_disk_are_told(folder: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written to"):
        run_pipeline(replace(options_for(folder), outputs=folder / ("o" * 300)), Recorder())
    outcome = run_pipeline(replace(options_for(folder), models=folder / ("m" * 300)), Recorder())
    assert outcome.report.failed == 0


def test_a_label_image_that_was_corrected_by_hand_is_never_written_over(folder: Path) -> None:
    run(folder)
    corrected = folder / "outputs" / "subject-1-pred.nii.gz"
    other = (folder / "outputs" / "subject-2-pred.nii.gz").read_bytes()
    corrected.write_bytes(other + b"\0")
    _, recorder = run(folder)
    assert recorder.ended(Stage.INFER)["subject-1"] is State.KEPT
    image = folder / "data" / "subject-1-T1.img"
    image.write_bytes(image.read_bytes()[::-1])
    for _ in range(2):
        outcome, _ = run(folder)
        assert "changed since" in outcome.report.subjects[0].problem
        assert corrected.read_bytes() == other + b"\0"
    outcome, _ = run(folder, overwrite=True)
    assert outcome.report.failed == 0
    assert corrected.read_bytes() != other + b"\0"


def test_a_correction_outlives_runs_that_fail_or_are_cancelled(folder: Path) -> None:
    run(folder)
    corrected = folder / "outputs" / "subject-1-pred.nii.gz"
    image = folder / "data" / "subject-1-T2.img"
    whole = image.read_bytes()
    image.write_bytes(whole[::-1])
    with pytest.raises(Cancelled):
        run_pipeline(options_for(folder), Recorder(cancel_at=(Stage.INFER, "subject-1")))
    corrected.write_bytes(b"corrected by hand")
    for content, problem in (
        (whole[::-1], "changed since"),
        (whole[:100], "too short"),
        (whole, "changed since"),
    ):
        image.write_bytes(content)
        outcome, _ = run(folder)
        assert problem in outcome.report.subjects[0].problem
        assert corrected.read_bytes() == b"corrected by hand"


def test_a_label_image_of_somebody_else_outlives_runs_that_fail(folder: Path) -> None:
    theirs = folder / "outputs" / "subject-1-pred.nii.gz"
    theirs.parent.mkdir()
    theirs.write_bytes(b"not of the pipeline")
    image = folder / "data" / "subject-1-T2.img"
    whole = image.read_bytes()
    for content, problem in ((whole[:100], "too short"), (whole, "has not made"), (whole, "has not made")):
        image.write_bytes(content)
        outcome, _ = run(folder)
        assert problem in outcome.report.subjects[0].problem
        assert theirs.read_bytes() == b"not of the pipeline"


def test_a_cancelled_run_goes_on_where_it_stopped(folder: Path) -> None:
    with pytest.raises(Cancelled):
        run_pipeline(options_for(folder), Recorder(cancel_at=(Stage.INFER, "subject-2")))
    assert (folder / "outputs" / "subject-1-pred.nii.gz").exists()
    outcome, recorder = run(folder)
    assert recorder.ended(Stage.INFER) == {"subject-1": State.KEPT, "subject-2": State.DONE}
    assert outcome.report.failed == 0


def test_the_stages_run_one_by_one_as_on_several_machines(folder: Path) -> None:
    options, recorder = options_for(folder), Recorder()
    with pytest.raises(IsegError, match="validate_data has to be run"):
        run_stage(options, Stage.DECIDE, recorder)
    found = run_stage(options, Stage.VALIDATE, recorder)
    assert found.subjects == ("subject-1", "subject-2")
    run_stage(options, Stage.CHECK, recorder)
    assert run_stage(options, Stage.DECIDE, recorder).train is False
    run_stage(options, Stage.SKIP, recorder)
    mapped = options_for(folder, subjects="subject-2")
    assert run_stage(mapped, Stage.INFER, recorder).subjects == ("subject-2",)
    assert not (folder / "outputs" / "subject-1-pred.nii.gz").exists()
    assert run_stage(options, Stage.INFER, recorder).failed == ()
    run_stage(options, Stage.DRAW, recorder)
    run_stage(options, Stage.REPORT, recorder)
    (written,) = (folder / "outputs").glob("pipeline_report_*.json")
    report = PipelineReport.model_validate_json(written.read_bytes())
    assert {record.state for record in report.stages} <= {State.DONE, State.KEPT}
    assert written.with_suffix(".html").is_file()


def test_two_runs_on_one_folder_are_kept_apart(folder: Path) -> None:
    options = options_for(folder)
    with (
        Store(options.outputs).held(shared=False),
        pytest.raises(OutputError, match="at work on this folder"),
    ):
        run_pipeline(options, Recorder())
    with Store(options.outputs).held(shared=True):
        with Store(options.outputs).held(shared=True):
            pass
        with pytest.raises(OutputError, match="at work"):
            run_stage(options, Stage.REPORT, Recorder())


def test_an_unreadable_model_is_told_and_the_one_that_comes_with_the_program_used(folder: Path) -> None:
    (folder / "models").mkdir()
    (folder / "models" / "unet_stage1_4class.keras").write_bytes(b"no model")
    outcome, recorder = run(folder)
    assert "cannot be used" in recorder.stages[Stage.CHECK].note
    assert outcome.report.decision is not None
    assert "is not a Keras model" in outcome.report.decision.own_model_problem
    assert outcome.report.decision.model.startswith("iseg-infant")
    assert outcome.report.failed == 0


def test_data_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError):
        run(tmp_path)
    write_data(tmp_path / "data", 1)
    with pytest.raises(DatasetError, match="no subject 7"):
        run(tmp_path, subjects="7")
