"""`iseg import-dicom`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.helpers.dicom import write_subject


def test_a_folder_is_listed_imported_and_segmented(run: Run, tmp_path: Path) -> None:
    folder, out = write_subject(tmp_path / "dcm"), tmp_path / "études"
    listed = run("import-dicom", folder)
    assert listed.exit_code == 0, listed.output
    assert "T1 MPRAGE" in listed.stdout
    imported = run("import-dicom", folder, "-o", out, "--json")
    assert imported.exit_code == 0, imported.output
    told = json.loads(imported.stdout)
    assert told["subject"] == "sub-01"
    assert [row["guess"] for row in told["series"]] == [None, "T1", "T2"]
    assert "MPRAGE" not in imported.output
    assert run("import-dicom", folder, "-o", out).exit_code == 0
    ran = run("segment", "--data", out, "--layout", "bids")
    assert ran.exit_code == 0, ran.output
    assert (out / "derivatives/iseg/sub-02/anat/sub-02_dseg.nii.gz").is_file()


def test_series_can_be_named_and_left_out(run: Run, tmp_path: Path) -> None:
    folder, out = write_subject(tmp_path / "dcm"), tmp_path / "out"
    ran = run("import-dicom", folder, "-o", out, "--subject", "A1", "--session", "b", "--t1", 3, "--t2", 0)
    assert ran.exit_code == 0, ran.output
    assert [path.name for path in out.rglob("*.nii.gz")] == ["sub-A1_ses-b_T1w.nii.gz"]
    refused = run("import-dicom", folder, "-o", out, "--t1", 1)
    assert refused.exit_code == 1
    assert "3 slices" in refused.output
    assert "no series 9" in run("import-dicom", folder, "-o", out, "--t2", 9).output


def test_a_folder_of_two_people_is_listed_and_refused(run: Run, tmp_path: Path) -> None:
    write_subject(tmp_path / "dcm" / "a", study="1.2.3")
    write_subject(tmp_path / "dcm" / "b", study="1.2.4")
    ran = run("import-dicom", tmp_path / "dcm", "-o", tmp_path / "out")
    assert ran.exit_code == 1
    assert "2 studies" in ran.output
    assert not (tmp_path / "out").exists()
    assert run("import-dicom", tmp_path / "dcm", "-o", tmp_path / "out", "--study", 2).exit_code == 0
