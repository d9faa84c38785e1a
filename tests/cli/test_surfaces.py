"""`iseg surfaces` as a shell calls it."""

from __future__ import annotations

import json
from pathlib import Path

import nibabel as nib
import pytest

from isegcore.io.images import read_label_map
from isegcore.labels import BRAIN_TISSUES
from isegcore.metrics.volumes import tissue_volumes_ml
from tests.cli.conftest import Run


def test_each_tissue_gets_a_file_of_its_volume(run: Run, data: Path, tmp_path: Path) -> None:
    label = data / "subject-1-label.hdr"
    ran = run("surfaces", label, "-o", tmp_path / "brain.surf.gii", "--json")
    assert ran.exit_code == 0, ran.output
    rows = json.loads(ran.stdout)["surfaces"]
    volumes = tissue_volumes_ml(read_label_map(label))
    assert [row["tissue"] for row in rows] == [tissue.name for tissue in BRAIN_TISSUES]
    for row, tissue in zip(rows, BRAIN_TISSUES, strict=True):
        assert row["volume_ml"] == pytest.approx(volumes[tissue], rel=0.02)
        assert len(nib.load(row["file"]).darrays) == 2


def test_what_cannot_be_done_is_said(run: Run, data: Path, tmp_path: Path) -> None:
    label = data / "subject-1-label.hdr"
    target = tmp_path / "brain.stl"
    assert run("surfaces", label, "-o", target, "--tissues", "wm").exit_code == 0
    assert [path.name for path in tmp_path.glob("*.stl")] == ["brain-WM.stl"]
    for arguments, words in (
        ((label, "-o", target), "exists"),
        ((label, "-o", tmp_path / "brain.ply"), "NAME.stl"),
        ((label, "-o", target, "--tissues", "skin"), "'SKIN'"),
        ((data / "subject-1-T1.hdr", "-o", tmp_path / "t1.stl"), "Label values"),
    ):
        ran = run("surfaces", *arguments)
        assert ran.exit_code == 1
        assert words in ran.stderr.replace("\n", " ")
    assert run("surfaces", label, "-o", target, "--overwrite").exit_code == 0
