"""`iseg evaluate`: two files, a model, a folder of predictions."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from isegcore.data.grid import Grid
from isegcore.data.volume import LabelMap
from isegcore.io.nifti import write_label_map
from isegcore.labels import ISEG
from tests.cli.conftest import Run
from tests.helpers.phantoms import ellipsoid_labels

FILES = ["scores.csv", "scores.json", "scores.png", "summary.csv", "worst.png"]


def test_two_files(run: Run, data: Path, tmp_path: Path) -> None:
    reference, out = data / "subject-1-label.hdr", tmp_path / "out"
    result = run("evaluate", reference, reference, "-o", out, "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["mean_dice"] == {"CSF": 1.0, "GM": 1.0, "WM": 1.0}
    assert sorted(path.name for path in out.iterdir()) == FILES
    with (out / "scores.csv").open() as file:
        assert [row["tissue"] for row in csv.DictReader(file)] == ["CSF", "GM", "WM"]
    refused = run("evaluate", reference, reference, "-o", out)
    assert (refused.exit_code, "exists" in refused.stderr) == (1, True)
    assert run("evaluate", reference, reference, "-o", out, "--overwrite").exit_code == 0


def test_a_model_on_a_folder(run: Run, data: Path) -> None:
    value = json.loads(run("evaluate", "--data", data, "--json").stdout)
    assert len(value["scores"]) == 6
    assert min(score["dice"] for score in value["scores"]) > 0.95
    assert value["model_sha256"] == "0" * 64
    assert value["summary"][0]["dice"]["subjects"] == 2
    words = run("evaluate", "--data", data).stdout
    assert "Mean ± sd" in words
    assert "…" not in words  # 80 columns are enough
    chosen = json.loads(run("evaluate", "--data", data, "--subjects", "2", "--json").stdout)
    assert {score["subject"] for score in chosen["scores"]} == {"subject-2"}


def test_a_folder_of_predictions_that_lacks_one(run: Run, data: Path, tmp_path: Path) -> None:
    predictions = tmp_path / "pred"
    assert run("segment", "--data", data, "--subjects", "2", "-o", predictions).exit_code == 0
    result = run("evaluate", "--data", data, "--pred", predictions, "-o", tmp_path / "out", "--json")
    assert result.exit_code == 1
    value = json.loads(result.stdout)
    assert "no prediction of subject-1" in value["problems"]["subject-1"]
    by_model = json.loads(run("evaluate", "--data", data, "--subjects", "2", "--json").stdout)
    assert value["scores"] == by_model["scores"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == FILES
    events = run("evaluate", "--data", data, "--pred", predictions, "--events", "jsonl").stdout.splitlines()
    assert [json.loads(line)["event"] for line in events].count("error") == 1


def test_other_grids_are_refused(run: Run, tmp_path: Path) -> None:
    labels = ellipsoid_labels()
    one, two = tmp_path / "one.nii.gz", tmp_path / "two.nii.gz"
    write_label_map(one, LabelMap(labels, Grid(labels.shape, np.eye(4)), ISEG), None, ISEG)
    write_label_map(two, LabelMap(labels, Grid(labels.shape, np.diag([2.0, 1, 1, 1])), ISEG), None, ISEG)
    result = run("evaluate", one, two)
    assert result.exit_code == 1
    assert "grid" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("only-one.nii.gz",), "Two label images"),
        ((), "PRED and REFERENCE, or --data"),
        (("a.nii", "b.nii", "--data", "x"), "PRED and REFERENCE, or --data"),
        (("--data", "absent"), "no such file or folder"),
        (("a.nii", "b.nii", "--pred", "x"), "--pred, --cross-validate, --subjects and --register go"),
        (("--data", "x", "--minutes", "1"), "Options of training go with --cross-validate"),
        (("--data", "x", "--cross-validate", "2"), "--cross-validate needs a folder"),
        (
            ("--data", "x", "--cross-validate", "2", "-o", "y", "--labels", "bids"),
            "takes no --pred and --labels",
        ),
    ],
)
def test_wrong_calls(run: Run, arguments: tuple[str, ...], words: str) -> None:
    result = run("evaluate", *arguments)
    assert (result.exit_code, words in result.stderr) == (1, True)
