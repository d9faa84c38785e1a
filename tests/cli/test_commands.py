"""The commands, called as a shell calls them, with a network that thresholds."""

from __future__ import annotations

import json
import os
import re
import signal
import threading
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from isegcore.bundles.calibration import Calibration, DiceLine
from isegcore.cli.main import app
from isegcore.data.subject import Modality
from isegcore.inference.segmenter import Segmenter
from isegcore.io.images import read_label_map, read_volume
from isegcore.io.nifti import write_label_map
from isegcore.labels import ISEG
from tests.cli.conftest import Run
from tests.helpers.fakes import ThresholdPredictor
from tests.helpers.phantoms import ellipsoid_labels, phantom_subject
from tests.inference.test_segmenter import CARD


def test_segment_one_subject(run: Run, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "one.nii.gz"
    result = run("segment", data / "subject-1-T1.hdr", data / "subject-1-T2.hdr", "-o", out, "--json")
    assert result.exit_code == 0, result.output
    value = json.loads(result.stdout)
    assert [Path(path).name for path in value["files"]] == ["one.nii.gz", "one.json", "one.tsv"]
    assert any("orientation" in note.lower() for note in value["notes"])
    record = json.loads((tmp_path / "out" / "one.json").read_text())
    assert {len(sha) for item in record["inputs"] for sha in item["sha256"].values()} == {64}
    assert str(tmp_path) not in (tmp_path / "out" / "one.json").read_text()
    np.testing.assert_array_equal(read_label_map(out).data, ellipsoid_labels())


@pytest.mark.parametrize(("labels", "values"), [("index", {0, 1, 2, 3}), ("iseg", {0, 10, 150, 250})])
def test_segment_writes_the_values_that_were_asked_for(
    run: Run, data: Path, tmp_path: Path, labels: str, values: set[int]
) -> None:
    import SimpleITK as sitk  # noqa: N813

    out = tmp_path / "out.nii.gz"
    assert run("segment", data / "subject-1-T1.hdr", "-o", out, "--labels", labels).exit_code == 0
    written = sitk.GetArrayFromImage(sitk.ReadImage(str(out)))
    assert written.dtype == np.uint8
    assert set(np.unique(written).tolist()) == values


def test_segment_asks_before_it_overwrites(run: Run, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.nii.gz"
    call = ("segment", data / "subject-1-T1.hdr", "-o", out)
    assert run(*call).exit_code == 0
    before = out.read_bytes()
    refused = run(*call)
    assert refused.exit_code == 1
    assert "exists" in refused.stderr
    assert out.read_bytes() == before
    assert run(*call, "--overwrite").exit_code == 0


def test_segment_never_writes_over_an_input(run: Run, tmp_path: Path) -> None:
    subject = phantom_subject()
    path = tmp_path / "scan-T1.nii.gz"
    assert subject.reference is not None
    write_label_map(path, subject.reference, None, ISEG)
    before = path.read_bytes()
    refused = run("segment", path, "-o", path, "--overwrite")
    assert refused.exit_code == 1
    assert "input" in refused.stderr
    assert path.read_bytes() == before


def test_one_broken_subject_does_not_end_the_rest(run: Run, data: Path, tmp_path: Path) -> None:
    body = (data / "subject-1-T1.img").read_bytes()
    (data / "subject-1-T1.img").write_bytes(body[: len(body) // 2])
    result = run("segment", "--data", data, "-o", tmp_path / "out", "--json")
    assert result.exit_code == 1
    assert (tmp_path / "out" / "subject-2-pred.nii.gz").exists()
    assert not (tmp_path / "out" / "subject-1-pred.nii.gz").exists()
    broken, whole = json.loads(result.stdout)
    assert "subject-1-T1" in broken["error"]
    assert whole["volumes_ml"]["WM"] > 0


def test_subjects_are_chosen_by_number(run: Run, data: Path, tmp_path: Path) -> None:
    result = run("segment", "--data", data, "--subjects", "2", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert [path.name for path in (tmp_path / "out").glob("*.nii.gz")] == ["subject-2-pred.nii.gz"]
    missing = run("segment", "--data", data, "--subjects", "7", "-o", tmp_path / "out")
    assert missing.exit_code == 1
    assert "no subject 7" in missing.stderr


def test_events_are_json_lines(run: Run, data: Path, tmp_path: Path) -> None:
    result = run("segment", data / "subject-1-T1.hdr", "-o", tmp_path / "o.nii.gz", "--events", "jsonl")
    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert {event["event"] for event in events} == {"progress", "log", "result"}
    assert events[-1]["result"]["subject"] == "subject-1"


def test_ctrl_c_leaves_no_half_file(monkeypatch: pytest.MonkeyPatch, data: Path, tmp_path: Path) -> None:
    slow = Segmenter(ThresholdPredictor(seconds=30), CARD)
    monkeypatch.setattr("isegcore.inference.segmenter.make_segmenter", lambda *_, **__: slow)
    timer = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    call = ["segment", str(data / "subject-1-T1.hdr"), "-o", str(tmp_path / "out.nii.gz")]
    result = CliRunner().invoke(app, call)
    timer.join()
    assert result.exit_code == 130
    assert "Cancelled" in result.stderr
    assert not list(tmp_path.glob("*out*"))


def test_validate_says_what_is_there_and_what_is_broken(run: Run, data: Path) -> None:
    value = json.loads(run("validate", data, "--json").stdout)
    assert [subject["status"] for subject in value["subjects"]] == ["ok", "ok"]
    assert value["subjects"][0]["shape"] == [32, 36, 28]
    (data / "subject-2-T2.img").unlink()
    result = run("validate", data)
    assert result.exit_code == 1
    assert "broken" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("segment",), 1, "images, or --data"),
        (("segment", "absent-T1.nii.gz", "-o", "x.nii.gz"), 1, "absent-T1.nii.gz"),
        (("segment", "a", "b", "c", "-o", "x.nii.gz"), 1, "One or two images"),
        (("validate", "absent"), 1, "absent"),
        (("models", "show", "absent"), 1, "no model"),
        (("segment", "--nonsense"), 2, "No such option"),
        (("nonsense",), 2, "No such command"),
    ],
)
def test_wrong_calls(run: Run, arguments: tuple[str, ...], code: int, words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert words in result.stderr


def test_an_output_that_cannot_be_written(run: Run, data: Path, tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("in the way")
    result = run("segment", data / "subject-1-T1.hdr", "-o", blocker / "out.nii.gz")
    assert result.exit_code == 1
    assert str(blocker) in result.stderr
    for name in ("out.mgz", ".nii.gz"):
        assert run("segment", data / "subject-1-T1.hdr", "-o", tmp_path / name).exit_code == 1


def test_brackets_in_a_path_are_no_markup(run: Run, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "[old] x[" / "r.nii.gz"
    result = run("segment", data / "subject-1-T1.hdr", "-o", out)
    assert result.exit_code == 0, result.output
    assert str(out) in result.stdout


def test_info_names_the_device_and_why(run: Run) -> None:
    value = json.loads(run("info", "--json").stdout)
    assert value["device"].startswith(("cpu: ", "gpu: "))
    assert {"openvino", "tensorflow"} <= set(value["libraries"])
    assert "not a medical device" in run("info").stdout


def test_version_and_help(run: Run) -> None:
    assert run("--version").stdout.startswith("iseg ")
    assert "segment" in run("--help").stdout


def test_confidence_and_entropy_are_written_on_the_grid_of_the_input(
    data: Path, run: Run, tmp_path: Path
) -> None:
    result = run("segment", data / "subject-1-T1.hdr", "-o", tmp_path / "a.nii.gz", "--confidence", "--json")
    assert result.exit_code == 0
    names = [Path(name).name for name in json.loads(result.stdout)["files"]]
    assert names == ["a.nii.gz", "a.json", "a.tsv", "a-confidence.nii.gz", "a-entropy.nii.gz"]
    labels, confidence, entropy = (read_volume(tmp_path / n) for n in (names[0], *names[3:]))
    assert confidence.grid.matches(labels.grid)
    assert entropy.grid.matches(labels.grid)
    inside = labels.data > 0
    assert confidence.data[inside].mean() > 0.9
    assert 0 < entropy.data[inside].mean() < 0.2
    assert entropy.data.max() <= 1


def test_findings_and_expected_dice_are_told(
    data: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = DiceLine(slope=1, intercept=-0.5, error=0.03)
    calibration = Calibration(
        data="phantoms",
        subjects=4,
        error_before=0.1,
        error_after=0.01,
        dice=dict.fromkeys(("CSF", "WM"), line),
    )
    card = CARD.model_copy(update={"calibration": calibration})
    monkeypatch.setattr(
        "isegcore.inference.segmenter.make_segmenter", lambda *given: Segmenter(ThresholdPredictor(), card)
    )
    t1, t2 = (data / f"subject-1-{modality}.hdr" for modality in Modality)
    result = run("segment", t1, t2, "-o", tmp_path / "a.nii.gz")
    assert re.search(
        r"expected Dice +CSF 0\.\d\d ± 0\.03 +WM 0\.\d\d ± 0\.03; not for input like", result.stdout
    )
    assert "only 9 ml" in result.stderr  # a phantom is no brain
    value = json.loads(run("segment", t1, t2, "-o", tmp_path / "b.nii.gz", "--json").stdout)
    assert [finding["concern"] for finding in value["findings"]] == ["brain size"]
    assert value["expected_dice"]["CSF"]["error"] == 0.03
    record = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))
    assert record["findings"] == value["findings"]
    assert record["expected_dice"] == value["expected_dice"]
    assert any("only 9 ml" in note for note in record["notes"])
