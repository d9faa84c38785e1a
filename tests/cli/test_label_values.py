"""Commands that read label images read them as they were written, or as the user says."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from isegcore.cli.main import app
from isegcore.data.grid import Grid
from isegcore.data.subject import Modality
from isegcore.data.volume import LabelMap
from isegcore.inference.segmenter import Segmenter
from isegcore.io.atomic import write_text
from isegcore.io.label_tables import dseg_table
from isegcore.io.nifti import write_label_map
from isegcore.labels import BIDS, INDEX, ISEG, LabelScheme
from tests.helpers.fakes import ThresholdPredictor
from tests.helpers.image_files import ramp, write_nifti
from tests.helpers.phantoms import ellipsoid_labels, phantom_subject
from tests.inference.test_segmenter import CARD

_SHAPE = (32, 36, 28)
_LABELS = LabelMap(ellipsoid_labels(_SHAPE), Grid(_SHAPE, np.eye(4)), ISEG)


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def _write(path: Path, scheme: LabelScheme, labels: LabelMap = _LABELS, *, table: bool = False) -> Path:
    write_label_map(path, labels, None, scheme)
    if table:  # as `iseg segment` does
        write_text(path.with_name(path.name.replace(".nii.gz", ".tsv")), dseg_table(scheme))
    return path


def _dice(result: Result) -> dict[str, float]:
    assert result.exit_code == 0, result.output
    found: dict[str, float] = json.loads(result.stdout)["mean_dice"]
    return found


@pytest.mark.parametrize("scheme", [ISEG, INDEX, BIDS])
def test_a_result_agrees_with_itself_whatever_its_values(tmp_path: Path, scheme: LabelScheme) -> None:
    ours = _write(tmp_path / "ours.nii.gz", scheme, table=True)
    reference = _write(tmp_path / "reference.nii.gz", ISEG)
    assert _dice(_run("evaluate", ours, reference, "--json")) == {"CSF": 1.0, "GM": 1.0, "WM": 1.0}


def test_a_coding_that_had_to_be_assumed_is_told_and_can_be_said(tmp_path: Path) -> None:
    bids = _write(tmp_path / "a.nii.gz", BIDS)
    right = _write(tmp_path / "b.nii.gz", BIDS, table=True)
    assert max(_dice(_run("evaluate", bids, right, "--json")).values()) < 1
    told = "a.nii.gz: its values are taken as CSF 1, GM 2, WM 3"
    assert told in _run("evaluate", bids, right).stderr
    said = _run("evaluate", bids, right, "--labels", "bids", "--json")
    assert set(_dice(said).values()) == {1.0}
    wrong = _run("evaluate", bids, right, "--labels", "iseg")
    assert wrong.exit_code == 1
    assert "iseg scheme" in wrong.stderr


def test_the_references_of_a_bids_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    segmenter = Segmenter(ThresholdPredictor(), CARD, "0" * 64)
    monkeypatch.setattr("isegcore.inference.segmenter.make_segmenter", lambda *_, **__: segmenter)
    subject = phantom_subject()
    assert subject.reference is not None
    t1 = subject.images[Modality.T1]
    write_nifti(tmp_path / "sub-01_T1w.nii.gz", t1.data, t1.grid.affine)
    _write(tmp_path / "sub-01_dseg.nii.gz", BIDS, subject.reference)
    found = _run("evaluate", "--data", tmp_path, "--json")
    assert min(_dice(found).values()) > 0.9
    assert any("as BIDS has it" in note for note in json.loads(found.stdout)["notes"])
    assert min(_dice(_run("evaluate", "--data", tmp_path, "--labels", "index", "--json")).values()) < 0.5


def test_validate_goes_on_after_what_it_cannot_tell_apart_and_hears_of_references(tmp_path: Path) -> None:
    for name in ("a-T1.nii", "a-T1.nii.gz", "b-T1.nii", "c-T1.nii"):
        write_nifti(tmp_path / name)
    write_nifti(tmp_path / "b-seg.nii", ramp())  # values that are no labels
    result = _run("validate", tmp_path, "--json")
    assert result.exit_code == 1
    rows = {row["subject"]: row for row in json.loads(result.stdout)["subjects"]}
    assert {name: row["status"] for name, row in rows.items()} == {"a": "broken", "b": "broken", "c": "ok"}
    assert "Two files claim to be the T1 image of a" in rows["a"]["notes"][0]
    assert "Label values must be" in rows["b"]["notes"][0]


def test_validate_is_told_the_values(tmp_path: Path) -> None:
    write_nifti(tmp_path / "a-T1.nii")
    write_nifti(tmp_path / "a-seg.nii", (ramp() % 4).astype(np.uint8))
    assert _run("validate", tmp_path, "--labels", "index").exit_code == 0
    assert _run("validate", tmp_path, "--labels", "iseg").exit_code == 1
